"""The lines of a tidy table for whoever looks at them, and what was remarked on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.figure import HIDDEN_SIGN, SUPPRESSED, Count, Share, Unit
from tiltak_audit.model.notice import Notice
from tiltak_audit.model.remark import Stray
from tiltak_audit.model.report import Row
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.model.wording import grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.model.figure import Figure
    from tiltak_audit.model.remark import Remark
    from tiltak_audit.tidy.raw import RawTable


_SIGNS = {SUPPRESSED.printed, HIDDEN_SIGN}


@attrs.define(eq=False, repr=False)
class TidyLines:
    """Lines, each with its place in the file.

    Attributes:
        texts: The lines.
        places: The sheet, or 0, and the line or row of each.
        notices: What was remarked on.
    """

    texts: list[str] = attrs.field(factory=list)
    places: list[tuple[int, int]] = attrs.field(factory=list)
    notices: list[Notice] = attrs.field(factory=list)

    def add(self, place: tuple[int, int], text: str) -> int:
        """Add a line; give its number."""
        self.texts.append(text)
        self.places.append(place)
        return len(self.texts)

    def row(
        self, place: tuple[int, int], words: Iterable[str], figures: Iterable[Figure | Share]
    ) -> tuple[int, int]:
        """Add a line of words and figures; give its number, and where the figures start."""
        label = " · ".join(filter(None, words))
        printed = [grouped(one.value) if isinstance(one, Count) else one.printed for one in figures]
        return self.add(place, f"{label}\t{' '.join(printed)}"), len(label) + 2

    def leave(self, table: RawTable, reason: str) -> int | None:
        """Leave all of a table, if it holds any figure; give the line that says so."""
        fields = [field for one in table.records for field in one.fields]
        figures = sum(field.number or field.text in _SIGNS for field in fields)
        if not figures:
            return None
        heads = next((one.said for one in table.records), "\t".join(table.heads))
        line = self.add((table.page, table.line), heads)
        unread = Unread(len(table.records), figures)
        self.remark(Stray("row", reason), line, table.name, unread)
        return line

    def remark(  # noqa: PLR0913  all that a notice has
        self,
        remark: Remark,
        line: int,
        section: str,
        unread: Unread = ALL_READ,
        *,
        table: str = "",
        row: str = "",
    ) -> None:
        """Remark on a line; its table is known where the row is."""
        self.notices.append(
            Notice(
                remark,
                line,
                section=section,
                table=table,
                row=row,
                placed=bool(row),
                unread=unread,
            )
        )


def row_of(
    named: tuple[str, str],
    line: int,
    start: int,
    printed: Sequence[Figure | Share],
    unit: Unit,
) -> Row:
    """Make a row of a label and a code: of counts, or of shares, with stars among them."""
    label, code = named
    figures = tuple([one for one in printed if not isinstance(one, Share)])
    if unit is Unit.PERSONS:
        return Row(label, code, line, line, start, figures)
    shares = tuple([one for one in printed if not isinstance(one, Count)])
    return Row(label, code, line, line, start, (), shares)

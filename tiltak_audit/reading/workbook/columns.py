"""Remarks on the columns of a sheet, each once, whatever the number of its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

from tiltak_audit.i18n import _
from tiltak_audit.model.remark import NotAudited, Stray
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.model.wording import MEAN_WORDS
from tiltak_audit.reading.workbook.cells import letters_of
from tiltak_audit.reading.workbook.months import Column
from tiltak_audit.reading.workbook.survey import Left

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.model.remark import Remark
    from tiltak_audit.reading.workbook.lines import SheetLines
    from tiltak_audit.reading.workbook.seen import SheetRow
    from tiltak_audit.reading.workbook.survey import Survey


@attrs.define(repr=False)
class ColumnRemarks:
    """What is remarked on the columns of one sheet.

    Attributes:
        name: The sheet's name.
        lines: Where remarks go.
        months: The names of the months of the report; empty where no period is printed.
        shares: Whether the section holds shares, of which nothing is counted.
    """

    name: str
    lines: SheetLines
    months: Sequence[str] = ()
    shares: bool = False
    _told: dict[str, int] = attrs.field(factory=dict)

    def tell(self, survey: Survey) -> None:
        """Remark on the columns below a line of months that are left out."""
        for left in survey.unread:
            self._unread(left)
        for left in survey.hidden:
            self._left(left, "covered", _("{place} ({head}) is hidden"))
        for left in survey.unsure:
            said = _("{place} ({head}): not all its months are read, and no period is printed")
            self._left(left, "column", said)
        for left in survey.foreign:
            self._left(left, "column", _("{place} has no month above it"))
        for left in survey.empty:
            self._passed(left, _("{place} has no month above it and holds nothing"))

    def _unread(self, left: Left) -> None:
        head, cell = left.column.name, left.cell
        if not left.cells and self.months and head not in {*self.months, MEAN_WORDS}:
            self._passed(left, _("{place} ({head}) holds nothing, and is no month of the report"))
            return
        at = f"{self.name}!{letters_of(cell.column if cell else left.column.first)}{left.at}"
        said = _("{place} holds no whole number and no star: {value}").format(
            place=at, value=cell.shown if cell else "–"
        )
        self._left(left, "column", "{place} ({head}): {said}", said)

    def tell_hidden(self, rows: Iterable[SheetRow]) -> None:
        """Remark on the hidden columns that hold something and that nothing was remarked on."""
        # The code of a region says what the name beside it says.
        cells = (cell for row in rows for cell in row.cells if cell.hidden and not cell.code)
        found = {cell.column for cell in cells}
        for column in sorted(found):
            self._left(Left(Column("", column, column), 0), "covered", _("{place} is hidden"))

    def _left(
        self, left: Left, kind: Literal["column", "covered"], text: str, said: str = ""
    ) -> None:
        cells = left.cells or left.rows
        place, head = f"{self.name}!{left.letters}", left.column.name
        text = text.format(place=place, head=head, said=said)
        self._once(left, Stray(kind, text), Unread(cells, cells))

    def _passed(self, left: Left, said: str) -> None:
        text = said.format(place=f"{self.name}!{left.letters}", head=left.column.name)
        self._once(left, NotAudited(said=text), ALL_READ)

    def _once(self, left: Left, remark: Remark, unread: Unread) -> None:
        """Remark, or count more at the remark on the same column that is there."""
        unread = ALL_READ if self.shares else unread
        at = self._told.setdefault(left.letters, len(self.lines.notices))
        if at == len(self.lines.notices):
            self.lines.remark(remark, unread)
            return
        notice = self.lines.notices[at]
        self.lines.notices[at] = attrs.evolve(notice, unread=notice.unread + unread)

"""What somebody who wants to undo the stars is taken to know."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.engine.most import MOST
from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.model.interval import STAR
from tiltak_audit.model.mean import Rounding
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.identities.series import Series
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.report import Report


class MissingRows(Enum):
    """What a row that a table leaves out stands for."""

    # Nobody: NAV leaves out rows that are zero.
    ZERO = "zero"
    # Any number, where another table of the section prints the row.
    UNKNOWN = "unknown"


class PrintedRows(Enum):
    """What a row that a table prints counts, where its section leaves out rows that are zero."""

    # Anybody or nobody.
    ANY = "any"
    # Somebody in some month: else the row would not be there.
    NONZERO = "nonzero"


class Insider(Alike, Record):
    """A starred cell that somebody knows, as a member of it does.

    Attributes:
        path: The input; empty where the run has one.
        line: The line of its figures, 1-based; of a PDF or workbook the line on the page.
        period: ``2025-01`` or ``mean``.
        value: What it is; where it is not said, every possible value is tried.
        page: The page of a PDF or the sheet of a workbook; 0 in a text.
    """

    path: str
    line: int
    period: str
    value: int | None = None
    page: int = 0

    def __str__(self) -> str:
        """Write it as it is given."""
        line = f"{self.page}/{self.line}" if self.page else str(self.line)
        cell = ":".join([*filter(None, [self.path]), line, self.period])
        return cell if self.value is None else f"{cell}={self.value}"


@attrs.frozen(eq=False, repr=False)
class Attacker(Alike):
    """What the attacker knows beside the printed figures.

    Attributes:
        star_max: The largest count that is starred; none where that is not known.
        rounding: How means are rounded.
        missing: What a row that is left out stands for.
        printed: What a row that is printed stands for.
        insiders: Cells that are known.
        everyone: Whether each star of a month is held against whoever is counted in it, one at a
            time.
    """

    star_max: int | None = STAR.high
    rounding: Rounding = Rounding.ANY
    missing: MissingRows = MissingRows.ZERO
    printed: PrintedRows = PrintedRows.ANY
    insiders: tuple[Insider, ...] = ()
    everyone: bool = False

    def rounding_of(self, cell: Cell | Series) -> Rounding:
        """Give how a mean is rounded: as the attacker takes it, or else as its family says."""
        if self.rounding is Rounding.ANY:
            return cell.report.family.rounding
        return self.rounding

    @property
    def most(self) -> int:
        """Give the largest count that a star may stand for."""
        return MOST if self.star_max is None else self.star_max


# What stands for all who are counted in a star.
EVERYONE = "all"


def described(reports: Iterable[Report]) -> Attacker:
    """Give the attacker who knows what families say of stars, and nothing else."""
    return Attacker(max((one.family.star.high for one in reports), default=STAR.high))


def star_max_of(text: str) -> int | None:
    """Read the largest count that is starred, or ``none``.

    Raises:
        UsageError: It is neither a count nor ``none``.
    """
    if text.strip().casefold() == "none":
        return None
    if not text.strip().isascii() or not text.strip().isdigit() or int(text) > MOST:
        raise UsageError(_("--star-max {text}: expected a count, or none").format(text=text))
    return int(text)


def insiders_of(texts: Sequence[str]) -> tuple[Insider, ...]:
    """Read cells written as ``[FILE:][PAGE/]LINE:PERIOD[=VALUE]``; all of them are none.

    Raises:
        UsageError: One of them is written otherwise.
    """
    return tuple(_insider(text) for text in texts if text != EVERYONE)


def _insider(text: str) -> Insider:
    cell, has_value, value = text.partition("=")
    *path, line, period = ["", *cell.rsplit(":", 2)][-3:] if ":" in cell else ["", "", ""]
    page, on_page, line = line.rpartition("/")
    numbers = [line, *([page] if on_page else []), *([value] if has_value else [])]
    if not all(map(_is_count, numbers)):
        raise UsageError(
            _(
                "--insider {text}: expected [FILE:][PAGE/]LINE:PERIOD[=VALUE], e.g. 256:2026-01, "
                "or all"
            ).format(text=text)
        )
    known = int(value) if has_value else None
    return Insider("".join(path), int(line), period, known, int(page or 0))


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit()

"""A line of months: which columns the figures below it stand in."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.period import MONTH_NAMES
from tiltak_audit.model.wording import MEAN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.reading.workbook.cells import Cell
    from tiltak_audit.reading.workbook.seen import SheetRow

_NAMES = {name.casefold(): name for name in (*MONTH_NAMES, MEAN_WORDS)}


@attrs.frozen(eq=False, repr=False)
class Column(Alike):
    """The column of a month, or of the mean, or one whose head names neither.

    Attributes:
        name: What its head says.
        first: Its first column on the sheet.
        last: The last one that its head is merged over.
    """

    name: str
    first: int
    last: int

    def holds(self, cell: Cell) -> bool:
        """Tell whether a cell stands in it."""
        return cell.column <= self.last and cell.last >= self.first


@attrs.frozen(eq=False, repr=False)
class Months(Alike):
    """A line of months.

    Attributes:
        columns: The columns to read, the mean before the months.
        hidden: Columns of months that nobody sees.
        odd: Columns right of the first month that have another head.
    """

    columns: tuple[Column, ...]
    hidden: tuple[Column, ...] = ()
    odd: tuple[Column, ...] = ()

    @property
    def mean(self) -> bool:
        """Tell whether the mean of the months is among them."""
        return self.columns[0].name == MEAN_WORDS

    @property
    def words(self) -> tuple[str, ...]:
        """List the names of the months."""
        return tuple(one.name for one in self.columns[self.mean :])

    @property
    def first(self) -> int:
        """Give the leftmost column of figures: labels stand left of it."""
        return min(one.first for one in (*self.columns, *self.hidden))

    def without(self, gone: Iterable[Column]) -> Months:
        """Leave columns out."""
        left = set(gone)
        return attrs.evolve(self, columns=tuple(one for one in self.columns if one not in left))


def is_month(cell: Cell) -> bool:
    """Tell whether a cell names a month, or the mean."""
    return cell.words.casefold() in _NAMES


def is_year(cells: Iterable[Cell], year: str) -> bool:
    """Tell whether cells say a year and nothing else, as a row above a line of months may.

    Args:
        cells: Of the row.
        year: The year of the report; empty where it is not known.
    """
    said = {cell.words or cell.text for cell in cells}
    return bool(year) and said <= {year, f"År {year}"}


def months_of(cells: Sequence[Cell]) -> Months | None:
    """Read a line of months; nothing for another line, or months in no order.

    Heads of labels may stand left of the months, and between or right of them heads that name
    none; nothing that could be a figure may.
    """
    heads = [cell for cell in cells if is_month(cell)]
    if not heads or any(cell.could_be_figure for cell in cells):
        return None
    # Cells that are merged one over the other are no line.
    if any(one.last >= other.column for one, other in pairwise(cells)):
        return None
    first = heads[0].column
    found = [
        (Column(_NAMES.get(cell.words.casefold(), cell.words), cell.column, cell.last), cell)
        for cell in cells
        if cell.column >= first
    ]
    seen = [one for one, cell in found if is_month(cell) and not cell.hidden]
    named = [one for one, cell in found if is_month(cell)]
    order = [MONTH_NAMES.index(one.name) for one in named if one.name != MEAN_WORDS]
    means = [one for one in seen if one.name == MEAN_WORDS]
    if order != sorted(set(order)) or len(named) - len(order) > 1:
        return None
    months = [one for one in seen if one.name != MEAN_WORDS]
    if not months or first == 1:
        return None
    return Months(
        (*means, *months),
        tuple(one for one in named if one not in seen),
        tuple(one for one, cell in found if not is_month(cell) and not cell.hidden),
    )


def months_at(rows: Sequence[SheetRow], at: int) -> tuple[Months | None, int]:
    """Read the line of months that starts at a row; the mean may stand in the row above.

    Returns:
        The line, and how many rows it takes.
    """
    row = rows[at]
    found = months_of(row.cells)
    if found or not all(is_month(cell) for cell in row.cells):
        return found, 1
    below = rows[at + 1] if at + 1 < len(rows) else None
    if below is None or below.number != row.number + 1 or below.hidden != row.hidden:
        return None, 1
    return months_of(sorted((*row.cells, *below.cells), key=lambda cell: cell.column)), 2

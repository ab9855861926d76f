"""Which columns below a line of months can be read, seen over all rows of the tables there.

A column most of whose figures cannot be read is left out and told once, as a whole: what keeps
one column from being read is no reason to lose the others.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.reading.workbook.months import Column, Months, months_of
from tiltak_audit.reading.workbook.seen import spelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tiltak_audit.reading.workbook.cells import Cell
    from tiltak_audit.reading.workbook.seen import SheetRow

# Of fewer rows none says that it is the column, and not the cell.
_FEWEST = 3


@attrs.frozen(eq=False, repr=False)
class Left(Alike):
    """A column that is left out.

    Attributes:
        column: The column.
        cells: How many of its cells hold something.
        rows: How many rows have a figure in some column.
        at: The number of the row of the first that cannot be read; 0 where none is looked at.
        cell: That cell; nothing where it is empty.
    """

    column: Column
    cells: int
    rows: int = 0
    at: int = 0
    cell: Cell | None = None

    @property
    def letters(self) -> str:
        """Name the column as a workbook does."""
        return spelled(self.column.first, self.column.last)


@attrs.frozen(eq=False, repr=False)
class Survey(Alike):
    """The columns below a line of months.

    Attributes:
        months: The line with the columns that are read.
        unread: Columns of months that are left out, since most of their cells are no figures.
        hidden: Columns of months that are left out, since nobody sees them.
        unsure: The mean, where not all months are read and it is not known of which it is.
        foreign: Columns of another head, or of none, that hold something in most rows.
        empty: Columns of another head, or of none between the months, that hold nothing.
    """

    months: Months
    unread: tuple[Left, ...] = ()
    hidden: tuple[Left, ...] = ()
    unsure: tuple[Left, ...] = ()
    foreign: tuple[Left, ...] = ()
    empty: tuple[Left, ...] = ()

    @property
    def told(self) -> tuple[Column, ...]:
        """List the columns whose cells need not be told again, row by row."""
        left = (*self.unread, *self.hidden, *self.unsure, *self.foreign)
        return tuple(one.column for one in left)


def survey(
    months: Months, rows: Sequence[SheetRow], figure: Callable[[Cell | None], str], *, dated: bool
) -> Survey:
    """Look at the rows below a line of months.

    Args:
        months: The line.
        rows: The rows as far as the next line of months.
        figure: Gives the figure that a cell shows, or nothing.
        dated: Whether the period of the report is known, and so of which months its means are.
    """
    tables = [row for row in rows if not row.hidden and _has_figure(row, months, figure)]
    unread = [_left(one, tables, figure) for one in months.columns]
    bad = [one for one in unread if one is not None]
    # Where no column is left, it is the rows that cannot be read.
    gone = bad if len(bad) < len(months.columns) else []
    left = months.without(one.column for one in gone)
    if not left.words:
        left, gone = months, []
    unsure = [
        Left(one, _filled(one, tables))
        for one in left.columns[:1]
        if left.mean and (gone or months.hidden) and not dated
    ]
    hidden = [Left(one, _filled(one, tables)) for one in months.hidden]
    odd = _odd(months, tables) + _left_of(months, tables, figure)
    often = [one for one in odd if one.cells * 2 > len(tables) and len(tables) >= _FEWEST]
    return Survey(
        left.without(one.column for one in unsure),
        tuple(gone),
        tuple(hidden),
        tuple(unsure),
        tuple(often),
        tuple(one for one in odd if not one.cells),
    )


def below(rows: Sequence[SheetRow], at: int) -> Sequence[SheetRow]:
    """Give the rows from one on, as far as the next line of months."""
    end = next((n for n in range(at, len(rows)) if months_of(rows[n].cells)), len(rows))
    return rows[at:end]


def _has_figure(row: SheetRow, months: Months, figure: Callable[[Cell | None], str]) -> bool:
    return any(cell.column >= months.first and figure(cell) for cell in row.seen)


def _left(
    column: Column, rows: Sequence[SheetRow], figure: Callable[[Cell | None], str]
) -> Left | None:
    """Say why a column is left out; nothing where most of its cells are figures."""
    cells = [
        (row.number, next((cell for cell in row.seen if column.holds(cell)), None)) for row in rows
    ]
    bad = [(number, cell) for number, cell in cells if not figure(cell)]
    if len(rows) < _FEWEST or len(bad) * 2 <= len(rows):
        return None
    filled = sum(cell is not None for _number, cell in cells)
    return Left(column, filled, len(rows), *bad[0])


def _left_of(
    months: Months, rows: Sequence[SheetRow], figure: Callable[[Cell | None], str]
) -> list[Left]:
    """List the columns between labels and months that hold figures: a head may be lost there."""
    last = [[cell for cell in row.seen if cell.last < months.first] for row in rows]
    found = Counter(cells[-1].column for cells in last if len(cells) > 1 and figure(cells[-1]))
    return [Left(Column("", at, at), times) for at, times in found.items()]


def _filled(column: Column, rows: Iterable[SheetRow]) -> int:
    return sum(any(column.holds(cell) for cell in row.cells) for row in rows)


def _odd(months: Months, rows: Sequence[SheetRow]) -> list[Left]:
    """List the columns among and beside the months that are none of theirs."""
    named = (*months.columns, *months.hidden)
    found = {at: one for one in months.odd for at in range(one.first, one.last + 1)}
    beside = Counter(
        cell.column
        for row in rows
        for cell in row.seen
        if cell.column >= months.first and not any(one.holds(cell) for one in (*named, *months.odd))
    )
    heads = {at for one in named for at in range(one.first, one.last + 1)}
    for at in {*range(min(heads), max(heads)), *beside} - heads - found.keys():
        found[at] = Column("", at, at)
    odd = sorted(set(found.values()), key=lambda one: one.first)
    return [Left(one, _filled(one, rows)) for one in odd]

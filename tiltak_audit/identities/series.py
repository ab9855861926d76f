"""A printed row as integer vectors: what the print says of each of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.cell import Cell
from tiltak_audit.model.figure import Star
from tiltak_audit.model.mean import window

if TYPE_CHECKING:
    from tiltak_audit.model.report import Report, Row, Table


@attrs.frozen(eq=False, repr=False)
class Series:
    """One row of one table, ready to be added up.

    A month's bounds are persons; the mean's are persons summed over the months, since the
    printed mean is rounded and only the sum of the months is a sum of counts.

    Attributes:
        report: The report that prints it.
        table: The table.
        row: The row; a total's label is ``I alt``.
        low: Smallest value a column may have, in print order.
        high: Largest value.
        stars: 1 where the print is a star, else 0.
    """

    report: Report
    table: Table
    row: Row
    low: tuple[int, ...]
    high: tuple[int, ...]
    stars: tuple[int, ...]

    @property
    def periods(self) -> tuple[str, ...]:
        """Name the columns."""
        return self.table.columns.periods

    @property
    def months(self) -> int:
        """Count the months that its mean is the mean of."""
        return len(self.table.columns.months)

    def cell(self, column: int) -> Cell:
        """Give one of its figures."""
        return Cell(self.report, self.table, self.row, column)


def series_of(report: Report, table: Table, row: Row) -> Series:
    """Turn a row into vectors."""
    figures = row.figures
    low = [f.interval.low if isinstance(f, Star) else f.value for f in figures]
    high = [f.interval.high if isinstance(f, Star) else f.value for f in figures]
    stars = [int(isinstance(f, Star)) for f in figures]
    if table.columns.mean:
        sums = window(figures[0], len(table.columns.months), report.family.rounding)
        low[0], high[0] = sums.low, sums.high
    return Series(report, table, row, tuple(low), tuple(high), tuple(stars))

"""A printed row as integer vectors: what the print says of each of its columns."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.cell import Cell
from tiltak_audit.model.figure import Count, Star, star_of_all
from tiltak_audit.model.mean import window

if TYPE_CHECKING:
    from tiltak_audit.model.mean import Rounding
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
        stars: 1 where the print is a star, else 0; as bytes, which are joined at once.
    """

    report: Report
    table: Table
    row: Row
    low: tuple[int, ...]
    high: tuple[int, ...]
    stars: bytes

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
    figures, columns = row.figures, table.columns
    months = len(columns.months) if columns.mean else 0
    first, rounding = figures[0], report.family.rounding
    # More rows than not are of stars alone, so nothing of them is worked out twice.
    star = star_of_all(figures)
    if star:
        return Series(report, table, row, *_of_stars(star, len(figures), months, rounding))
    stars = bytes([type(one) is not Count for one in figures])
    low = high = [one.value if type(one) is Count else one.interval.low for one in figures]
    if 1 in stars:
        high = [one.value if type(one) is Count else one.interval.high for one in figures]
    if months:
        sums = window(first, months, rounding)
        low, high = [sums.low, *low[1:]], [sums.high, *high[1:]]
    return Series(report, table, row, tuple(low), tuple(high), stars)


@cache
def _of_stars(
    star: Star, columns: int, months: int, rounding: Rounding
) -> tuple[tuple[int, ...], tuple[int, ...], bytes]:
    """Give the vectors of a row of nothing but stars, of which the mean's are of so many months."""
    first = window(star, months, rounding) if months else star.interval
    others = columns - 1
    return (
        (first.low, *[star.interval.low] * others),
        (first.high, *[star.interval.high] * others),
        b"\1" * columns,
    )

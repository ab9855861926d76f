"""The address of a printed figure: what it is in, what it prints, how it is named."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.mean import window

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.model.figure import Figure
    from tiltak_audit.model.interval import Interval
    from tiltak_audit.model.report import Report, Row, Table


@attrs.frozen(eq=False)
class Place(Alike):
    """Where something is, by names and numbers only.

    Attributes:
        path: The input, as the user named it.
        line: 1-based; 0 where it is about the whole input.
        column: The first column, 1-based; 0 for the whole line.
        end_column: The column after the last; 0 for the whole line.
        report: The report's code.
        section: The section's title.
        table: The table's label, empty for a bare ``I alt`` or where the table is unknown.
        placed: Whether the table is known.
        code: The region's code, empty where the row has none.
        row: The row's label.
        period: ``2025-01``, ``mean``, or empty where it is about no one column.
    """

    path: str
    line: int
    column: int = 0
    end_column: int = 0
    report: str = ""
    section: str = ""
    table: str = ""
    placed: bool = True
    code: str = ""
    row: str = ""
    period: str = ""

    @property
    def named(self) -> str:
        """Give the row's label with the code before it."""
        return f"{self.code} {self.row}".strip()


@attrs.frozen(repr=False)
class Cell:
    """A printed figure; two are the same where they stand in the same row and column.

    Attributes:
        report: The report that prints it.
        table: Its table.
        row: Its row; of a total the printing that is meant.
        column: Its column, from 0.
    """

    report: Report = attrs.field(eq=False)
    table: Table = attrs.field(eq=False)
    row: Row
    column: int

    @property
    def figure(self) -> Figure:
        """Give what is printed."""
        return self.row.figures[self.column]

    @property
    def printed(self) -> Interval:
        """Give what the print says of it, persons, the mean as printed."""
        return self.figure.interval

    @property
    def persons(self) -> Interval:
        """Give what the print says of it, persons, the mean as the sum of its months."""
        if self.column or not self.table.columns.mean:
            return self.printed
        return window(self.figure, self.months, self.report.family.rounding)

    @property
    def months(self) -> int:
        """Count the months that a mean of its row is the mean of."""
        return len(self.table.columns.months)

    @property
    def period(self) -> str:
        """Name its column: ``2025-01`` or ``mean``."""
        return self.table.columns.periods[self.column]

    @property
    def name(self) -> str:
        """Name it across runs: by section, table, row and period."""
        return f"{self.table.section}\x1e{self.table.label}\x1e{self.row.name}\x1e{self.period}"

    @property
    def place(self) -> Place:
        """Give where it is printed."""
        start, end = self.row.ends(self.column)
        return Place(
            path=self.report.path,
            line=self.row.line,
            column=start,
            end_column=end,
            report=self.report.code,
            section=self.table.section,
            table=self.table.label,
            code=self.row.code,
            row=self.row.label,
            period=self.period,
        )


def names_of(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Name figures across runs, of which those of a row follow each other."""
    names: list[str] = []
    for _row, some in groupby(cells, key=lambda cell: cell.row):
        first, *others = some
        periods = first.table.columns.periods
        row = first.name.removesuffix(first.period)
        names += [row + periods[cell.column] for cell in (first, *others)]
    return tuple(names)

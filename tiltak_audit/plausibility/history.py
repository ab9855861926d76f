"""What rows of a report printed, month by month, in it and in the editions before it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.cube.fold import fold, key_of
from tiltak_audit.cube.regions import FYLKE, KOMMUNE, UNKNOWN
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.figure import Count, star_of_all
from tiltak_audit.model.report import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.model.figure import Figure
    from tiltak_audit.model.period import Month
    from tiltak_audit.model.report import Report, Row, Table

    Values = tuple[int, ...]
    Point = frozenset[tuple[str, str]]
    Printed = dict[tuple[str, str, str], dict[int, int]]

# Stand for a star, and for what may be any number: hidden for the sake of others, or not printed.
STARRED, OPEN = -1, -2

_YEAR = 12


@attrs.frozen(eq=False, repr=False)
class History:
    """A table, and the months that are known of its rows.

    Attributes:
        report: The report.
        table: Its table.
        months: The first months of its periods, counted from year 0, in order.
        columns: For each month its column in the table; none where only an older edition has it.
        step: Months from one period to the next: 1, or 3 of quarters.
        lines: Its rows, the total first.
    """

    report: Report
    table: Table
    months: tuple[int, ...]
    columns: tuple[int | None, ...]
    step: int
    lines: tuple[Line, ...]

    def pairs(self, lag: int) -> Iterator[tuple[int, int]]:
        """Yield the places of months that lie so many months apart, the earlier first."""
        at = {month: place for place, month in enumerate(self.months)}
        for place, month in enumerate(self.months):
            before = at.get(month - lag)
            if before is not None:
                yield before, place


# Made by the thousand, and in a frozen record attrs sets each field by a call.
@attrs.define(eq=False, repr=False)
class Line:
    """A row, and what is known of its months.

    Attributes:
        row: The row of the report.
        total: Whether it is the total of its table.
        values: Persons a month of its history, or ``STARRED``, or ``OPEN`` where nothing is known.
        largest: Its largest count; below 0 where it has none.
    """

    row: Row
    total: bool
    values: Values
    largest: int

    @cached_property
    def unknown(self) -> bool:
        """Tell whether it counts those of whom nobody knows where they belong."""
        return fold(self.row.label) == fold(UNKNOWN)


def histories_of(report: Report, older: Iterable[Report] = ()) -> list[History]:
    """Give the history of every table; an older edition counts for months that no newer prints."""
    known: Printed = {}
    # Tables of observations are of one month each, so that the report holds its own history.
    months = [] if report.is_tidy else [{*table.columns.months} for table in report.tables]
    own: set[Month] = set.intersection(*months) if months else set()
    for one in (*older, *([report] if report.is_tidy else [])):
        _remember(known, one, own)
    return [_history(report, table, known) for table in report.tables]


def _history(report: Report, table: Table, known: Printed) -> History:
    own = [month.year * _YEAR + month.number - 1 for month in table.columns.months]
    first = int(table.columns.mean)
    step = table.columns.months[0].length if own else 1
    rows = list(table.printed())
    printed = [_values(row.figures, first) for row in rows]
    columns: dict[int, int | None] = {month: at + first for at, month in enumerate(own)}
    if known:
        before = [known.get(_key(table, row), {}) for row in rows]
        months = sorted({*own, *(month for one in before for month in one)})
        columns = {month: columns.get(month) for month in months}
        printed = [
            tuple({**old, **dict(zip(own, new, strict=True))}.get(month, OPEN) for month in months)
            for old, new in zip(before, printed, strict=True)
        ]
    lines = [
        Line(row, row is table.total, values, max(values, default=OPEN))
        for row, values in zip(rows, printed, strict=True)
    ]
    return History(report, table, tuple(columns), tuple(columns.values()), step, tuple(lines))


def _remember(known: Printed, report: Report, told: set[Month]) -> None:
    """Add what a report prints, but for tables that know no months beside those told."""
    for table in report.tables:
        if told.issuperset(table.columns.months):
            continue
        first = int(table.columns.mean)
        months = [month.year * _YEAR + month.number - 1 for month in table.columns.months]
        for row in table.printed():
            values = _values(row.figures, first)
            known.setdefault(_key(table, row), {}).update(zip(months, values, strict=True))


def _key(table: Table, row: Row) -> tuple[str, str, str]:
    return fold(table.section), fold(table.label), key_of(row.code, row.label)


def _values(figures: tuple[Figure, ...], first: int) -> Values:
    star = star_of_all(figures)
    if star:
        return (_hidden(star),) * (len(figures) - first)
    return tuple([one.value if type(one) is Count else _hidden(one) for one in figures[first:]])


def _hidden(figure: Figure) -> int:
    return OPEN if figure.interval.unbounded else STARRED


def point_of(history: History, line: Line) -> Point:
    """Give the categories that a row is of; a kommune is of its fylke, too.

    A point that holds all categories of another is of some of its persons.
    """
    table, family = history.table, history.report.family
    if table.point:
        categories = {(name, fold(one)) for name, one in table.point.categories}
        return frozenset({*categories, ("region", key_of(line.row.code, line.row.label))})
    dimensions = dimensions_of(table.section, family)
    found = {(dimensions.outer, fold(table.label))} if table.label else set()
    if not line.total and line.row.label != TOTAL:
        code = line.row.code
        found.add((dimensions.inner, key_of(code, line.row.label)))
        if code and dimensions.inner == KOMMUNE:
            found.add((FYLKE, family.parent_of(code)))
    return frozenset(found)


def cell_of(history: History, line: Line, place: int) -> Cell:
    """Give the figure of a row in a month that the report prints."""
    column = history.columns[place]
    assert column is not None
    return Cell(history.report, history.table, line.row, column)

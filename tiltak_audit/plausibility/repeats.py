"""Figures that are printed twice: a month of a table, or rows, where others should stand."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.dimensions import section_of
from tiltak_audit.cube.fold import fold
from tiltak_audit.plausibility.history import cell_of
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.model.cell import Cell
    from tiltak_audit.plausibility.history import History, Line

# How much all figures together must tell: natural logarithms of odds against chance. A report has
# some 700 pairs of months of a table, and some millions of pairs of rows.
_MONTHS, _ROWS = 16.0, 24.0

# What a count tells that stays what it was the month before, as places on a measure do.
_STAYS = 0.3

# With how many rows of the same figures, the last ones, a row is held.
_LAST = 4


class MonthTwice(Record):
    """A month that prints what another one prints, in whole tables.

    Attributes:
        cells: Of each such table its first figure in the later month.
        other: The month that prints the same, counted from year 0.
        figures: How many counts are the same.
        own: Whether the report itself prints the other month.
    """

    cells: tuple[Cell, ...]
    other: int
    figures: int
    own: bool


class RowsTwice(Record):
    """Rows that print what rows of other persons print.

    Attributes:
        pairs: A figure of each row, and one of the row that prints the same.
    """

    pairs: tuple[tuple[Cell, Cell], ...]


def months_twice(histories: Sequence[History]) -> list[MonthTwice]:
    """Find months that whole tables print twice, by the pair of months."""
    found: dict[tuple[int, int], list[tuple[History, int, int]]] = defaultdict(list)
    for history in histories:
        for earlier, later in _same_months(history):
            months = history.months[earlier], history.months[later]
            found[months].append((history, earlier, later))
    return [_month_twice(same) for same in found.values()]


def _same_months(history: History) -> Iterator[tuple[int, int]]:
    lines = [one for one in history.lines if not one.total] or history.lines
    seen: dict[tuple[int, ...], int] = {}
    for at, column in enumerate(zip(*(one.values for one in lines), strict=True)):
        before = seen.setdefault(column, at)
        if before != at and history.columns[at] is not None and _told(column) >= _MONTHS:
            yield before, at


def _told(column: Iterable[int]) -> float:
    """Give what it tells that counts are the same as others: a count keeps about its root."""
    return sum(log(value) / 2 for value in column if value > 0)


def _month_twice(same: list[tuple[History, int, int]]) -> MonthTwice:
    history, earlier, _later = same[0]
    cells = tuple(cell_of(one, one.lines[0], later) for one, _earlier, later in same)
    counts = sum(line.values[later] >= 0 for one, _, later in same for line in one.lines)
    own = history.columns[earlier] is not None
    return MonthTwice(cells, history.months[earlier], counts, own)


def rows_twice(reports: Iterable[Sequence[History]]) -> list[RowsTwice]:
    """Find rows of one section that print in the same order what others of it print.

    Rows of a section are of different persons, where its family lists it; so are the reports of
    a family each of which holds a group of its own.
    """
    sections: dict[tuple[str, str, str], list[_Row]] = defaultdict(list)
    for histories in reports:
        # Asked once a report: a report may have as many tables as are asked of here.
        if not histories or histories[0].report.is_tidy:
            continue
        for history in histories:
            report, title = history.report, history.table.section
            if not section_of(title, report.family):
                continue
            of_all = "" if report.family.overview else report.path
            rows = [_Row(history, line) for line in history.lines if not line.total]
            sections[report.family.name, of_all, fold(title)] += rows
    return [found for rows in sections.values() for found in _of_section(rows)]


@attrs.frozen(eq=False, repr=False)
class _Row:
    history: History
    line: Line

    @property
    def cell(self) -> Cell:
        columns = self.history.columns
        place = next(at for at, column in enumerate(columns) if column is not None)
        return cell_of(self.history, self.line, place)

    def is_apart(self, other: _Row) -> bool:
        """Tell whether it is of other persons, and not of another print of one report."""
        here, there = self.history.report, other.history.report
        return here is there or bool(here.code and here.code != there.code)


@attrs.define(eq=False, repr=False)
class _Run:
    """Rows that follow each other and print what rows so far before them print.

    Attributes:
        tells: How much they tell against chance.
        rows: Their places, in order.
    """

    tells: float = 0.0
    rows: list[int] = attrs.field(factory=list)


def _of_section(rows: list[_Row]) -> Iterator[RowsTwice]:
    told: set[int] = set()
    for distance, run in sorted(_runs(rows), key=lambda one: -one[1].tells):
        if run.tells < _ROWS or told.intersection(run.rows):
            continue
        told.update(run.rows)
        yield RowsTwice(tuple((rows[at].cell, rows[at - distance].cell) for at in run.rows))


def _runs(rows: list[_Row]) -> Iterator[tuple[int, _Run]]:
    """Yield runs, each with how many rows before it the others stand."""
    seen: dict[tuple[int, ...], list[int]] = defaultdict(list)
    runs: dict[int, _Run] = defaultdict(_Run)
    for at, row in enumerate(rows):
        values = row.line.values
        if row.line.largest <= 0:
            continue
        before = seen[values]
        for other in before[-_LAST:]:
            if not row.is_apart(rows[other]):
                continue
            distance = at - other
            run = runs[distance]
            if run.rows and not _all_same(rows, range(run.rows[-1] + 1, at), distance):
                yield distance, run
                run = runs[distance] = _Run()
            run.rows.append(at)
            run.tells += _row_tells(values)
        before.append(at)
    yield from runs.items()


def _all_same(rows: list[_Row], places: range, distance: int) -> bool:
    return all(rows[at].line.values == rows[at - distance].line.values for at in places)


def _row_tells(values: Sequence[int]) -> float:
    counts = [value for value in values if value > 0]
    steps = (log(now) / 2 if now != before else _STAYS for before, now in pairwise(counts))
    return log(counts[0]) / 2 + sum(steps)

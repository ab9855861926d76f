"""The rows that two editions both print, with the columns of the same months."""

from __future__ import annotations

from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

import attrs

from tiltak_audit.cube.fold import fold, key_of
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.figure import Count
from tiltak_audit.model.period import MEAN
from tiltak_audit.model.report import Lost

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from tiltak_audit.editions.pairs import EditionPair
    from tiltak_audit.model.period import Columns
    from tiltak_audit.model.report import Report, Row, Table

T = TypeVar("T", "Row", "Table")


@attrs.frozen(eq=False, repr=False)
class Printed:
    """A table of an edition, or a row of it.

    Attributes:
        report: The edition.
        table: The table.
        row: The row; none where the whole table is meant.
    """

    report: Report
    table: Table
    row: Row | None = None

    @property
    def label(self) -> str:
        """Give the label of the row, or of the table."""
        return self.row.label if self.row else self.table.label


class Move(Enum):
    """What became of a table or a row."""

    # Only the newer edition prints it.
    COME = "come"
    # Only the older one does.
    GONE = "gone"
    # Both do, under other labels.
    RENAMED = "renamed"


@attrs.frozen(eq=False, repr=False)
class RowPair:
    """A row that both editions print.

    Attributes:
        older: The row in the older edition, whose row is there.
        newer: The row in the newer one.
        columns: The columns of the same months, older and newer; the mean where it is one of the
            same months.
    """

    older: Printed
    newer: Printed
    columns: tuple[tuple[int, int], ...]

    def cells(self) -> Iterator[tuple[Cell, Cell]]:
        """Yield its figures, older and newer."""
        older, newer = self.older, self.newer
        assert older.row
        assert newer.row
        for there, here in self.columns:
            yield (
                Cell(older.report, older.table, older.row, there),
                Cell(newer.report, newer.table, newer.row, here),
            )


@attrs.frozen(eq=False, repr=False)
class Matched:
    """What two editions print, side by side.

    Attributes:
        rows: The rows that both print, in the print order of the newer.
        come: Tables and rows that only the newer prints; of a table not each row.
        gone: Those that only the older prints.
        renamed: Those that both print under other labels, older and newer.
        unknown: How many rows may be gone or come, since a part of the other was not read.
    """

    rows: tuple[RowPair, ...]
    come: tuple[Printed, ...]
    gone: tuple[Printed, ...]
    renamed: tuple[tuple[Printed, Printed], ...]
    unknown: int

    def moves(self) -> Iterator[tuple[Move, Printed, Printed | None]]:
        """Yield every table and row that moved, one renamed with what it was in the older."""
        for move, some in ((Move.COME, self.come), (Move.GONE, self.gone)):
            for one in some:
                yield move, one, None
        for was, now in self.renamed:
            yield Move.RENAMED, now, was


def matched(pair: EditionPair) -> Matched:
    """Put the tables and rows of two editions side by side, in the months that both print."""
    return _Matching(pair).done()


class _Matching:
    """Tables by section and label, or by what they are of; rows by code or label."""

    def __init__(self, pair: EditionPair) -> None:
        self.pair = pair
        self.rows: list[RowPair] = []
        self.come: list[Printed] = []
        self.gone: list[Printed] = []
        self.renamed: list[tuple[Printed, Printed]] = []
        self.unknown = 0

    def done(self) -> Matched:
        older, newer = self.pair.older, self.pair.newer
        months = set(self.pair.months)
        there, here = (
            _keyed(
                (table for table in report.tables if months.intersection(table.columns.periods)),
                _key_of_table,
            )
            for report in (older, newer)
        )
        for old, new in _beside(there, here, _same_totals):
            if old and new:
                self._table(old, new)
            elif new:
                self._alone(self.come, Printed(newer, new), older)
            elif old:
                self._alone(self.gone, Printed(older, old), newer)
        return Matched(
            tuple(self.rows),
            tuple(self.come),
            tuple(self.gone),
            tuple(self.renamed),
            self.unknown,
        )

    def _alone(self, found: list[Printed], one: Printed, other: Report) -> None:
        """Take down a table that the other edition does not print, if all of that was read."""
        sections = [s for s in other.sections if fold(s.title) == fold(one.table.section)]
        if other.unread or any(s.doubts for s in sections):
            self.unknown += len(list(one.table.printed()))
        else:
            found.append(one)

    def _table(self, old: Table, new: Table) -> None:
        older, newer = self.pair.older, self.pair.newer
        columns = _columns(old.columns, new.columns)
        if fold(old.label) != fold(new.label) and not new.point:
            self.renamed.append((Printed(older, old), Printed(newer, new)))
        there, here = (_keyed(table.printed(), _key_of_row) for table in (old, new))
        for was, now in _beside(there, here, _same_figures(columns)):
            if was and now:
                pair = RowPair(Printed(older, old, was), Printed(newer, new, now), columns)
                self.rows.append(pair)
                if fold(was.label) != fold(now.label):
                    self.renamed.append((pair.older, pair.newer))
            elif now:
                self._row(self.come, Printed(newer, new, now), old)
            elif was:
                self._row(self.gone, Printed(older, old, was), new)

    def _row(self, found: list[Printed], one: Printed, other: Table) -> None:
        assert one.row
        lost = one.row is one.table.total and isinstance(other.total, Lost | None)
        if lost or other.doubts:
            self.unknown += 1
        else:
            found.append(one)


def _columns(old: Columns, new: Columns) -> tuple[tuple[int, int], ...]:
    at = {period: number for number, period in enumerate(old.periods)}
    return tuple(
        (at[period], number)
        for number, period in enumerate(new.periods)
        # A mean of other months is another figure.
        if period in at and (period != MEAN or old.months == new.months)
    )


def _key_of_table(table: Table) -> Hashable:
    point = table.point
    if point:
        categories = frozenset((name, fold(one)) for name, one in point.categories)
        return point.measure, point.level, categories, table.columns.periods
    return fold(table.section), fold(table.label)


def _key_of_row(row: Row) -> Hashable:
    return key_of(row.code, row.label)


def _keyed(things: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, T]:
    """Name each thing by its key, and by how often that came before it."""
    found: dict[Hashable, T] = {}
    times: Counter[Hashable] = Counter()
    for one in things:
        own = key(one)
        found[own, times[own]] = one
        times[own] += 1
    return found


def _beside(
    there: dict[Hashable, T], here: dict[Hashable, T], alike: Callable[[T, T], bool]
) -> Iterator[tuple[T | None, T | None]]:
    """Yield what is here with its like from there, and then what is only there.

    What neither key names in the other is one thing renamed where it stands behind the same
    neighbour and its figures are alike.
    """
    before = dict(zip(list(there)[1:], there, strict=False))
    behind = {before.get(key): key for key in there if key not in here}
    taken, last = set(), None
    for key, new in here.items():
        own = key if key in there else behind.get(last)
        old = there[own] if own is not None else None
        if old and own != key and not alike(old, new):
            old = None
        if old:
            taken.add(own)
        yield old, new
        last = own if old else key
    for key, old in there.items():
        if key not in taken:
            yield old, None


def _same_totals(old: Table, new: Table) -> bool:
    if old.point or fold(old.section) != fold(new.section):
        return False
    was, now = (next(table.printed(), None) for table in (old, new))
    alike = _same_figures(_columns(old.columns, new.columns))
    return bool(was and now and alike(was, now))


def _same_figures(columns: tuple[tuple[int, int], ...]) -> Callable[[Row, Row], bool]:
    def same(old: Row, new: Row) -> bool:
        figures = [(old.figures[there], new.figures[here]) for there, here in columns]
        counts = [was == now for was, now in figures if isinstance(was, Count)]
        return bool(counts) and all(was == now for was, now in figures)

    return same

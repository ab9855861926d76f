"""How far a revision extends: a column, a region or a status revised throughout is one cause."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from tiltak_audit.alike import Alike
from tiltak_audit.cube.fold import fold, key_of
from tiltak_audit.model.figure import Count
from tiltak_audit.model.period import MEAN
from tiltak_audit.model.report import TOTAL
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from tiltak_audit.editions.changes import Change, Revisions
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.report import Report

    # Section, table, row, period: what figures have in common; empty where they differ.
    Facets = tuple[str, ...]

# Which of them may be in common for figures to be revised throughout.
_KINDS = tuple(chosen for size in (1, 2, 3) for chosen in combinations(range(4), size))

# So many figures of what is revised throughout, and so great a share of those that could be.
_LEAST = 3
_THROUGHOUT = 0.9


class Limits(Alike, Record):
    """How large a revision may be before it is told; it must be larger than both.

    Attributes:
        persons: Persons.
        share: Percent of what was printed.
    """

    persons: int = 0
    share: float = 0

    def broken_by(self, change: Change) -> bool:
        """Tell whether a revision is larger."""
        size, share = change.size, change.share
        return (
            size is not None
            and abs(size) > self.persons
            and (share is None or abs(100 * share) > self.share)
        )


class Extent(Record):
    """Revisions of one cause, as far as it can be told.

    Attributes:
        report: The report that was audited: the newer edition, or else the older.
        changes: The revisions, in print order.
        common: Section, table, row and period as printed, those that all share; else empty.
        comparable: How many figures of these are printed in both editions.
        revised: How many of them were revised; as good as all, where it is a revision throughout.
    """

    report: Report
    changes: tuple[Change, ...]
    common: Facets
    comparable: int
    revised: int

    @property
    def throughout(self) -> bool:
        """Tell whether as good as all figures of what they share were revised."""
        return _is_throughout(self.revised, self.comparable)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """List the figures of the audited report."""
        return tuple(
            one.newer if one.newer.report is self.report else one.older for one in self.changes
        )

    @property
    def largest(self) -> Change:
        """Give the largest revision."""
        return max(self.changes, key=lambda one: one.weight)

    @property
    def shares(self) -> tuple[Fraction, Fraction] | None:
        """Give the least and the greatest share; none where one is not known."""
        found = [one.share for one in self.changes]
        known = [share for share in found if share is not None]
        return (min(known), max(known)) if len(known) == len(found) else None


def extents_of(found: Revisions, report: Report, limits: Limits) -> Iterator[Extent]:
    """Yield the revisions of months that are larger than they may be, one cause at a time."""
    from tiltak_audit.editions.changes import Kind

    months = [one for one in found.of(Kind.REVISED) if one.newer.period != MEAN]
    left = [one for one in months if limits.broken_by(one)]
    if not left:
        return
    facets = {one: _facets(one.newer) for one in months}
    revised = Counter(key for one in months for key in _keys(facets[one]))
    wanted = {key for one in left for key in _keys(facets[one])}
    comparable = Counter(key for key in _all_keys(found) if key in wanted)
    whole = {key for key in wanted if _is_throughout(revised[key], comparable[key])}
    while True:
        times = Counter(key for one in left for key in _keys(facets[one]) if key in whole)
        # Of those that say as much the one that says it most closely.
        best = max(times, key=lambda key: (times[key], sum(map(bool, key))), default=None)
        if best is None or times[best] < _LEAST:
            break
        of_it = [one for one in left if best in _keys(facets[one])]
        left = [one for one in left if best not in _keys(facets[one])]
        yield Extent(report, tuple(of_it), _common(of_it), comparable[best], revised[best])
    for group in _connected(left, facets):
        yield Extent(report, tuple(group), _common(group), 0, 0)


def _is_throughout(revised: int, comparable: int) -> bool:
    return revised >= _LEAST and revised >= _THROUGHOUT * comparable > 0


def _facets(cell: Cell) -> Facets:
    row = cell.row
    key = "" if row.label == TOTAL else key_of(row.code, row.label)
    return fold(cell.table.section), fold(cell.table.label), key, cell.period


def _keys(facets: Facets) -> Iterator[Facets]:
    """Yield what a figure may have in common with others."""
    for chosen in _KINDS:
        if all(facets[at] for at in chosen):
            yield tuple(facets[at] if at in chosen else "" for at in range(len(facets)))


def _all_keys(found: Revisions) -> Iterator[Facets]:
    for older, newer in found.cells():
        if newer.period != MEAN and isinstance(older.figure, Count):
            yield from _keys(_facets(newer))


def _common(changes: Sequence[Change]) -> Facets:
    """Give what revisions have in common, as it is printed."""
    printed = [
        (cell.table.section, cell.table.label, cell.row.name, cell.period)
        for cell in (one.newer for one in changes)
    ]
    first = printed[0]
    return tuple(
        name if all(one[at] == name for one in printed) else "" for at, name in enumerate(first)
    )


def _connected(changes: Iterable[Change], facets: dict[Change, Facets]) -> list[list[Change]]:
    """Group revisions of one month that share a table's or a row's name, one by one or in turn."""
    groups: list[tuple[set[tuple[str, str]], list[Change]]] = []
    for one in changes:
        _section, label, row, period = facets[one]
        names = {(period, name) for name in (label, row) if name} or {(period, "")}
        touched = [group for group in groups if group[0] & names]
        groups = [group for group in groups if not group[0] & names]
        merged = [change for _names, members in touched for change in members]
        groups.append((names.union(*(group[0] for group in touched)), [*merged, one]))
    return [members for _names, members in groups]

"""Changes that one cause explains: of the same persons, or of one table in one month."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from tiltak_audit.cube.fold import fold, key_of
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from tiltak_audit.plausibility.changes import Change


class Unlikely(Record):
    """Changes of one cause.

    Attributes:
        changes: The largest for what is usual first.
    """

    changes: tuple[Change, ...]

    @property
    def first(self) -> Change:
        """Give the largest, beside what is usual."""
        return self.changes[0]

    @property
    def others(self) -> tuple[Change, ...]:
        """Give the rest, of figures that are printed several times one each."""
        # A fylke of one kommune is the same persons.
        told = {(one.month, one.before, one.now): one for one in reversed(self.changes)}
        return tuple(one for one in self.changes[1:] if told[one.month, one.before, one.now] is one)


def causes_of(changes: Sequence[Change]) -> list[Unlikely]:
    """Join changes of one month, or of two that follow, where one is of persons of the other.

    A count that is wrong in one month changes twice, and with it change all that it is a part of.
    What changes in the same month under one total, or in one row of several tables, is told
    together, too.
    """
    joined = _Joined()
    at: dict[Hashable, Change] = {}
    for one in changes:
        joined.join(one, at.setdefault((one.month, one.point), one))
        joined.join(one, at.setdefault((one.month, fold(one.cell.table.label)), one))
        if one.cell.row is not one.cell.table.total:
            row = key_of(one.cell.row.code, one.cell.row.label)
            joined.join(one, at.setdefault((one.month, fold(one.cell.table.section), row), one))
    for one in changes:
        for month in (one.month - one.step, one.month, one.month + one.step):
            for whole in _wholes(one, alone=month != one.month):
                if other := at.get((month, whole)):
                    joined.join(one, other)
    return [Unlikely(_in_order(group)) for group in joined.groups(changes)]


def _in_order(group: Sequence[Change]) -> tuple[Change, ...]:
    """Put the largest first, but what leads into a month before what leads out of it again."""
    found = sorted(group, key=lambda one: (-one.size, len(one.point)))
    first = found[0]
    for one in found[1:]:
        back = one.point == first.point and one.month == first.month - first.step
        if back and one.lag == first.lag and one.effect * first.effect < 0:
            found.remove(one)
            found.insert(0, one)
            break
    return tuple(found)


def _wholes(one: Change, *, alone: bool) -> Iterator[frozenset[tuple[str, str]]]:
    """Yield the points that hold a change's persons; of another month all only of themselves."""
    for size in range(1 if alone and one.point else 0, len(one.point) + 1):
        for some in combinations(sorted(one.point), size):
            yield frozenset(some)


class _Joined:
    """Disjoint sets of changes; the earliest names its set."""

    def __init__(self) -> None:
        self._parent: dict[Change, Change] = {}

    def _find(self, one: Change) -> Change:
        while (above := self._parent.setdefault(one, one)) is not one:
            self._parent[one] = one = self._parent[above]
        return one

    def join(self, one: Change, other: Change) -> None:
        """Make the sets of two changes one."""
        self._parent[self._find(one)] = self._find(other)

    def groups(self, changes: Sequence[Change]) -> list[list[Change]]:
        """Give the sets, in the order of their first changes."""
        found: dict[Change, list[Change]] = {}
        for one in changes:
            found.setdefault(self._find(one), []).append(one)
        return list(found.values())

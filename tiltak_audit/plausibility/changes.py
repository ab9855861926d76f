"""Changes from one month to the next, or from the year before, that are unlike all others."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING

from tiltak_audit.plausibility.hb import effect_of, spread_of
from tiltak_audit.plausibility.history import STARRED, cell_of
from tiltak_audit.plausibility.steps import lags_of, steps_of
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.model.cell import Cell
    from tiltak_audit.plausibility.hb import Spread
    from tiltak_audit.plausibility.history import History, Line, Point
    from tiltak_audit.plausibility.steps import Step

# Persons below which counts of this kind, small firms and courses, come and go by the dozen: there
# the limit grows as they are fewer.
_SMALL = 100

# C: how many distances of a quartile an effect is usual. Kostra's Hb has 20, for figures of a
# year; 9 finds a change of 30 % in a row of 100 persons (benchmarks/plausibility.py).
_WIDTH = 9.0

# The same for a row's own months, whose two quartiles are taken together: they are few.
_OWN_WIDTH = 8.0

# What is usual of any count: some five standard deviations where a twelfth comes and goes a month.
_FLOOR = 2.3

# The least share of a count that is worth a look; of everybody, where no other months tell.
_LEAST, _LEAST_OF_ALL = 0.1, 0.2

# Fewer tell nothing: ratios of a month, its effects, those of all months, and of the row's own.
_RATIOS, _NEIGHBOURS, _POOL, _OWN = 8, 20, 20, 4

# Neighbours of one row that are looked at, so that the time grows with the rows alone.
_MOST = 400


class Change(Record):
    """A change that lies outside of what is usual.

    Attributes:
        cell: The figure of the later month.
        earlier: The figure it is held against; none where only an older edition prints it.
        point: The categories that it counts.
        month: The later month, counted from year 0.
        lag: Months back to the figure it is held against.
        step: Months from one period to the next.
        before: What was printed then, persons; none for a star.
        now: What is printed now; none for a star.
        expected: Persons, had it changed as its neighbours did.
        effect: The effect E of the change.
        limit: What |E| would usually be at most.
    """

    cell: Cell
    earlier: Cell | None
    point: Point
    month: int
    lag: int
    step: int
    before: int | None
    now: int | None
    expected: int
    effect: float
    limit: float

    @property
    def size(self) -> float:
        """Give how many times as large as usual it is."""
        return abs(self.effect) / self.limit


def changes_of(histories: Sequence[History]) -> list[Change]:
    """Find the changes that neither a row's own history nor its neighbours make usual."""
    return [
        change for lag in lags_of(histories) for change in _unusual(steps_of(histories, lag), lag)
    ]


class _Usual:
    """The usual ratios and effects of a report's steps."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._by_month: dict[int, list[Step]] = defaultdict(list)
        groups: dict[tuple[str, int], list[Step]] = defaultdict(list)
        for one in steps:
            self._by_month[one.month].append(one)
            groups[one.section, one.month].append(one)
        of_report = {month: _ratio(some, 1.0) for month, some in self._by_month.items()}
        # By row its effects, with the places of their months.
        self._own: dict[Line, list[tuple[int, float]]] = defaultdict(list)
        # By section, size and place of the month.
        self._pools: dict[str, dict[bool, dict[int, list[float]]]] = {}
        self._spreads: dict[tuple[_Key, int], Spread | None] = {}
        for (section, month), some in groups.items():
            # Of a few rows the median is one of them: then the whole report tells.
            ratio = _ratio(some, of_report[month])
            for one in some:
                effect = effect_of(one.before, one.now, ratio if one.point else 1.0)
                self._own[one.line].append((one.place, effect))
                if one.point:
                    sizes = self._pools.setdefault(section, {})
                    sizes.setdefault(one.large, {}).setdefault(one.place, []).append(effect)

    def own(self, one: Step) -> float:
        """Give the largest effect that is usual of a row in other months; 0 where too few tell."""
        others = [effect for place, effect in self._own[one.line] if abs(place - one.place) > 1]
        if len(others) < _OWN:
            return 0.0
        spread = spread_of(others)
        return abs(spread.middle) + _OWN_WIDTH * (spread.below + spread.above) / 2

    def at_all(self, one: Step) -> Spread | None:
        """Give how effects of rows of its kind spread over other months, if enough tell."""
        return next(filter(None, (self._spread(key, one.place) for key in _pools(one))), None)

    def _spread(self, key: _Key, place: int) -> Spread | None:
        if (key, place) not in self._spreads:
            section, size = key
            there = self._pools.values() if section is None else [self._pools.get(section, {})]
            effects = [
                effect
                for sizes in there
                for large, months in sizes.items()
                if size is None or large is size
                for at, some in months.items()
                if abs(at - place) > 1
                for effect in some
            ]
            self._spreads[key, place] = spread_of(effects) if len(effects) >= _POOL else None
        return self._spreads[key, place]

    def beside(self, one: Step) -> tuple[float, Sequence[Step]]:
        """Give the usual ratio of other persons in its month, and those of them that tell of it.

        Rows that share a category with it may change for the same cause, and are no neighbours.
        """
        others = list(islice(one.apart(self._by_month[one.month]), _MOST))
        near = [other for other in others if other.section == one.section]
        several = near if len(near) >= _RATIOS else others
        if len(several) < _RATIOS:
            return 1.0, ()
        for some in (near, others):
            same = [other for other in some if other.large == one.large]
            for group in (same, some):
                if len(group) >= _NEIGHBOURS:
                    return _ratio(several, 1.0), group
        return _ratio(several, 1.0), ()


def _ratio(steps: Sequence[Step], otherwise: float) -> float:
    """Give the median of the ratios of steps, if enough tell."""
    return median(one.now / one.before for one in steps) if len(steps) >= _RATIOS else otherwise


# Section and size, of those of which the group is not all.
_Key = tuple[str | None, bool | None]


def _pools(one: Step) -> tuple[_Key, ...]:
    """Name the groups of a step over all months, the nearest first."""
    return (one.section, one.large), (one.section, None), (None, one.large), (None, None)


def _unusual(steps: Sequence[Step], lag: int) -> Iterator[Change]:
    usual = _Usual(steps)
    for one in steps:
        # A count that stays is never told, whatever its neighbours do.
        change = effect_of(one.before, one.now, 1.0)
        if abs(change) <= _FLOOR or one.history.columns[one.place] is None:
            continue
        # What takes longer to tell is asked only of what is unusual for all that is known before.
        known = _limit(usual.at_all(one), change)
        if abs(change) <= known:
            continue
        known = max(known, usual.own(one))
        limit = max(known or _LEAST_OF_ALL * one.weight, _LEAST * one.weight, _FLOOR)
        if abs(change) <= limit:
            continue
        ratio, beside = usual.beside(one)
        effect = one.effect(ratio)
        few = max(_SMALL / max(one.before, one.now), 1.0)
        if abs(effect) <= limit * few:
            continue
        if beside:
            effects = [effect_of(other.before, other.now, ratio) for other in beside]
            limit = max(limit, _limit(spread_of(effects), effect))
        if abs(effect) > limit * few:
            yield _change(one, effect, limit * few, ratio, lag)


def _limit(spread: Spread | None, effect: float) -> float:
    return abs(spread.middle) + _WIDTH * spread.distance(effect) if spread else 0.0


def _change(one: Step, effect: float, limit: float, ratio: float, lag: int) -> Change:
    before, now = one.line.values[one.earlier], one.line.values[one.place]
    own = one.history.columns[one.earlier] is not None
    return Change(
        cell_of(one.history, one.line, one.place),
        cell_of(one.history, one.line, one.earlier) if own else None,
        one.point,
        one.month,
        lag,
        one.history.step,
        None if before == STARRED else before,
        None if now == STARRED else now,
        round(one.before * ratio),
        effect,
        limit,
    )

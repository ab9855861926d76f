"""Rows from one month to another, as changes are judged."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.fold import fold
from tiltak_audit.plausibility.hb import effect_of
from tiltak_audit.plausibility.history import OPEN, point_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.plausibility.history import History, Line, Point

# Persons before or now; of fewer a change of a third is chance.
GROUP = 50

# Persons from which a row's neighbours are the large ones.
_LARGE = 200

_YEAR = 12


# Made by the thousand, and in a frozen record attrs sets each field by a call.
@attrs.define(eq=False, repr=False)
class Step:
    """A row from one month to another.

    Attributes:
        history: Its table.
        line: The row.
        place: The place of the later month in the history.
        earlier: The place of the earlier.
        before: Persons then; for a star the end of its range that makes the change smaller.
        now: Persons now.
        section: The section.
        month: The later month, counted from year 0.
        point: The categories that it counts; none of everybody.
        dimensions: The names of their dimensions.
        large: In which stratum by size it is.
    """

    history: History
    line: Line
    place: int
    earlier: int
    before: int
    now: int
    section: str
    month: int
    point: Point
    dimensions: frozenset[str]
    large: bool

    @property
    def weight(self) -> float:
        """Give the effect of a change by its whole size."""
        return sqrt(max(self.before, self.now))

    def apart(self, others: Iterable[Step]) -> Iterator[Step]:
        """Give those that are of other persons for certain, and share no category."""
        here, names = self.point.isdisjoint, self.dimensions.isdisjoint
        return (other for other in others if here(other.point) and not names(other.dimensions))

    @property
    def beside(self) -> float | None:
        """Give the ratio of all other rows of its table together, if that is known."""
        total = self.history.lines[0]
        if total is self.line or not total.total:
            return None
        before = total.values[self.earlier] - self.before
        now = total.values[self.place] - self.now
        return now / before if before >= GROUP and now >= GROUP else None

    def effect(self, ratio: float) -> float:
        """Give its effect beside a ratio, beside none, or beside the rest of its table: the least.

        It is 0 where they do not agree whether the count rises.
        """
        beside = self.beside
        ratios = [ratio, 1.0] if beside is None else [ratio, 1.0, beside]
        effects = [effect_of(self.before, self.now, one) for one in ratios]
        return min(effects, key=abs) if min(effects) > 0 or max(effects) < 0 else 0.0


def lags_of(histories: Sequence[History]) -> list[int]:
    """List how many months back figures are held against others."""
    steps = {one.step for one in histories}
    return [*sorted(steps), _YEAR]


def steps_of(histories: Sequence[History], lag: int) -> list[Step]:
    """Collect the steps of rows of some size; of a total that is printed again once."""
    found: list[Step] = []
    seen: set[tuple[Point, tuple[int, ...]]] = set()
    for history in histories:
        pairs = list(history.pairs(lag)) if lag in {history.step, _YEAR} else []
        for line in history.lines if pairs else ():
            if line.largest < GROUP or line.unknown:
                continue
            point = point_of(history, line)
            if (point, line.values) not in seen:
                seen.add((point, line.values))
                found += _of_line(history, line, point, pairs)
    return found


def _of_line(
    history: History, line: Line, point: Point, pairs: list[tuple[int, int]]
) -> Iterator[Step]:
    values, section = line.values, fold(history.table.section)
    least = max(history.report.family.star.high, 1)
    names = frozenset(name for name, _category in point)
    for earlier, place in pairs:
        before, now = values[earlier], values[place]
        if min(before, now) <= OPEN or max(before, now) < GROUP:
            continue
        was, here = max(before, least), max(now, least)
        month, large = history.months[place], max(was, here) >= _LARGE
        yield Step(history, line, place, earlier, was, here, section, month, point, names, large)

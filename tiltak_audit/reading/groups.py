"""Every way to join groups of digits into the figures of a line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.figure import HIDDEN_SIGN, SUPPRESSED, count, hidden_beside
from tiltak_audit.model.mean import window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.figure import Figure, Star
    from tiltak_audit.model.interval import Interval

    Reading = tuple[Figure, ...]

# A figure has at most this many groups of digits: a billion persons.
MOST_GROUPS = 3

# Readings looked at before a line is given up as having several.
MOST_READINGS = 2_000


def signed(token: str, star: Star) -> Star | None:
    """Give what a sign stands for: a star, or what is hidden beside stars."""
    if token == SUPPRESSED.printed:
        return star
    return hidden_beside(star) if token == HIDDEN_SIGN else None


class Search:
    """Every way to join groups of digits into a number of figures."""

    def __init__(self, groups: tuple[str, ...], columns: int, star: Star = SUPPRESSED) -> None:
        """Take the groups of a line, how many figures they make up, and what a star is."""
        self.groups = groups
        self.star = star
        self.columns = columns
        self._ways: dict[tuple[int, int], int] = {}
        self._bounds: dict[tuple[int, int], tuple[int, int]] = {}
        self.taken = 0
        signs = {sign for group in set(groups) if (sign := signed(group, star))}
        self._widest = max((one.interval.high - one.interval.low for one in signs), default=0)

    def steps(self, at: int) -> Iterator[tuple[Figure, int]]:
        """Give each figure that may start at a group, and where the next one starts."""
        first = self.groups[at]
        sign = signed(first, self.star)
        if sign:
            yield sign, at + 1
            return
        if first.startswith("0"):
            if first == "0":
                yield count(0), at + 1
            return
        yield count(int(first)), at + 1
        digits = first
        for end in range(at + 1, min(at + MOST_GROUPS, len(self.groups))):
            more = self.groups[end]
            if len(more) != 3:  # noqa: PLR2004  thousands
                return
            digits += more
            yield count(int(digits)), end + 1

    def ways(self, at: int, columns: int) -> int:
        """Count the readings from a group on."""
        if columns == 0 or at == len(self.groups):
            return int(columns == 0 and at == len(self.groups))
        key = at, columns
        if key not in self._ways:
            self._ways[key] = sum(self.ways(end, columns - 1) for _, end in self.steps(at))
        return self._ways[key]

    def readings(self, at: int, columns: int) -> Iterator[Reading]:
        """Give the readings from a group on."""
        if columns == 0:
            yield ()
            return
        for figure, end in self.steps(at):
            if self.ways(end, columns - 1):
                for rest in self.readings(end, columns - 1):
                    yield (figure, *rest)

    def first(self, most: int) -> Iterator[Reading]:
        """Give the readings of the whole line, or none where there are more than ``most``."""
        if self.ways(0, self.columns) <= most:
            yield from self.readings(0, self.columns)

    def meaning(self, months: int) -> Iterator[Reading]:
        """Give the readings whose first figure is the rounded mean of the others.

        The months are parted in two halves, so that the readings of each are few, and those that
        add up to the mean are found in order of their sums (Horowitz and Sahni 1974).
        """
        half = months // 2
        found = 0
        for mean, start in self.steps(0):
            sums = window(mean, months)
            for middle, first in self._halves(start, half, months - half, sums).items():
                second = self._halves(middle, months - half, 0, sums).get(len(self.groups), [])
                second.sort(key=lambda part: part.low)
                lows = [part.low for part in second]
                # A star is a range, so a sum may begin below the window and reach into it.
                spare = self._widest * (months - half)
                for one in first:
                    least = bisect_left(lows, sums.low - one.high - spare)
                    for other in second[least : bisect_right(lows, sums.high - one.low)]:
                        self.taken += 1
                        if one.high + other.high < sums.low:
                            continue
                        found += 1
                        if found > MOST_READINGS:
                            return
                        yield (mean, *one.figures, *other.figures)

    def _halves(
        self, start: int, columns: int, others: int, sums: Interval
    ) -> dict[int, list[_Part]]:
        """Give the readings of some columns by the group at which they end.

        Left out are those that no reading of the ``others`` behind them completes to the sums;
        of the last columns only those that are too large by themselves.
        """
        halves: dict[int, list[_Part]] = {}
        stack = [(start, _Part((), 0, 0))]
        while stack:
            at, part = stack.pop()
            self.taken += 1
            left = columns - len(part.figures)
            if left == 0:
                halves.setdefault(at, []).append(part)
                continue
            if at < len(self.groups):
                for figure, end in self.steps(at):
                    if not self.ways(end, left - 1 + others):
                        continue
                    more = part.with_figure(figure)
                    least, most = self._sums(end, left - 1 + others)
                    small = others and more.high + most < sums.low
                    if not small and more.low + least <= sums.high:
                        stack.append((end, more))
        return halves

    def _sums(self, at: int, columns: int) -> tuple[int, int]:
        """Bound the sum of the figures from a group on, over all readings."""
        if columns == 0:
            return 0, 0
        key = at, columns
        if key not in self._bounds:
            low, high = 10**30, -1
            for figure, end in self.steps(at):
                if self.ways(end, columns - 1):
                    rest_low, rest_high = self._sums(end, columns - 1)
                    low = min(low, figure.interval.low + rest_low)
                    high = max(high, figure.interval.high + rest_high)
            self._bounds[key] = low, high
        return self._bounds[key]


@attrs.frozen(eq=False, repr=False)
class _Part(Alike):
    """A reading of some columns.

    Attributes:
        figures: The figures.
        low: The least that they can add up to.
        high: The most.
    """

    figures: Reading
    low: int
    high: int

    def with_figure(self, figure: Figure) -> _Part:
        """Give it with one figure more."""
        interval = figure.interval
        return _Part((*self.figures, figure), self.low + interval.low, self.high + interval.high)

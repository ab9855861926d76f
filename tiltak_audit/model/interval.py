"""Closed ranges of integers: what a print says of a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.engine.most import MOST

if TYPE_CHECKING:
    from collections.abc import Iterable


@attrs.frozen
class Interval:
    """A closed, non-empty range of integers.

    Attributes:
        low: The smallest value, persons.
        high: The largest value, persons; never below ``low``. From ``MOST`` on nothing bounds it.
    """

    low: int
    high: int

    @property
    def exact(self) -> bool:
        """Tell whether one value is left."""
        return self.low == self.high

    @property
    def unbounded(self) -> bool:
        """Tell whether no largest value is known."""
        return self.high >= MOST

    @property
    def highest(self) -> int | None:
        """Give the largest value, none where nothing bounds it."""
        return None if self.unbounded else self.high

    def meets(self, other: Interval) -> bool:
        """Tell whether the two ranges share a value."""
        return self.low <= other.high and other.low <= self.high

    def distance(self, other: Interval) -> int:
        """Give the signed distance from the other range to this one; 0 where they meet.

        Positive where this range lies above the other.
        """
        if self.low > other.high:
            return self.low - other.high
        return min(0, self.high - other.low)


def added(ranges: Iterable[Interval]) -> Interval:
    """Give every sum of a value of each range; of none 0."""
    every = list(ranges)
    return Interval(sum(one.low for one in every), sum(one.high for one in every))


# Statistikkloven § 7-1, as the reports' first page says: a cell below 4 persons is starred.
STAR = Interval(0, 3)

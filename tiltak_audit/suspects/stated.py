"""What is taken for known of the figures while one case of broken rows is looked into."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.leeway import Suspicion
from tiltak_audit.engine.most import MOST
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.system import integers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.engine.system import Mask, System, Vector
    from tiltak_audit.identities.printed import Printed


class Stated:
    """The figures of one case as printed, those of others unknown.

    Attributes:
        free: Smallest and largest value that each figure may have once it is in question: a count,
            or what is hidden, may have been meant to be a star, and a star a count.
    """

    def __init__(self, printed: Printed, cases: Sequence[Sequence[int]]) -> None:
        """Tighten what no case speaks of, with all figures that any case speaks of freed."""
        self._printed = printed
        self._own: dict[tuple[int, ...], Vector] = {}
        self._star = star = printed.joint.star
        system = printed.system
        small, hidden = printed.joint.star_high, printed.joint.secondary
        self.free = np.where(star & ~hidden, small + 1, 0), np.where(hidden, small, MOST)
        self._broken = np.zeros(system.rows, dtype=bool)
        self._broken[[row for case in cases for row in case]] = True
        self._freed = freed = np.zeros(system.variables, dtype=bool)
        freed[system.index[system.entries(np.flatnonzero(self._broken))]] = True
        self._loose = self._loosened(freed & ~star)

    def _loosened(self, freed: Mask) -> tuple[Vector, Vector]:
        """Give bounds with figures freed, and stars tightened by what no case speaks of."""
        system = self._printed.system
        low = np.where(freed, 0, system.low)
        high = np.where(freed, MOST, system.high)
        rest = system.bounded(low, high).only(np.flatnonzero(~self._broken))
        bounds = propagate(rest)
        return (low, high) if bounds.conflict else (bounds.low, bounds.high)

    @cached_property
    def _loose_stars(self) -> tuple[Vector, Vector]:
        """Give bounds that do not rest on what the stars of violated identities say either.

        Where such a star should be a count, others that were tightened by it would refute it.
        """
        system = self._printed.system
        low, high = self._loosened(self._freed)
        high = np.where(self._star, np.minimum(high, system.high), high)
        return np.where(low > high, system.low, low), high

    def own(self, case: Sequence[int]) -> Vector:
        """List the figures that the rows of a case speak of."""
        known = self._own.get(tuple(case))
        if known is None:
            known = self._own[tuple(case)] = self._printed.counts(integers(case))
        return known

    def system(self, case: Sequence[int], *, stars: bool = False) -> System:
        """Give the system with the figures of one case as printed, those of others unknown.

        Where one of the case's ``stars`` is in question, no bound rests on it.
        """
        system = self._printed.system
        low, high = (bound.copy() for bound in (self._loose_stars if stars else self._loose))
        own = self.own(case)
        low[own], high[own] = system.low[own], system.high[own]
        return system.bounded(low, high)

    def suspicion(self, case: Sequence[int], candidates: Mask, *, stars: bool = False) -> Suspicion:
        """Give it with what may be freed; only rows of the case's own figures are added up anew."""
        stated = self.system(case, stars=stars)
        rows = stated.rows_with(self.own(case))
        least, most = (sums.copy() for sums in (self._sums_of_stars if stars else self._sums))
        least[rows], most[rows] = stated.only(rows).activity(stated.low, stated.high)
        return Suspicion(stated, *self.free, candidates, (least, most))

    @cached_property
    def _sums(self) -> tuple[Vector, Vector]:
        return self._printed.system.activity(*self._loose)

    @cached_property
    def _sums_of_stars(self) -> tuple[Vector, Vector]:
        return self._printed.system.activity(*self._loose_stars)

    def believed(self, system: System, case: Sequence[int]) -> System:
        """Give a system of which the broken rows of other cases say nothing."""
        others = self._broken.copy()
        others[list(case)] = False
        return system.muted(others)

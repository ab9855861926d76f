"""Exact feasibility intervals: how small and how large each variable of a system can be.

The attacker's problem for all variables at once (Fischetti & Salazar-González 2000), by
propagation, components, orbits, and searches for one end each that reach as many others as they
can on their way. Every end is a value that a verified solution has, and a bound that is proved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.components import components
from tiltak_audit.engine.extreme import extreme
from tiltak_audit.engine.folded import folded
from tiltak_audit.engine.orbits import orbits
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.solver import Relaxation
from tiltak_audit.engine.system import offsets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tiltak_audit.engine.components import Component
    from tiltak_audit.engine.system import Mask, System, Vector


@attrs.frozen(eq=False, repr=False)
class Intervals:
    """What each variable can be.

    Attributes:
        low: Proved: it is never smaller.
        high: Proved: it is never larger.
        least: The smallest value that a verified solution has.
        most: The largest.
        feasible: Whether a solution exists, as far as is known.
        interrupted: Whether the search was stopped by the user.
    """

    low: Vector
    high: Vector
    least: Vector
    most: Vector
    feasible: bool = True
    interrupted: bool = False

    @property
    def decided(self) -> Mask:
        """Tell whose two ends are both reached and proved."""
        both: Mask = (self.low == self.least) & (self.high == self.most)
        return both


def intervals(
    system: System,
    wanted: Mask | None = None,
    place: tuple[Vector, Vector] | None = None,
    progress: Callable[[float], None] = lambda _: None,
    *,
    exact: bool = True,
) -> Intervals:
    """Give the exact interval of every wanted variable; of all, where nothing is said.

    Where ``exact`` is not asked for, a variable that has two values is left at that.
    ``place`` gives the block and the position of each variable, see ``orbits``. An interrupt
    ends the search; what is not known by then is not decided. ``progress`` is told, again and
    again, for how many variables more the search has come to its end.
    """
    found = _known(system, system.low, system.high)
    if wanted is None:
        wanted = np.ones(system.variables, dtype=bool)
    try:
        bounds = propagate(system)
        if bounds.conflict:
            return attrs.evolve(found, feasible=False)
        found = _known(system, bounds.low, bounds.high)
        parts = list(components(system, bounds, wanted=wanted))
        progress(float(system.variables - sum(len(part.variables) for part in parts)))
        for part in parts:
            ends = _ends_of(part, wanted, place, exact=exact)
            if not _settle(part, found, ends, progress):
                return attrs.evolve(found, feasible=False)
    except KeyboardInterrupt:
        return attrs.evolve(found, interrupted=True)
    return found


def _known(system: System, low: Vector, high: Vector) -> Intervals:
    """Give what is known by bounds: variables of one value, and those that no row binds."""
    bound = np.zeros(system.variables, dtype=bool)
    bound[system.index] = True
    known = ~bound | (low == high)
    return Intervals(low, high, np.where(known, low, high), np.where(known, high, low))


def _ends_of(
    part: Component, wanted: Mask, place: tuple[Vector, Vector] | None, *, exact: bool
) -> _Ends:
    block, position = place or (np.arange(len(wanted)), np.zeros(len(wanted), dtype=np.int64))
    variables = part.variables
    block = block[variables]
    orbit = orbits(part.system, block, position[variables])
    return _Ends(part.system, orbit, block, wanted[variables], exact=exact)


def _settle(
    part: Component, found: Intervals, ends: _Ends, progress: Callable[[float], None]
) -> bool:
    """Settle the variables of a component in place; tell whether it can have a solution."""
    system, variables, orbit = part.system, part.variables, ends.orbit
    if (system.row_low > system.row_high).any():
        return False
    share = len(variables) / max(ends.left(), 1)
    told = 0.0
    try:
        for _step in _steps(ends):
            done = len(variables) - share * ends.left()
            progress(done - told)
            told = done
    finally:
        found.low[variables], found.high[variables] = ends.low[orbit], ends.high[orbit]
        found.least[variables], found.most[variables] = ends.least[orbit], ends.most[orbit]
    progress(len(variables) - told)
    return ends.feasible


def _steps(ends: _Ends) -> Iterator[None]:
    """Look for all ends: with like blocks added up, and where that does not unfold, without."""
    yield from _stage(ends, ends.orbit)
    if ends.torn:
        ends.torn = False
        yield from _stage(ends, np.arange(ends.system.variables))


def _stage(ends: _Ends, orbit: Vector) -> Iterator[None]:
    """Look for all ends with the blocks of some orbits added up, up and down in turn.

    Each search is for one end, and among what comes as far there for as many others as it goes.
    """
    fold = folded(ends.system, orbit, ends.block)
    relaxation = Relaxation(fold.system)
    sign = 1
    while not ends.torn and (end := ends.open(sign)):
        number, sign = end
        others = np.zeros(fold.system.variables)
        for way in (-sign, sign):
            others[fold.variable[ends.representative[ends.unreached(way)]]] = way
        variable = int(fold.variable[ends.representative[number]])
        result = extreme(fold.system, relaxation, variable, sign, ties=others)
        if not result.feasible:
            ends.feasible = False
            return
        if result.witness is not None:
            ends.reach(fold.unfolded(result.witness))
        ends.prove(number, sign, result.bound)
        sign = -sign
        yield


class _Ends:
    """The two ends of every orbit of a component: what is proved, and what is reached."""

    def __init__(
        self, system: System, orbit: Vector, block: Vector, wanted: Mask, *, exact: bool
    ) -> None:
        self.system, self.orbit, self.block = system, orbit, block
        sizes = np.bincount(orbit)
        count = len(sizes)
        # The first of each orbit is of its first block, as where blocks are added up.
        self._order, self._start = np.lexsort([block, orbit]), offsets(sizes)[:-1]
        self.representative = self._order[self._start]
        self.low, self.high = (
            system.low[self.representative],
            system.high[self.representative],
        )
        self.least, self.most = self.high.copy(), self.low.copy()
        self._wanted = np.zeros(count, dtype=bool)
        self._wanted[orbit[wanted]] = True
        # Ends that were searched for; they are not searched for again.
        self._tried = {1: ~self._wanted, -1: ~self._wanted}
        self._exact = exact
        # False once it is proved that the component has no solution.
        self.feasible = True
        # True once values were found that are no solution of the whole.
        self.torn = False
        # What is not reached, up and down, until something is reached or proved.
        self._unreached: dict[int, Vector] = {}

    def unreached(self, sign: int) -> Vector:
        """List the wanted orbits whose end is proved further out than it is reached."""
        if sign not in self._unreached:
            apart = self.most < self.high if sign > 0 else self.least > self.low
            if not self._exact:
                apart &= self.most <= self.least
            self._unreached[sign] = np.flatnonzero(apart & ~self._tried[sign])
        return self._unreached[sign]

    def left(self) -> int:
        """Count the ends that are not reached."""
        return len(self.unreached(1)) + len(self.unreached(-1))

    def open(self, sign: int) -> tuple[int, int] | None:
        """Give an orbit and the sign of an end that is still to be searched for.

        Ends of ``sign`` come first where there are any, and the widest orbit, which is the one
        that others reach least often.
        """
        for way in (sign, -sign):
            numbers = self.unreached(way)
            if numbers.size:
                return int(numbers[(self.high - self.low)[numbers].argmax()]), way
        return None

    def reach(self, values: Vector) -> None:
        """Note what a solution reaches, once it is verified."""
        if not self.system.holds(values):
            self.torn = True
            return
        self._unreached = {}
        ordered = values[self._order]
        self.most = np.maximum(self.most, np.maximum.reduceat(ordered, self._start))
        self.least = np.minimum(self.least, np.minimum.reduceat(ordered, self._start))

    def prove(self, number: int, sign: int, bound: int) -> None:
        """Note what was proved of an end, and that it need not be searched for again.

        It need be where the values found are no solution of the whole.
        """
        self._unreached = {}
        self._tried[sign] = self._tried[sign].copy()
        self._tried[sign][number] = not self.torn
        if sign > 0:
            self.high[number] = min(int(self.high[number]), bound)
        else:
            self.low[number] = max(int(self.low[number]), -bound)

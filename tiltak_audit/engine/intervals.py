"""Exact feasibility intervals: how small and how large each variable of a system can be.

The attacker's problem for all variables at once (Fischetti & Salazar-González 2000), by
propagation, components, orbits, random pushes to integral vertices, and a proof for what no
push reaches. Every end is a value that a verified solution has, and a bound that is proved.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.components import components
from tiltak_audit.engine.extreme import extreme, witness_of
from tiltak_audit.engine.orbits import orbits
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.solver import Relaxation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tiltak_audit.engine.components import Component
    from tiltak_audit.engine.system import Mask, System, Vector

# Pushes without gain, one up and one down, after which single ends are cheaper.
_IDLE = 4

# The same input gives the same witnesses.
_SEED = 20261122


@attrs.frozen(eq=False)
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
        progress(float(np.sum(found.decided)))
        for part in components(system, bounds):
            if not wanted[part.variables].any():
                progress(len(part.variables))
                continue
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
    orbit = orbits(part.system, block[variables], position[variables])
    return _Ends(part.system, orbit, wanted[variables], exact=exact)


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
        relaxation = Relaxation(system)
        for _step in chain(_push(system, relaxation, ends), _search(system, relaxation, ends)):
            done = len(variables) - share * ends.left()
            progress(done - told)
            told = done
    finally:
        found.low[variables], found.high[variables] = ends.low[orbit], ends.high[orbit]
        found.least[variables], found.most[variables] = ends.least[orbit], ends.most[orbit]
    progress(len(variables) - told)
    return ends.feasible


def _push(system: System, relaxation: Relaxation, ends: _Ends) -> Iterator[None]:
    """Push all ends that are not reached at once, up and down in turn, by random weights."""
    random = np.random.default_rng(_SEED)
    idle, sign = 0, 1
    while idle < _IDLE and ends.left():
        numbers = ends.unreached(sign)
        before = ends.left()
        if numbers.size:
            weights = np.zeros(system.variables)
            weights[ends.representative[numbers]] = sign * random.uniform(0.5, 1.5, numbers.size)
            vertex = relaxation.maximise(weights)
            witness = witness_of(system, vertex.values) if vertex is not None else None
            if witness is not None:
                ends.reach(witness)
        idle = 0 if ends.left() < before else idle + 1
        sign = -sign
        yield


def _search(system: System, relaxation: Relaxation, ends: _Ends) -> Iterator[None]:
    """Search for the ends that no push has reached, one by one."""
    while (end := ends.open()) is not None:
        number, sign = end
        result = extreme(system, relaxation, int(ends.representative[number]), sign)
        if not result.feasible:
            ends.feasible = False
            return
        if result.witness is not None:
            ends.reach(result.witness)
        ends.prove(number, sign, result.bound)
        yield


class _Ends:
    """The two ends of every orbit of a component: what is proved, and what is reached."""

    def __init__(self, system: System, orbit: Vector, wanted: Mask, *, exact: bool) -> None:
        count = int(orbit.max()) + 1
        self.orbit = orbit
        self.representative = np.zeros(count, dtype=np.int64)
        self.representative[orbit[::-1]] = np.arange(len(orbit))[::-1]
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

    def unreached(self, sign: int) -> Vector:
        """List the wanted orbits whose end is proved further out than it is reached."""
        apart = self.most < self.high if sign > 0 else self.least > self.low
        if not self._exact:
            apart &= self.most <= self.least
        return np.flatnonzero(apart & ~self._tried[sign])

    def left(self) -> int:
        """Count the ends that are not reached."""
        return len(self.unreached(1)) + len(self.unreached(-1))

    def open(self) -> tuple[int, int] | None:
        """Give an orbit and the sign of an end that is still to be searched for."""
        for sign in (1, -1):
            numbers = self.unreached(sign)
            if numbers.size:
                return int(numbers[0]), sign
        return None

    def reach(self, witness: Vector) -> None:
        """Note what a verified solution reaches."""
        np.maximum.at(self.most, self.orbit, witness)
        np.minimum.at(self.least, self.orbit, witness)

    def prove(self, number: int, sign: int, bound: int) -> None:
        """Note that an end was searched for, and what was proved."""
        self._tried[sign] = self._tried[sign].copy()
        self._tried[sign][number] = True
        if sign > 0:
            self.high[number] = min(int(self.high[number]), bound)
        else:
            self.low[number] = max(int(self.low[number]), -bound)

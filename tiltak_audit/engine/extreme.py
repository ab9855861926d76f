"""The largest or smallest integer one variable may be: branch and bound with exact proofs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.certificate import certified, refuted
from tiltak_audit.engine.propagate import propagate

if TYPE_CHECKING:
    from tiltak_audit.engine.solver import Floats, Relaxation, Vertex
    from tiltak_audit.engine.system import System, Vector

# How far a float may be from the integer it means (the solver's own tolerance).
WHOLE = 1e-6

# Branches tried for one end before it is called undecided; a count, so that a slow machine
# gives the same answer.
_BRANCHES = 400

# What is preferred beside an end counts for together: a bound that is rounded down is none less.
_TIED = 0.25

# Rounds of propagation in a branch; where it creeps, branching is faster.
_ROUNDS = 40


@attrs.frozen(eq=False, repr=False)
class Extreme:
    """What is known of one end.

    Attributes:
        bound: Proved: ``sign · x`` is never larger.
        witness: Values that obey the system and come nearest to the bound, if any were found.
        feasible: False where it is proved that no values obey the system.
    """

    bound: int
    witness: Vector | None
    feasible: bool = True


def witness_of(system: System, values: Floats) -> Vector | None:
    """Round a vertex to integers; nothing where it is fractional or breaks a row."""
    whole = np.rint(values)
    if np.abs(whole - values).max(initial=0) > WHOLE:
        return None
    integers = whole.astype(np.int64)
    return integers if system.holds(integers) else None


def extreme(  # noqa: PLR0913  what is searched for, and how
    system: System,
    relaxation: Relaxation,
    variable: int,
    sign: int,
    branches: int = 0,
    *,
    ties: Floats | None = None,
) -> Extreme:
    """Maximise ``sign · x[variable]`` over the integer solutions, by some branches at most.

    Each branch ends by exact propagation, by a certificate, or by a witness. ``ties`` says of each
    variable whether of what reaches as far it should be large (1) or small (-1). The relaxation is
    left with the system's own bounds.
    """
    search = _Search(system, relaxation, variable, sign, ties)
    try:
        return search.run(branches or _BRANCHES)
    finally:
        if search.branched:
            relaxation.rebound(system.low, system.high)


class _Search:
    """One depth-first search; bounds are of ``sign · x[variable]``."""

    def __init__(
        self,
        system: System,
        relaxation: Relaxation,
        variable: int,
        sign: int,
        ties: Floats | None,
    ) -> None:
        self._system = system
        self._relaxation = relaxation
        self._variable = variable
        self._sign = sign
        self._ties = ties
        self._witness: Vector | None = None
        self.branched = False

    def run(self, branches: int) -> Extreme:
        stack = [(self._system.low, self._system.high)]
        tried = 0
        while stack and tried < branches:
            low, high = stack.pop()
            tried += 1
            stack += self._node(low, high)
        left = [self._end(low, high) for low, high in stack]
        if self._witness is None:
            whole = self._end(self._system.low, self._system.high)
            return Extreme(max(left, default=whole), None, feasible=bool(left))
        return Extreme(max([*left, self._reached(self._witness)]), self._witness)

    def _end(self, low: Vector, high: Vector) -> int:
        return int(high[self._variable]) if self._sign > 0 else -int(low[self._variable])

    def _reached(self, witness: Vector) -> int:
        return self._sign * int(witness[self._variable])

    def _done(self, bound: int) -> bool:
        """Tell whether nothing below a bound can beat the best witness."""
        return self._witness is not None and bound <= self._reached(self._witness)

    def _node(self, low: Vector, high: Vector) -> list[tuple[Vector, Vector]]:
        """Close a branch, or give the two it splits into, the more promising one last."""
        here = self._system
        if self.branched:
            here = here.bounded(low, high)
            bounds = propagate(here, rounds=_ROUNDS)
            if bounds.conflict or self._done(self._end(bounds.low, bounds.high)):
                return []
            here = self._system.bounded(bounds.low, bounds.high)
            self._relaxation.rebound(here.low, here.high)
        vertex = self._relaxation.maximise(self._weights(here))
        if vertex is None:
            return self._refuted(here)
        witness = witness_of(here, vertex.values)
        if witness is not None and not self._done(self._reached(witness)):
            self._witness = witness
        if self._done(self._end(here.low, here.high)) or self._done(self._proved(here, vertex)):
            return []
        if self._ties is not None:
            # What is preferred may be what no whole numbers have.
            self._ties = None
            return [(low, high)]
        return self._split(here, vertex.values)

    def _refuted(self, here: System) -> list[tuple[Vector, Vector]]:
        ray = self._relaxation.ray()
        if ray is None or refuted(here, ray) is None:
            return self._split(here, (here.low + here.high) / 2)
        return []

    def _proved(self, here: System, vertex: Vertex) -> int:
        reached = None if self._witness is None else self._reached(self._witness)
        return certified(here, self._variable, self._sign, vertex.duals, reached).bound

    def _weights(self, here: System) -> Floats:
        """Give the objective: of what is preferred all together counts less than one of the end."""
        weights = np.zeros(here.variables)
        if self._ties is not None:
            room = np.maximum(here.high - here.low, 1) * np.count_nonzero(self._ties)
            weights += _TIED * self._ties / room
        weights[self._variable] = self._sign
        return weights

    def _split(self, here: System, values: Floats) -> list[tuple[Vector, Vector]]:
        """Split at the most fractional variable, else at one that has several values left."""
        wide = here.low < here.high
        if not wide.any():
            # One point is left, and the solver was too coarse to tell.
            if here.holds(here.low):
                self._witness = here.low
            return []
        distance = np.where(wide, np.abs(values - np.rint(values)), 0)
        at = int(distance.argmax())
        if distance[at] <= WHOLE:
            at = self._variable if wide[self._variable] else int(wide.argmax())
            cut = int((here.low[at] + here.high[at]) // 2)
        else:
            cut = int(np.clip(np.floor(values[at]), here.low[at], here.high[at] - 1))
        self.branched = True
        below, above = here.high.copy(), here.low.copy()
        below[at], above[at] = cut, cut + 1
        halves = [(here.low, below), (above, here.high)]
        return halves if values[at] - cut > 0.5 else halves[::-1]  # noqa: PLR2004  half way

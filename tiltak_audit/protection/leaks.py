"""Which figures do not keep the values they must, in a state of a problem; part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.components import components
from tiltak_audit.engine.extreme import extreme, witness_of
from tiltak_audit.engine.orbits import orbits
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.solver import Relaxation, farthest
from tiltak_audit.engine.spread import spread
from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import N_, _
from tiltak_audit.protection.proof import Prover

if TYPE_CHECKING:
    from collections.abc import Callable

    from tiltak_audit.engine.components import Component
    from tiltak_audit.engine.solver import Floats
    from tiltak_audit.engine.system import Mask, Vector
    from tiltak_audit.protection.problem import Problem

# Pushes without gain after which single ends are cheaper.
_IDLE = 4

# Branches tried for one end before the solver's own search is asked, which proves nothing but
# finds what there is.
_BRANCHES = 4

_NOTHING_FITS = N_("no figures fit what the attacker is taken to know")

# A figure that leaks, and the rows of the part that show it; none where propagation does.
Leak = tuple[int, "Vector"]


class Audits:
    """Audits of a problem in many states; a part that has not changed is not audited again."""

    def __init__(self, problem: Problem) -> None:
        """Start with no part audited."""
        self._problem = problem
        self._known: dict[bytes, list[int]] = {}

    def leaks(
        self, hidden: Mask, targets: Mask, *, first: bool = False
    ) -> tuple[Prover, list[Leak]]:
        """List the targets that leak in a state; with ``first`` some of them are enough.

        Raises:
            UsageError: No figures fit at all.
        """
        problem = self._problem
        system = problem.hiding(hidden)
        bounds = propagate(system)
        if bounds.conflict:
            raise UsageError(_(_NOTHING_FITS))
        every = np.flatnonzero(targets)
        lost = every[problem.lacking(every, bounds.low[every], bounds.high[every])]
        found: list[Leak] = [(target, np.arange(0)) for target in lost.tolist()]
        asked = targets.copy()
        asked[lost] = False
        for part in components(system, bounds, wanted=asked):
            if found and first:
                break
            lost_here = self._of_part(part, asked[part.variables])
            found += [(target, part.rows) for target in lost_here]
        return Prover(problem, hidden, system, bounds), found

    def _of_part(self, part: Component, wanted: Mask) -> list[int]:
        system = part.system
        arrays = part.variables, wanted, system.low, system.high, system.row_low, system.row_high
        key = b"".join(one.tobytes() for one in arrays)
        if key not in self._known:
            self._known[key] = _Part(self._problem, part, wanted).leaks()
        return self._known[key]


class _Part:
    """The audit of one part: witnesses that stand far enough apart, or a proof that none do."""

    def __init__(self, problem: Problem, part: Component, wanted: Mask) -> None:
        self._problem = problem
        self._system, self._variables = part.system, part.variables
        self._relaxation = Relaxation(part.system)
        block, position = (one[part.variables] for one in problem.place)
        # Of figures that the system cannot tell apart one stands for all that need as much.
        kinds = orbits(part.system, block, position), wanted, problem.needed[part.variables]
        _, self._first, orbit = np.unique(
            np.stack(kinds), axis=1, return_index=True, return_inverse=True
        )
        self._orbit = orbit.reshape(-1)
        self._low = part.system.high[self._first]
        self._high = part.system.low[self._first]
        self._open = wanted[self._first]

    def leaks(self) -> list[int]:
        """List those that leak; what is not shown to keep its values does."""
        self._push(self._nearby)
        self._push(self._whole)
        lost = [
            at
            for at in np.flatnonzero(self._open).tolist()
            if self._open[at] and not self._opened(at)
        ]
        found: list[int] = self._variables[np.isin(self._orbit, lost)].tolist()
        return found

    def _push(self, pushed: Callable[[Floats], Floats | None]) -> None:
        """Push all that are not shown to keep their values at once, up and down in turn."""
        turn, idle, sign = 0, 0, 1
        while idle < _IDLE and self._open.any():
            at = np.flatnonzero(self._open)
            weights = np.zeros(self._system.variables)
            weights[self._first[at]] = sign * spread(at.size, turn)
            self._reach(pushed(weights))
            idle = 0 if self._open.sum() < at.size else idle + 1
            turn, sign = turn + 1, -sign

    def _nearby(self, weights: Floats) -> Floats | None:
        vertex = self._relaxation.maximise(weights)
        return vertex.values if vertex is not None else None

    def _whole(self, weights: Floats) -> Floats | None:
        return farthest(self._system, weights)

    def _opened(self, at: int) -> bool:
        """Look for both ends of one figure, until it keeps its values."""
        system, variable = self._system, int(self._first[at])
        for sign in (1, -1):
            end = extreme(system, self._relaxation, variable, sign, _BRANCHES)
            if not end.feasible:
                raise UsageError(_(_NOTHING_FITS))
            reached = end.witness
            if reached is not None:
                self._note(reached)
            if self._open[at] and (reached is None or sign * int(reached[variable]) < end.bound):
                weights = np.zeros(system.variables)
                weights[variable] = sign
                self._reach(self._whole(weights))
            if not self._open[at]:
                return True
        return False

    def _reach(self, values: Floats | None) -> None:
        """Note what the solver came to, where it is a solution in whole numbers."""
        witness = witness_of(self._system, values) if values is not None else None
        if witness is not None:
            self._note(witness)

    def _note(self, witness: Vector) -> None:
        """Note what a verified solution shows."""
        np.minimum.at(self._low, self._orbit, witness)
        np.maximum.at(self._high, self._orbit, witness)
        at = np.flatnonzero(self._open)
        self._open[at] = self._problem.lacking(
            self._variables[self._first[at]], self._low[at], self._high[at]
        )

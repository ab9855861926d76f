"""Why a figure can be worked out, and what any plan must therefore hide one of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.alike import Alike
from tiltak_audit.engine.certificate import certified
from tiltak_audit.engine.conflict import traced
from tiltak_audit.engine.solver import Relaxation
from tiltak_audit.engine.system import System, integers, local, unique

if TYPE_CHECKING:
    from tiltak_audit.engine.propagate import Bounds
    from tiltak_audit.engine.system import Mask, Vector
    from tiltak_audit.protection.problem import Problem


@attrs.frozen(eq=False, repr=False)
class Cut(Alike):
    """What any plan must do: hide one of the figures that give another away.

    Attributes:
        target: The figure that is given away.
        figures: Those that give it away; rising.
        given: Whether that is so only where the plan hides the target itself.
    """

    target: int
    figures: tuple[int, ...]
    given: bool


@attrs.frozen(eq=False, repr=False)
class Prover:
    """What proves leaks in one state of a problem.

    Attributes:
        problem: The problem.
        hidden: What is hidden in that state.
        system: The system then.
        bounds: Its propagated bounds.
    """

    problem: Problem
    hidden: Mask
    system: System
    bounds: Bounds

    def cut(self, target: int, rows: Vector, among: Mask) -> Cut:
        """Turn rows that give a figure away into what a plan must hide one of, among some.

        Whatever else is hidden: as long as none of the figures is, the proof stands.
        """
        figures = np.arange(0)
        part, variables = self.part(target, rows)
        if variables.size:
            helps = self._helping(target, part, variables)
            figures = variables[helps & among[variables] & ~self.hidden[variables]]
        return Cut(
            target, tuple(figures[figures != target].tolist()), bool(not self.problem.star[target])
        )

    def part(self, target: int, rows: Vector) -> tuple[System, Vector]:
        """Give the system of rows, and of those that they rest on, and its variables."""
        asked = np.arange(self.system.variables) == target
        kept = traced(self.system, self.bounds, rows, asked)
        return local(self.system, kept), unique(self.system.index[self.system.entries(kept)])

    def _helping(self, target: int, part: System, variables: Vector) -> Mask:
        """Tell whose values the proof of both ends uses; of all, where duals prove too little."""
        at = int(np.searchsorted(variables, target))
        relaxation = Relaxation(part)
        # Hidden, a figure may be larger, and smaller where it is not as small as any can be.
        down = self.problem.low[variables] < part.low
        helps = np.zeros(part.variables, dtype=bool)
        ends = []
        for sign in (1, -1):
            weights = np.zeros(part.variables)
            weights[at] = sign
            vertex = relaxation.maximise(weights)
            if vertex is None:
                return ~helps
            proof = certified(part, at, sign, vertex.duals)
            rest: Vector = np.zeros(part.variables, dtype=np.int64)
            rest[at] = sign * proof.scale
            np.subtract.at(rest, part.index, proof.multipliers[part.row] * part.coefficient)
            helps |= (rest > 0) | ((rest < 0) & down)
            ends.append(min(proof.bound, int(part.high[at] if sign > 0 else -part.low[at])))
        most, least = ends[0], -ends[1]
        lacks = self.problem.lacking(integers([target]), integers([least]), integers([most]))
        return helps if lacks[0] else np.ones(part.variables, dtype=bool)

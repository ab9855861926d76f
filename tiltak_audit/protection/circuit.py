"""The cheapest figures that, hidden together, open one that leaks and keep open themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.components import components
from tiltak_audit.engine.extreme import extreme
from tiltak_audit.engine.most import MOST
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.solver import Relaxation, farthest
from tiltak_audit.engine.system import System, integers

if TYPE_CHECKING:
    from tiltak_audit.engine.components import Component
    from tiltak_audit.engine.solver import Floats
    from tiltak_audit.engine.system import Mask, Vector
    from tiltak_audit.protection.problem import Problem

# Branches for the ends of a figure that leaks.
_BRANCHES = 4

# What floats may be off.
_NEAR = 1e-6


class Circuits:
    """Other values that a figure could have, were figures hidden, with least change of those.

    Whatever differs from its print in another solution is not known once it is hidden: the print
    is one value of it, and this another.
    """

    def __init__(self, problem: Problem) -> None:
        """Take apart what is linked where all is hidden that may be."""
        self._problem = problem
        system = problem.hiding(problem.may)
        self._parts = list(components(system, propagate(system)))

    def opening(self, target: int, hidden: Mask) -> Mask:
        """Give the figures to hide besides for one that leaks; none where none are found."""
        found = np.zeros_like(hidden)
        ways = [
            way
            for part in self._parts
            if target in part.variables
            for way in self._ways(part, target, hidden)
        ]
        if ways:
            found[min(ways, key=lambda way: (self._cost(way), way.tolist()))] = True
        return found

    def _cost(self, figures: Vector) -> float:
        return float(self._problem.cost[figures].sum())

    def _ways(self, part: Component, target: int, hidden: Mask) -> list[Vector]:
        low, high = self._ends(target, hidden)
        at = int(np.searchsorted(part.variables, target))
        away = int(self._problem.months[target] * (self._problem.needed[target] - 1))
        found = []
        for least, most in ((low + away, part.system.high[at]), (part.system.low[at], high - away)):
            if part.system.low[at] <= least <= most <= part.system.high[at]:
                figures = self._changed(part, hidden, at, (int(least), int(most)))
                if figures is not None:
                    found.append(figures)
        return found

    def _ends(self, target: int, hidden: Mask) -> tuple[int, int]:
        """Bound what a figure may be in a state."""
        system = self._problem.hiding(hidden)
        bounds = propagate(system)
        for part in components(system, bounds, wanted=np.arange(system.variables) == target):
            at = int(np.searchsorted(part.variables, target))
            relaxation = Relaxation(part.system)
            low, high = (
                sign * extreme(part.system, relaxation, at, sign, _BRANCHES).bound
                for sign in (-1, 1)
            )
            return low, high
        return int(bounds.low[target]), int(bounds.high[target])

    def _changed(
        self, part: Component, hidden: Mask, at: int, ends: tuple[int, int]
    ) -> Vector | None:
        """Name the shown figures that change least where one lies between some ends."""
        system, variables = part.system, part.variables
        shown = np.flatnonzero(self._problem.may[variables] & ~hidden[variables])
        low, high = system.low.copy(), system.high.copy()
        low[at], high[at] = ends
        changing = _with_changes(system.bounded(low, high), shown, self._problem.system, variables)
        weights: Floats = np.zeros(changing.variables)
        weights[system.variables :] = -self._problem.cost[variables[shown]]
        values = farthest(changing, weights, whole=False)
        if values is None:
            return None
        return variables[shown[values[system.variables :] > _NEAR]]


def _with_changes(system: System, shown: Vector, printed: System, variables: Vector) -> System:
    """Add a variable for each figure shown: how far it is at least from what its print may be."""
    least, most = printed.low[variables[shown]], printed.high[variables[shown]]
    count = len(shown)
    change = system.variables + np.arange(count)
    index = np.stack([change, shown], axis=1).ravel()
    ends = system.start[-1] + 2 * np.arange(1, 2 * count + 1)
    free = np.full(2 * count, 4 * MOST)
    return attrs.evolve(
        system,
        low=np.concatenate([system.low, np.zeros(count, dtype=np.int64)]),
        high=np.concatenate([system.high, np.full(count, MOST)]),
        start=np.concatenate([system.start, ends]),
        index=np.concatenate([system.index, index, index]),
        coefficient=np.concatenate(
            [system.coefficient, np.ones(2 * count, np.int64), np.tile(integers([1, -1]), count)]
        ),
        row_low=np.concatenate([system.row_low, least, -most]),
        row_high=np.concatenate([system.row_high, free, free]),
    )

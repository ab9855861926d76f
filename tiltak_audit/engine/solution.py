"""One solution of a whole system in integers, where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.engine.components import components
from tiltak_audit.engine.extreme import extreme, witness_of
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.solver import Relaxation
from tiltak_audit.engine.spread import spread

if TYPE_CHECKING:
    from tiltak_audit.engine.system import System, Vector

# Pushes each another way after which branching is likelier to find integers.
_PUSHES = 4


@attrs.frozen(eq=False, repr=False)
class Solution:
    """Integer values that obey every bound and every row, verified.

    Attributes:
        values: One a variable.
    """

    values: Vector


@attrs.frozen(eq=False, repr=False)
class Impossible(Alike):
    """It is proved that there is none."""


@attrs.frozen(eq=False, repr=False)
class Unknown(Alike):
    """None was found, nor a proof that there is none."""


def solution(system: System) -> Solution | Impossible | Unknown:
    """Find one solution of a system: any vertex that is integral, component by component."""
    bounds = propagate(system)
    if bounds.conflict:
        return Impossible()
    values = bounds.low.copy()
    unknown = False
    for part in components(system, bounds):
        match _of_component(part.system):
            case Solution(found):
                values[part.variables] = found
            case Impossible():
                return Impossible()
            case _:
                unknown = True
    return Solution(values) if not unknown and system.holds(values) else Unknown()


def _of_component(system: System) -> Solution | Impossible | Unknown:
    if (system.row_low > system.row_high).any():
        return Impossible()
    relaxation = Relaxation(system)
    for turn in range(_PUSHES):
        vertex = relaxation.maximise(spread(system.variables, turn) - 1)
        witness = witness_of(system, vertex.values) if vertex is not None else None
        if witness is not None:
            return Solution(witness)
    result = extreme(system, relaxation, 0, 1)
    if result.witness is not None:
        return Solution(result.witness)
    return Unknown() if result.feasible else Impossible()

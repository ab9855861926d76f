"""Figures that must stay and give a star away together, none of them named in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.extreme import extreme
from tiltak_audit.engine.solver import Relaxation
from tiltak_audit.engine.system import integers

if TYPE_CHECKING:
    from tiltak_audit.engine.system import Mask, System, Vector
    from tiltak_audit.protection.proof import Prover

# Branches tried for an end; where they do not tell, a figure stays named.
_BRANCHES = 40


def forcing(prover: Prover, target: int, rows: Vector, among: Mask) -> tuple[int, ...]:
    """Give a smallest set of some printed figures that gives a star away as long as it stays.

    No figure can be left out of it: hidden, it would leave the star its values, as far as the
    rows of the proof say (a deletion filter).
    """
    figures = prover.cut(target, rows, among).figures
    system, variables = prover.part(target, rows)
    place = {one: at for at, one in enumerate(variables.tolist())}
    if len(figures) < 2 or target not in place:  # noqa: PLR2004  two, one of which may do
        return figures
    # What the proof does not use is taken for hidden, too.
    hidden = among[variables].copy()
    hidden[[place[one] for one in figures]] = False
    stay = list(figures)
    for one in figures:
        hidden[place[one]] = True
        if _forced(prover, _hiding(prover, system, variables, hidden), target, place[target]):
            stay.remove(one)
        else:
            hidden[place[one]] = False
    return tuple(stay)


def _hiding(prover: Prover, system: System, variables: Vector, hidden: Mask) -> System:
    problem = prover.problem
    return system.bounded(
        np.where(hidden, problem.low[variables], system.low),
        np.where(hidden, problem.high[variables], system.high),
    )


def _forced(prover: Prover, system: System, target: int, at: int) -> bool:
    """Tell whether a star is proved to lack values."""
    relaxation = Relaxation(system)
    most, least = (extreme(system, relaxation, at, sign, _BRANCHES) for sign in (1, -1))
    ends = integers([-least.bound]), integers([most.bound])
    return bool(prover.problem.lacking(integers([target]), *ends)[0])

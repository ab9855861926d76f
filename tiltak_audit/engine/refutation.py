"""Rows that propagation cannot refute and linear programming can: the proof, row by row.

The dual ray of an infeasible relaxation names the rows of a contradiction (Farkas); in integers
it is verified before it is believed. Where only the integers contradict, branches do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.certificate import refuted
from tiltak_audit.engine.components import components
from tiltak_audit.engine.conflict import local, shrunk, traced
from tiltak_audit.engine.extreme import extreme, witness_of
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.solver import Relaxation

if TYPE_CHECKING:
    from tiltak_audit.engine.propagate import Bounds
    from tiltak_audit.engine.system import System, Vector


def refutation(system: System, bounds: Bounds) -> tuple[Vector, ...]:
    """Give minimal sets of rows that have no solution, one for each part that has none.

    ``bounds`` are the system's own, propagated without a conflict. A set is minimal in that
    without any one of its rows this very search refutes it no more.
    """
    found = []
    for part in components(system, bounds):
        rows = _refuted_rows(part.system)
        if rows.size:
            whole = traced(system, bounds, part.rows[rows])
            found.append(shrunk(whole, lambda some: _is_refuted(local(system, some))))
    return tuple(found)


def _is_refuted(system: System) -> bool:
    bounds = propagate(system)
    return bounds.conflict or any(
        _refuted_rows(part.system).size for part in components(system, bounds)
    )


def _refuted_rows(system: System) -> Vector:
    """Give rows that prove that a system has no solution; none where it has, or may have."""
    relaxation = Relaxation(system)
    vertex = relaxation.maximise(np.zeros(system.variables))
    if vertex is None:
        ray = relaxation.ray()
        proof = None if ray is None else refuted(system, ray)
        if proof is not None:
            return np.flatnonzero(proof.multipliers)
    elif witness_of(system, vertex.values) is not None:
        return np.arange(0)
    feasible = extreme(system, relaxation, 0, 1).feasible
    return np.arange(0 if feasible else system.rows)

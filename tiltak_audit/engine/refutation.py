"""Rows that propagation cannot refute and linear programming can: the proof, row by row.

The duals of the least violation that a relaxation must have name the rows of a contradiction
(Farkas); in integers they are verified before they are believed. Where only the integers
contradict, branches do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.certificate import refuted
from tiltak_audit.engine.components import SMALL, components
from tiltak_audit.engine.conflict import shrunk, traced
from tiltak_audit.engine.extreme import extreme, witness_of
from tiltak_audit.engine.folded import folded
from tiltak_audit.engine.orbits import orbits
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.solver import Relaxation
from tiltak_audit.engine.system import System, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.engine.certificate import Certificate
    from tiltak_audit.engine.components import Component
    from tiltak_audit.engine.propagate import Bounds
    from tiltak_audit.engine.system import Vector


def refutation(
    system: System, bounds: Bounds, place: tuple[Vector, Vector] | None = None
) -> tuple[Vector, ...]:
    """Give minimal sets of rows that have no solution, one for each part that has none.

    ``bounds`` are the system's own, propagated without a conflict. A set is minimal in that
    without any one of its rows this very search refutes it no more. ``place`` gives the block and
    the position of each variable, see ``orbits``: a solution is found sooner with it.
    """
    found = []
    for part in _unsolved(system, bounds, place) if place else components(system, bounds):
        rows = _refuted_rows(part.system)
        if rows.size:
            whole = traced(system, bounds, part.rows[rows], bounds.low > bounds.high)
            found.append(shrunk(whole, lambda some: _is_refuted(local(system, some))))
    return tuple(found)


def _unsolved(system: System, bounds: Bounds, place: tuple[Vector, Vector]) -> Iterator[Component]:
    """Yield the parts of which no solution is found at once, small ones together."""
    left = np.zeros(system.variables, dtype=bool)
    for several in components(system, bounds, SMALL):
        left[several.variables] = not _is_solved(several, *place)
    yield from components(system, bounds, wanted=left)


def _is_solved(part: Component, block: Vector, position: Vector) -> bool:
    """Tell whether a solution is found where like blocks are added up."""
    block = block[part.variables]
    fold = folded(part.system, orbits(part.system, block, position[part.variables]), block)
    vertex = Relaxation(fold.system).maximise(np.zeros(fold.system.variables))
    witness = None if vertex is None else witness_of(fold.system, vertex.values)
    return witness is not None and part.system.holds(fold.unfolded(witness))


def _is_refuted(system: System) -> bool:
    bounds = propagate(system)
    return bounds.conflict or any(
        _refuted_rows(part.system).size for part in components(system, bounds)
    )


def _refuted_rows(system: System) -> Vector:
    """Give rows that prove that a system has no solution; none where it has, or may have."""
    relaxation = Relaxation(system)
    vertex = relaxation.maximise(np.zeros(system.variables))
    if vertex is not None and witness_of(system, vertex.values) is not None:
        return np.arange(0)
    proof = None if vertex is not None else _farkas(system)
    if proof is not None:
        return np.flatnonzero(proof.multipliers)
    feasible = extreme(system, relaxation, 0, 1).feasible
    return np.arange(0 if feasible else system.rows)


def _farkas(system: System) -> Certificate | None:
    """Let every row be off by as little as possible; what that costs proves the contradiction."""
    most = np.abs(system.activity(system.low, system.high)).max() + np.abs(system.row_low).max()
    rows, size = np.arange(system.rows), system.variables
    order = np.argsort(np.concatenate([system.row, rows, rows]), kind="stable")
    ones = np.ones_like(rows)
    slack = np.zeros(2 * system.rows, dtype=np.int64)
    elastic = System(
        np.concatenate([system.low, slack]),
        np.concatenate([system.high, slack + most]),
        system.start + 2 * np.arange(system.rows + 1),
        np.concatenate([system.index, size + rows, size + system.rows + rows])[order],
        np.concatenate([system.coefficient, ones, -ones])[order],
        system.row_low,
        system.row_high,
    )
    cost = np.zeros(elastic.variables)
    cost[size:] = -1
    vertex = Relaxation(elastic).maximise(cost)
    return None if vertex is None else refuted(system, vertex.duals)

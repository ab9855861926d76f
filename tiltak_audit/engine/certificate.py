"""Bounds proved in integers: weak duality with whole multipliers.

For any integers ``y`` over the rows and any ``d > 0``::

    d · s·x[k] = Σ y[i] · row[i](x) + Σ r[j] · x[j],   r = d · s·e[k] − yᵀA

so ``d · s·x[k]`` is at most the sum of the largest value of each term, whatever ``y`` is. A solver
only has to guess ``y`` well; that the bound holds is then a sum of integers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

if TYPE_CHECKING:
    from tiltak_audit.engine.solver import Floats
    from tiltak_audit.engine.system import System, Vector

# Duals of sums and means are small fractions; these denominators are tried in turn.
_SCALES = (1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 24, 60, 420, 27720)

# How far a multiplier may be from the whole number it means (the solver's own tolerance).
_WHOLE = 1e-6

# No multiplier that proves anything is larger.
_LARGEST = 2.0**53

# Below this no sum of 64-bit integers overflows.
_SAFE = 2**61


@attrs.frozen(eq=False, repr=False)
class Certificate:
    """A proof that ``sign · x[variable] ≤ bound``, or, without a variable, of a contradiction.

    Attributes:
        multipliers: One a row.
        scale: ``d`` above.
        bound: What follows.
    """

    multipliers: Vector
    scale: int
    bound: int


def certified(
    system: System, variable: int, sign: int, duals: Floats, reached: int | None = None
) -> Certificate:
    """Round duals to the multipliers that prove the smallest bound on ``sign · x[variable]``.

    No smaller one is looked for than what is ``reached`` by a solution.
    """
    best: Certificate | None = None
    for scale in _SCALES:
        multipliers = _rounded(duals * scale)
        bound = largest(system, {variable: sign * scale}, multipliers) // scale
        if best is None or bound < best.bound:
            best = Certificate(multipliers, scale, bound)
        exact = np.abs(multipliers - duals * scale).max(initial=0) < _WHOLE
        if exact or (reached is not None and best.bound <= reached):
            break
    assert best is not None
    return best


def refuted(system: System, ray: Floats) -> Certificate | None:
    """Round a dual ray to multipliers that prove that no values obey all rows, if they do."""
    size = np.abs(ray).max(initial=0)
    if not size:
        return None
    for scale in _SCALES:
        for way in (1, -1):
            multipliers = _rounded(way * ray / size * scale)
            bound = largest(system, {}, multipliers)
            if bound < 0:
                return Certificate(multipliers, scale, bound)
    return None


def _rounded(guess: Floats) -> Vector:
    """Round multipliers; what is no number or beyond 64 bits proves nothing and is replaced."""
    return np.rint(np.clip(np.nan_to_num(guess), -_LARGEST, _LARGEST)).astype(np.int64)


def largest(system: System, objective: dict[int, int], multipliers: Vector) -> int:
    """Give what weak duality allows an objective at most, exactly."""
    kind = _kind(system, multipliers, max(map(abs, objective.values()), default=1))
    weights: Vector = np.zeros(system.variables, dtype=kind)
    for variable, weight in objective.items():
        weights[variable] = weight
    factor: Vector = multipliers.astype(kind)
    np.subtract.at(weights, system.index, factor[system.row] * system.coefficient)
    rows = np.where(factor > 0, system.row_high, system.row_low) * factor
    variables = np.where(weights > 0, system.high, system.low) * weights
    return int(rows.sum()) + int(variables.sum())


def _kind(system: System, multipliers: Vector, weight: int) -> type:
    """Choose 64-bit integers where they cannot overflow, else Python's own."""
    sizes = [
        max(1, abs(int(vector.max(initial=0))), abs(int(vector.min(initial=0))))
        for vector in (multipliers, system.coefficient, system.low, system.high)
    ]
    rows = max(1, abs(int(system.row_low.min(initial=0))), abs(int(system.row_high.max(initial=0))))
    terms = system.variables + len(system.index) + system.rows
    worst = (weight + sizes[0] * sizes[1]) * max(*sizes[2:], rows) * terms
    return np.int64 if worst * terms < _SAFE else object

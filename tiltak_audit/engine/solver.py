"""The one door to HiGHS: linear programs over a system, warm from one call to the next.

What it returns are floats, to be verified by the caller in integers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import highspy
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tiltak_audit.engine.system import System, Vector

Floats = NDArray[np.float64]

# Primal simplex: after a change of objective the last vertex stays feasible.
_PRIMAL = 4

# Iterations after which the solver looks up: some seconds in the largest systems.
_STRETCH = 1_000

# Variables from which on reducing a system pays, and how long that is tried.
_LARGE = 5_000
_REDUCED = 20_000

# Dual simplex: where there is no solution it ends with the reason.
_DUAL = 1


@attrs.frozen(eq=False)
class Vertex:
    """An optimal vertex of a relaxation.

    Attributes:
        values: Of the variables.
        duals: Of the rows: by how much the optimum grows with the row's bound.
    """

    values: Floats
    duals: Floats


class Relaxation:
    """A system without the demand that values are integers."""

    def __init__(self, system: System) -> None:
        """Hand the system to the solver."""
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._size = system.variables
        for name, value in (
            ("output_flag", False),
            ("presolve", "off"),
            ("solver", "simplex"),
            ("simplex_strategy", _PRIMAL),
            # Degenerate as these systems are, it is faster to leave the bounds as they are.
            ("primal_simplex_bound_perturbation_multiplier", 0.0),
            ("threads", 1),
            ("parallel", "off"),
            ("simplex_iteration_limit", _STRETCH),
        ):
            self._highs.setOptionValue(name, value)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = system.variables, system.rows
        lp.col_cost_ = np.zeros(system.variables)
        lp.col_lower_, lp.col_upper_ = system.low.astype(float), system.high.astype(float)
        lp.row_lower_, lp.row_upper_ = system.row_low.astype(float), system.row_high.astype(float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = system.start
        lp.a_matrix_.index_ = system.index
        lp.a_matrix_.value_ = system.coefficient.astype(float)
        self._highs.passModel(lp)
        self._all = np.arange(system.variables, dtype=np.int32)
        # The first vertex of a large system is found sooner on a reduced one; the others start
        # from it.
        self._first = system.variables > _LARGE

    def maximise(self, weights: Floats) -> Vertex | None:
        """Give a vertex of the largest weighted sum; none where there is no solution."""
        self._highs.changeColsCost(self._size, self._all, -weights)
        self._run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._highs.getSolution()
        return Vertex(np.array(solution.col_value), -np.array(solution.row_dual))

    def _run(self) -> None:
        """Solve in stretches, so that an interrupt need not wait for the whole of it."""
        if self._first:
            # A reduced system is not taken up again where it was left, so it gets one go.
            self._first = False
            self._highs.setOptionValue("presolve", "on")
            self._highs.setOptionValue("simplex_iteration_limit", _REDUCED)
            self._highs.run()
            self._highs.setOptionValue("presolve", "off")
            self._highs.setOptionValue("simplex_iteration_limit", _STRETCH)
        else:
            self._highs.run()
        while self._highs.getModelStatus() == highspy.HighsModelStatus.kIterationLimit:
            self._highs.run()

    def rebound(self, low: Vector, high: Vector) -> None:
        """Change the bounds of all variables."""
        self._highs.changeColsBounds(self._size, self._all, low.astype(float), high.astype(float))

    def ray(self) -> Floats | None:
        """After a call without solution, give the multipliers that show why, if it has them.

        Only the dual simplex leaves a ray, so it is asked once more.
        """
        self._highs.setOptionValue("simplex_strategy", _DUAL)
        self._highs.clearSolver()
        self._highs.changeColsCost(self._size, self._all, np.zeros(self._size))
        self._run()
        _, there, ray = self._highs.getDualRay()  # type: ignore[attr-defined]
        self._highs.setOptionValue("simplex_strategy", _PRIMAL)
        return np.array(ray) if there else None

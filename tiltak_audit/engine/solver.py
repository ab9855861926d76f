"""The one door to HiGHS: linear programs over a system, warm from one call to the next.

What it returns are floats, to be verified by the caller in integers. A call that fails is an
error and never an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import highspy
import numpy as np
from numpy.typing import NDArray

from tiltak_audit.errors import SolverError
from tiltak_audit.i18n import _

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

# Branches of a search in whole numbers; a count, so that a slow machine gives the same answer.
_BRANCHES = 100

# Dual simplex: where there is no solution it ends with the reason.
_DUAL = 1

# How a solve ends that did not fail: in the last way where numbers are too large for floats.
_UNKNOWN = highspy.HighsModelStatus.kUnknown
_ENDS = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible, _UNKNOWN)
_STOPPED = highspy.HighsModelStatus.kIterationLimit

_VERSION = (
    highspy.HIGHS_VERSION_MAJOR,
    highspy.HIGHS_VERSION_MINOR,
    highspy.HIGHS_VERSION_PATCH,
)


@attrs.frozen(eq=False, repr=False)
class Vertex:
    """An optimal vertex of a relaxation.

    Attributes:
        values: Of the variables.
        duals: Of the rows: by how much the optimum grows with the row's bound.
    """

    values: Floats
    duals: Floats


class Silent(highspy.Highs):
    """HiGHS, told to be silent before it has something to say."""

    def enableCallbacks(self) -> None:  # noqa: N802  the library's name
        """Have nothing called back: what is made for that prints two lines from 1.16 on."""
        managed("output_flag", self.setOptionValue("output_flag", False))  # noqa: FBT003  its way


def managed(call: str, status: highspy.HighsStatus) -> None:
    """Go on where a call of the solver did not fail.

    Raises:
        SolverError: It did.
    """
    if status == highspy.HighsStatus.kError:
        raise SolverError(_failed(call, status))


def _failed(call: str, end: highspy.HighsStatus | highspy.HighsModelStatus) -> str:
    return _("the solver HiGHS {version} failed, so nothing is known: {call} gave {end}").format(
        version=".".join(map(str, _VERSION)), call=call, end=end.name
    )


def begun(**options: float | str) -> Silent:
    """Give a solver of one thread that prints nothing, with some options of its own.

    Raises:
        SolverError: It does not take one of them.
    """
    highs = Silent()  # type: ignore[no-untyped-call]
    # Silence is said once more, for a version that is made without callbacks.
    every = {"output_flag": False, "threads": 1, "parallel": "off", **options}
    for name, value in every.items():
        managed(name, highs.setOptionValue(name, value))
    return highs


def program(system: System) -> highspy.HighsLp:
    """Write a system as the solver takes it, without an objective."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = system.variables, system.rows
    lp.col_cost_ = np.zeros(system.variables)
    lp.col_lower_, lp.col_upper_ = system.low.astype(float), system.high.astype(float)
    lp.row_lower_, lp.row_upper_ = system.row_low.astype(float), system.row_high.astype(float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = system.start
    lp.a_matrix_.index_ = system.index
    lp.a_matrix_.value_ = system.coefficient.astype(float)
    return lp


class Relaxation:
    """A system without the demand that values are integers.

    Each call raises SolverError where the solver fails.
    """

    def __init__(self, system: System) -> None:
        """Hand the system to the solver."""
        self._highs = begun(
            presolve="off",
            solver="simplex",
            simplex_strategy=_PRIMAL,
            # Degenerate as these systems are, it is faster to leave the bounds as they are.
            primal_simplex_bound_perturbation_multiplier=0.0,
            simplex_iteration_limit=_STRETCH,
        )
        self._size = system.variables
        managed("passModel", self._highs.passModel(program(system)))
        self._all = np.arange(system.variables, dtype=np.int32)
        self._cost = np.zeros(system.variables)
        # The first vertex of a large system is found sooner on a reduced one; the others start
        # from it.
        self._first = system.variables > _LARGE

    def maximise(self, weights: Floats) -> Vertex | None:
        """Give a vertex of the largest weighted sum; none where the solver came to none.

        Then it says that there is no solution, or that its floats cannot tell; a proof is up to
        the caller, who has to call undecided what is not proved.
        """
        self._charge(-weights)
        self._run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._highs.getSolution()
        return Vertex(np.array(solution.col_value), -np.array(solution.row_dual))

    def rebound(self, low: Vector, high: Vector) -> None:
        """Change the bounds of all variables."""
        status = self._highs.changeColsBounds(
            self._size, self._all, low.astype(float), high.astype(float)
        )
        managed("changeColsBounds", status)

    def ray(self) -> Floats | None:
        """After a call without solution, give the multipliers that show why, if it has them.

        Only the dual simplex leaves a ray, so it is asked once more.
        """
        self._set("simplex_strategy", _DUAL)
        managed("clearSolver", self._highs.clearSolver())
        self._charge(np.zeros(self._size))
        self._run()
        status, there, ray = self._highs.getDualRay()  # type: ignore[attr-defined]
        managed("getDualRay", status)
        self._set("simplex_strategy", _PRIMAL)
        return np.array(ray) if there else None

    def _set(self, name: str, value: float | str) -> None:
        managed(name, self._highs.setOptionValue(name, value))

    def _charge(self, cost: Floats) -> None:
        changed = np.flatnonzero(cost != self._cost).astype(np.int32)
        status = self._highs.changeColsCost(len(changed), changed, cost[changed])
        managed("changeColsCost", status)
        self._cost = cost

    def _run(self) -> None:
        """Solve, and where floats could not tell from the last vertex, once more without it."""
        if self._first:
            # A reduced system is not taken up again where it was left, so it gets one go.
            self._first = False
            self._set("presolve", "on")
            self._set("simplex_iteration_limit", _REDUCED)
            self._stretch()
            self._set("presolve", "off")
            self._set("simplex_iteration_limit", _STRETCH)
        else:
            self._stretch()
        self._finish()
        if self._highs.getModelStatus() == _UNKNOWN:
            managed("clearSolver", self._highs.clearSolver())
            self._stretch()
            self._finish()
        status = self._highs.getModelStatus()
        if status not in _ENDS:
            raise SolverError(_failed("run", status))

    def _finish(self) -> None:
        """Solve on in stretches, so that an interrupt need not wait for the whole of it."""
        while self._highs.getModelStatus() == _STOPPED:
            self._stretch()

    def _stretch(self) -> None:
        """Solve until the solver looks up, whoever else solves in this thread of the program.

        All solvers of a thread share their workers, whose number is the first one's choice: with
        another choice than that a solver fails. So ours takes what is there, and leaves nothing.
        """
        status = self._highs.run()
        if status == highspy.HighsStatus.kError:
            self._set("threads", 0)
            status = self._highs.run()
            self._set("threads", 1)
        else:
            left_behind()
        managed("run", status)


def farthest(system: System, weights: Floats, *, whole: bool = True) -> Floats | None:
    """Give values of a large weighted sum: whole ones, as far as some branches find them, or any.

    It starts cold, on a reduced system; without ``whole`` no sum is larger.
    """
    highs = begun(mip_max_nodes=_BRANCHES)
    lp = program(system)
    if whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * system.variables
    lp.col_cost_ = -weights
    managed("passModel", highs.passModel(lp))
    managed("run", highs.run())
    left_behind()
    solution = highs.getSolution()
    return np.array(solution.col_value) if solution.value_valid else None


def left_behind() -> None:
    """End the workers of this thread; the next solver starts as many as it wants."""
    highs = highspy.Highs
    # The name up to 1.15, which 1.16 keeps beside the new one.
    reset = getattr(highs, "resetThreadScheduler", None) or highs.resetGlobalScheduler
    reset(False)  # noqa: FBT003  the solver's own way: need not wait for them

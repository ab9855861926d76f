"""The solver beside other solvers of the program, and where it fails."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import highspy
import numpy as np
import pytest

from tests.conftest import ROOT, TILT100
from tiltak_audit.engine import solver
from tiltak_audit.engine.intervals import intervals
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.refutation import refutation
from tiltak_audit.engine.solution import solution
from tiltak_audit.engine.solver import Relaxation
from tiltak_audit.engine.system import System, system_of
from tiltak_audit.errors import SolverError

# x + y = 4 with x ≤ 3: of x + 2 y the most is 0 + 2 · 4, of x it is 3 + 1.
SYSTEM = system_of([0, 0], [3, 9], [(4, 4, [(0, 1), (1, 1)])])

# Another solver of the same program, and ours; highspy may print when it is made.
PEERS = """
import highspy
import numpy as np
from tiltak_audit.engine.solver import Relaxation
from tiltak_audit.engine.system import system_of

def other(threads):
    made = highspy.Highs()
    made.setOptionValue("output_flag", False)
    made.setOptionValue("threads", threads)
    made.addVar(0.0, 3.0)
    made.changeColCost(0, -1.0)
    status = made.run()
    assert status == highspy.HighsStatus.kOk, (threads, status)
    assert made.getObjectiveValue() == -3

def ours(relaxation=None):
    system = system_of([0, 0], [3, 9], [(4, 4, [(0, 1), (1, 1)])])
    relaxation = relaxation or Relaxation(system)
    for weights, values in (([1.0, 2.0], [0, 4]), ([2.0, 1.0], [3, 1])):
        vertex = relaxation.maximise(np.array(weights))
        assert vertex is not None
        assert np.rint(vertex.values).tolist() == values
    return relaxation
"""

ORDERS = {
    "another with threads first": "other(3); ours(); ours()",
    "another with its own choice of threads": "other(0); ours(); other(0)",
    "ours first, and no harm to another": "ours(); other(3)",
    "in turn, with one relaxation": "kept = ours(); other(3); ours(kept); other(3); ours(kept)",
    "another that ends its threads": (
        "other(3); kept = ours(); highspy.Highs.resetGlobalScheduler(True); ours(kept)"
    ),
    "each in a thread of its own": (
        "from concurrent.futures import ThreadPoolExecutor as Pool\n"
        "other(3)\n"
        "with Pool(3) as pool:\n"
        "    done = [pool.submit(call, *given) for _ in range(20)\n"
        "            for call, given in ((ours, ()), (other, (2,)), (other, (0,)))]\n"
        "    alike = [one.exception() for one in done[::3]]\n"
        "assert alike == [None] * 20, alike\n"
        "ours()"
    ),
}


@pytest.mark.parametrize("order", ORDERS)
def test_other_solvers_do_not_matter(order: str) -> None:
    """Whoever solves before, between or beside, with any number of threads, ours finds its end."""
    done = subprocess.run(
        [sys.executable, "-c", PEERS + ORDERS[order]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_solve_prints_nothing() -> None:
    """In a program of others no word of the solver is on their standard output."""
    done = subprocess.run(
        [sys.executable, "-c", PEERS + "ours()"], cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def failing(status: highspy.HighsStatus) -> Callable[..., highspy.HighsStatus]:
    """Make a call that does nothing and gives this status."""
    return lambda *_: status


# What is asked of a relaxation, and the calls of the solver that this makes.
ASKED: dict[str, Callable[[], object]] = {
    "passModel": lambda: Relaxation(SYSTEM),
    "setOptionValue": lambda: Relaxation(SYSTEM),
    "changeColsCost": lambda: Relaxation(SYSTEM).maximise(np.ones(2)),
    "changeColsBounds": lambda: Relaxation(SYSTEM).rebound(SYSTEM.low, SYSTEM.high),
    "run": lambda: Relaxation(SYSTEM).maximise(np.ones(2)),
    "clearSolver": lambda: Relaxation(SYSTEM).ray(),
}


@pytest.mark.parametrize("call", ASKED)
def test_a_call_that_fails_is_an_error(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each call's status is heeded; a warning is none."""
    monkeypatch.setattr(solver.Silent, call, failing(highspy.HighsStatus.kError))
    with pytest.raises(SolverError, match="kError"):
        ASKED[call]()
    if call != "run":
        monkeypatch.setattr(solver.Silent, call, failing(highspy.HighsStatus.kWarning))
        ASKED[call]()


def test_a_ray_that_is_not_given_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that fails to say whether there is a ray does not say that there is none."""
    relaxation = Relaxation(SYSTEM)
    no_ray: tuple[highspy.HighsStatus, bool, list[float]] = (highspy.HighsStatus.kError, False, [])
    monkeypatch.setattr(solver.Silent, "getDualRay", lambda _: no_ray, raising=False)
    with pytest.raises(SolverError, match="getDualRay"):
        relaxation.ray()


@pytest.mark.parametrize("status", sorted(highspy.HighsModelStatus.__members__))
def test_an_end_is_an_answer_or_an_error(status: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no vertex where the solver says so, or that it cannot tell; else it failed."""
    end = highspy.HighsModelStatus.__members__[status]
    if status in {"kOptimal", "kIterationLimit"}:
        return
    relaxation = Relaxation(SYSTEM)
    monkeypatch.setattr(solver.Silent, "getModelStatus", lambda _: end)
    if status in {"kInfeasible", "kUnknown"}:
        assert relaxation.maximise(np.ones(2)) is None
    else:
        with pytest.raises(SolverError, match=status):
            relaxation.maximise(np.ones(2))


# Three of which every two add up to one at most, and all three to one or more.
PAIRS = system_of(
    [0] * 3,
    [1] * 3,
    [(0, 1, [(0, 1), (1, 1)]), (0, 1, [(1, 1), (2, 1)]), (1, 3, [(v, 1) for v in range(3)])],
)

USES: dict[str, Callable[[System], object]] = {
    "intervals": intervals,
    "solution": solution,
    "refutation": lambda system: refutation(system, propagate(system)),
}


@pytest.mark.parametrize("use", USES)
def test_nothing_is_answered_on_a_solve_that_failed(
    use: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither “undecided” in silence nor “no solution”: the error is passed on."""
    USES[use](PAIRS)
    monkeypatch.setattr(solver.Silent, "run", failing(highspy.HighsStatus.kError))
    with pytest.raises(SolverError, match=r"run gave kError"):
        USES[use](PAIRS)


FAILING = """
import sys
import highspy
from tiltak_audit.engine import solver
from tiltak_audit.__main__ import main
solver.Silent.run = lambda self: highspy.HighsStatus.kError
main()
"""


@pytest.mark.parametrize("form", ["terminal", "json", "sarif", "junit"])
def test_a_check_whose_solver_fails_is_no_verdict(form: str) -> None:
    """The exit code is that of a bug, with a message, and no word on standard output."""
    done = subprocess.run(
        [sys.executable, "-c", FAILING, "check", "--format", form, str(TILT100)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (70, "")
    assert "SolverError: the solver HiGHS" in done.stderr
    assert "Traceback" not in done.stderr

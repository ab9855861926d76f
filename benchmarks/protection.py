"""Measure plans: beside a greedy choice and the lower bound, in CPU time and in audits.

    python -m benchmarks.protection              the table of benchmarks/README.md

Other programs are held beside it by ``benchmarks.suppression``.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.demo.population import draw
from tiltak_audit.demo.reports import group_report, overview_report
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.disclosure.points import points_of
from tiltak_audit.engine.intervals import intervals
from tiltak_audit.engine.propagate import implied
from tiltak_audit.model.period import Month
from tiltak_audit.parsing.read import read
from tiltak_audit.protection.leaks import Audits
from tiltak_audit.protection.plan import in_order
from tiltak_audit.protection.posing import problem_of
from tiltak_audit.protection.search import searched
from tiltak_audit.protection.wish import Wish
from tiltak_audit.run.audit import audit

if TYPE_CHECKING:
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.engine.system import Mask
    from tiltak_audit.model.report import Report
    from tiltak_audit.protection.problem import Problem

ROOT = Path(__file__).parent.parent
SAMPLES = [ROOT / "samples" / name for name in ("TILT100_2026-01.txt", "TILT140_2025-11.txt")]

# Rounds of the greedy choice.
ROUNDS = 12


@attrs.frozen(eq=False)
class Posed:
    """Figures to protect, and what each of them is."""

    points: Points
    problem: Problem

    def counted(self, hidden: Mask) -> str:
        """Give how many figures are hidden, and the persons in them."""
        persons = self.problem.system.low[hidden] // self.problem.months[hidden]
        return f"{int(hidden.sum())} | {int(persons.sum()):,}"


def posed(*reports: Report) -> Posed:
    """Pose the problem of some reports, as the command does."""
    belief = audit(in_order(reports)).examined.belief
    points = points_of(belief, Attacker())
    return Posed(points, problem_of(points, Attacker(), Wish(), ()))


def demo() -> tuple[Report, Report]:
    """Draw the pair that ``tiltak-audit demo`` writes."""
    population = draw(20251122, [Month(2025, number) for number in range(1, 7)])
    return group_report(population, "TILT140").report, overview_report(population).report


def greedy(posed: Posed) -> tuple[Mask, int]:
    """Hide, for each leak, the smallest part that is printed of each row that forces it.

    It goes on for twelve rounds, as long as there is such a row: more hide more in vain. Then it
    drops, the largest first, whatever opens no leak that it had closed.
    """
    problem = posed.problem
    system, audits = problem.system, Audits(problem)
    hidden = np.zeros(system.variables, dtype=bool)
    for _round in range(ROUNDS):
        before = hidden.copy()
        state = problem.hiding(hidden)
        found = intervals(state, problem.star | hidden, problem.place)
        _, lost = audits.leaks(hidden, problem.star | hidden)
        least, most = implied(state, found.low, found.high)
        order, start = system.by_variable
        for target, _rows in lost:
            entries = order[start[target] : start[target + 1]]
            forced = entries[least[entries] == most[entries]]
            for row in system.row[forced if forced.size else entries].tolist():
                parts = [at for at, _ in system.terms(row) if problem.may[at] and not before[at]]
                if parts:
                    hidden[min(parts, key=lambda at: (system.low[at], at))] = True
        if (hidden == before).all():
            break
    left = [target for target, _ in audits.leaks(hidden, problem.star | hidden)[1]]
    order = np.argsort(-system.low, kind="stable")
    for at in order[hidden[order]].tolist():
        hidden[at] = False
        targets = problem.star | hidden
        targets[left] = False
        hidden[at] = bool(audits.leaks(hidden, targets, first=True)[1])
    return hidden, len(audits.leaks(hidden, problem.star | hidden)[1])


def compared(name: str, *reports: Report) -> str:
    """Compare a plan with the greedy choice: a row of the table."""
    one = posed(*reports)
    start = time.process_time()
    intervals(one.problem.system, one.problem.star, one.problem.place)
    an_audit = time.process_time() - start
    start = time.process_time()
    found = searched(one.problem, lambda _: None)
    spent = time.process_time() - start
    other, left = greedy(one)
    return (
        f"| {name} | {len(found.opened)} | {one.counted(found.hidden)} | {found.least} "
        f"| {spent:.1f} s | {spent / an_audit:.0f} | {one.counted(other)} | {left} |"
    )


def main() -> None:
    """Print the table."""
    small, large = (read(str(path)) for path in SAMPLES)
    print("| | stars | figures | persons | least | CPU | audits | greedy | persons | it leaves |")
    for name, reports in (("TILT100", [small]), ("demo pair", demo()), ("TILT140", [large])):
        print(compared(name, *reports), flush=True)


if __name__ == "__main__":
    main()

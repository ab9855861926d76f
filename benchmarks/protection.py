"""Measure plans: against a greedy choice, the lower bound, and GaussSuppression month by month.

    python -m benchmarks.protection              the tables of benchmarks/README.md
    python -m benchmarks.protection write DIR    the months as an open benchmark: JJ files and CSV

GaussSuppression runs in R, whose library R_LIBS names; without it, its rows are left out. What is
left open to attack is told by an audit of its own: linear programs over the rows of the month,
which share nothing with the search but the figures. One attacker knows that what is hidden beside
stars is 4 or more, the other takes it for anything.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import highspy
import numpy as np

from tiltak_audit.argus.jj import JJCell, TableSystem, text_of_table_system
from tiltak_audit.demo.population import draw
from tiltak_audit.demo.reports import group_report, overview_report
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.disclosure.points import points_of
from tiltak_audit.engine.intervals import intervals
from tiltak_audit.engine.most import MOST
from tiltak_audit.engine.propagate import implied
from tiltak_audit.engine.solution import Solution, solution
from tiltak_audit.engine.solver import begun
from tiltak_audit.engine.system import System, local
from tiltak_audit.model.period import Month
from tiltak_audit.parsing.read import read
from tiltak_audit.protection.leaks import Audits
from tiltak_audit.protection.plan import in_order
from tiltak_audit.protection.posing import problem_of
from tiltak_audit.protection.search import searched
from tiltak_audit.protection.wish import Wish
from tiltak_audit.run.audit import audit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.engine.system import Mask, Vector
    from tiltak_audit.model.report import Report
    from tiltak_audit.protection.problem import Problem

ROOT = Path(__file__).parent.parent
SAMPLES = [ROOT / "samples" / name for name in ("TILT100_2026-01.txt", "TILT140_2025-11.txt")]
# Sections of the months: a figure is a tiltak or all, in a kommune, a fylke or the country.
SECTIONS = {"Tiltak", "Tiltak og fylke", "Tiltak og kommune"}

# How far floats may be from whole numbers.
NEAR = 1e-6

# Rounds of the greedy choice.
ROUNDS = 12

# GaussSuppression over a model matrix as its defaults have it for small counts: what is printed
# is a candidate, large figures to stay first, and inner cells of 0 are singletons.
SCRIPT = """
suppressMessages(library(Matrix))
args <- commandArgs(TRUE)
entries <- read.csv(args[1]); figures <- read.csv(args[2])
x <- sparseMatrix(i = entries$leaf, j = entries$figure, x = 1)
open <- which(figures$star == 0)
zero <- rep(FALSE, nrow(x)); leaf <- figures$leaf > 0
zero[figures$leaf[leaf]] <- figures$value[leaf] == 0
start <- proc.time()
hidden <- SSBtools::GaussSuppression(x, candidates = open[order(-figures$value[open])],
    primary = which(figures$star == 1), forced = which(figures$star + figures$may == 0),
    singleton = zero, singletonMethod = "anySumNOTprimary", printInc = FALSE)
spent <- sum((proc.time() - start)[1:2])
write.csv(data.frame(figure = hidden, cpu = rep(spent, length(hidden))), args[3], row.names = FALSE)
"""


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
    """Hide, for each leak, the smallest part that is printed of each row that forces it."""
    problem = posed.problem
    system, audits = problem.system, Audits(problem)
    hidden = np.zeros(system.variables, dtype=bool)
    for _round in range(ROUNDS):
        state = problem.hiding(hidden)
        found = intervals(state, problem.star | hidden, problem.place)
        _, lost = audits.leaks(hidden, problem.star | hidden)
        least, most = implied(state, found.low, found.high)
        order, start = system.by_variable
        before = hidden.copy()
        for target, _rows in lost:
            entries = order[start[target] : start[target + 1]]
            forced = entries[least[entries] == most[entries]]
            for row in system.row[forced if forced.size else entries].tolist():
                parts = [at for at, _ in system.terms(row) if problem.may[at] and not before[at]]
                if parts:
                    hidden[min(parts, key=lambda at: (system.low[at], at))] = True
        if (hidden == before).all():
            break
    leaks = {target for target, _ in audits.leaks(hidden, problem.star | hidden)[1]}
    order = np.argsort(-system.low, kind="stable")
    for at in order[hidden[order]].tolist():
        hidden[at] = False
        found_now = {target for target, _ in audits.leaks(hidden, problem.star | hidden)[1]}
        if not found_now <= leaks:
            hidden[at] = True
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


def months(report: Report) -> Iterator[tuple[str, Posed]]:
    """Give each month of the long sample by itself: tiltak by kommune, fylke and country."""
    whole = posed(report)
    points, problem = whole.points, whole.problem
    _, first = np.unique(points.merged.variable, return_index=True)
    cells = points.joint.cells(first)
    of = np.array([cell.period if cell.table.section in SECTIONS else "" for cell in cells])
    assert report.period is not None
    for month in report.period.months:
        here = of == str(month)
        rows = np.flatnonzero(
            np.logical_and.reduceat(here[problem.system.index], problem.system.start[:-1])
        )
        part = problem.system.only(rows)
        used = np.unique(part.index)
        yield str(month), Posed(points, _of(problem, local(problem.system, rows), used))


def _of(problem: Problem, system: System, used: Vector) -> Problem:
    names = ("low", "high", "may", "printed", "cost", "star", "needed", "months")
    taken = {name: getattr(problem, name)[used] for name in names}
    block, position = problem.place
    return attrs.evolve(
        problem, system=system, rounding={}, place=(block[used], position[used]), **taken
    )


def gauss(problem: Problem) -> tuple[Mask, float] | None:
    """Have GaussSuppression choose; none where there is no R, or not the package."""
    program = shutil.which("Rscript")
    if program is None:
        return None
    system = problem.system
    fitting = solution(system)
    assert isinstance(fitting, Solution)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "gauss.R").write_text(SCRIPT)
        inner = list(leaves(system))
        with (folder / "entries.csv").open("w") as file:
            write = csv.writer(file).writerow
            write(["leaf", "figure"])
            csv.writer(file).writerows([leaf + 1, figure + 1] for leaf, figure in inner)
        with (folder / "figures.csv").open("w") as file:
            write = csv.writer(file).writerow
            write(["value", "star", "may", "leaf"])
            terms = Counter(figure for _, figure in inner)
            wholes = {figure for _, figure in inner if terms[figure] > 1}
            of = {figure: leaf + 1 for leaf, figure in inner if figure not in wholes}
            for at, value in enumerate(fitting.values.tolist()):
                kind = int(problem.star[at]), int(problem.may[at])
                write([value, *kind, of.get(at, 0)])
        names = ["gauss.R", "entries.csv", "figures.csv", "hidden.csv"]
        done = subprocess.run(
            [program, *names], cwd=folder, check=False, capture_output=True, env=os.environ
        )
        if done.returncode:
            sys.stderr.write(done.stderr.decode()[-300:])
            return None
        rows = list(csv.DictReader((folder / "hidden.csv").open()))
    hidden = np.zeros(system.variables, dtype=bool)
    hidden[[int(row["figure"]) - 1 for row in rows]] = True
    return hidden & problem.may, float(rows[0]["cpu"]) if rows else 0.0


def leaves(system: System) -> Iterator[tuple[int, int]]:
    """Write each figure as a sum of those that are no sum themselves."""
    parts: dict[int, list[int]] = {}
    for row in range(system.rows):
        terms = system.terms(row)
        for sign in (1, -1):
            whole = [at for at, factor in terms if factor == sign]
            if len(whole) == 1 and len(terms) > 1:
                rest = [at for at, factor in terms if factor == -sign]
                parts.setdefault(whole[0], rest)
                break

    def within(at: int) -> list[int]:
        return [leaf for part in parts[at] for leaf in within(part)] if at in parts else [at]

    number = {at: n for n, at in enumerate(a for a in range(system.variables) if a not in parts)}
    for at in range(system.variables):
        for leaf in within(at):
            yield number[leaf], at


def open_to(problem: Problem, hidden: Mask, *, informed: bool) -> list[int]:
    """List what is hidden and has one value, by linear programs of this audit's own.

    Sums of one hierarchy by another are a network, so that every vertex is in whole numbers.
    """
    system = problem.system
    low, high = system.low.astype(float), system.high.astype(float)
    low[hidden], high[hidden] = (4.0 if informed else 0.0), float(MOST)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = system.variables, system.rows
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = np.zeros(system.variables), low, high
    lp.row_lower_, lp.row_upper_ = system.row_low.astype(float), system.row_high.astype(float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = system.start, system.index
    lp.a_matrix_.value_ = system.coefficient.astype(float)
    highs = begun()
    highs.passModel(lp)
    every = np.arange(system.variables, dtype=np.int32)
    left = np.flatnonzero(problem.star | hidden)
    least, most = np.full(system.variables, np.inf), np.full(system.variables, -np.inf)
    random = np.random.default_rng(1)

    def solved(cost: np.ndarray) -> None:
        highs.changeColsCost(system.variables, every, cost)
        highs.run()
        values = np.array(highs.getSolution().col_value)
        assert np.abs(values - np.rint(values)).max() < NEAR
        values = np.rint(values)
        np.minimum(least, values, out=least)
        np.maximum(most, values, out=most)

    for sign in (1, -1) * 3:
        cost = np.zeros(system.variables)
        cost[left] = sign * random.uniform(0.5, 1.5, left.size)
        solved(cost)
        left = left[least[left] == most[left]]
    known = []
    for at in left.tolist():
        for sign in (1, -1):
            if least[at] == most[at]:
                cost = np.zeros(system.variables)
                cost[at] = sign
                solved(cost)
        if least[at] == most[at]:
            known.append(at)
    return known


def month_rows(report: Report) -> Iterator[str]:
    """Compare month by month: rows of the table."""
    for name, one in months(report):
        start = time.process_time()
        plan = searched(one.problem, lambda _: None).hidden
        choices = [("ours", plan, time.process_time() - start)]
        peer = gauss(one.problem)
        if peer is not None:
            choices.append(("GaussSuppression", *peer))
        nobody = np.zeros_like(plan)
        before = len(open_to(one.problem, nobody, informed=True))
        for who, hidden, spent in choices:
            known = [len(open_to(one.problem, hidden, informed=way)) for way in (True, False)]
            told = (name, before, who, one.counted(hidden), *known, f"{spent:.2f} s")
            yield "| " + " | ".join(map(str, told)) + " |"


def written(folder: Path, report: Report) -> None:
    """Write each month in the JJ format, with its plan, and what is known of each figure then."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, one in months(report):
        problem = one.problem
        plan = searched(problem, lambda _: None).hidden
        state = problem.hiding(plan)
        found = intervals(state, problem.star | plan, problem.place)
        fitting = solution(problem.system)
        assert isinstance(fitting, Solution)
        status = np.where(problem.star, "u", np.where(plan, "m", "s")).tolist()
        ends = zip(fitting.values.tolist(), state.low.tolist(), state.high.tolist(), strict=True)
        cells = tuple(
            JJCell(at, value, status[at], low, high) for at, (value, low, high) in enumerate(ends)
        )
        (folder / f"{name}.jj").write_text(text_of_table_system(TableSystem(cells, state)))
        with (folder / f"{name}.csv").open("w", newline="") as file:
            write = csv.writer(file).writerow
            write(["index", "status", "low", "high"])
            for at in range(state.variables):
                write([at, status[at], found.low[at], found.high[at]])


def main(arguments: list[str]) -> None:
    """Print the tables, or write the open benchmark."""
    small, large = (read(str(path)) for path in SAMPLES)
    if arguments[:1] == ["write"]:
        written(Path(arguments[1]), large)
        return
    print("| | stars | figures | persons | least | CPU | audits | greedy | persons | it leaves |")
    for name, reports in (("TILT100", [small]), ("demo pair", demo()), ("TILT140", [large])):
        print(compared(name, *reports), flush=True)
    if shutil.which("Rscript") is None:
        print("GaussSuppression: no R here, so it is left out")
    print("pytauargus: it audits table systems, but does not suppress in them, so it is left out")
    print("| month | leaks | who | figures | persons | leaks, informed | leaks, other | CPU |")
    for line in month_rows(large):
        print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

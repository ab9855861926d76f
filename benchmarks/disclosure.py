"""Measure the disclosure audit: against a pair of linear programs a star, and on larger systems.

    python benchmarks/disclosure.py [ROUNDS]

The peers solve two linear programs for every star (sdcTable's ``attack``, GaussSuppression's
``ComputeIntervals``, τ-ARGUS' audit). Their method is timed here with the same solver on the
stars of one month, from a cold start each time as in a call a cell; its bounds must contain ours.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import attrs
import highspy
import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tiltak_audit.cube.regions import Region  # noqa: E402
from tiltak_audit.demo.population import Scale, draw  # noqa: E402
from tiltak_audit.demo.reports import group_report  # noqa: E402
from tiltak_audit.disclosure.attacker import Attacker  # noqa: E402
from tiltak_audit.engine.aliases import merged  # noqa: E402
from tiltak_audit.engine.intervals import intervals  # noqa: E402
from tiltak_audit.engine.solver import Silent  # noqa: E402
from tiltak_audit.identities.identity import Balance  # noqa: E402
from tiltak_audit.identities.observations import observe  # noqa: E402
from tiltak_audit.identities.system import joint_of  # noqa: E402
from tiltak_audit.identities.within import identities_within  # noqa: E402
from tiltak_audit.model.figure import SUPPRESSED  # noqa: E402
from tiltak_audit.model.period import Month  # noqa: E402
from tiltak_audit.parsing.read import read  # noqa: E402
from tiltak_audit.run.audit import audit  # noqa: E402  the package of this checkout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tiltak_audit.engine.system import System, Vector
    from tiltak_audit.model.report import Report

SAMPLE = str(ROOT / "samples" / "TILT140_2025-11.txt")
MONTH = "2025-06"

# Reports of the family that one run may hold beside each other.
FAMILY = ("TILT110", "TILT120", "TILT130", "TILT140", "TILT150", "TILT160", "TILT170", "TILT180")


def cpu(call: Callable[[], object]) -> float:
    """Time a call: CPU seconds of this process."""
    start = time.process_time()
    call()
    return time.process_time() - start


def one_month() -> tuple[System, Vector]:
    """Give the system of one month of the sample, and its starred variables."""
    identities = [
        Balance(one.law, one.whole, one.parts, (MONTH,))
        for one in identities_within(observe(read(SAMPLE)))
        if isinstance(one, Balance) and one.complete and MONTH in one.periods
    ]
    joint = joint_of(identities)
    one = merged(joint.system)
    # The figures of the other months stand in no row.
    used, index = np.unique(one.system.index, return_inverse=True)
    system = attrs.evolve(
        one.system, low=one.system.low[used], high=one.system.high[used], index=index
    )
    return system, np.flatnonzero(system.low < system.high)


def a_pair_a_star(system: System, stars: Iterable[int]) -> list[tuple[float, float]]:
    """Solve two linear programs for every star, as the peers do, in one thread as ours."""
    solver = Silent()  # type: ignore[no-untyped-call]
    solver.setOptionValue("threads", 1)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = system.variables, system.rows
    lp.col_cost_ = np.zeros(system.variables)
    lp.col_lower_, lp.col_upper_ = system.low.astype(float), system.high.astype(float)
    lp.row_lower_, lp.row_upper_ = system.row_low.astype(float), system.row_high.astype(float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = system.start, system.index
    lp.a_matrix_.value_ = system.coefficient.astype(float)
    found = []
    for star in stars:
        ends = []
        for sign in (1.0, -1.0):
            solver.passModel(lp)
            solver.changeColCost(star, sign)
            solver.run()
            # A time without an answer is no time.
            assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            ends.append(sign * solver.getObjectiveValue())
        found.append((ends[0], ends[1]))
    return found


def against_the_peers(rounds: int) -> str:
    """Time both on the stars of one month, and compare what they find."""
    system, stars = one_month()
    wanted = stars.tolist()
    begin = time.process_time()
    peers = a_pair_a_star(system, wanted)
    theirs = time.process_time() - begin
    ours = median(cpu(lambda: intervals(system)) for _ in range(rounds))
    found = intervals(system)
    assert found.decided[stars].all()
    outside = sum(
        found.low[star] < low - 1e-6 or found.high[star] > high + 1e-6
        for star, (low, high) in zip(wanted, peers, strict=True)
    )
    assert not outside, outside
    return (
        f"| {MONTH}, {len(wanted):,} stars | {ours:.3f} s | a pair of LPs a star | {theirs:.1f} s "
        f"| **{theirs / ours:.0f}** | at least 100 |"
    )


def large(kommuner: int) -> Report:
    """Draw a report of the shape of TILT140 with any number of kommuner, in fifteen fylker."""
    people = draw(
        1, [Month(2025, number) for number in range(1, 12)], Scale(200 * kommuner, focus="TILT140")
    )
    rng = np.random.default_rng(1)
    size = rng.pareto(0.9, kommuner) + 1
    at = np.searchsorted(np.cumsum(size / size.sum()), rng.random(200 * kommuner))
    at = np.minimum(at, kommuner - 1)
    codes = [f"{11 + number % 15}{number:05}" for number in range(kommuner)]
    regions = {
        "kommune": tuple(Region(code, code) for code in codes),
        "fylke": tuple(Region(str(number), str(number)) for number in range(11, 26)),
    }
    people = attrs.evolve(
        people,
        categories={**people.categories, **regions},
        kinds={**people.kinds, "kommune": at, "fylke": at % 15},
    )
    report = group_report(people).report
    kept = ("Tiltak", "Tiltak og fylke", "Tiltak og kommune")
    sections = tuple(section for section in report.sections if section.title in kept)
    # Codes of so many are longer; still they begin with the one of their fylke.
    levels = [
        attrs.evolve(one, digits=len(codes[0])) if one.name == "kommune" else one
        for one in report.family.levels
    ]
    family = attrs.evolve(report.family, levels=tuple(levels))
    # No period: no register is asked for these codes.
    return attrs.evolve(report, sections=sections, family=family, period=None)


def growth(name: str, small: Callable[[], object], big: Callable[[], object], rounds: int) -> str:
    """Time a small and a big audit in turn."""
    pairs = [(cpu(small), cpu(big)) for _ in range(rounds)]
    ratio = median(b / a for a, b in pairs)
    return (
        f"| {name} | {median(b for _, b in pairs):.2f} s | the small one "
        f"| {median(a for a, _ in pairs):.2f} s | **{ratio:.1f}** | at most 15 |"
    )


def whole(reports: Sequence[Report]) -> None:
    """Audit reports, stars included."""
    audit(reports, Attacker())


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print("| what | CPU | against | CPU | ratio | must be |\n|---|---|---|---|---|---|")
    print(against_the_peers(rounds))
    one, ten = large(353), large(3_530)
    stars = Counter(
        figure is SUPPRESSED for table in ten.tables for row in table.rows for figure in row.figures
    )
    rounds = min(rounds, 3)
    name = f"ten times the kommuner, {stars[True]:,} stars"
    print(growth(name, lambda: whole([one]), lambda: whole([ten]), rounds))
    sample = read(SAMPLE)
    text = Path(SAMPLE).read_bytes()
    from tiltak_audit.parsing.read import read_bytes

    family = [read_bytes(f"{code}.txt", text.replace(b"TILT140", code.encode())) for code in FAMILY]
    name = "eight reports of the family at once"
    print(growth(name, lambda: whole([sample]), lambda: whole(family), rounds))


if __name__ == "__main__":
    main()

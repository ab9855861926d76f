"""Measure how often planted errors are found, and the planted figure is named.

    python benchmarks/localisation.py [ERRORS]

Every error is drawn from a fixed seed, so that two runs print the same table but for the times.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tiltak_audit.model.report import Report

ROOT = Path(__file__).parent.parent
SAMPLES = ("TILT140_2025-11", "TILT100_2026-01")

# What is planted, how it is drawn, and the least shares (percent) found and, of these, named.
KINDS = (
    ("total, one digit", "total_digit", (100, 99)),
    ("mean, off by 2 to 20", "mean_off", (98, 83)),
    # Of all swaps there are 98 % are found, see below; a sample may miss that by one.
    ("month, two digits swapped", "months_swapped", (97, 88)),
    ("month, one digit replaced", "month_digit", (58, 64)),
    ("five of these at once", "five", (95, 0)),
)

LEAST_OF_ALL_SWAPS = 98


def main(errors: int) -> int:
    """Print the table; 1 where a share is below its least on TILT140, or a certain one wrong."""
    sys.path.insert(0, str(ROOT))
    from tests.planting import Kinds, located
    from tiltak_audit.parsing.read import read

    below = False
    print("| planted into | | found | culprit | certain | likely | ms |")
    print("|---|---|---|---|---|---|---|")
    for sample in SAMPLES:
        report = read(str(ROOT / "samples" / f"{sample}.txt"))
        kinds = Kinds(report)
        for name, draw, (least_found, least_named) in KINDS:
            results, times = [], []
            for seed in range(errors):
                plant = getattr(kinds, draw)(random.Random(f"{draw} {seed}"))
                start = time.process_time()
                results.append(located(report, plant))
                times.append(time.process_time() - start)
            found = [one for one in results if one.seen]
            named = percent(sum(one.unique for one in found), len(found))
            certain = [right for one in results for right in one.certain]
            likely = [right for one in results for right in one.likely]
            share = percent(len(found), len(results))
            below |= not all(certain)
            if sample == SAMPLES[0]:
                below |= share < least_found or named < least_named
            culprit = f"{named} %" if draw != "five" else "–"
            print(
                f"| {sample[:7]} | {name} | {share} % | {culprit} "
                f"| {sum(certain)} of {len(certain)} | {sum(likely)} of {len(likely)} "
                f"| {median(times) * 1000:.0f} |",
                flush=True,
            )
        share = swaps_found(report)
        print(f"| {sample[:7]} | month, every two digits swapped | {share} % | | | | |", flush=True)
        below |= share < LEAST_OF_ALL_SWAPS
    return int(below)


def swaps_found(report: Report) -> int:
    """Give the share of all swaps of two digits of a month that some identity must show."""
    from tests.planting import swapped_months, swaps
    from tiltak_audit.engine.leeway import Suspicion
    from tiltak_audit.engine.localise import left_to_sets
    from tiltak_audit.engine.most import MOST
    from tiltak_audit.run.audit import audit

    printed = audit([report]).examined.belief.joint.printed
    size = printed.system.variables
    free = Suspicion(printed.system, np.zeros(size, int), np.full(size, MOST), ~printed.joint.star)
    cells = swapped_months(report)
    variables = [printed.joint.base[cell.row] + cell.column for cell in cells]
    ranges = left_to_sets(free, [(variable,) for variable in variables])
    shown = [
        not left or not left[variable][0] <= value <= left[variable][1]
        for cell, variable, left in zip(cells, variables, ranges, strict=True)
        for value in swaps(cell)
    ]
    return percent(sum(shown), len(shown))


def percent(part: int, whole: int) -> int:
    """Give a share, rounded down, so that 100 means all."""
    return 100 * part // max(1, whole)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))

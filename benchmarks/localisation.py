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

ROOT = Path(__file__).parent.parent
SAMPLES = ("TILT140_2025-11", "TILT100_2026-01")

# What is planted, how it is drawn, and the least shares (percent) found and, of these, named.
KINDS = (
    ("total, one digit", "total_digit", (100, 99)),
    ("mean, off by 2 to 20", "mean_off", (98, 83)),
    ("month, two digits swapped", "months_swapped", (98, 88)),
    ("month, one digit replaced", "month_digit", (58, 64)),
    ("five of these at once", "five", (95, 0)),
)


def main(errors: int) -> int:
    """Print the table; 1 where a share is below its least on TILT140, or a certain one wrong."""
    sys.path.insert(0, str(ROOT))
    from tests.planting import Kinds, located
    from tiltak_audit.reader import read

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
    return int(below)


def percent(part: int, whole: int) -> int:
    """Give a share, rounded down, so that 100 means all."""
    return 100 * part // max(1, whole)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))

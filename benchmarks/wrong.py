"""How many times the check of a report with wrong figures takes that of the clean one.

    python -m benchmarks.wrong [ROUNDS]

In the long sample one digit of 100 or 1,000 figures is made another; CPU of whole processes without
disclosure, in turn, medians. It fails above twice.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
CLEAN = ROOT / "samples" / "TILT140_2025-11.txt"
TOOL = str(Path(sys.executable).parent / "tiltak-audit")
MOST = 2.0

# Figures at the end of a row.
ROW = re.compile(r"(?:[ \u00a0][0-9]+){4,}$", re.MULTILINE)
DIGIT = re.compile(r"[0-9]")


def spoiled(text: str, number: int) -> str:
    """Give a text with one digit of so many figures made another."""
    chance = random.Random(number)
    rows = [row.span() for row in ROW.finditer(text)]
    letters = list(text)
    for start, end in chance.sample(rows, number):
        at = chance.choice([start + digit.start() for digit in DIGIT.finditer(text[start:end])])
        letters[at] = chance.choice([digit for digit in "123456789" if digit != text[at]])
    return "".join(letters)


def taken(path: Path) -> float:
    """Give the CPU seconds of a check."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [TOOL, "check", "--no-disclosure", str(path)]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure, print the table and say whether it holds."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    text = CLEAN.read_text(encoding="utf-8")
    ratios = []
    print("| wrong figures | times the clean report |\n|---|---|")
    with tempfile.TemporaryDirectory() as made:
        for number in (100, 1_000):
            path = Path(made) / f"{number}.txt"
            path.write_text(spoiled(text, number), encoding="utf-8")
            ratios.append(median(taken(path) / taken(CLEAN) for _ in range(rounds)))
            print(f"| {number} | **{ratios[-1]:.2f}** |")
    return int(max(ratios) > MOST)


if __name__ == "__main__":
    sys.exit(main())

"""What it costs to hold a report against another edition: CPU of whole processes, in turn.

    python -m benchmarks.editions

It fails where a check with ``--against`` takes more than 2.5 times the CPU of one without.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

SAMPLE = Path(__file__).parent.parent / "samples" / "TILT140_2025-11.txt"
ROUNDS = 5
AT_MOST = 2.5


def cpu(*arguments: str) -> float:
    """Run a command, and give the seconds of CPU that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "tiltak_audit", *arguments]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    assert done.returncode <= 1, done
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure a check of the long sample against an edition a month older, and without one."""
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "old.txt"
        text = SAMPLE.read_text(encoding="utf-8")
        old.write_text(text.replace("02.12.2025", "04.11.2025"), encoding="utf-8")
        worst = 0.0
        for extra in ([], ["--no-disclosure"]):
            alone = ["check", str(SAMPLE), *extra]
            ratios = [cpu(*alone, "--against", str(old)) / cpu(*alone) for _round in range(ROUNDS)]
            print(" ".join(["check", *extra]), f"--against OLD: {median(ratios):.2f} times")
            worst = max(worst, median(ratios))
    return int(worst > AT_MOST)


if __name__ == "__main__":
    sys.exit(main())

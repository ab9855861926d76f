"""What a check of a folder costs beside its audits one by one, and what a second run costs.

    python -m benchmarks.archive [MONTHS]

Releases of nine printed reports are drawn. Their audits are done one by one in this process, and by
the command, whose processes are counted too. It fails where the command takes more than 1.15 times
the CPU, a second run more than 5 % of the first, or a process more than 150 MB.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from tiltak_audit.demo.year import PrintedYear
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.parsing.read import read
from tiltak_audit.run.audit import audit
from tiltak_audit.run.inputs import Accepted
from tiltak_audit.run.options import Options
from tiltak_audit.run.outcome import outcome_of

MOST, AGAIN, MEGABYTES = 1.15, 0.05, 150


def run(folder: Path, *options: str) -> tuple[float, float, int]:
    """Check a folder: CPU seconds of all processes, those of the clock, and peak memory in MB."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "tiltak_audit", "check", "archive", *options]
    subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"TILTAK_AUDIT_CACHE": str(folder / "cache")},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    seconds = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, seconds, after.ru_maxrss // 1024


def single(paths: list[Path], olds: list[Path]) -> None:
    """Audit one release against the one before it."""
    inputs = [Accepted(str(path), "", read(str(path))) for path in paths]
    reports = [one.report for one in inputs]
    found = audit(reports, Attacker(), against=[read(str(path)) for path in olds])
    outcome_of(Options(), inputs, found, datetime.now(UTC).date())


def main() -> int:
    """Measure, print the table and say whether it holds."""
    months = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    with tempfile.TemporaryDirectory() as made:
        archive = Path(made, "archive")
        archive.mkdir()
        year = PrintedYear(1)
        releases: list[list[Path]] = [[]]
        for month in range(1, months + 1):
            texts = {archive / name: text for name, text in year.texts(month).items()}
            for path, text in texts.items():
                path.write_text(text, encoding="utf-8")
            releases.append(list(texts))
        start = time.process_time()
        for olds, paths in pairwise(releases):
            single(paths, olds)
        singles = time.process_time() - start
        one, _clock, peak = run(Path(made), "--no-cache", "--jobs", "1")
        first, clock, _peak = run(Path(made))
        again, _clock, _peak = run(Path(made))
    print("| what | CPU | against | ratio | at most |\n|---|---|---|---|---|")
    print(
        f"| the folder | {one:.1f} s | {singles:.1f} s one by one "
        f"| **{one / singles:.2f}** | {MOST} |"
    )
    print(f"| again | {again:.2f} s | {first:.1f} s | **{again / first:.1%}** | {AGAIN:.0%} |")
    print(f"\nWall time of the first run {clock:.1f} s, CPU {first:.1f} s; peak memory {peak} MB.")
    return int(one > MOST * singles or again > AGAIN * first or peak > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())

"""Measure the claims of benchmarks/README.md: ratios of whole processes, run in turn.

    python benchmarks/measure.py [ROUNDS]

Each pair is run A B A B … and the ratio is taken pair by pair, so that a machine that is
slow for a while is slow for both. CPU time is user and system time of the finished process.
Modules are compiled once, as where a package is installed, whatever the environment says; and
commands run in a folder of their own, without a configuration to be read.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import chdir
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
SAMPLE = str(ROOT / "samples" / "TILT140_2025-11.txt")
SMALL = str(ROOT / "tests" / "cases" / "only_star.txt")
PYTHON = sys.executable
TOOL = [str(Path(PYTHON).parent / "tiltak-audit")]
READER = [PYTHON, str(ROOT / "tests" / "second_reader.py")]
OVERVIEW = str(ROOT / "samples" / "TILT100_2026-01.txt")

# What is measured, against what, and the most the ratio may be.
PAIRS = (
    *(
        (" ".join(said), [*TOOL, *said, file], "second reader", [*READER, file], most)
        for said, file, most in (
            (["export", "--to", "csv"], SAMPLE, 1.9),
            (["check"], SAMPLE, 5.8),
            (["check", "--format", "json"], SAMPLE, 5.8),
            (["check", "--format", "html", "--output", os.devnull], SAMPLE, 6.6),
            (["check", "--no-disclosure"], SAMPLE, 4.2),
        )
    ),
    ("check TILT100", [*TOOL, "check", OVERVIEW], "second reader", [*READER, OVERVIEW], 14.0),
    (
        "--help",
        [*TOOL, "--help"],
        "import rich_click",
        [PYTHON, "-c", "import rich_click, rich.table, rich.panel"],
        2.5,
    ),
    (
        "check, one small table",
        [*TOOL, "check", SMALL],
        "import what it needs",
        [PYTHON, "-c", "import attrs, click, rich.table, numpy, highspy"],
        1.8,
    ),
    ("--version", [*TOOL, "--version"], "python -c pass", [PYTHON, "-c", "pass"], 2.5),
)


def process(command: list[str]) -> tuple[float, float]:
    """Run a command to its end: CPU seconds, and peak memory in MB."""
    null = os.open(os.devnull, os.O_WRONLY)
    to_null = [(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
    child = os.posix_spawn(command[0], command, os.environ, file_actions=to_null)
    _, _, usage = os.wait4(child, 0)
    os.close(null)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def stage(call: Callable[[], object]) -> float:
    """Time a call in this process: CPU seconds."""
    start = time.process_time()
    call()
    return time.process_time() - start


def stages(rounds: int) -> tuple[list[float], list[float]]:
    """Time the parse stage and the second reader's parsing, in turn, after a warm-up."""
    sys.path.insert(0, str(ROOT))
    from tests.second_reader import cells
    from tiltak_audit.parsing.parse import parse
    from tiltak_audit.reading.text.read import read_text

    data = Path(SAMPLE).read_bytes()
    ours, theirs = [], []
    for at in range(rounds + 1):
        pair = stage(lambda: parse(read_text(SAMPLE, data))), stage(lambda: cells(SAMPLE))
        if at:
            ours.append(pair[0])
            theirs.append(pair[1])
    return ours, theirs


def line(name: str, ours: list[float], peer: str, theirs: list[float], most: float) -> str:
    """Put one measurement into a row of the table."""
    ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
    return (
        f"| {name} | {1000 * median(ours):.0f} ms | {peer} | {1000 * median(theirs):.0f} ms "
        f"| **{ratio:.1f}** | {most:.3g} |"
    )


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as compiled:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = compiled
        with TemporaryDirectory() as elsewhere, chdir(elsewhere):
            table()


def table() -> None:
    """Measure, row by row."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    print("| what | CPU | against | CPU | ratio | at most |\n|---|---|---|---|---|---|")
    peak = 0.0
    for name, command, peer, other, most in PAIRS:
        process(command), process(other)
        runs = [(process(command), process(other)) for _ in range(rounds)]
        peak = max(peak, *(ours[1] for ours, _ in runs))
        print(line(name, [a[0] for a, _ in runs], peer, [b[0] for _, b in runs], most))
    ours, theirs = stages(rounds)
    print(line("the parse stage", ours, "second reader’s parsing", theirs, 1.9))
    print(f"\nPeak memory: {peak:.0f} MB (at most 300).")


if __name__ == "__main__":
    main()

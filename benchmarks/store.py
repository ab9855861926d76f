"""What it costs to index reports, beside writing them as Parquet.

    python -m benchmarks.store [MONTHS]

The nine reports of a December, which hold a whole year, are indexed and exported, then those of so
many months; CPU of all processes, start-up included. It fails where the nine take more than twice
their export. Modules are compiled before, as where a package is installed.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tiltak_audit.demo.year import PrintedYear

MOST = 2.0
ROUNDS = 3


def run(folder: Path, *arguments: str) -> tuple[float, float]:
    """Run the command: CPU seconds of all processes, and those of the clock."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "tiltak_audit", *arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    seconds = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, seconds


def measured(months: range) -> float:
    """Print a row of the table, and give how many times the export the index takes."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "archive").mkdir()
        year = PrintedYear(1)
        names = []
        for month in months:
            for name, text in year.texts(month).items():
                (folder / "archive" / name).write_text(text, encoding="utf-8")
                names.append(f"archive/{name}")
        export = ("export", *names, "--to", "parquet", "--output", "x.parquet")
        indexes, exports = [], []
        for at in range(ROUNDS):
            indexes.append(run(folder, "index", "archive", "--into", f"{at}.duckdb"))
            exports.append(run(folder, *export))
        again, _clock = run(folder, "index", "archive", "--into", "0.duckdb")
    (index, clock), (plain, plain_clock) = min(indexes), min(exports)
    print(
        f"| {len(names)} | {index:.1f} s | {plain:.1f} s | **{index / plain:.2f}** "
        f"| {clock:.1f} s, {plain_clock:.1f} s | {again:.1f} s |"
    )
    return index / plain


def main() -> int:
    """Compile, measure, print the table and say whether it holds."""
    with tempfile.TemporaryDirectory() as compiled:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = compiled
        return table(int(sys.argv[1]) if len(sys.argv) > 1 else 12)


def table(months: int) -> int:
    """Measure, print the table and say whether it holds."""
    print("| reports | index, CPU | export, CPU | ratio | by the clock | index again |")
    print("|---|---|---|---|---|---|")
    ratio = measured(range(12, 13))
    measured(range(1, months + 1))
    return int(ratio > MOST)


if __name__ == "__main__":
    sys.exit(main())

"""What a check of a folder costs beside its audits one by one, and what a second run costs.

    python -m benchmarks.archive [REPORTS [KILLS]]

Releases of nine printed reports are drawn. Their audits are done one by one in this process, and by
the command, whose processes are counted too; it gives the same bytes with one process and with
one a core. It fails where the command takes more than 1.15 times the CPU, a second run more than
5 % of the first, or a process more than 150 MB. Then a smaller folder is checked, and the check
killed at random moments and begun again: no release may be audited twice, none be lost, and no
entry of the cache be damaged. At last two workers of a scheduler of Dask check the first folder,
all on this machine, and must tell the same as its own processes for at most 1.5 times the CPU.
Modules are compiled before, as where a package is installed; what a worker takes to load them is
left out, by a small check before.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from tiltak_audit.demo.year import PrintedYear
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.parsing.read import read
from tiltak_audit.run.audit import audit
from tiltak_audit.run.inputs import Accepted
from tiltak_audit.run.options import Options
from tiltak_audit.run.outcome import outcome_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST, AGAIN, MEGABYTES, SPREAD = 1.15, 0.05, 150, 1.5

# Reports of a release; the first year of the kommuner that are drawn.
A_RELEASE, FIRST = 9, 2024

# Reports and kills where nobody says how many.
DEFAULTS = (54, 20)

# Releases of the folder that is killed, and reports of them.
KILLED, OF_KILLED = 16, 3

# Writes a line into a log for every release whose result is kept.
LOGGED = """
import os
from tiltak_audit.commands import cache
plain = cache.Cache.put

def put(self, name, data):
    plain(self, name, data)
    if name.startswith("release-"):
        with open("log", "a") as log:
            log.write(name + "\\n")

cache.Cache.put = put
from tiltak_audit.__main__ import script
script()
"""


def drawn(folder: Path, reports: int, a_release: int) -> list[list[Path]]:
    """Print releases into a folder, and give the files of each; a year has twelve of them."""
    releases: list[list[Path]] = []
    for number, (year, month) in enumerate(months()):
        left = reports - number * a_release
        if left <= 0:
            return releases
        printed = PrintedYear(year, number=year)
        codes = printed.codes[: min(left, a_release)]
        files = [folder / printed.name(code, month) for code in codes]
        for code, path in zip(codes, files, strict=True):
            path.write_text(printed.text(code, month), encoding="utf-8")
        releases.append(files)
    return releases


def months() -> Iterator[tuple[int, int]]:
    """Yield the months from the first year on."""
    year = FIRST
    while True:
        yield from ((year, month) for month in range(1, 13))
        year += 1


def run(folder: Path, *options: str) -> tuple[float, float, int, bytes]:
    """Check a folder.

    Gives CPU seconds of all processes, those of the clock, peak memory in MB, and the summary.
    """
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "tiltak_audit", "check", "archive", *options]
    done = subprocess.run(
        [*command, "--format", "json"],
        cwd=folder,
        env=os.environ | {"TILTAK_AUDIT_CACHE": str(folder / "cache")},
        stdout=subprocess.PIPE,
        check=True,
    )
    seconds = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, seconds, after.ru_maxrss // 1024, done.stdout


def single(paths: list[Path], olds: list[Path]) -> None:
    """Audit one release against the one before it."""
    inputs = [Accepted(str(path), "", read(str(path))) for path in paths]
    reports = [one.report for one in inputs]
    found = audit(reports, Attacker(), against=[read(str(path)) for path in olds])
    outcome_of(Options(), inputs, found, datetime.now(UTC).date())


def measured(reports: int) -> bool:
    """Measure, print the table and say whether it holds."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "archive").mkdir()
        releases = [[], *drawn(folder / "archive", reports, A_RELEASE)]
        run(folder, "--no-cache", "--no-disclosure")  # compiles the modules
        start = time.process_time()
        for olds, paths in pairwise(releases):
            single(paths, olds)
        singles = time.process_time() - start
        one, _clock, peak, summary = run(folder, "--no-cache", "--jobs", "1")
        first, clock, _peak, same = run(folder)
        again, _clock, _peak, known = run(folder)
    print(f"{reports} reports, {len(releases) - 1} releases\n")
    print("| what | CPU | against | ratio | at most |\n|---|---|---|---|---|")
    print(
        f"| the folder | {one:.1f} s | {singles:.1f} s one by one "
        f"| **{one / singles:.2f}** | {MOST} |"
    )
    print(f"| again | {again:.2f} s | {first:.1f} s | **{again / first:.1%}** | {AGAIN:.0%} |")
    print(f"\nWall time of the first run {clock:.1f} s, CPU {first:.1f} s; peak memory {peak} MB;")
    equal = summary == same == known
    print(f"summaries of all three runs {'equal' if equal else 'NOT equal'}.")
    good = one <= MOST * singles and again <= AGAIN * first and peak <= MEGABYTES
    return good and equal


def taken() -> float:
    """Give the CPU seconds that a process has taken."""
    own = os.times()
    return own.user + own.system


def memory() -> int:
    """Give the megabytes that a process took at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def clustered(reports: int) -> bool:
    """Check a folder by two workers of Dask, print the table and say whether it holds."""
    from distributed import Client, LocalCluster

    with tempfile.TemporaryDirectory() as made:
        small, folder = Path(made, "small"), Path(made, "all")
        for one, number in ((small, 2 * A_RELEASE), (folder, reports)):
            (one / "archive").mkdir(parents=True)
            drawn(one / "archive", number, A_RELEASE)
        with (
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as two,
            Client(two) as client,
        ):
            there = ("--no-cache", "--scheduler", two.scheduler_address)
            run(small, *there)
            before, begun = sum(client.run(taken).values()), time.process_time()
            here, _clock, _peak, summary = run(folder, *there)
            workers = sum(client.run(taken).values()) - before
            scheduler = time.process_time() - begun
            peak = max(client.run(memory).values())
        alone, _clock, _peak, plain = run(folder, "--no-cache", "--jobs", "2")
    every = here + workers + scheduler
    print("\n| | the command | workers | scheduler | all | one machine | ratio | at most |")
    print("|---|---|---|---|---|---|---|---|")
    costs = (here, workers, scheduler, every, alone)
    for number in (reports, 1000):
        told = " | ".join(f"{one * number / reports:.1f} s" for one in costs)
        print(f"| {number} reports | {told} | **{every / alone:.2f}** | {SPREAD} |")
    equal = summary == plain
    print(f"\nA worker took {peak} MB at most; summaries {'equal' if equal else 'NOT equal'}.")
    return every <= SPREAD * alone and equal


def killed(times: int) -> bool:
    """Kill a check at random moments, begin it again, and say whether all is done once."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "archive").mkdir()
        releases = drawn(folder / "archive", KILLED * OF_KILLED, OF_KILLED)
        _cpu, seconds, _peak, whole = run(folder, "--no-cache", "--no-disclosure")
        random.seed(times)
        kills, ends = 0, 0
        found: Counter[str] = Counter()
        while kills < times or (folder / "log").exists():
            # Loading takes its time each time, so that some runs do nothing and some a little.
            moment = random.uniform(0.2, 0.9) * seconds if kills < times else None
            if broken_off(folder, moment):
                kills += 1
                continue
            ends += 1
            _cpu, _clock, _peak, told = run(folder, "--no-disclosure")
            found += faults(folder, len(releases), equal=told == whole)
            (folder / "log").unlink()
            shutil.rmtree(folder / "cache")
    print(f"\nKilled {kills} times, and {ends} times let come to its end; wrong: {dict(found)}.")
    return not found


def faults(folder: Path, releases: int, *, equal: bool) -> Counter[str]:
    """Count what a check that was killed and begun again has done wrong."""
    done = Counter((folder / "log").read_text().split())
    entries = list((folder / "cache").glob("[!.]*"))
    return +Counter(
        {
            "releases done twice": sum(number > 1 for number in done.values()),
            "releases lost": releases - len(done),
            "entries damaged": sum(not sound(path) for path in entries),
            "folders left behind": len(list(folder.glob("tiltak-audit-*"))),
            "another summary": int(not equal),
        }
    )


def broken_off(folder: Path, seconds: float | None) -> bool:
    """Check a folder, kill all processes after some seconds, and tell whether that was needed."""
    command = ["check", "archive", "--no-disclosure", "--format", "json", "--output", "s.json"]
    with subprocess.Popen(
        [sys.executable, "-c", LOGGED, *command],
        cwd=folder,
        env=os.environ | {"TILTAK_AUDIT_CACHE": str(folder / "cache"), "TMPDIR": str(folder)},
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return True
    return False


def sound(entry: Path) -> bool:
    """Tell whether an entry holds what its hash says."""
    digest, _end, data = entry.read_bytes().partition(b"\n")
    return sha256(data).hexdigest().encode() == digest


def main() -> int:
    """Measure all three."""
    given = [int(one) for one in sys.argv[1:]]
    reports, kills = (*given, *DEFAULTS[len(given) :])
    with tempfile.TemporaryDirectory() as compiled:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = compiled
        return int(not all([measured(reports), killed(kills), clustered(reports)]))


if __name__ == "__main__":
    sys.exit(main())

"""A small archive, drawn once, and runs of the command that are broken off or watched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.conftest import ROOT
from tests.waiting import SECONDS
from tiltak_audit.demo.year import PrintedYear

YEAR = PrintedYear(7)
CODES = ("TILT100", "TILT140")

# Options under which a check takes little time, with a result that a program reads.
QUICK = ("--no-disclosure", "--format", "json")


# Every release that is kept is written into a log.
LOGGED = """
from tiltak_audit.commands import cache
plain = cache.Cache.put

def put(self, name, data):
    plain(self, name, data)
    if name.startswith("release-"):
        with open("log", "a") as log:
            log.write(name + "\\n")

cache.Cache.put = put
"""


@cache
def text(code: str, month: int) -> str:
    """Give a report of the year."""
    return YEAR.text(code, month)


def drawn(folder: Path, *months: int) -> Path:
    """Make an archive of releases of two reports, each release in a folder of its own."""
    for month in months:
        inside = folder / "archive" / f"2025-{month:02}"
        inside.mkdir(parents=True)
        for code in CODES:
            (inside / YEAR.name(code, month)).write_text(text(code, month), encoding="utf-8")
    return folder / "archive"


def name(code: str, month: int) -> str:
    """Name a report as the command is given it."""
    return f"archive/2025-{month:02}/{YEAR.name(code, month)}"


def spoil(path: Path) -> None:
    """Make one figure of a report another."""
    whole = path.read_text("utf-8")
    row = next(one for one in whole.splitlines() if one.startswith("Kvinner "))
    figure = row.split()[1]
    path.write_text(whole.replace(row, row.replace(figure, f"{figure}9", 1)), encoding="utf-8")


def _started(
    program: str, arguments: tuple[str, ...], folder: Path, *, excerpt: bool = True
) -> subprocess.Popen[str]:
    """Start a Python text that ends in the command's main(), in a session of its own."""
    ending = "\nfrom tiltak_audit.__main__ import main\nmain()\n"
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            program + ending,
            *arguments,
            "--lang",
            "en",
            *(["--excerpt"] * excerpt),
        ],
        cwd=folder,
        env=os.environ
        | {
            "PYTHONPATH": str(ROOT),
            "TILTAK_AUDIT_CACHE": str(folder / "cache"),
            # What a killed run leaves there goes with the folder of its test.
            "TMPDIR": str(folder),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def ran(
    program: str, *arguments: str, folder: Path, excerpt: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run a Python text and then the command."""
    with _started(program, arguments, folder, excerpt=excerpt) as process:
        out, err = process.communicate(timeout=SECONDS)
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


def killed(program: str, *arguments: str, folder: Path, log: Path, lines: int) -> None:
    """Run it, and kill all its processes once it has written so many lines of a log, or ended."""
    with _started(program, arguments, folder) as process:
        end = time.monotonic() + SECONDS
        while process.poll() is None and (
            not log.exists() or log.read_text("utf-8").count("\n") < lines
        ):
            assert time.monotonic() < end
            time.sleep(0.01)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def beside(
    program: str, *arguments: str, folder: Path, reached: Path, do: Callable[[], None]
) -> subprocess.CompletedProcess[str]:
    """Run it, and do something once it has made a file, while it goes on."""
    with _started(program, arguments, folder) as process:
        try:
            end = time.monotonic() + SECONDS
            while not reached.exists():
                assert process.poll() is None
                assert time.monotonic() < end
                time.sleep(0.01)
            do()
            out, err = process.communicate(timeout=SECONDS)
        finally:
            process.kill()
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)

"""A command that is interrupted in a state: the state is waited for, and no time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import attrs

from tests.conftest import ROOT

# Far more than any takes on any machine: it only keeps a hanging command from holding up the suite.
SECONDS = 900

# Who starts the suite in the background of a shell hands down that interrupts are ignored.
_HEARING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
for name in {"SIGTERM", "SIGHUP"} & set(dir(signal)):
    signal.signal(getattr(signal, name), signal.SIG_DFL)
"""


@attrs.frozen
class Ended:
    """How an interrupted command ended.

    Attributes:
        code: Its exit code.
        err: Its standard error.
    """

    code: int
    err: str


def interrupted(
    program: str, arguments: list[str], reached: Path, asked: signal.Signals = signal.SIGINT
) -> Ended:
    """Run a program, interrupt it once it, or what it started, has written a file, and hear it.

    What is asked is one of the signals that ask a process to end.

    The program is Python text that ends in the command's ``main()``; it runs in the folder of the
    file. The file is complete once it ends in a line break.
    """
    with subprocess.Popen(
        [sys.executable, "-c", _HEARING + program, *arguments],
        cwd=reached.parent,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "TILTAK_AUDIT_CACHE": str(reached.parent / "c"),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            _until_written(reached, process)
            process.send_signal(asked)
            _, said = process.communicate(timeout=SECONDS)
        finally:
            process.kill()
    return Ended(process.returncode, said.decode())


def _until_written(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until a file is complete."""
    end = time.monotonic() + SECONDS
    while not (path.exists() and path.read_bytes().endswith(b"\n")):
        assert process.poll() is None, f"it ended before it came to {path.name}"
        assert time.monotonic() < end, f"it never came to {path.name}"
        time.sleep(0.01)

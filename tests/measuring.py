"""A command run in a process of its own, with the memory it took at most."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import attrs

from tests.conftest import ROOT

# Far more than any takes, in time of the processor, which other processes do not change.
CPU_SECONDS = 120

# A process counts what the one that started it took before it; so a small one starts it.
_STARTER = """
import json, resource, subprocess, sys
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]),) * 2)
done = subprocess.run(sys.argv[2:], capture_output=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
out, err = (text.decode("utf-8", "backslashreplace") for text in (done.stdout, done.stderr))
json.dump([done.returncode, out, err, peak], sys.stdout)
"""


@attrs.frozen
class Measured:
    """What a command did.

    Attributes:
        code: Its exit code.
        out: Its standard output.
        err: Its standard error.
        kilobytes: Its largest memory, or that of the largest process it started.
    """

    code: int
    out: str
    err: str
    kilobytes: int


def measured(arguments: Sequence[str | Path], folder: Path | None = None) -> Measured:
    """Run tiltak-audit."""
    command = [sys.executable, "-m", "tiltak_audit", *map(str, arguments)]
    done = subprocess.run(
        [sys.executable, "-c", _STARTER, str(CPU_SECONDS), *command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    return Measured(*json.loads(done.stdout))

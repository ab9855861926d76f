"""τ-ARGUS over HiGHS (pytauargus), which ``make verify`` installs in an environment of its own."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .table import LEAST

if TYPE_CHECKING:
    from tiltak_audit.engine.system import Mask

    from .table import Table

_ROOT = Path(__file__).parent.parent.parent
PEER = Path(os.environ.get("TAUARGUS", _ROOT / "build" / "tauargus" / "bin" / "python"))

# Minutes that its optimal search may take.
_MINUTES = 1

_SUPPRESS = f"""
import resource
from pytauargus._tauargus import HiTaSCtrl
before = resource.getrusage(resource.RUSAGE_SELF)
control = HiTaSCtrl()
code = control.full_jj(in_file_jj="in.jj", out_file="out.txt", max_time={_MINUTES})
after = resource.getrusage(resource.RUSAGE_SELF)
print(code, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
"""


def suppressed(table: Table) -> tuple[Mask, float] | None:
    """Have it choose what to hide besides the stars, optimally; none where it comes to no end.

    It is told what a star may be, what a figure hidden besides may be, and that a star must be
    able to be one more than it is, or one less where it is as large as it may be.
    """
    text = re.sub(r"(?m)^(\d+ (\d+) 1 u \d+ \d+) .*$", _asked, table.text())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in.jj").write_text(text)
        try:
            done = subprocess.run(
                [str(PEER), "-c", _SUPPRESS],
                cwd=folder,
                capture_output=True,
                text=True,
                check=False,
                timeout=3 * 60 * _MINUTES,
            )
        except subprocess.TimeoutExpired:
            return None
        told = done.stdout.split()[-2:]
        if done.returncode or len(told) < 2 or told[0] != "0":  # noqa: PLR2004  its code, its time
            return None
        chosen = [int(one) for one in (folder / "out.txt").read_text().split()]
    hidden = np.zeros(len(table.values), dtype=bool)
    hidden[chosen] = True
    return hidden & ~table.star, float(told[1])


def _asked(found: re.Match[str]) -> str:
    largest = int(found[2]) == LEAST - 1
    return f"{found[1]} {'1 0 0' if largest else '0 1 0'}"

"""Nothing heavy is loaded but by the command and the format that need it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

STAR = ROOT / "tests" / "cases" / "only_star.txt"

# What costs time to load, beside attrs and Python's own modules.
HEAVY = {
    "click",
    "highspy",
    "jinja2",
    "junitparser",
    "lark",
    "msgspec",
    "numpy",
    "openpyxl",
    "pyarrow",
    "pypdfium2",
    "rich",
}

RUN = """
import sys
from tiltak_audit.__main__ import main
try:
    main()
except SystemExit:
    pass
sys.stderr.write("\\nloaded: " + " ".join({name.partition(".")[0] for name in sys.modules}))
"""

COMMANDS = {
    "--version": "",
}


@pytest.mark.parametrize(("command", "needed"), COMMANDS.items(), ids=str)
def test_only_what_is_needed_is_loaded(tmp_path: Path, command: str, needed: str) -> None:
    """The libraries that a command loads are these, and no others."""
    arguments = [str(STAR) if part == "FILE" else part for part in command.split()]
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stderr.rpartition("loaded: ")[2].split()
    assert HEAVY & set(loaded) == set(needed.split())

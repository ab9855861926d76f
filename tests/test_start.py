"""Nothing heavy is loaded but by the command and the format that need it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tiltak_audit.commands.formats import RESULTS, TABLES

STAR = ROOT / "tests" / "cases" / "only_star.txt"

# What costs time to load, beside attrs and Python's own modules.
HEAVY = {
    "babel",
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
    "--help": "click rich",
    "check --help": "click rich",
    "check FILE --lang en --format no-such-form": "click rich",
    "rules": "click",
    "explain TA201": "click",
    "schema": "click msgspec",
    "completion bash": "click",
    "export FILE --to csv": "click lark",
    "export FILE --to json": "click lark",
    "export FILE --to jsonstat": "click lark",
    # openpyxl looks for numpy itself.
    "export FILE --to xlsx --output t.xlsx": "click lark numpy openpyxl",
    "export FILE --to parquet --output t.parquet": "click lark numpy pyarrow",
    "export FILE --to jj --reveal": "click highspy lark numpy",
    "export FILE --to vtl --output t.zip": "click lark",
    "demo made": "click lark numpy",
    "intervals --help": "click rich",
    "check FILE --no-disclosure": "click highspy lark numpy rich",
    "check FILE": "click highspy lark numpy rich",
    "check FILE --format json": "click highspy lark msgspec numpy",
    "check FILE --format sarif": "click highspy lark msgspec numpy",
    "check FILE --format github": "click highspy lark msgspec numpy",
    "check FILE --format markdown": "click highspy lark msgspec numpy",
    "check FILE --format ess": "click highspy lark msgspec numpy",
    "check FILE --format html": "click highspy jinja2 lark numpy",
    "check FILE --format junit": "click highspy junitparser lark msgspec numpy",
}


def test_every_format_is_there() -> None:
    """What each format loads is said, the default's too."""
    said = set(re.findall(r"--(?:format|to) (\S+)", " ".join(COMMANDS))) | {next(iter(RESULTS))}
    assert said >= RESULTS.keys() | TABLES.keys()


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

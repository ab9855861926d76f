"""Nothing heavy is loaded but by the command and the format that need it."""

from __future__ import annotations

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
    "dask",
    "distributed",
    "duckdb",
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
    "rich_click",
}

RUN = """
import sys
from tiltak_audit.__main__ import main
try:
    main()
except SystemExit:
    pass
sys.stderr.write("\\nloaded: " + " ".join(sys.modules))
"""

COMMANDS = {
    "--version": "",
    "--help": "click rich rich_click",
    "check --help": "click rich rich_click",
    "check FILE --lang en --format no-such-form": "click rich rich_click",
    "rules": "click",
    "families": "click",
    "families --format json": "click msgspec",
    "explain TA201": "click",
    "schema": "click msgspec",
    "completion bash": "click",
    "demo made": "click highspy numpy",
    "diff --help": "click rich rich_click",
    "diff FILE OTHER": "click rich",
    "diff FILE OTHER --to csv": "click",
    "diff FILE ODD --to csv": "click lark",
    "diff FILE OTHER --to json": "click msgspec",
    "index --help": "click rich rich_click",
    "query --help": "click rich rich_click",
    "intervals --help": "click rich rich_click",
    "protect --help": "click rich rich_click",
    "protect FILE": "click highspy numpy rich",
    "protect FILE --to csv": "click highspy numpy",
    "protect FILE --to json": "click highspy msgspec numpy",
    "check FILE --no-disclosure": "click highspy numpy rich",
}

# What formats load: most of them this, the others as it is said.
OF_RESULTS = "click highspy msgspec numpy"
OF_TABLES = "click"
FORMATS = {
    "terminal": "click highspy numpy rich",
    "html": "click highspy jinja2 numpy",
    "junit": f"{OF_RESULTS} junitparser",
    # openpyxl looks for numpy itself.
    "xlsx": f"{OF_TABLES} numpy openpyxl",
    "parquet": f"{OF_TABLES} numpy pyarrow",
}
COMMANDS |= {f"check FILE --format {name}": FORMATS.get(name, OF_RESULTS) for name in RESULTS} | {
    f"export FILE --to {name} --output made{' --reveal' * form.reveals}": (
        "click highspy numpy" if form.reveals else FORMATS.get(name, OF_TABLES)
    )
    for name, form in TABLES.items()
}

# Rooms of the package that some do without: help reads nothing, and what is exported is not judged.
HELP = "cube families identities parsing rules tidy"
EXPORT = "editions identities plausibility rules suspects"
WITHOUT = {command: HELP for command in COMMANDS if command.endswith("--help")} | {
    "families": "cube identities parsing rules tidy",
    "export FILE --to csv --output made": EXPORT,
    "export FILE --to json --output made": EXPORT,
}


@pytest.mark.parametrize(("command", "needed"), COMMANDS.items(), ids=str)
def test_only_what_is_needed_is_loaded(tmp_path: Path, command: str, needed: str) -> None:
    """The libraries that a command loads are these, and no others; nor rooms that it needs not."""
    odd = tmp_path / "odd.txt"
    # Figures without a label are for the grammar to read.
    odd.write_text(STAR.read_text(encoding="utf-8") + "\n\n4 4 4\n", encoding="utf-8")
    files = {"FILE": STAR, "OTHER": STAR.with_name("flat_thousands.txt"), "ODD": odd}
    arguments = [str(files.get(part, part)) for part in command.split()]
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stderr.rpartition("loaded: ")[2].split()
    assert HEAVY & {name.partition(".")[0] for name in loaded} == set(needed.split())
    for room in WITHOUT.get(command, "").split():
        assert f"tiltak_audit.{room}" not in loaded

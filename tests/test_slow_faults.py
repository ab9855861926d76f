"""Every step of writing an output fails once, in turn: each file is the old or the new one.

make faults
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, TILT100

pytestmark = pytest.mark.slow

STAR = ROOT / "tests" / "cases" / "only_star.txt"

# What a killed process leaves beside an output.
BEGUN = ".tiltak-audit-"

# The outputs of each command, in the folder OUT; all are there before, with other bytes.
FORMATS = ("terminal", "json", "sarif", "junit", "github", "markdown", "html", "ess")
COMMANDS = {
    "check": [
        "check",
        "--excerpt",
        "--no-disclosure",
        *(part for form in FORMATS for part in ("--format", form, "--output", f"OUT/{form}")),
        str(TILT100),
    ],
    **{
        f"export {form}": ["export", "--to", form, "--output", f"OUT/{form}", str(TILT100)]
        for form in ("csv", "json", "jsonstat", "parquet", "vtl", "xlsx")
    },
    "demo": ["demo", "--force", "--months", "1", "OUT"],
    "waivers": [
        "check",
        "--excerpt",
        "--write-waivers",
        "OUT/new.toml",
        "--output",
        "OUT/terminal",
        str(STAR),
    ],
}
DEMO = ("README.md", "true/TILT100_2025-01.txt", "planted/answers.json")

# Moments of a kind and command at most; they are spread over all there are.
MOST = 60


def failed(tmp_path: Path, command: str, kind: str) -> dict[str, Any]:
    """Run a command once for each moment, and give what was there after each."""
    folder = tmp_path / "out"
    names = (
        DEMO
        if command == "demo"
        else [
            part.removeprefix("OUT/")
            for part in COMMANDS[command]
            if part.startswith("OUT/") and part != "OUT/new.toml"
        ]
    )
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"old {name}\n" * 2_000, "utf-8")
    arguments = [part.replace("OUT", str(folder)) for part in COMMANDS[command]]
    plan = {"arguments": arguments, "kind": kind, "folder": str(folder), "most": MOST}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", json.dumps(plan)],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1764000000"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    found = json.loads(done.stderr[done.stderr.index('{"old"') :])
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("kind", ["error", "interrupt", "full", "kill", "trace"])
@pytest.mark.parametrize("command", COMMANDS)
def test_each_file_is_old_or_new(tmp_path: Path, command: str, kind: str) -> None:
    """Nothing else is ever at an output's place, and only a killed process leaves a file beside."""
    found = failed(tmp_path, command, kind)
    old, new, ends = found["old"], found["new"], found["ends"]
    assert ends
    untouched = 0
    for code, files in ends:
        beside = [name for name in files if BEGUN in name]
        assert len(beside) <= (code == -9)
        for name, data in files.items():
            assert name in beside or data in {old.get(name), new[name]}, (name, code)
        assert set(old) <= set(files)
        untouched += any(files.get(name) == data for name, data in old.items())
        if kind in {"kill", "trace"}:
            assert code == -9
    assert untouched
    print(f"{command}, {kind}: {found['steps']} steps, {len(ends)} moments")  # noqa: T201

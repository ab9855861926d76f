"""Odd dumps, and the findings each must give: tests/cases/NAME.txt and NAME.findings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Run
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.parsing.read import read
from tiltak_audit.run.audit import audit

# The codes that every case holds. A rule that is added later is held by the cases that name its
# code, so that it breaks no other; once all cases are seen to, it may join these.
HELD = {
    *("TA101", "TA102", "TA103", "TA111", "TA112", "TA113", "TA114", "TA115", "TA116", "TA117"),
    *("TA119", "TA120", "TA121", "TA122", "TA123", "TA124", "TA125", "TA126", "TA127"),
    *("TA128", "TA201", "TA301", "TA401", "TA402", "TA403", "TA404", "TA405", "TA501", "TA504"),
    *("TA601", "TA602", "TA603", "TA902"),
}

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(FOLDER.glob("*.txt"))
EVERY = sorted(path for path in FOLDER.rglob("*") if path.suffix in {".txt", ".xlsx", ".pdf"})


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    """A case gives its findings, warnings and errors, and no other of the codes that it holds."""
    wanted = [
        line
        for line in path.with_suffix(".findings").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    held = HELD | {line.split()[0] for line in wanted}
    found = [
        f"{finding.code} {finding.place.line}"
        for finding in audit([read(str(path))], Attacker()).findings
        if finding.severity.word != "info" and finding.code in held
    ]
    assert sorted(found) == wanted


@pytest.mark.parametrize("path", EVERY, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_check_ends_in_a_verdict(run: Run, path: Path) -> None:
    """Whatever is odd in a file: it passes, fails or is not whole, and nothing goes wrong in us."""
    done = run("check", "--format", "json", path)
    assert done.returncode in {0, 1, 3}
    assert "a bug in" not in done.stderr
    # Every text says what it is of.
    assert not re.search(r"\{[a-z_]+\}", done.stdout)

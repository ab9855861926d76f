"""Odd dumps, and the findings each must give: tests/cases/NAME.txt and NAME.findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.parsing.read import read
from tiltak_audit.run.audit import audit

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    """A case gives its findings, warnings and errors, and no other."""
    wanted = [
        line
        for line in path.with_suffix(".findings").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    found = [
        f"{finding.code} {finding.place.line}"
        for finding in audit([read(str(path))], Attacker()).findings
        if finding.severity.word != "info"
    ]
    assert sorted(found) == wanted

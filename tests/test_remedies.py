"""What a finding advises against a leak, followed to the letter, protects what it says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import TILT100, Run
from tiltak_audit.demo.population import draw
from tiltak_audit.demo.printer import text_of_report
from tiltak_audit.demo.reports import overview_report
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.model.period import Month
from tiltak_audit.parsing.read import read, read_bytes
from tiltak_audit.run.audit import audit

if TYPE_CHECKING:
    from pathlib import Path

    from tiltak_audit.model.report import Report

_COLUMN = re.compile(r"mean|\d{4}-\d{2}")
_PLACE = re.compile(r"line (\d+), ((?:(?:mean|\d{4}-\d{2})(?:, )?)+)")


def places(text: str) -> set[tuple[int, str]]:
    """List the lines and columns that a text names."""
    return {
        (int(line), column)
        for line, some in _PLACE.findall(text)
        for column in _COLUMN.findall(some)
    }


def advice(report: Report) -> list[tuple[set[tuple[int, str]], set[tuple[int, str]]]]:
    """Check a report: give for each remedy what to hide, and what that protects."""
    found = audit([report], Attacker()).findings
    told = [one.words.remedy for one in found if one.code == "TA602"]
    halves = [text.split("audited anew, that protects") for text in told if "“:”" in text]
    return [(places(hide), places(protects)) for hide, protects in halves]


def recoverable(run: Run, path: str) -> set[tuple[int, str]]:
    """List the stars that can be worked out."""
    document = json.loads(run("check", path, "--format", "json").stdout)
    cells = document["disclosure"]["cells"]
    return {(one["line"], one["period"]) for one in cells if one["width"] == 0}


def followed(text: str, hide: set[tuple[int, str]], columns: list[str]) -> str:
    """Print the sign in place of figures, counted from the end of their lines."""
    lines = text.replace("\u00a0", "\u202f").split("\n")
    for line, column in hide:
        figures = lines[line - 1].split(" ")
        figures[columns.index(column) - len(columns)] = ":"
        lines[line - 1] = " ".join(figures)
    return "\n".join(lines).replace("\u202f", "\u00a0")


def test_the_remedies_of_the_sample(run: Run, tmp_path: Path) -> None:
    """The two remedies of TILT100, followed: the figures agree, exit 0, the stars are protected."""
    advised = advice(read(str(TILT100)))
    assert len(advised) == 2
    hide = set().union(*(one for one, _ in advised))
    text = followed(TILT100.read_text("utf-8"), hide, ["mean", "2026-01"])
    (tmp_path / "followed.txt").write_text(text, "utf-8")
    assert run("check", "followed.txt").returncode == 0
    assert text.count(" : :") == len(hide) / 2 == 2
    before, after = recoverable(run, str(TILT100)), recoverable(run, "followed.txt")
    protected = set().union(*(stars for _, stars in advised))
    assert protected <= before
    assert after <= before - protected


@pytest.mark.parametrize("seed", range(4))
def test_each_remedy_protects_what_it_says(run: Run, tmp_path: Path, seed: int) -> None:
    """On drawn overviews of three months each remedy does what it says."""
    population = draw(seed, [Month(2025, number) for number in (1, 2, 3)])
    text = text_of_report(overview_report(population).report)
    (tmp_path / "a.txt").write_text(text, "utf-8")
    advised = advice(read_bytes("a.txt", text.encode()))
    before = recoverable(run, "a.txt")
    for hide, protects in advised:
        changed = followed(text, hide, ["mean", "2025-01", "2025-02", "2025-03"])
        (tmp_path / "b.txt").write_text(changed, "utf-8")
        assert run("check", "b.txt").returncode == 0
        after = recoverable(run, "b.txt")
        assert protects <= before - after
        assert after <= before


def test_many_stars_are_for_a_plan(tilt140: Report) -> None:
    """Where more stars leak than a few figures help, the command that plans is named."""
    found = audit([tilt140], Attacker()).findings
    told = [one.words.remedy for one in found if one.code == "TA602"]
    assert sum("tiltak-audit protect" in one for one in told) == len(told) - 1

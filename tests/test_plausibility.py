"""Soft edits: shares that jump, held against the calendar of breaks."""

from __future__ import annotations

import json
from math import sqrt
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TILT100, TILT140, Run
from tests.pages import audit_text, findings_of_page, parts_of
from tests.second_reader import cells
from tiltak_audit.identities.shares import jumps_of
from tiltak_audit.model.report import Report
from tiltak_audit.rules.rule import catalogue
from tiltak_audit.run.audit import audit

PAGE = next(rule.page for rule in catalogue() if rule.code == "TA701")

APRIL = """
[[breaks]]
period = "2025-04"
section = "Arbeidsmarkedsstatus og tiltak"
reason = "a new register moved people between statuses"
"""


# TILT140 as it ships, but for the break that its file knows.
UNBROKEN = 'name = "unbroken"\nextends = "TILT1x0"\nbreaks = []\n'


def configure(folder: Path, config: str, *, known: bool = False) -> None:
    """Write a configuration; with the break of April not known where that is not wanted."""
    (folder / "unbroken.toml").write_text(UNBROKEN, encoding="utf-8")
    family = "" if known else 'family = "unbroken.toml"\n'
    (folder / "tiltak-audit.toml").write_text(family + config, encoding="utf-8")


def jumps(run: Run, folder: Path, config: str, *, known: bool = False) -> list[dict[str, Any]]:
    """Check the samples with a configuration, and give what TA701 says."""
    configure(folder, config, known=known)
    done = run("check", "--no-disclosure", "--format", "json", TILT140, TILT100)
    assert done.returncode == 0, done.stderr
    return [one for one in json.loads(done.stdout)["findings"] if one["code"] == "TA701"]


def test_the_page_is_true() -> None:
    """Wrong gives the code; Right, with the month in the calendar, gives nothing."""
    assert [finding.code for finding in findings_of_page("TA701", "Wrong")] == ["TA701"]
    assert findings_of_page("TA701", "Right") == []


def test_without_a_calendar_soft_edits_run_too(run: Run, tmp_path: Path) -> None:
    """What no calendar knows is told, as with an empty one; families know the breaks of NAV's."""
    assert jumps(run, tmp_path, "") == jumps(run, tmp_path, "breaks = []") != []


def test_the_break_of_april_2025_is_found(run: Run, tmp_path: Path) -> None:
    """The new register shows in the statuses, tiltak by tiltak, and nothing else does.

    The same figures, read by another reader and held against the square-root rule by hand.
    """
    found = jumps(run, tmp_path, "breaks = []")
    assert {one["section"] for one in found} == {"Arbeidsmarkedsstatus og tiltak"}
    assert {one["table"] for one in found} == {"Andre på tiltak"}
    assert {one["period"] for one in found} == {"2025-04"}
    assert {one["severity"] for one in found} == {"warning"}
    read = cells(str(TILT140))
    totals, others = (
        {
            (row, period): int(value)
            for _, _, section, table, row, _, period, value, *_ in read
            if (section, table) == wanted and row != "I alt" and value
        }
        for wanted in (("Tiltak", ""), ("Arbeidsmarkedsstatus og tiltak", "Andre på tiltak"))
    )
    expected = set()
    for tiltak in {row for row, _ in others}:
        march, april = (tiltak, "2025-03"), (tiltak, "2025-04")
        if march in others and april in others:
            share = others[march] * totals[april] / totals[march]
            if abs(sqrt(others[april]) - sqrt(share)) >= 4:
                expected.add(tiltak)
    assert {one["row"] for one in found} == expected
    assert len(expected) == 5


def test_what_the_family_knows_as_a_break_is_no_jump(run: Run, tmp_path: Path) -> None:
    """The file of TILT1x0 holds the register's month, so that no calendar need."""
    assert jumps(run, tmp_path, "breaks = []", known=True) == []


def test_a_month_of_the_calendar_is_no_jump(run: Run, tmp_path: Path) -> None:
    """With the register's month in the calendar nothing is left."""
    assert jumps(run, tmp_path, APRIL) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("2025-04", "2025-05"), ("Arbeidsmarkedsstatus og tiltak", "Tiltak og kjønn")],
)
def test_a_break_excuses_its_own_place_only(run: Run, tmp_path: Path, old: str, new: str) -> None:
    """A break of another month or section excuses nothing."""
    assert len(jumps(run, tmp_path, APRIL.replace(old, new))) == 5


def test_a_jump_can_be_waived_and_counts_by_its_severity(run: Run, tmp_path: Path) -> None:
    """It is a finding as any other: --select, --fail-on and waivers hold for it."""
    configure(tmp_path, "breaks = []\n")
    arguments = ("check", "--no-disclosure", "--select", "TA7", TILT140)
    assert run(*arguments).returncode == 0
    assert run(*arguments, "--fail-on", "warning").returncode == 1
    assert run(*arguments, "--fail-on", "warning", "--write-waivers", "w.toml").returncode == 1
    text = (tmp_path / "w.toml").read_text(encoding="utf-8")
    filled = text.replace('reason = ""', 'reason = "true"').replace('author = ""', 'author = "X"')
    configure(tmp_path, f"breaks = []\n{filled}")
    assert run(*arguments, "--fail-on", "warning").returncode == 0


def moved(kvinner: str, menn: str) -> list[tuple[str, str, int]]:
    """Give the jumps of a table of two months whose total is 600: row, month, expected."""
    text = parts_of(PAGE)["Right"].replace("Kvinner 325 200 450", f"Kvinner {kvinner}")
    result = audit_text(text.replace("Menn 275 400 150", f"Menn {menn}"))
    return [
        (jump.cell.row.label, jump.cell.period, jump.expected)
        for judged in result.judged
        for jump in jumps_of(judged)
    ]


@pytest.mark.parametrize(
    ("kvinner", "menn", "expected"),
    [
        # The category that is further off, for its size, is the one that is told.
        ("325 200 450", "275 400 150", [("Menn", "2025-02", 400)]),
        ("325 450 200", "275 150 400", [("Menn", "2025-02", 150)]),
        # 2·√309 − 2·√200 is 6.9, and 2·√291 − 2·√400 is −5.9.
        ("255 200 309", "346 400 291", []),
        ("300 300 300", "300 300 300", []),
        # A star gives no share, and a handful is no group.
        ("300 * 599", "300 597 *", []),
        ("14 0 29", "586 600 571", []),
    ],
)
def test_a_jump_is_eight_standard_deviations_of_a_count(
    kvinner: str, menn: str, expected: list[tuple[str, str, int]]
) -> None:
    """The rule by hand, on both sides of its limits."""
    assert moved(kvinner, menn) == expected


def test_only_whole_sums_of_steady_splits_are_judged(tilt140: Report) -> None:
    """On the sample: five tiltak at the break of April, no total, no fylke, no torn table."""
    found = [jump for judged in audit([tilt140]).judged for jump in jumps_of(judged)]
    assert {jump.cell.period for jump in found} == {"2025-04"}
    assert {jump.cell.table.section for jump in found} == {"Arbeidsmarkedsstatus og tiltak"}
    assert len(found) == 5
    torn = parts_of(PAGE)["Right"].replace("Menn 275 400 150", "Menn 275 400")
    assert [jump for judged in audit_text(torn).judged for jump in jumps_of(judged)] == []

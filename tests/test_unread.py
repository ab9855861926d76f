"""What was seen and not read is an error of reading, in every form, and never a pass."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ROOT, Run

SHARED = ROOT / "tests" / "cases" / "shared"

# File, rows and figures that are on its pages and cannot be read: counted by eye.
UNREAD = {
    "faults/F15-xlsx-all-parts-unread-exit0.xlsx": (2, 6),
    "audit/04-O-for-0.txt": (1, 3),
}


@pytest.mark.parametrize("name", UNREAD)
def test_a_row_that_was_not_read_is_no_pass(name: str, run: Run) -> None:
    """Exit 3, an error, and how many rows and figures were left out, in all that is printed."""
    rows, cells = UNREAD[name]
    counted = f"{rows} {'row' if rows == 1 else 'rows'} unread ({cells} cells)"
    done = run("check", SHARED / name)
    assert done.returncode == 3
    assert counted in done.stdout.splitlines()[-1]
    found = json.loads(run("check", SHARED / name, "--format", "json").stdout)
    assert found["verdict"] == "incomplete"
    assert "error" in {one["severity"] for one in found["findings"] if one["code"] < "TA2"}


@pytest.mark.parametrize("name", UNREAD)
def test_an_export_says_what_is_not_in_it(name: str, run: Run) -> None:
    """What vanished is said on standard error, in rows and figures; the rest is written."""
    rows, cells = UNREAD[name]
    done = run("export", SHARED / name, "--to", "csv")
    assert done.returncode == 0
    assert f"unread ({cells} cells)" in done.stderr
    assert done.stderr.count(f"{rows} row") == 1


def test_options_decide_what_counts(run: Run) -> None:
    """A finding that is ignored counts for nothing: the exit code is of what is reported."""
    path = SHARED / "audit/04-O-for-0.txt"
    assert run("check", path, "--ignore", "TA1", "--no-disclosure").returncode == 0
    assert run("check", path, "--fail-on", "never").returncode == 3

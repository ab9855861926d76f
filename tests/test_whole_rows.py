"""Rows that a plan hides in some months only, and in all of them where that is asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.conftest import Run
from tiltak_audit.demo.population import SMALL, draw
from tiltak_audit.demo.printer import text_of_report
from tiltak_audit.demo.reports import group_report
from tiltak_audit.model.period import Month

if TYPE_CHECKING:
    from pathlib import Path

Row = tuple[str, str, str]


def months(document: dict[str, Any]) -> dict[Row, set[str]]:
    """Give the months that a plan hides, by row; of a figure its first printing."""
    found: dict[Row, set[str]] = {}
    for one in document["hidden"]:
        cell = one["cells"][0]
        if cell["period"] != "mean":
            row = cell["section"], cell["table"], cell["row"]
            found.setdefault(row, set()).add(cell["period"])
    return found


def test_rows_are_hidden_whole_where_asked(run: Run, tmp_path: Path) -> None:
    """As many figures as the other plan told; no row is lost, and what is printed passes."""
    population = draw(2, [Month(2025, number) for number in (1, 2, 3)], SMALL)
    text = text_of_report(group_report(population, "TILT150").report)
    (tmp_path / "a.txt").write_text(text, "utf-8")
    plan, whole = (
        json.loads(run("protect", "a.txt", "--to", "json", *more).stdout)
        for more in ((), ("--whole-rows",))
    )
    assert plan["partial"] > 0
    assert (whole["partial"], len(whole["hidden"])) == (0, plan["whole"])
    assert len(plan["hidden"]) < plan["whole"]
    told = run("protect", "a.txt").stdout
    assert f"in all of theirs (--whole-rows), {plan['whole']} figures are hidden" in told
    assert {one["reason"] for one in plan["hidden"]} <= {"star", "further"}
    assert sum(one["reason"] == "row" for one in whole["hidden"]) == plan["whole"] - len(
        plan["hidden"]
    )
    few, many = months(plan), months(whole)
    assert few.keys() == many.keys()
    assert all(few[row] <= many[row] for row in few)
    done = run("protect", "a.txt", "--whole-rows", "--to", "text", "--output", "safe.txt")
    assert done.returncode == 0
    assert run("check", "safe.txt", "--gate", "all").returncode == 0

"""Plans hide nothing in vain: whichever figure is shown again, something hidden is known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.conftest import TILT140, Run
from tests.test_protection import belief_of, exact, merged, plan
from tiltak_audit.demo.population import draw
from tiltak_audit.demo.reports import group_report, overview_report
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.disclosure.points import points_of
from tiltak_audit.export.protected import printed_anew
from tiltak_audit.model.period import Month
from tiltak_audit.parsing.read import read

if TYPE_CHECKING:
    from pathlib import Path

# Figures of the large plan that are shown again, one at a time.
_DRAWN = 8


def test_every_figure_is_needed_for_two_reports_of_a_month() -> None:
    """By the audit of the whole: nothing is known with the plan, something without any of it."""
    population = draw(20251122, [Month(2025, 1)])
    pair = group_report(population, "TILT140").report, overview_report(population).report
    points = points_of(belief_of(*pair), Attacker())
    hidden = set(merged(points, plan(*pair)))
    assert exact(points, hidden) == set()
    assert all(exact(points, hidden - {one}) for one in hidden)


@pytest.mark.slow
def test_every_figure_drawn_from_the_large_plan_is_needed(run: Run, tmp_path: Path) -> None:
    """A process that reads TILT140 with one figure shown again finds that something is known."""
    report = read(str(TILT140))
    found = plan(report)
    whole = found.of(report)
    random = np.random.default_rng(15)
    for at in random.choice(len(found.hidden), _DRAWN, replace=False).tolist():
        kept = whole - set(found.hidden[at].cells)
        (tmp_path / "shown.txt").write_bytes(printed_anew(report, kept, "text"))
        done = run("check", "shown.txt", "--gate", "all", "--format", "json")
        assert json.loads(done.stdout)["verdicts"]["stars"]["recoverable"] > 0
        assert done.returncode == 1

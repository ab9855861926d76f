"""Laws of plans, on drawn pairs of reports."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tiltak_audit.demo.population import draw
from tiltak_audit.demo.reports import group_report, overview_report
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.export.protected import printed_anew
from tiltak_audit.model.period import Month
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.protection.wish import Wish
from tiltak_audit.run.planned import planned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.model.report import Report
    from tiltak_audit.protection.plan import Plan

Pair = tuple["Report", "Report"]


@pytest.fixture(params=[1, pytest.param(2, marks=pytest.mark.slow)])
def pair(request: pytest.FixtureRequest) -> Pair:
    """Draw two reports of a month or two, by a seed that is their number."""
    months = [Month(2025, number) for number in range(1, request.param + 1)]
    population = draw(request.param, months)
    return group_report(population, "TILT140").report, overview_report(population).report


def plan(reports: Sequence[Report], *keep: str) -> Plan:
    """Plan for reports, some figures of which stay."""
    found = planned(reports, (), Attacker(), Wish(keep=keep), lambda _: None)
    assert found is not None
    assert found.proved
    return found


def test_protecting_a_protected_report_adds_nothing(pair: Pair) -> None:
    """What a plan leaves printed needs no plan, and keeps all it kept."""
    found = plan(pair)
    safe = [read_bytes(f"{one.code}.txt", printed_anew(one, found.of(one), "text")) for one in pair]
    again = plan(safe)
    assert (again.hidden, again.unprotected, again.opened) == ((), (), 0)
    assert again.stars == found.stars


def test_what_stays_besides_makes_no_plan_cheaper(pair: Pair) -> None:
    """Each plan keeps more than the one before, protects no more, and hides as much at least."""
    kept = ["utdanning", "kommune"]
    plans = [plan(pair, *kept[:count]) for count in range(3)]
    for freer, other in pairwise(plans):
        if len(freer.unprotected) == len(other.unprotected):
            assert freer.least <= len(other.hidden)
        assert len(freer.unprotected) <= len(other.unprotected)


@pytest.mark.slow
def test_what_must_stay_is_gone_round_as_a_whole() -> None:
    """Where proofs one by one come to no end, few more figures are hidden than must be."""
    population = draw(1, [Month(2025, 1)])
    pair = group_report(population, "TILT140").report, overview_report(population).report
    found = plan(pair, "fylke")
    assert found.opened == 21
    assert len(found.hidden) <= 1.2 * found.least


def test_the_order_of_reports_is_no_matter(pair: Pair) -> None:
    """The other way round, the same figures are hidden for the same reasons."""
    one, other = plan(pair), plan(pair[::-1])
    assert [(hidden.cells, hidden.reason) for hidden in one.hidden] == [
        (hidden.cells, hidden.reason) for hidden in other.hidden
    ]

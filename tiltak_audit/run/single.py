"""A run seen report by report: what each comes to, of those that were audited together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.editions.held import Editions
from tiltak_audit.run.inputs import Accepted
from tiltak_audit.run.outcome import outcome_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from tiltak_audit.disclosure.exposure import Disclosure
    from tiltak_audit.model.report import Report
    from tiltak_audit.run.audit import Audit
    from tiltak_audit.run.config import Config
    from tiltak_audit.run.inputs import Input
    from tiltak_audit.run.options import Options
    from tiltak_audit.run.outcome import Outcome


def singles(
    options: Options, inputs: Sequence[Input], audit: Audit, today: date, config: Config
) -> Iterator[Outcome]:
    """Give the outcome of each input that was read, in the order given.

    All of the findings are in them, each once: one between reports is told of the one in which
    its place is. Whether waivers are stale is not told: others of the project may need them.
    """
    stars = _stars(audit)
    for one in inputs:
        if isinstance(one, Accepted):
            own = _of(audit, one.report, stars)
            yield outcome_of(options, [one], own, today, config)


def _of(audit: Audit, report: Report, stars: Counter[tuple[Report, bool]]) -> Audit:
    """Give what an audit found in one of its reports."""
    at = audit.reports.index(report)
    return attrs.evolve(
        audit,
        reports=(report,),
        judged=tuple(one for one in audit.judged if one.report is report),
        links=tuple(one for one in audit.links if report in (one.overview, one.group)),
        pairs=tuple(one for one in audit.pairs if report in (one.one, one.other)),
        findings=tuple(one for one in audit.findings if one.place.path == report.path),
        checked=(audit.checked[at],),
        part=True,
        disclosure=audit.disclosure and _disclosure(audit.disclosure, report, stars),
        comparisons=tuple(one for one in audit.comparisons if one.report is report),
        editions=audit.editions and _editions(audit.editions, report, audit.reports),
        over=tuple(one for one in audit.over if one.report is report),
        shared=tuple(one for one in audit.shared if one.report is report),
    )


def _disclosure(
    found: Disclosure, report: Report, stars: Counter[tuple[Report, bool]]
) -> Disclosure:
    return attrs.evolve(
        found,
        suppressed=stars[report, False] + stars[report, True],
        secondary=stars[report, True],
        exposures=tuple(one for one in found.exposures if one.cell.report is report),
        spills=tuple(one for one in found.spills if one.leaks[0].exposure.cell.report is report),
    )


def _stars(audit: Audit) -> Counter[tuple[Report, bool]]:
    """Count the stars by report, and by whether they are hidden beside others."""
    found = audit.disclosure
    if not found:
        return Counter()
    # The solver was imported by the audit of stars already.
    from tiltak_audit.disclosure.points import points_of

    points = found.points or points_of(audit.examined.belief, found.attacker)
    secondary = points.joint.secondary[points.stars].tolist()
    cells = points.joint.cells(points.stars)
    return Counter((cell.report, hidden) for cell, hidden in zip(cells, secondary, strict=True))


def _editions(found: Editions, report: Report, given: Sequence[Report]) -> Editions | None:
    """Give what is told of a report: where it is the newer, or the only one that was audited."""
    pairs = tuple(
        one
        for one in found.pairs
        if one.newer is report or (one.older is report and one.newer not in given)
    )
    chains = tuple(one for one in found.chains if report in one)
    return Editions(pairs, chains, ()) if pairs else None

"""Stars that only several editions give away: what an unrevised month prints in each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.disclosure.disclose import recoverable_of
from tiltak_audit.disclosure.given_away import GivenAway, Told
from tiltak_audit.disclosure.points import points_of
from tiltak_audit.engine.conflict import core_of
from tiltak_audit.engine.entailed import entailed_by
from tiltak_audit.engine.refutation import refutation
from tiltak_audit.identities.together import judged_together
from tiltak_audit.identities.unrevised import beside, unrevised
from tiltak_audit.suspects.belief import Belief
from tiltak_audit.suspects.examine import examined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.disclosure.exposure import Exposure
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.editions.held import Editions
    from tiltak_audit.identities.unrevised import Unrevised
    from tiltak_audit.model.report import Report

# Links that contradict each other are looked for so often.
_MOST = 50


def given_away(
    own: Belief, attacker: Attacker, editions: Editions, *, reveal: bool
) -> Iterator[GivenAway]:
    """Find the stars that reports and other editions of them give away, and neither does alone."""
    attacker = attrs.evolve(attacker, insiders=())
    both = _both(own, editions)
    if both is None:
        return
    belief, linked = both
    points = points_of(belief, attacker)
    stars = points.stars.tolist()
    found = recoverable_of(points, attacker, stars)
    alone = points_of(attrs.evolve(belief, dropped=belief.dropped | linked.links), attacker)
    known = recoverable_of(alone, attacker, list(found))
    new = {star: one for star, one in found.items() if star not in known}
    yield from _grouped(points, linked, new, own.joint.system.variables, reveal=reveal)


def _both(own: Belief, editions: Editions) -> tuple[Belief, Unrevised] | None:
    """Put the editions beside the reports, and link what was not revised."""
    pairs = [one for one in editions.revisions if one.pair.months]
    beliefs = [own]
    reports = dict.fromkeys(one for pair in pairs for one in (pair.pair.older, pair.pair.newer))
    given = {series.report for series in own.joint.series}
    for report in reports:
        if report not in given:
            said = judged_together((report,)).judged
            known = examined((one for judged in said for one, _ in judged.verdicts), ())
            if not known.capped:
                beliefs.append(known.belief)
    joint = beliefs[0].joint
    for other in beliefs[1:]:
        joint = beside(joint, other.joint)
    linked = unrevised(joint, pairs)
    if not linked.links.any():
        return None
    dropped = np.concatenate(
        [*(one.dropped for one in beliefs), np.zeros(int(linked.links.sum()), bool)]
    )
    belief = Belief(linked.joint, np.concatenate([one.freed for one in beliefs]), dropped)
    return _agreeing(belief, linked), linked


def _agreeing(belief: Belief, linked: Unrevised) -> Belief:
    """Take back the links that the figures contradict: there something was revised unseen."""
    for _round in range(_MOST):
        system, bounds = belief.system, belief.bounds
        cores = [core_of(system, bounds)] if bounds.conflict else refutation(system, bounds)
        rows = [belief.rows[core] for core in cores]
        wrong = np.concatenate([*rows, np.zeros(0, dtype=np.int64)]).astype(np.int64)
        wrong = wrong[linked.links[wrong]]
        if not wrong.size:
            break
        dropped = belief.dropped.copy()
        dropped[wrong] = True
        belief = attrs.evolve(belief, dropped=dropped)
    return belief


def _grouped(
    points: Points, linked: Unrevised, found: dict[int, Exposure], own: int, *, reveal: bool
) -> Iterator[GivenAway]:
    """Group stars by report, other edition and whether it prints them, with one proof each."""
    after = {int(old): new for new, old in enumerate(linked.before.tolist()) if old >= 0}
    joint = points.joint
    system = joint.system
    held = np.flatnonzero(linked.links & points.kept)
    ends = system.index[system.entries(held)].reshape(-1, 2)
    printed = set(ends[joint.star[ends].sum(axis=1) == 1].reshape(-1).tolist())
    groups: dict[tuple[Report, Report, bool], list[tuple[int, Told]]] = {}
    for star, one in found.items():
        here = star
        while here >= own and here in after:
            here = after[here]
        there = int(linked.before[here]) if here == star else star
        there = there if there >= 0 else after.get(star, -1)
        if here >= own or there < 0 or (here != star and here in found):
            continue
        at, other = joint.cells(np.array([here, there]))
        shown = star in printed
        groups.setdefault((at.report, other.report, shown), []).append((star, Told(one, at)))
    for (report, against, shown), members in groups.items():
        star, first = members[0]
        variable, value = int(points.merged.variable[star]), first.star.interval.low
        rows = points.rows[entailed_by(points.merged.system, variable, value)]
        proof = tuple(joint.said[row] for row in rows.tolist())
        stars = tuple(told for _star, told in members)
        yield GivenAway(report, against, shown, stars, proof, reveal)

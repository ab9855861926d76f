"""Stars that only several editions give away: what an unrevised month prints in each of them."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.disclosure.attacker import MissingRows
from tiltak_audit.disclosure.disclose import recoverable_of
from tiltak_audit.disclosure.edition import belief_of
from tiltak_audit.disclosure.exposure import Standing
from tiltak_audit.disclosure.given_away import GivenAway, Told
from tiltak_audit.disclosure.points import points_of
from tiltak_audit.disclosure.question import in_question
from tiltak_audit.engine.conflict import core_of
from tiltak_audit.engine.entailed import entailed_by
from tiltak_audit.engine.refutation import refutation
from tiltak_audit.identities.unrevised import side_by_side, unrevised
from tiltak_audit.suspects.belief import Belief

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.disclosure.exposure import Disclosure, Exposure
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.editions.held import Editions
    from tiltak_audit.identities.unrevised import Unrevised
    from tiltak_audit.model.report import Report


def given_away(
    own: Belief, attacker: Attacker, editions: Editions, disclosure: Disclosure
) -> Iterator[GivenAway]:
    """Find the stars that reports and other editions of them give away, and neither does alone.

    Means are left alone: they follow from their months.
    """
    attacker = attrs.evolve(attacker, insiders=())
    held = _held(own, editions, zero=attacker.missing is MissingRows.ZERO)
    exposed = [one for one in disclosure.exposures if one.standing is Standing.RECOVERABLE]
    known = {own.joint.variable(one.cell) for one in exposed}
    while held.linked.links.any():
        points = points_of(held.belief, attacker)
        apart = points_of(held.apart, attacker)
        system, stars = in_question(points, apart)
        asked = [star for star in stars if star not in known]
        found = recoverable_of(points, attacker, system, asked)
        if found is not None:
            told = dict(_told(found, held, points, known))
            old = [star for star in told if star >= own.joint.system.variables]
            known = set(recoverable_of(apart, attacker, apart.merged.system, old) or ())
            new = {star: one for star, one in told.items() if star not in known}
            yield from _grouped(new, held, attacker, revealed=disclosure.revealed)
            return
        fewer = _agreeing(held)
        if fewer is None:
            return
        held = fewer


@attrs.frozen(eq=False, repr=False)
class _Held:
    """Reports and other editions of them in one system.

    Attributes:
        own: How many of its figures are of the reports: the first.
        linked: The editions, with what was not revised.
        belief: What of it is believed.
        others: For each report of which another edition is there, that one.
    """

    own: int
    linked: Unrevised
    belief: Belief
    others: dict[Report, Report]

    def other(self, report: Report) -> Report:
        """Give the other edition of a report, or else, of those it is given with, the first."""
        return self.others.get(report) or next(iter(self.others.values()))

    @property
    def apart(self) -> Belief:
        """Give what each edition says by itself."""
        dropped = self.belief.dropped | self.linked.links
        return attrs.evolve(self.belief, dropped=dropped)


def _held(own: Belief, editions: Editions, *, zero: bool) -> _Held:
    """Put the editions beside the reports, and link what was not revised."""
    pairs = [one for one in editions.revisions if one.pair.months]
    beliefs = [own]
    reports = dict.fromkeys(one for pair in pairs for one in (pair.pair.older, pair.pair.newer))
    given = {series.report for series in own.joint.series}
    for report in reports:
        if report not in given:
            belief = belief_of(report)
            if belief:
                beliefs.append(belief)
    linked = unrevised(reduce(side_by_side, (one.joint for one in beliefs)), pairs, zero=zero)
    believed = np.zeros(int(linked.links.sum()), dtype=bool)
    dropped = np.concatenate([*(one.dropped for one in beliefs), believed])
    freed = np.concatenate([one.freed for one in beliefs])
    others = {one.pair.newer: one.pair.older for one in pairs}
    others = {one.pair.older: one.pair.newer for one in pairs} | others
    belief = Belief(linked.joint, freed, dropped)
    return _Held(own.joint.system.variables, linked, belief, others)


def _agreeing(held: _Held) -> _Held | None:
    """Take back the links that the figures contradict: there something was revised unseen.

    Gives nothing where no link does.
    """
    belief = held.belief
    system, bounds = belief.system, belief.bounds
    cores = [core_of(system, bounds)] if bounds.conflict else refutation(system, bounds)
    dropped = belief.dropped.copy()
    for core in cores:
        rows = belief.rows[core]
        dropped[rows[held.linked.links[rows]]] = True
    if (dropped == belief.dropped).all():
        return None
    return attrs.evolve(held, belief=attrs.evolve(belief, dropped=dropped))


def _told(
    found: dict[int, Exposure], held: _Held, points: Points, known: set[int]
) -> Iterator[tuple[int, tuple[Told, Report]]]:
    """Yield the stars that are told, each with the same point in a report, and the other edition.

    A star of another edition is told where that of the report is none, or keeps what it hides.
    One of a row that the other edition leaves out, or of a month of its own, is told, too.
    """
    before, beside = held.linked.before, held.linked.beside
    after = {int(old): new for new, old in enumerate(before.tolist()) if old >= 0}
    for star, one in found.items():
        here = star
        if star >= held.own and beside[star] >= 0:
            # The report leaves the row out, and prints its sum.
            here = int(beside[star])
        while here >= held.own and here in after:
            here = after[here]
        if here >= held.own or (here != star and here in known | found.keys()):
            continue
        there = star if here != star else max(int(before[star]), after.get(star, -1))
        at = points.joint.cell(here)
        other = held.other(at.report) if there < 0 else points.joint.cell(there).report
        yield star, (Told(one, at), other)


def _grouped(
    told: dict[int, tuple[Told, Report]], held: _Held, attacker: Attacker, *, revealed: bool
) -> Iterator[GivenAway]:
    """Group stars by report, other edition and whether it prints them, with one proof each."""
    points = points_of(held.belief, attacker)
    shown = _shown(told, held, attacker, points)
    groups: dict[tuple[Report, Report, bool], list[tuple[int, Told]]] = {}
    for star, (one, other) in told.items():
        key = one.at.report, other, star in shown
        groups.setdefault(key, []).append((star, one))
    for (report, against, printed), members in groups.items():
        star, first = members[0]
        variable, value = int(points.merged.variable[star]), first.star.interval.low
        proof = points.rows[entailed_by(points.merged.system, variable, value)]
        yield GivenAway(
            report,
            against,
            printed,
            tuple(one for _star, one in members),
            tuple(points.joint.said[row] for row in proof.tolist()),
            revealed,
        )


def _shown(
    told: dict[int, tuple[Told, Report]], held: _Held, attacker: Attacker, points: Points
) -> set[int]:
    """List the stars that one edition prints, and those that follow from these."""
    joint = points.joint
    rows = np.flatnonzero(held.linked.links & points.kept)
    ends = joint.system.index[joint.system.entries(rows)].reshape(-1, 2)
    printing = joint.star[ends].sum(axis=1) == 1
    shown = set(ends[printing].reshape(-1).tolist()) & told.keys()
    others = [star for star in told if star not in shown]
    if shown and others:
        dropped = held.belief.dropped.copy()
        dropped[rows[printing]] = True
        fewer = points_of(attrs.evolve(held.belief, dropped=dropped), attacker)
        known = recoverable_of(fewer, attacker, fewer.merged.system, others) or {}
        shown |= {star for star in others if star not in known}
    return shown

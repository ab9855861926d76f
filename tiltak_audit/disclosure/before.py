"""The stars whose like another edition gives away, too: what ``stars=new`` lets pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import attrs

from tiltak_audit.cube.fold import fold
from tiltak_audit.disclosure.by_share import by_share
from tiltak_audit.disclosure.disclose import disclose
from tiltak_audit.disclosure.edition import belief_of
from tiltak_audit.disclosure.exposure import Standing, Way
from tiltak_audit.disclosure.narrowed import narrowed_by_share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.disclosure.exposure import Disclosure, Leak, Spill
    from tiltak_audit.disclosure.given_away import GivenAway
    from tiltak_audit.disclosure.given_by_share import ByShare
    from tiltak_audit.editions.held import Editions
    from tiltak_audit.identities.identity import Law
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.report import Report, Row

    # Report, section, way and law.
    Ways = set[tuple[Report, str, Way, Law | None]]


S = TypeVar("S")


@attrs.frozen(eq=False, repr=False)
class Before:
    """What leaked in the editions that reports are held against.

    Attributes:
        rows: Rows of the reports that leaked there.
        ways: By report and section, how stars leaked there.
    """

    rows: frozenset[Row]
    ways: Ways

    def parted(self, disclosure: Disclosure) -> Disclosure:
        """Part the stars of a way that leak anew from those of which a like one leaked before."""
        spills = tuple(part for spill in disclosure.spills for part in self._parts(spill))
        return attrs.evolve(disclosure, spills=spills)

    def parted_over(self, found: Iterable[GivenAway]) -> Iterator[GivenAway]:
        """Part those that two editions give away together alike."""
        for one in found:
            for stars, before in self._parted([(star, star.at) for star in one.stars]):
                yield attrs.evolve(one, stars=stars, before=before)

    def parted_shared(self, found: Iterable[ByShare]) -> Iterator[ByShare]:
        """Part those that shares give away alike; the first star stays with its share."""
        for one in found:
            for stars, before in self._parted([(star, star.cell) for star in one.stars]):
                yield attrs.evolve(one, stars=stars, before=before)

    def _parted(self, stars: Sequence[tuple[S, Cell]]) -> Iterator[tuple[tuple[S, ...], bool]]:
        """Yield the stars whose rows did not leak before, then the others; none that are none."""
        for before in (False, True):
            some = tuple(star for star, cell in stars if (cell.row in self.rows) is before)
            if some:
                yield some, before

    def _parts(self, spill: Spill) -> Iterator[Spill]:
        known = [leak for leak in spill.leaks if self._knows(spill, leak)]
        new = [leak for leak in spill.leaks if leak not in known]
        if spill.way is Way.TOGETHER and new:
            # Several identities are told of the first star, and prove it for all.
            new, known = list(spill.leaks), []
        for leaks, before in ((new, False), (known, True)):
            if leaks:
                whole = spill.remedy and set(spill.remedy.leaks) <= set(leaks)
                remedy = spill.remedy if whole else None
                yield attrs.evolve(spill, leaks=tuple(leaks), before=before, remedy=remedy)

    def _knows(self, spill: Spill, leak: Leak) -> bool:
        cell = leak.exposure.cell
        way = cell.report, fold(cell.table.section), spill.way, spill.law
        return cell.row in self.rows or way in self.ways


def before_of(editions: Editions, reports: Sequence[Report], attacker: Attacker) -> Before:
    """Audit the stars of the editions that reports are held against, each by itself.

    Raises:
        KeyboardInterrupt: The user stopped it, so that not all is known of them.
    """
    attacker = attrs.evolve(attacker, insiders=())
    rows: set[Row] = set()
    ways: Ways = set()
    for one in editions.revisions:
        older = one.pair.newer in reports
        own, other = (one.pair.newer, one.pair.older) if older else (one.pair.older, one.pair.newer)
        belief = belief_of(other)
        if own not in reports or belief is None:
            continue
        found = disclose(belief, attacker)
        if found.interrupted:
            raise KeyboardInterrupt
        leaked = {e.cell.row for e in found.exposures if e.standing is Standing.RECOVERABLE}
        shared = by_share(found, narrowed_by_share(belief, found))
        leaked |= {star.cell.row for some in shared for star in some.stars}
        for pair in one.matched.rows:
            here, there = (pair.newer, pair.older) if older else (pair.older, pair.newer)
            if here.row and there.row in leaked:
                rows.add(here.row)
        for spill in found.spills:
            sections = {fold(leak.exposure.cell.table.section) for leak in spill.leaks}
            ways |= {(own, section, spill.way, spill.law) for section in sections}
    return Before(frozenset(rows), ways)

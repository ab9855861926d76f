"""Reports judged together: each by itself, and against those it shares figures with."""

from __future__ import annotations

from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from tiltak_audit.identities.among import identities_among
from tiltak_audit.identities.between import identities_between, links_of
from tiltak_audit.identities.elsewhere import also_in, identities_elsewhere
from tiltak_audit.identities.judged import judged_of
from tiltak_audit.identities.observations import observe
from tiltak_audit.identities.pairs import Known, Relation, is_again, pairs_of, same_edition
from tiltak_audit.identities.tidy import identities_of_tidy
from tiltak_audit.identities.twins import shared_by, unlike
from tiltak_audit.identities.within import identities_within
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.identities.between import Link
    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.identities.judged import Judged
    from tiltak_audit.identities.observations import Observed
    from tiltak_audit.identities.pairs import Pair
    from tiltak_audit.identities.twins import Shared
    from tiltak_audit.model.report import Report


class Together(Record):
    """The identities of reports with verdicts.

    Attributes:
        own: Those within each report, in the order given; of one that is there again only what
            it does not print as the first one does, and what both print.
        between: Those between reports.
        apart: Those between reports of different editions, or prints of one, that need not hold.
        links: Pairs of reports that could print the same counts.
        twins: Of each report that is there again, the first print of it.
        pairs: What was held against what.
    """

    own: tuple[Judged, ...]
    between: tuple[Judged, ...]
    apart: tuple[Judged, ...]
    links: tuple[Link, ...]
    twins: dict[Report, Report]
    pairs: tuple[Pair, ...]

    @property
    def judged(self) -> tuple[Judged, ...]:
        """Give all that must hold."""
        return self.own + self.between

    @property
    def copies(self) -> frozenset[Report]:
        """List the reports that are there again in the same kind of file, word for word."""
        return frozenset(one.other for one in self.pairs if one.relation is Relation.COPY)

    @cached_property
    def checked(self) -> tuple[bool, ...]:
        """Tell of each report whether anything in it could have failed."""
        by_report = {one.report: one.checked for one in self.own}
        return tuple(by_report[self.twins.get(one.report, one.report)] for one in self.own)


def judged_together(reports: Iterable[Report]) -> Together:
    """Judge all identities of reports, of each once."""
    given = tuple(dict.fromkeys(reports))
    twins = _twins(given)
    shared = {again: shared_by(first, again) for again, first in twins.items()}
    firsts = [one for one in given if one not in twins]
    observed = {report: observe(report) for report in given if not report.is_tidy}
    own = [judged_of(one, _within(one, observed, shared)) for one in given]
    links = links_of(firsts)
    together = [one for one in links if same_edition(one.overview, one.group)]
    between = list(_between(together, observed, firsts))
    # Where reports of one edition meet, those of others are not held against them.
    met = {one.code for link in together if link.months for one in (link.group, link.overview)}
    others = [one for one in links if one not in together and one.months]
    others = [one for one in others if not {one.group.code, one.overview.code} <= met]
    apart = [_of_link(one, observed) for one in others]
    elsewhere = [
        (one, other)
        for one in firsts
        for other in firsts
        if other.code in also_in(one) and other in observed
    ]
    for one, other in elsewhere:
        judged = judged_of(one, identities_elsewhere(one, observed[other]))
        (between if same_edition(one, other) else apart).append(judged)
    apart += [judged_of(one, some.broken) for one, some in shared.items() if some.of_two_prints]
    known = Known(tuple(links), twins, shared, (*between, *apart), frozenset(elsewhere))
    return Together(
        tuple(own), tuple(between), tuple(apart), tuple(links), twins, tuple(pairs_of(given, known))
    )


def _twins(given: Iterable[Report]) -> dict[Report, Report]:
    """Find the reports that are there again, each with the first print of it."""
    found: dict[Report, Report] = {}
    for one, other in combinations(given, 2):
        if one not in found and is_again(one, other):
            found.setdefault(other, one)
    return found


def _within(
    report: Report, observed: dict[Report, list[Observed]], shared: dict[Report, Shared]
) -> Iterable[Identity]:
    found = identities_of_tidy(report) if report.is_tidy else identities_within(observed[report])
    return unlike(shared[report], found) if report in shared else found


def _between(
    links: list[Link], observed: dict[Report, list[Observed]], reports: Iterable[Report]
) -> Iterator[Judged]:
    for link in links:
        yield _of_link(link, observed)
    among: dict[Report, list[Identity]] = {}
    for link, identity in identities_among(links, observed):
        among.setdefault(link.group, []).append(identity)
    yield from (judged_of(one, among[one]) for one in reports if one in among)


def _of_link(link: Link, observed: dict[Report, list[Observed]]) -> Judged:
    return judged_of(
        link.group, identities_between(link, observed[link.overview], observed[link.group])
    )

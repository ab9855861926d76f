"""Reports judged together: each by itself, and against those it shares figures with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.identities.among import identities_among
from tiltak_audit.identities.between import identities_between, links_of
from tiltak_audit.identities.elsewhere import also_in, identities_elsewhere
from tiltak_audit.identities.judged import judged_of
from tiltak_audit.identities.observations import observe
from tiltak_audit.identities.tidy import identities_of_tidy
from tiltak_audit.identities.within import identities_within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.identities.between import Link
    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.identities.judged import Judged
    from tiltak_audit.model.report import Report


@attrs.frozen(eq=False)
class Together:
    """The identities of reports with verdicts.

    Attributes:
        own: Those within each report, in the order given.
        between: Those between reports.
        links: Pairs of reports that could print the same counts.
    """

    own: tuple[Judged, ...]
    between: tuple[Judged, ...]
    links: tuple[Link, ...]

    @property
    def judged(self) -> tuple[Judged, ...]:
        """Give all of them."""
        return self.own + self.between


def judged_together(reports: Iterable[Report]) -> Together:
    """Judge all identities of reports, of each once."""
    given = tuple(dict.fromkeys(reports))
    observed = {report: observe(report) for report in given if not report.is_tidy}
    own = [
        judged_of(
            report,
            identities_of_tidy(report) if report.is_tidy else identities_within(observed[report]),
        )
        for report in given
    ]
    links = links_of(list(given))
    between = [
        judged_of(
            link.group, identities_between(link, observed[link.overview], observed[link.group])
        )
        for link in links
    ]
    among: dict[Report, list[Identity]] = {}
    for link, identity in identities_among(links, observed):
        among.setdefault(link.group, []).append(identity)
    between += [judged_of(one, among[one]) for one in given if one in among]
    between += [
        judged_of(one, identities_elsewhere(one, observed[other]))
        for one in given
        for other in given
        if other.code in also_in(one) and other in observed
    ]
    return Together(tuple(own), tuple(between), tuple(links))

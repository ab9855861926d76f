"""Reports of two editions given as one: what they print of the same months contradicts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.identities.together import Together
    from tiltak_audit.model.report import Report


class Mixed(Record):
    """A report that is of another edition than those it was given with.

    Attributes:
        report: The one of the rarer edition, of two the older.
        others: Those it contradicts.
        broken: The identities and months that would hold of one edition.
    """

    report: Report
    others: tuple[Report, ...]
    broken: tuple[tuple[Identity, str], ...]

    @property
    def of_one_edition(self) -> bool:
        """Tell whether the files say that they are of the same edition."""
        return self.report.period == self.others[0].period and len(self.others) == 1


def mixed_of(together: Together) -> Iterator[Mixed]:
    """Find the reports whose figures contradict those of another edition beside them."""
    given = [one.report for one in together.own if one.report not in together.twins]
    often = Counter(_edition(one) for one in given)
    found: dict[Report, list[tuple[Identity, str]]] = {}
    others: dict[Report, dict[Report, None]] = {}
    for judged in together.apart:
        for identity, period in judged.violated():
            both = list(dict.fromkeys(series.report for series in identity.rows))
            odd = min(both, key=lambda one: (often[_edition(one)], _edition(one)))
            found.setdefault(odd, []).append((identity, period))
            others.setdefault(odd, {}).update({one: None for one in both if one is not odd})
    for report, broken in found.items():
        yield Mixed(report, tuple(others[report]), tuple(broken))


def _edition(report: Report) -> str:
    """Give the last month of a report, or its day where it prints none."""
    return str(report.period.last) if report.period else report.edition

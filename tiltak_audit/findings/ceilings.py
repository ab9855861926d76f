"""Which findings waivers let stand, and which of the waivers hold for fewer than there are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.findings.waiver import Waiver


class Passed(Alike, Record):
    """A waiver that holds for fewer than one report has.

    Attributes:
        waiver: The waiver.
        path: The report.
        number: How many of what it is about there are.
    """

    waiver: Waiver
    path: str
    number: int


def waived(
    findings: Sequence[Finding], waivers: Iterable[Waiver], today: date
) -> tuple[list[Finding], list[Passed]]:
    """Give every finding with the first waiver that lets it stand; and the ceilings passed.

    A waiver with a ceiling counts what it is about report by report, of stars each one. Several
    such waivers may share the stars of a finding among them: it stands where each star does.
    """
    holding = [one for one in waivers if one.expires >= today]
    ceilings = [one for one in holding if one.at_most is not None]
    counts: Counter[tuple[Waiver, str]] = Counter()
    for finding in findings:
        for one in ceilings:
            counts[one, finding.place.path] += len(one.parts(finding))
    passed = [
        Passed(one, path, number)
        for (one, path), number in counts.items()
        if one.at_most is not None and number > one.at_most
    ]
    beyond = {(one.waiver, one.path) for one in passed}

    def let(finding: Finding) -> Finding:
        path = finding.place.path
        under = [one for one in ceilings if (one, path) not in beyond and one.parts(finding)]
        told = frozenset().union(*(one.parts(finding) for one in under))
        whole = [one for one in holding if one.at_most is None and one.covers(finding)]
        if told and len(told) == finding.size:
            whole += under
        first = next((one for one in holding if one in whole), None)
        return attrs.evolve(finding, waived=first)

    return [let(finding) for finding in findings], passed

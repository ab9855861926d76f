"""TA402 cross-classification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.identities.identity import Law
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Violation


@rule("TA402", "cross-classification", Severity.ERROR, Law.CROSS)
def cross_classification(violation: Violation) -> Hits:
    """The parts of a point along another dimension do not add up to it.

    Why:
        A tiltak is the sum of its participants by status (Arbeidssøkere, Nedsatt
        arbeidsevne, Andre), and so is “I alt”.

    Wrong:
        … Tiltak

        I alt 308 305 311

        Mentor 308 305 311
        … Arbeidsmarkedsstatus og tiltak

        I alt Arbeidssøkere 108 105 111

        Mentor 108 105 111
        … Arbeidsmarkedsstatus og tiltak

        I alt Andre 200 200 201

        Mentor 200 200 201

    Right:
        … Tiltak

        I alt 308 305 311

        Mentor 308 305 311
        … Arbeidsmarkedsstatus og tiltak

        I alt Arbeidssøkere 108 105 111

        Mentor 108 105 111
        … Arbeidsmarkedsstatus og tiltak

        I alt Andre 200 200 200

        Mentor 200 200 200

    Limits:
        Only dimensions whose every category has a table are added up.

    Source:
        NAV, TILT tables; measured on the published tables.
    """
    yield violation.hit(
        _("the parts in other tables do not add up to this figure: off by {difference}").format(
            difference=violation.off
        ),
        _("compare this figure with its parts in the tables named"),
    )

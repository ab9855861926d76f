"""TA401 restated-figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.identities.identity import Law
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Violation


@rule("TA401", "restated-figure", Severity.ERROR, Law.RESTATED)
def restated_figure(violation: Violation) -> Hits:
    """One figure is printed in two places and differs.

    Why:
        A total is printed again on every page of its table and in every section that opens
        it; it is one figure.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151
        … Tiltak og kjønn

        I alt mentor 308 305 312

        Menn 158 156 160

    Right:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Menn 158 156 160

    Limits:
        Two stars cannot differ; a star and a figure below 4 agree.

    Source:
        NAV, TILT tables; measured on the published tables.
    """
    yield violation.hit(
        _("this figure is printed differently elsewhere: off by {difference}").format(
            difference=violation.off
        ),
        _("find which of the two places is right"),
    )

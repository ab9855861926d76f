"""TA505 figure-elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.identities.identity import Law
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Violation


@rule("TA505", "figure-elsewhere", Severity.ERROR, Law.ELSEWHERE)
def figure_elsewhere(violation: Violation) -> Hits:
    """A figure differs between two reports that both print it.

    Why:
        A county's monthly order prints “Arbeidssøkere på tiltak” by kjønn and fylke, and so
        does TILT100 of the month.

    Wrong:
        … TILT100 Arbeidsmarkedsstatus og kjønn

        I alt Arbeidssøkere på tiltak 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

        --- next file ---
        År-måned;Region;Nivå;Arbeidsmarkedsstatus;Kjønn;Beh personer i mnd

        202501;Landet;Landet;Arbeidssøkere på tiltak;Begge kjønn;306

        202501;Landet;Landet;Arbeidssøkere på tiltak;Kvinner;150

        202501;Landet;Landet;Arbeidssøkere på tiltak;Menn;156

    Right:
        … TILT100 Arbeidsmarkedsstatus og kjønn

        I alt Arbeidssøkere på tiltak 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

        --- next file ---
        År-måned;Region;Nivå;Arbeidsmarkedsstatus;Kjønn;Beh personer i mnd

        202501;Landet;Landet;Arbeidssøkere på tiltak;Begge kjønn;305

        202501;Landet;Landet;Arbeidssøkere på tiltak;Kvinner;149

        202501;Landet;Landet;Arbeidssøkere på tiltak;Menn;156

    Limits:
        Judged only where both reports are given and share a month.

    Source:
        A county's orders and TILT100, checked against each other for January 2026.
    """
    yield violation.hit(
        _("the figure differs between two reports: off by {difference}").format(
            difference=violation.off
        ),
        _("check that both reports are of the same edition, then compare them with the source"),
    )

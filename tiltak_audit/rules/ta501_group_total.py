"""TA501 group-total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.identities.identity import Law
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Violation


@rule("TA501", "group-total", Severity.ERROR, Law.GROUP_TOTAL)
def group_total(violation: Violation) -> Hits:
    """A main group differs between its own report and the overview.

    Why:
        TILT100 prints each main group by status; the group’s own report (TILT110 to
        TILT180) prints the same persons as “I alt” of that status.

    Wrong:
        … Arbeidsmarkedsstatus og tiltak

        I alt Arbeidssøkere 308 305 311

        Mentor 150 149 151

        Jobbklubb 158 156 160

        --- next file ---
        … TILT100 Arbeidsmarkedsstatus og tiltaksgruppe

        I alt Arbeidssøkere 318 315 321

        Oppfølging 308 305 312

        Opplæring 10 10 10

    Right:
        … Arbeidsmarkedsstatus og tiltak

        I alt Arbeidssøkere 308 305 311

        Mentor 150 149 151

        Jobbklubb 158 156 160

        --- next file ---
        … TILT100 Arbeidsmarkedsstatus og tiltaksgruppe

        I alt Arbeidssøkere 318 315 321

        Oppfølging 308 305 311

        Opplæring 10 10 10

    Limits:
        Judged only where the reports share months.

    Source:
        NAV, TILT tables; checked against published series for 2025.
    """
    yield violation.hit(
        _("the group differs between its own report and the overview: off by {difference}").format(
            difference=violation.off
        ),
        _("check that both reports are of the same edition, then compare them with the source"),
    )

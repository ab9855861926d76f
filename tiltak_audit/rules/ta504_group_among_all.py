"""TA504 group-among-all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.identities.identity import Law
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Violation


@rule("TA504", "group-among-all", Severity.ERROR, Law.GROUP_AMONG)
def group_among_all(violation: Violation) -> Hits:
    """A main group counts more persons than the overview, or all groups count others.

    Why:
        TILT100 counts everybody, the report of a main group (TILT110 to TILT180) some of
        them: in no kommune, no fylke and no row of kjønn, alder and the like there can be more.
        Where the reports of all main groups are given, they add up to the overview.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

        --- next file ---
        … TILT100 Arbeidsmarkedsstatus og tiltaksgruppe

        I alt Arbeidssøkere 318 315 321

        Oppfølging 308 305 311

        Opplæring 10 10 10
        … TILT100 Arbeidsmarkedsstatus og kjønn

        I alt Arbeidssøkere 318 315 321

        Kvinner 149 148 150

        Menn 169 167 171

    Right:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

        --- next file ---
        … TILT100 Arbeidsmarkedsstatus og tiltaksgruppe

        I alt Arbeidssøkere 318 315 321

        Oppfølging 308 305 311

        Opplæring 10 10 10
        … TILT100 Arbeidsmarkedsstatus og kjønn

        I alt Arbeidssøkere 318 315 321

        Kvinner 150 149 151

        Menn 168 166 170

    Limits:
        Judged only where the reports share months, and where every table of the overview
        prints the row.

    Source:
        NAV, TILT tables: the overview counts the participants of all main groups.
    """
    off = violation.off
    remedy = _("check that both reports are of the same edition, then compare them with the source")
    if violation.evidence[0].at_most:
        said = _("the group counts more persons than the overview: off by {difference}")
    else:
        said = _("the groups do not add up to the overview: off by {difference}")
    yield violation.hit(said.format(difference=off), remedy)

"""TA508 editions-mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.identities.mixed import Mixed
from tiltak_audit.model.cell import Place
from tiltak_audit.rules.rule import proof_of, rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from tiltak_audit.model.report import Report
    from tiltak_audit.rules.subjects import Hits

# So many identities are told one by one.
_NAMED = 12


@rule("TA508", "editions-mixed", Severity.WARNING, Mixed)
def editions_mixed(mixed: Mixed) -> Hits:
    """A report is of another edition than those it is given with, and contradicts them.

    Why:
        Every edition revises the months before its own, so that the figures of two editions
        differ though both are right. In a release all reports are of one edition.

    Wrong:
        … Arbeidsmarkedsstatus og tiltak

        I alt Arbeidssøkere 308 305 311

        Mentor 150 149 151

        Jobbklubb 158 156 160

        --- next file ---
        Kilde: NAV TILT100 Tiltaksdeltakere. Hovedgruppe og demografi. Tidsserie måned
        Arbeidsmarkedsstatus og tiltaksgruppe Rapport oppdatert: 02.02.2025

        Januar 2025 - Januar 2025

        Gjennom
        snitt hittil

        i år Januar

        I alt Arbeidssøkere 316 316

        Oppfølging 306 306

        Opplæring 10 10

    Right:
        … Arbeidsmarkedsstatus og tiltak

        I alt Arbeidssøkere 308 305 311

        Mentor 150 149 151

        Jobbklubb 158 156 160

        --- next file ---
        Kilde: NAV TILT100 Tiltaksdeltakere. Hovedgruppe og demografi. Tidsserie måned
        Arbeidsmarkedsstatus og tiltaksgruppe Rapport oppdatert: 02.02.2025

        Januar 2025 - Januar 2025

        Gjennom
        snitt hittil

        i år Januar

        I alt Arbeidssøkere 315 315

        Oppfølging 305 305

        Opplæring 10 10

    Limits:
        Reports are of different editions where they end with different months and, as far as
        both print it, came out in different ones. Where the reports of the same edition are
        given, too, they are held against these only. Two files that say they are one edition
        and differ in many rows are told so, too.

    Source:
        NAV's registers are revised by rule for earlier months of the year.
    """
    report = mixed.report
    place = Place(report.path, 0, report=report.code, placed=False)
    others = ", ".join(one.path for one in mixed.others)
    if mixed.of_one_edition:
        said = ngettext(
            "{n} figure is another one in {others}, which is of the same edition",
            "{n} figures are others in {others}, which is of the same edition",
            len(mixed.broken),
        ).format(n=len(mixed.broken), others=others)
        remedy = _("find which of the files was published, and leave the other one out")
    else:
        said = ngettext(
            "the report ends with {here}, {others} with {there}, and {n} figure of both differs",
            "the report ends with {here}, {others} with {there}, and {n} figures of both differ",
            len(mixed.broken),
        ).format(
            here=_last(report), there=_last(mixed.others[0]), others=others, n=len(mixed.broken)
        )
        remedy = _("give reports of one edition; hold editions against each other with --against")
    proofs = tuple(proof_of(*one) for one in mixed.broken[:_NAMED])
    yield Hit(place, Words(said, remedy), proofs)


def _last(report: Report) -> str:
    return str(report.period.last) if report.period else report.edition

"""TA115 period-against-columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.remark import OtherPeriod
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA115", "period-against-columns", Severity.WARNING, OtherPeriod)
def period_against_columns(noted: Noted[OtherPeriod]) -> Hits:
    """The line of months and the line of the period disagree.

    Why:
        Then a figure may stand under the wrong month.

    Wrong:
        Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
        Tiltak og kjønn Rapport oppdatert: 02.12.2025

        Januar 2025 - Mars 2025

        Gjennom
        snitt hittil

        i år Januar Februar

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

    Limits:
        The months of the column header are taken, since the figures stand under them.

    Source:
        NAV, layout of the TILT tables.
    """
    remark = noted.remark
    said = (
        _("“{found}” here, but the period of the report is {period}").format(
            found=remark.found, period=remark.period
        )
        if remark.period
        else _("no line with the period is printed: the year follows from the report date")
    )
    yield noted.hit(said, _("find out which months the columns hold"))

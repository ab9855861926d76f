"""TA116 report-dates-differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.remark import OtherDate
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA116", "report-dates-differ", Severity.WARNING, OtherDate)
def report_dates_differ(noted: Noted[OtherDate]) -> Hits:
    """Pages of one file bear different report dates.

    Why:
        They may come from two editions, whose figures need not agree.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160
         Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
        Tiltak og kjønn Rapport oppdatert: 02.01.2026

        Januar 2025 - Februar 2025

        Gjennom
        snitt hittil

        i år Januar Februar

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

    Limits:
        The first page of each other date is reported.

    Source:
        NAV, layout of the TILT tables.
    """
    date, other = noted.remark.date, noted.remark.of_report
    said = (
        _("this page is of {date}, the report of {other}").format(date=date, other=other)
        if date != other
        else _("the report date {date} is no date").format(date=date)
    )
    yield noted.hit(said, _("check that all pages are of one edition"))

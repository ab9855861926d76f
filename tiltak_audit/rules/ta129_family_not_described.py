"""TA129 family-not-described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.families.catalogue import GENERAL
from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.cell import Place
from tiltak_audit.model.report import Report
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits


@rule("TA129", "family-not-described", Severity.INFO, Report)
def family_not_described(report: Report) -> Hits:
    """No file describes the family that a report is of.

    Why:
        What a star stands for, which sections a whole report has and which rows are left out
        is then taken for granted.

    Wrong:
        Kilde: NAV XYZ999 Personer av et annet slag. Kommune
        Kommune. Antall Rapport oppdatert: 02.02.2024

        Januar 2024 - Januar 2024

        Januar

        I alt 03 Oslo 14 140

        0301 Oslo 14 140

    Right:
        Kilde: NAV NED155 Personer med nedsatt arbeidsevne. Kommune
        Kommune. Antall Rapport oppdatert: 02.02.2024

        Januar 2024 - Januar 2024

        Januar

        I alt 03 Oslo 14 140

        0301 Oslo 14 140

    Limits:
        A report that prints neither code nor title is taken for one of the family whose
        sections it has.

    Source:
        `tiltak-audit families` lists those that are described.
    """
    if report.family.name != GENERAL:
        return
    star = report.family.star
    said = _(
        "no file describes the family of this report: that tables of regions are parts and "
        "wholes, and that {sign} stands for {low} to {high}, is taken for granted"
    ).format(sign=star.sign, low=star.low, high=star.high)
    place = Place(path=report.path, line=0, report=report.code, placed=False)
    yield Hit(place, Words(said, _("describe it in a file and name that with --family")))

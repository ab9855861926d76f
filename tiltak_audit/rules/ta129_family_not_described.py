"""TA129 family-not-described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.families.catalogue import GENERAL
from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import N_, _, ngettext, number
from tiltak_audit.identities.identity import Law
from tiltak_audit.identities.judged import Judged
from tiltak_audit.model.cell import Place
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from tiltak_audit.identities.presumed import Presumption
    from tiltak_audit.model.report import Report
    from tiltak_audit.rules.subjects import Hits


# What each law says, as it is taken for granted.
_LAWS = {
    Law.COLUMN_SUM: N_("the rows of a table add up to its total"),
    Law.MEAN_OF_MONTHS: N_("the first column is the mean of the months"),
    Law.RESTATED: N_("what is printed again is the same figure"),
    Law.CROSS: N_("tables of one section add up to what another prints of all"),
    Law.REGION: N_("regions add up to the one that they are part of"),
    Law.PART: N_("rows are at most their total"),
}


@rule("TA129", "family-not-described", Severity.INFO, Judged)
def family_not_described(judged: Judged) -> Hits:
    """No file describes the family that a report is of.

    Why:
        What a star stands for, which sections a whole report has and which rows are left out
        is then taken for granted. That the rows of a table are parts of its total is so only
        where the figures bear it out: at least three sums are right for each that is wrong, and
        so in most months of the table. Else some may be counted in several rows, or in none,
        and nothing is held against the total.

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
        sections it has. A total that is wrong in a table of one or two months that stands alone
        proves nothing.

    Source:
        `tiltak-audit families` lists those that are described.
    """
    report = judged.report
    remedy = _("describe it in a file and name that with --family")
    for one in judged.presumed:
        if not one.taken:
            place = Place(
                path=report.path,
                line=_line(report, one),
                report=report.code,
                section=one.section,
                table=one.table,
                placed=bool(one.table),
            )
            yield Hit(place, Words(_refused(one), remedy))
    if report.family.name != GENERAL:
        return
    star = report.family.star
    taken = {one.law for one in judged.presumed if one.taken}
    laws = [_(said) for law, said in _LAWS.items() if law in taken]
    said = _("{sign} stands for {low} to {high}").format(
        sign=star.sign, low=star.low, high=star.high
    )
    said = _("no file describes the family of this report; taken for granted: {said}").format(
        said="; ".join([said, *laws])
    )
    place = Place(path=report.path, line=0, report=report.code, placed=False)
    yield Hit(place, Words(said, remedy))


def _refused(one: Presumption) -> str:
    said = _(_LAWS[one.law])
    if not one.agree + one.differ:
        return _("not taken for granted, since stars hide it: {said}").format(said=said)
    return ngettext(
        "not taken for granted: {said}; of {n} sum that tells {agree} is right",
        "not taken for granted: {said}; of {n} sums that tell {agree} are right",
        one.agree + one.differ,
    ).format(said=said, n=number(one.agree + one.differ), agree=number(one.agree))


def _line(report: Report, one: Presumption) -> int:
    """Give the line where the table begins, or the first one of the section."""
    return next(
        table.line
        for table in report.tables
        if table.section == one.section and one.table in {"", table.label}
    )

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
    from collections.abc import Iterator

    from tiltak_audit.identities.presumed import Presumption
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
    refused = tuple(_refused(one) for one in judged.presumed if not one.taken)
    if report.family.name == GENERAL:
        said = _("no file describes the family of this report; taken for granted: {said}").format(
            said="; ".join(_taken(judged))
        )
    elif refused:
        said = _("the file of this report's family does not list all of its sections")
    else:
        return
    place = Place(path=report.path, line=0, report=report.code, placed=False)
    remedy = _("describe it in a file and name that with --family")
    yield Hit(place, Words(said, remedy, refused))


def _taken(judged: Judged) -> Iterator[str]:
    """List what is taken for granted."""
    star = judged.report.family.star
    yield _("{sign} stands for {low} to {high}").format(
        sign=star.sign, low=star.low, high=star.high
    )
    taken = {one.law for one in judged.presumed if one.taken}
    yield from (_(said) for law, said in _LAWS.items() if law in taken)


def _refused(one: Presumption) -> str:
    """Say what is not taken for granted, and of which section or table."""
    where = f"“{one.section}{' · ' * bool(one.table)}{one.table}”"
    law = _(_LAWS[one.law])
    if not one.agree + one.differ:
        said = _("{where}: not taken for granted, since stars hide it: {law}")
        return said.format(where=where, law=law)
    return ngettext(
        "{where}: not taken for granted: {law}; of {n} sum that tells {agree} is right",
        "{where}: not taken for granted: {law}; of {n} sums that tell {agree} are right",
        one.agree + one.differ,
    ).format(where=where, law=law, n=number(one.agree + one.differ), agree=number(one.agree))

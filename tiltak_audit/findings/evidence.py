"""An identity in one period as a proof: stated, possible, terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Evidence
from tiltak_audit.i18n import N_, _, ngettext
from tiltak_audit.identities.identity import Balance, Law, MeanOfMonths, Verdict
from tiltak_audit.model.interval import added
from tiltak_audit.model.mean import Rounding, rounded
from tiltak_audit.model.period import MEAN
from tiltak_audit.model.point import COUNTRY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.identities.identity import Identity, Term
    from tiltak_audit.model.interval import Interval

# What one figure of a report is held against in another.
_BETWEEN = {
    Law.GROUP_TOTAL: N_("the group in its own report = the group in the overview"),
    Law.ELSEWHERE: N_("the figure in this report = the figure in the other one"),
    Law.TWIN: N_("the figure in this file = the figure in the other one"),
    Law.UNREVISED: N_("the figure in this edition = the figure in the other one"),
}


def evidence_of(
    code: str, identity: Identity, period: str, verdict: Verdict = Verdict.VIOLATED
) -> Evidence:
    """Collect the terms of an identity in a period, and what they state and allow."""
    terms = tuple(identity.terms(period))
    match identity:
        case MeanOfMonths():
            months = len(terms) - 1
            stated = terms[0].cell.printed
            possible = rounded(_summed(terms[1:]), months, _rounding(terms[0]))
        case Balance():
            wholes = [term for term in terms if term.sign > 0]
            parts = [term for term in terms if term.sign < 0]
            stated = added(term.cell.printed for term in wholes)
            possible = _summed(parts)
            if identity.restates:
                possible = parts[0].cell.printed
            elif period == MEAN and parts:
                possible = rounded(possible, parts[0].cell.months, _rounding(parts[0]))
    return Evidence(code, text_of(identity), identity, period, terms, stated, possible, verdict)


def _of_tables(section: str, parts: int) -> str:
    # That of separated values has no name.
    if not section:
        return ngettext("the whole = {n} table", "the whole = Σ over {n} tables", parts)
    return ngettext(
        "the whole = {n} table of “{section}”",
        "the whole = Σ over {n} tables of “{section}”",
        parts,
    ).format(section=section)


def _of_regions(identity: Identity, parts: int) -> str:
    if is_country(identity):
        return ngettext("the country = its {n} region", "the country = Σ of {n} regions", parts)
    if identity.rows[0].report.family.register:
        return ngettext("the fylke = its {n} kommune", "the fylke = Σ of {n} kommuner", parts)
    return ngettext(
        "the region = the {n} region in it", "the region = Σ of the {n} regions in it", parts
    )


def is_country(identity: Identity) -> bool:
    """Tell whether the regions of an identity are held against the whole country."""
    points = [one.table.point for one in identity.rows[:1]]
    return any(point and point.level == COUNTRY for point in points)


def _rounding(term: Term) -> Rounding:
    return term.cell.report.family.rounding


def _summed(terms: Iterable[Term]) -> Interval:
    return added(term.cell.persons for term in terms)


def text_of(identity: Identity) -> str:
    """Put an identity in words."""
    if isinstance(identity, MeanOfMonths):
        return _("the mean is the rounded mean of the months")
    parts = len(identity.parts)
    first = (identity.parts + identity.whole)[0]
    match identity.law:
        case Law.COLUMN_SUM if not parts:
            text = _("“I alt” = 0, since no row stands under it")
        case Law.COLUMN_SUM:
            text = ngettext("“I alt” = {n} row", "“I alt” = Σ of {n} rows", parts)
        case Law.RESTATED:
            text = " = ".join(
                one.report.origin.words(one.row.line) for one in (identity.whole[0], first)
            )
        case Law.CROSS:
            text = _of_tables(first.table.section, parts)
        case Law.REGION:
            text = _of_regions(identity, parts)
        case Law.PART:
            text = ngettext(
                "the {n} part that was read ≤ the whole",
                "Σ of the {n} parts that were read ≤ the whole",
                parts,
            )
        case Law.GROUP_AMONG if identity.at_most:
            text = _("the group in its own report ≤ all participants in the overview")
        case Law.GROUP_AMONG:
            text = _("all groups in their own reports = all participants in the overview")
        case law:
            text = _(_BETWEEN[law])
    return text

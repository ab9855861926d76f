"""A violated identity in one period to its proof: stated, possible, terms."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Evidence
from tiltak_audit.i18n import N_, _
from tiltak_audit.identities.identity import Balance, Law, MeanOfMonths
from tiltak_audit.model.interval import Interval
from tiltak_audit.model.period import MEAN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.identities.identity import Identity, Term

_NOTHING = Interval(0, 0)


def evidence_of(code: str, identity: Identity, period: str) -> Evidence:
    """Collect the terms of an identity in a period, and what they state and allow."""
    match identity:
        case MeanOfMonths():
            terms = tuple(identity.terms())
            months = len(terms) - 1
            stated = terms[0].series.printed(0)
            possible = _means(_summed(terms[1:]), months)
        case Balance():
            terms = tuple(identity.terms(period))
            wholes = [term for term in terms if term.sign > 0]
            parts = [term for term in terms if term.sign < 0]
            stated = reduce(add, (t.series.printed(t.column) for t in wholes), _NOTHING)
            possible = _summed(parts)
            if period == MEAN and parts:
                possible = _means(possible, len(parts[0].series.table.columns.months))
    return Evidence(code, text_of(identity), identity, period, terms, stated, possible)


def _summed(terms: Iterable[Term]) -> Interval:
    return reduce(
        add, (Interval(t.series.low[t.column], t.series.high[t.column]) for t in terms), _NOTHING
    )


def _means(sums: Interval, months: int) -> Interval:
    """Give the printed means that a sum of months allows."""
    half = months // 2
    return Interval(max(0, -((half - sums.low) // months)), (sums.high + half) // months)


def text_of(identity: Identity) -> str:
    """Put an identity in words."""
    if isinstance(identity, MeanOfMonths):
        return _("the mean is the rounded mean of the months")
    first = identity.parts[0] if identity.parts else identity.whole[0]
    return _(_TEXTS[identity.law]).format(
        parts=len(identity.parts), section=first.table.section, line=first.row.line
    )


_TEXTS = {
    Law.COLUMN_SUM: N_("“I alt” = Σ of {parts} rows"),
    Law.RESTATED: N_("printed here = printed on line {line}"),
    Law.CROSS: N_("the whole = Σ over {parts} tables of “{section}”"),
    Law.REGION: N_("the fylke = Σ of {parts} kommuner"),
    Law.PART: N_("Σ of the {parts} parts that were read ≤ the whole"),
    Law.GROUP_TOTAL: N_("the group in its own report = the group in the overview"),
}

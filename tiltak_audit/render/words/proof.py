"""The proof of a finding in a few lines: its first identity in figures, and what mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.i18n import _, ngettext, number
from tiltak_audit.identities.identity import MeanOfMonths, Verdict
from tiltak_audit.render.words.facts import interval_words, is_conflict, possible_words, sum_words
from tiltak_audit.render.words.places import period_words
from tiltak_audit.render.words.suspects import suspect_facts

if TYPE_CHECKING:
    from tiltak_audit.findings.finding import Evidence, Finding


def proof_of(finding: Finding) -> list[str]:
    """List the lines; none where nothing was looked for that could be wrong."""
    first = finding.evidence[: bool(finding.located) and not is_conflict(finding)]
    return [*map(equation_of, first), *(f"{name}: {said}" for name, said in suspect_facts(finding))]


def equation_of(evidence: Evidence) -> str:
    """Write an identity in figures; of one that is not violated, only what takes part.

    >>> from tiltak_audit.run.audit import audit
    >>> from tiltak_audit.parsing.read import read
    >>> (one,) = audit([read("tests/cases/digits_swapped.txt")]).findings
    >>> equation_of(one.evidence[0])
    'Σ of 2 figures = 350 ≠ 305 (I alt, 2025-01), off by 45'
    """
    parts = [term for term in evidence.terms if term.sign < 0]
    stars = sum(not term.cell.printed.exact for term in evidence.terms)
    if isinstance(evidence.identity, MeanOfMonths):
        side = ngettext("mean of {n} month", "mean of {n} months", len(parts))
    else:
        side = ngettext("Σ of {n} figure", "Σ of {n} figures", len(parts))
    whole = evidence.terms[0].cell
    named = f"{whole.row.name}, {period_words(whole.period)}"
    if evidence.verdict is not Verdict.VIOLATED:
        starred = ngettext("{n} star among them", "{n} stars among them", stars)
        return f"{named} = {side}" + (f", {starred}" if stars else "")
    # A figure that is to equal another is no sum.
    alone = len(parts) == 1 and not isinstance(evidence.identity, MeanOfMonths)
    equals = " " if evidence.at_most else " = "
    return _("{side}{equals}{possible} {sign} {stated} ({whole}), off by {difference}").format(
        side="" if alone else side,
        equals="" if alone else equals,
        possible=sum_words(evidence) + possible_words(evidence),
        sign=">" if evidence.at_most else "≠",
        stated=interval_words(evidence.stated),
        whole=named,
        difference=number(abs(evidence.difference)),
    )

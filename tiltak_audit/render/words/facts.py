"""What is said of a finding beside its message: stated, possible, suspects, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.i18n import _, ngettext, number
from tiltak_audit.identities.identity import Law, Verdict
from tiltak_audit.model.period import MEAN
from tiltak_audit.render.words.places import period_words
from tiltak_audit.render.words.suspects import suspect_facts
from tiltak_audit.rules.rule import rule_for
from tiltak_audit.rules.subjects import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.findings.finding import Evidence, Finding
    from tiltak_audit.model.interval import Interval

# Identities of a case that are named beside the first.
_NAMED_IDENTITIES = 4


def facts_of(finding: Finding, *, brief: bool = False) -> Iterator[tuple[str, str]]:
    """Name what was stated, what is possible, which identities break, and what to do."""
    if brief:
        pass
    elif is_conflict(finding):
        yield from _also(finding.evidence)
    elif finding.evidence:
        first = finding.evidence[0]
        yield _("identity"), first.text
        if first.verdict is Verdict.VIOLATED:
            yield _("stated"), interval_words(first.stated)
            yield (
                _("possible"),
                _("{sum}{possible}, off by {difference}").format(
                    sum=sum_words(first),
                    possible=possible_words(first),
                    difference=number(abs(first.difference)),
                ),
            )
            yield from _also(finding.evidence[1:])
    yield from suspect_facts(finding)
    for note in finding.words.notes:
        yield _("detail"), note
    if finding.words.remedy:
        yield _("do"), finding.words.remedy
    if not brief:
        yield _("help"), f"tiltak-audit explain {finding.code}"


def is_conflict(finding: Finding) -> bool:
    """Tell whether only several identities together prove it, so that none can be shown first."""
    return finding.code == rule_for(Conflict).code


def _also(others: Sequence[Evidence]) -> Iterator[tuple[str, str]]:
    """Name the other identities of the case, the first of many."""
    for one in others[:_NAMED_IDENTITIES]:
        # The section of separated values has no name.
        whole = one.terms[0].cell
        if one.verdict is not Verdict.VIOLATED:
            yield (
                _("identity"),
                _("{code} {period}: {text}; {stated} and {possible}; {line}, {section}")
                .format(
                    code=one.code,
                    period=period_words(one.period),
                    text=one.text,
                    stated=interval_words(one.stated),
                    possible=interval_words(one.possible),
                    line=whole.report.origin.words(whole.row.line),
                    section=whole.table.section,
                )
                .removesuffix(", "),
            )
            continue
        yield (
            _("also"),
            _("{code} {period}: {text}, off by {off}; {line}, {section}")
            .format(
                code=one.code,
                period=period_words(one.period),
                text=one.text,
                off=number(abs(one.difference)),
                line=whole.report.origin.words(whole.row.line),
                section=whole.table.section,
            )
            .removesuffix(", "),
        )
    more = len(others) - _NAMED_IDENTITIES
    if more > 0:
        yield _("also"), ngettext("{n} more identity", "{n} more identities", more)


def sum_words(evidence: Evidence) -> str:
    """Write the side of the parts as printed figures and stars, where it is a sum of counts."""
    law = evidence.identity.law
    if evidence.at_most:
        return _("at least ")
    if evidence.period == MEAN and law is not Law.MEAN_OF_MONTHS:
        return _("within rounding ")
    parts = [term for term in evidence.terms if term.sign < 0]
    printed = [term.cell.printed for term in parts]
    known = sum(interval.low for interval in printed if interval.exact)
    hidden = sum(interval.unbounded for interval in printed)
    stars = sum(not interval.exact for interval in printed) - hidden
    if law is Law.MEAN_OF_MONTHS:
        text = _("({known}{stars}) / {months} = ")
    elif stars + hidden and len(parts) > 1:
        text = _("{known}{stars} = ")
    else:
        return ""
    stands = {stands_words(one) for one in printed if not (one.exact or one.unbounded)}
    starred = ngettext(" + {n} star of {range}", " + {n} stars of {range}", stars) if stars else ""
    starred = starred.replace("{range}", " / ".join(sorted(stands)))
    if hidden:
        least = {number(one.low) for one in printed if one.unbounded}
        more = ngettext(
            " + {n} hidden figure of {least} or more",
            " + {n} hidden figures of {least} or more",
            hidden,
        )
        starred += more.replace("{least}", " / ".join(sorted(least)))
    return text.format(known=number(known), stars=starred, months=len(parts))


def possible_words(evidence: Evidence) -> str:
    """Write what the parts allow."""
    possible = evidence.possible
    return number(possible.low) if evidence.at_most else interval_words(possible)


def stands_words(interval: Interval) -> str:
    """Write what a sign stands for."""
    if interval.unbounded:
        return _("{low} or more").format(low=number(interval.low))
    return f"{interval.low}–{interval.high}"


def interval_words(interval: Interval) -> str:
    """Write a count, or the first and the last of several."""
    if interval.exact:
        return number(interval.low)
    if interval.unbounded:
        return stands_words(interval)
    return f"{number(interval.low)} – {number(interval.high)}"

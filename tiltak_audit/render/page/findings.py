"""Findings as the page prints them: everything a reader without a script needs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext, number
from tiltak_audit.render.page.source import source_of
from tiltak_audit.render.words.facts import facts_of, is_conflict, stands_words
from tiltak_audit.render.words.places import cell, period_words, position
from tiltak_audit.render.words.plain import unbroken, visible
from tiltak_audit.render.words.proof import equation_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.findings.waiver import Waiver
    from tiltak_audit.identities.identity import Term
    from tiltak_audit.model.report import Report
    from tiltak_audit.render.page.source import Line
    from tiltak_audit.run.outcome import Outcome

# Figures of an identity that are printed without a script, and findings that have them.
_FIGURES = 16
_WITH_FIGURES = 500

_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"}


@attrs.frozen(eq=False, repr=False)
class Shown(Alike):
    """One finding in words.

    Attributes:
        name: Its fingerprint, numbered where several bear it: names it in the address.
        kind: ``error``, ``warning``, ``info`` or ``waived``.
        word: The kind in words.
        sign: The kind as a sign.
        code: Code of its rule.
        rule: Name of its rule.
        message: What is wrong.
        where: The place in the input.
        section: The section, empty where it is about none.
        about: Section, table, row and period.
        law: The first identity in words; empty where no identity proves it.
        equation: The first identity in figures.
        facts: The culprit or suspects, and what to do, with a name each.
        beside: The other identities, with a name each.
        figures: Figures of the first identity: sign, row, period, print.
        more: Figures of it that are not printed.
        lines: Lines of the input.
        waived: Who answers for it, why and until when.
    """

    name: str
    kind: str
    word: str
    sign: str
    code: str
    rule: str
    message: str
    where: str
    section: str
    about: str
    law: str
    equation: str
    facts: tuple[tuple[str, str], ...]
    beside: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str, str, str], ...]
    more: str
    lines: tuple[Line, ...]
    waived: str


def names_of(outcome: Outcome) -> list[str]:
    """Name the findings by their fingerprints; of several that bear one, the later by number."""
    seen: Counter[str] = Counter()
    names = []
    for finding in outcome.findings:
        name = finding.fingerprint
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return names


def shown_of(outcome: Outcome, names: list[str]) -> list[Shown]:
    """Put all findings in words, in their order: by question, severity and culprit."""
    reports = {report.path: report for report in outcome.audit.reports}
    ordered = zip(names, outcome.findings, strict=True)
    return [
        _shown(name, finding, outcome, reports, printed=at < _WITH_FIGURES)
        for at, (name, finding) in enumerate(ordered)
    ]


def _shown(
    name: str, finding: Finding, outcome: Outcome, reports: dict[str, Report], *, printed: bool
) -> Shown:
    place, first = finding.place, finding.evidence[: not is_conflict(finding)]
    terms = [term for one in first for term in one.terms] if printed else []
    more = max(len(terms) - _FIGURES, 0)
    kind, word, sign = _kind(finding)
    told, others = list(_facts(finding)), (_("identity"), _("also"))
    at = position(place.path, outcome.origin(place.path), place.line, place.column)
    return Shown(
        name=name,
        kind=kind,
        word=word,
        sign=sign,
        code=finding.code,
        rule=finding.name,
        message=_said(finding.words.message),
        where=visible(at),
        section=visible(place.section),
        about=visible(cell(place)),
        law="".join(_said(one.text) for one in first),
        equation="".join(_said(equation_of(one)) for one in first),
        facts=tuple(one for one in told if one[0] not in others),
        beside=tuple(one for one in told if one[0] in others),
        figures=tuple(map(_figure, terms[:_FIGURES])),
        more=ngettext("{n} more figure", "{n} more figures", more) if more else "",
        lines=source_of(finding, reports),
        waived=_waived(finding.waived) if finding.waived else "",
    )


def _waived(waiver: Waiver) -> str:
    return _("waived until {day} by {author}: {reason}").format(
        day=waiver.expires.isoformat(),
        author=visible(waiver.author),
        reason=visible(waiver.reason),
    )


def _said(text: str) -> str:
    return unbroken(visible(text))


def _kind(finding: Finding) -> tuple[str, str, str]:
    words = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.INFO: _("note")}
    if finding.waived:
        return "waived", _("waived {kind}").format(kind=words[finding.severity]), "~"
    return finding.severity.word, words[finding.severity], _SIGNS[finding.severity]


def _facts(finding: Finding) -> Iterator[tuple[str, str]]:
    """Leave out what the equation says already, and help, to which the page has a link."""
    equation = () if is_conflict(finding) else (_("identity"), _("stated"), _("possible"))
    for at, (name, text) in enumerate(facts_of(finding)):
        if name not in equation[at : at + 1] and name != _("help"):
            yield name, _said(text)


def _figure(term: Term) -> tuple[str, str, str, str]:
    cell, printed = term.cell, term.cell.printed
    table = " · ".join(filter(None, [cell.table.section, cell.table.label]))
    return (
        "Σ" if term.sign > 0 else "+",
        visible(f"{cell.row.name} · {table}"),
        period_words(cell.period),
        number(printed.low) if printed.exact else f"{cell.figure.printed} {stands_words(printed)}",
    )

"""Reports to findings: identities, verdicts, cases."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.engine.system import integers
from tiltak_audit.findings.cases import cases_of, place_of
from tiltak_audit.findings.evidence import evidence_of
from tiltak_audit.findings.finding import Finding, Place, Words, place_of_figure
from tiltak_audit.identities.between import identities_between, links_of
from tiltak_audit.identities.judged import judged_of
from tiltak_audit.identities.observations import observe
from tiltak_audit.identities.system import joint_of
from tiltak_audit.identities.within import identities_within
from tiltak_audit.rules.rule import Scan, catalogue, rule_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.disclosure.exposure import Disclosure
    from tiltak_audit.findings.finding import Evidence
    from tiltak_audit.identities.between import Link
    from tiltak_audit.identities.identity import Law, Verdict
    from tiltak_audit.identities.judged import Judged
    from tiltak_audit.model.notice import Notice
    from tiltak_audit.model.report import Report
    from tiltak_audit.rules.rule import Rule


@attrs.frozen(eq=False)
class Audit:
    """What an audit found.

    Attributes:
        reports: The reports, as given.
        judged: Their identities with verdicts, one a report, then one a pair of reports.
        links: Pairs of reports that could print the same counts.
        findings: All findings, by input, severity, code and line.
        checked: For each report, whether anything in it could be checked.
        disclosure: The disclosure audit; empty where it was not asked for.
    """

    reports: tuple[Report, ...]
    judged: tuple[Judged, ...]
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]
    checked: tuple[bool, ...]
    disclosure: tuple[Disclosure, ...] = ()

    def tally(self) -> Counter[tuple[str, str, Law, Verdict]]:
        """Count verdicts per identity and period, by path, section and law."""
        counts: Counter[tuple[str, str, Law, Verdict]] = Counter()
        for judged in self.judged:
            for (section, law, verdict), number in judged.tally().items():
                counts[judged.report.path, section, law, verdict] += number
        return counts


def audit(
    reports: Iterable[Report],
    attackers: Sequence[Attacker] = (),
    *,
    reveal: bool = False,
) -> Audit:
    """Audit reports, each once, by itself and against the others.

    With an attacker the stars are audited, too: which of them can be worked out from what is
    printed. Values are told only with ``reveal``.

    Raises:
        UsageError: An attacker's insider knows no star of the reports.
    """
    given = tuple({id(report): report for report in reports}.values())
    observed = {id(report): observe(report) for report in given}
    judged = [judged_of(report, identities_within(observed[id(report)])) for report in given]
    links = links_of(list(given))
    between = [
        judged_of(
            link.group,
            identities_between(link, observed[id(link.overview)], observed[id(link.group)]),
        )
        for link in links
    ]
    found: list[Finding] = []
    for one in judged:
        found += _remarks(one.report)
        found += _scanned(one)
    found += _cases([*judged, *between])
    disclosure = _disclosure([*judged, *between], attackers, reveal=reveal)
    for disclosed in disclosure:
        found += _exposed(disclosed)
    paths = {report.path: at for at, report in enumerate(given)}
    found.sort(key=lambda finding: _order(finding, paths))
    return Audit(
        given,
        (*judged, *between),
        tuple(links),
        tuple(found),
        tuple(one.checked for one in judged),
        disclosure,
    )


def _disclosure(
    judged: Sequence[Judged], attackers: Sequence[Attacker], *, reveal: bool
) -> tuple[Disclosure, ...]:
    if not attackers:
        return ()
    # The solver is imported only where it is wanted.
    from tiltak_audit.disclosure.disclose import disclose

    joint = joint_of(identity for one in judged for identity, _ in one.verdicts)
    return tuple(
        attrs.evolve(disclose(joint, attacker, integers([])), revealed=reveal)
        for attacker in attackers
    )


def _exposed(disclosure: Disclosure) -> Iterator[Finding]:
    for rule in catalogue():
        if rule.subject is not Scan.DISCLOSURE:
            continue
        for place, words, proofs in rule.says(disclosure):  # type: ignore[attr-defined]
            evidence = tuple(
                evidence_of(rule_for(identity.law).code, identity, period, verdict)
                for identity, period, verdict in proofs
            )
            yield Finding(rule.code, rule.name, rule.severity, words, place, evidence)


def _order(finding: Finding, paths: dict[str, int]) -> tuple[int, int, str, int, int]:
    place = finding.place
    return paths[place.path], -finding.severity, finding.code, place.line, place.column


def _cases(judged: Sequence[Judged]) -> Iterator[Finding]:
    evidence = [
        evidence_of(rule_for(identity.law).code, identity, period)
        for one in judged
        for identity, period in one.violated()
    ]
    for case in cases_of(evidence):
        first = case[0]
        rule = rule_for(first.identity.law)
        yield Finding(
            code=rule.code,
            name=rule.name,
            severity=rule.severity,
            words=_said(rule, first),
            place=_place(case),
            evidence=case,
            also=tuple(dict.fromkeys(one.code for one in case)),
        )


def _place(case: Sequence[Evidence]) -> Place:
    term = place_of(case)
    series = term.series
    return place_of_figure(series.report, series.table, series.row, term.column)


def _remarks(report: Report) -> Iterator[Finding]:
    for notice in report.notices:
        rule = rule_for(notice.remark)
        place = Place(
            path=report.path,
            line=notice.line,
            column=notice.column,
            end_column=notice.end_column,
            report=report.code,
            section=notice.section,
            table=notice.table,
            placed=notice.placed,
            row=notice.row,
        )
        first = notice.facts.get("first")
        beside = (first,) if isinstance(first, int) else ()
        yield Finding(
            rule.code, rule.name, rule.severity, _said(rule, notice), place, beside=beside
        )


def _scanned(judged: Judged) -> Iterator[Finding]:
    for rule in catalogue():
        match rule.subject:
            case Scan.REPORT:
                pairs = rule.says(judged.report)
            case Scan.JUDGED:
                pairs = rule.says(judged)
            case _:
                continue
        for place, words in pairs:  # type: ignore[attr-defined]
            yield Finding(rule.code, rule.name, rule.severity, words, place)


def _said(rule: Rule, about: Evidence | Notice) -> Words:
    words = rule.says(about)
    assert isinstance(words, Words)
    return words

"""Reports to findings: identities, verdicts, cases."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.findings.cases import cases_of, joined, place_of
from tiltak_audit.findings.evidence import evidence_of
from tiltak_audit.findings.finding import Finding, Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.identities.among import identities_among
from tiltak_audit.identities.between import identities_between, links_of
from tiltak_audit.identities.judge import judge
from tiltak_audit.identities.judged import judged_of
from tiltak_audit.identities.observations import observe
from tiltak_audit.identities.within import identities_within
from tiltak_audit.model.cell import Place
from tiltak_audit.rules.rule import Proof, Scan, catalogue, rule_for
from tiltak_audit.suspects.examine import examined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.disclosure.exposure import Disclosure
    from tiltak_audit.findings.finding import Evidence
    from tiltak_audit.identities.between import Link
    from tiltak_audit.identities.identity import Identity, Law, Verdict
    from tiltak_audit.identities.judged import Judged
    from tiltak_audit.model.notice import Notice
    from tiltak_audit.model.report import Report
    from tiltak_audit.rules.rule import Rule
    from tiltak_audit.suspects.examine import Examined, Root


@attrs.frozen(eq=False)
class Audit:
    """What an audit found.

    Attributes:
        reports: The reports, as given.
        judged: Their identities with verdicts, one a report, then one a pair of reports.
        links: Pairs of reports that could print the same counts.
        findings: All findings, by input, severity, code and line.
        checked: For each report, whether anything in it could be checked.
        examined: All identities held together: root causes, conflicts, what is left to believe.
        disclosure: The disclosure audit; none where it was not asked for.
    """

    reports: tuple[Report, ...]
    judged: tuple[Judged, ...]
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]
    checked: tuple[bool, ...]
    examined: Examined
    disclosure: Disclosure | None = None

    def tally(self) -> Counter[tuple[str, str, Law, Verdict]]:
        """Count verdicts per identity and period, by path, section and law."""
        counts: Counter[tuple[str, str, Law, Verdict]] = Counter()
        for judged in self.judged:
            for (section, law, verdict), number in judged.tally().items():
                counts[judged.report.path, section, law, verdict] += number
        return counts


def audit(
    reports: Iterable[Report],
    attacker: Attacker | None = None,
    *,
    reveal: bool = False,
    progress: Callable[[float], None] = lambda _: None,
) -> Audit:
    """Audit reports, each once, by itself and against the others.

    With an attacker the stars are audited, too: which of them can be worked out from what is
    printed. Values are told only with ``reveal``. ``progress`` is told which further share of
    that work is done.

    Raises:
        UsageError: An attacker's insider knows no star of the reports.
    """
    given = tuple(dict.fromkeys(reports))
    observed = {report: observe(report) for report in given}
    judged = [judged_of(report, identities_within(observed[report])) for report in given]
    links = links_of(list(given))
    between = [
        judged_of(
            link.group, identities_between(link, observed[link.overview], observed[link.group])
        )
        for link in links
    ]
    among: dict[Report, list[Identity]] = {}
    for link, identity in identities_among(links, observed):
        among.setdefault(link.group, []).append(identity)
    between += [judged_of(one, among[one]) for one in given if one in among]
    found: list[Finding] = []
    for one in judged:
        found += _remarks(one.report)
        found += _scanned(one)
    cases = cases_of(_violated([*judged, *between]))
    checked = examined(
        (identity for one in (*judged, *between) for identity, _ in one.verdicts),
        [[(one.identity, one.period) for one in case] for case in cases],
    )
    found += (_violation(root, cases) for root in checked.roots)
    disclosure = None
    if attacker:
        # The solver is imported only where it is wanted.
        from tiltak_audit.disclosure.disclose import disclosed

        checked, disclosure = disclosed(checked, attacker, progress, reveal=reveal)
    found += (_conflict(root, checked) for root in checked.conflicts)
    if disclosure:
        found += _exposed(disclosure)
    return Audit(
        given,
        (*judged, *between),
        tuple(links),
        _sorted(found, given),
        tuple(one.checked for one in judged),
        checked,
        disclosure,
    )


def _exposed(disclosure: Disclosure) -> Iterator[Finding]:
    for rule in catalogue():
        if rule.subject is not Scan.DISCLOSURE:
            continue
        for place, words, proofs, covers in rule.says(disclosure):  # type: ignore[attr-defined]
            evidence = tuple(
                evidence_of(rule_for(identity.law).code, identity, period, verdict)
                for identity, period, verdict in proofs
            )
            yield Finding(
                rule.code, rule.name, rule.severity, words, place, evidence, covers=covers
            )


def _sorted(found: Iterable[Finding], reports: Sequence[Report]) -> tuple[Finding, ...]:
    paths = {report.path: at for at, report in enumerate(reports)}
    return tuple(sorted(found, key=lambda finding: _order(finding, paths)))


def _order(finding: Finding, paths: dict[str, int]) -> tuple[int, int, str, int]:
    place = finding.place
    return paths[place.path], -finding.severity, finding.code, place.line


def _violated(judged: Sequence[Judged]) -> list[Evidence]:
    return [
        evidence_of(rule_for(identity.law).code, identity, period)
        for one in judged
        for identity, period in one.violated()
    ]


def _violation(root: Root, cases: Sequence[Sequence[Evidence]]) -> Finding:
    """Make one finding of the cases that one cause explains."""
    evidence = joined([cases[at] for at in root.cases])
    return _finding(rule_for(evidence[0].identity.law), evidence[0], evidence, root)


def _conflict(root: Root, checked: Examined) -> Finding:
    """Make a finding of identities that cannot hold together."""
    proofs = [
        evidence_of(rule_for(identity.law).code, identity, period, dict(judge(identity))[period])
        for identity, period in checked.said(root)
    ]
    evidence = joined([proofs])
    found = _finding(rule_for(Proof.CONFLICT), evidence, evidence, root)
    if checked.capped and root is checked.conflicts[-1]:
        more = _("the search for conflicts ended here; there may be more")
        found = attrs.evolve(found, words=attrs.evolve(found.words, notes=(more,)))
    return found


def _finding(
    rule: Rule, about: Evidence | tuple[Evidence, ...], evidence: tuple[Evidence, ...], root: Root
) -> Finding:
    """Make a finding at its culprit, or else where its identities meet."""
    culprit = root.located.culprit
    cell = culprit.suspects[0].cell if culprit and culprit.suspects else place_of(evidence).cell
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        words=_said(rule, about),
        place=cell.place,
        evidence=evidence,
        also=tuple(sorted({rule.code} | {one.code for one in evidence})),
        located=root.located,
    )


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
        beside: tuple[int, ...] = ()
        about = notice
        if isinstance(first := notice.facts.get("first"), int):
            beside = (first,)
            facts = {**notice.facts, "first_place": report.origin.words(first)}
            about = attrs.evolve(notice, facts=facts)
        # What was seen and not read is an error of reading, whichever form it came in.
        severity = Severity.ERROR if notice.unread else rule.severity
        words = _said(rule, about)
        yield Finding(
            rule.code, rule.name, severity, words, place, beside=beside, unread=notice.unread
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


def _said(rule: Rule, about: Evidence | tuple[Evidence, ...] | Notice) -> Words:
    words = rule.says(about)
    assert isinstance(words, Words)
    return words

"""An outcome as JUnit XML: a suite an input, a case a section and rule."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

import tiltak_audit
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.render.json.document import options_line
from tiltak_audit.render.words.counts import verdict_words
from tiltak_audit.render.words.places import cell, position
from tiltak_audit.rules.rule import rule_for
from tiltak_audit.run.inputs import Accepted
from tiltak_audit.run.verdicts import words_of

if TYPE_CHECKING:
    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.run.inputs import Input
    from tiltak_audit.run.outcome import Outcome

# Names of cases are the same in every language: servers follow them from run to run.
_WHOLE = "the whole input"

# Findings that the message of a failure names; its text has all.
_IN_MESSAGE = 5

# Characters that XML 1.0 cannot hold, not even escaped.
_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")

# Those that it can hold, but that a terminal obeys.
_LATE_CONTROLS = {code: f"\\x{code:02x}" for code in range(0x7F, 0xA0)}


def junit_of(outcome: Outcome) -> bytes:
    """Give the suites.

    A finding below --fail-on is told, but fails nothing; a case is skipped, in the words of its
    findings, where these would fail if their question were part of the gate.
    """
    xml = JUnitXml("tiltak-audit")
    for one in outcome.inputs:
        xml.add_testsuite(_suite(one, outcome))
    xml.update_statistics()  # type: ignore[no-untyped-call]
    text: bytes = xml.tostring()  # type: ignore[no-untyped-call]
    return text + b"\n"


def _suite(one: Input, outcome: Outcome) -> TestSuite:
    suite = TestSuite(_safe(one.path))
    suite.add_property("tiltak-audit", tiltak_audit.__version__)
    suite.add_property("sha256", one.sha256)
    suite.add_property("verdict", outcome.verdict)
    suite.add_property("gate", ",".join(outcome.options.gate))
    for name, word in words_of(outcome.verdicts).items():
        suite.add_property(f"verdict.{name}", word)
    suite.add_property("options", _safe(options_line(outcome)))
    if not isinstance(one, Accepted):
        case = TestCase("read", _safe(one.path))
        case.result = [Error(_safe(one.reason))]
        suite.add_testcase(case)
        return suite
    elsewhere = _told_elsewhere(one, outcome)
    for (section, code), (judged, findings) in _cases(one, outcome).items():
        case = TestCase(code, _safe(section) or _WHOLE)
        failing = [finding for finding in findings if outcome.options.fails(finding)]
        by_others = [] if failing else elsewhere.get((section, code), [])
        ungated = [one for one in findings if outcome.options.would_fail(one)]
        if failing or by_others:
            case.result = [_failure(failing or by_others, outcome)]
        elif ungated:
            case.result = [Skipped(_safe(_message(ungated)))]
        told = [f"{judged[verdict]} {word}" for verdict, word in verdict_words() if judged[verdict]]
        told += [_said(finding, outcome) for finding in findings if finding not in failing]
        if told:
            case.system_out = _safe("\n".join(told))
        suite.add_testcase(case)
    return suite


def _told_elsewhere(one: Accepted, outcome: Outcome) -> dict[tuple[str, str], list[Finding]]:
    """Give the findings that fail by the section and rule of each identity that they break."""
    told: dict[tuple[str, str], list[Finding]] = {}
    for finding in outcome.findings:
        if not outcome.options.fails(finding):
            continue
        broken = {
            (term.cell.table.section, evidence.code)
            for evidence in finding.evidence
            if evidence.verdict is Verdict.VIOLATED
            for term in evidence.terms[:1]
            if term.cell.report.path == one.path
        }
        for key in broken:
            told.setdefault(key, []).append(finding)
    return told


def _cases(
    one: Accepted, outcome: Outcome
) -> dict[tuple[str, str], tuple[Counter[Verdict], list[Finding]]]:
    """Group verdicts and findings by section and rule."""
    found: dict[tuple[str, str], tuple[Counter[Verdict], list[Finding]]] = {}
    for (path, section, law, verdict), number in outcome.audit.tally().items():
        if path == one.path:
            key = section, rule_for(law).code
            found.setdefault(key, (Counter(), []))[0][verdict] += number
    for finding in outcome.findings:
        if finding.place.path == one.path:
            key = finding.place.section, finding.code
            found.setdefault(key, (Counter(), []))[1].append(finding)
    return dict(sorted(found.items()))


def _failure(findings: list[Finding], outcome: Outcome) -> Failure:
    """Tell all findings in one: of several failures of a case servers show the first."""
    worst = max(finding.severity for finding in findings)
    failure = Failure(_safe(_message(findings)), worst.word)
    failure.text = _safe("\n\n".join(_said(finding, outcome) for finding in findings))
    return failure


def _message(findings: list[Finding]) -> str:
    messages = [finding.words.message for finding in findings[:_IN_MESSAGE]]
    if findings[_IN_MESSAGE:]:
        more = len(findings) - _IN_MESSAGE
        messages.append(ngettext("{n} more like it", "{n} more like it", more))
    return "; ".join(messages)


def _said(finding: Finding, outcome: Outcome) -> str:
    place = finding.place
    at = position(place.path, outcome.origin(place.path), place.line, place.column)
    lines = [
        f"{finding.severity.title}[{finding.code} {finding.name}]: {finding.words.message}",
        f"{at}   {cell(place)}".rstrip(),
        *finding.words.notes,
        finding.words.remedy,
    ]
    if finding.waived:
        lines.append(_("waived: {reason}").format(reason=finding.waived.reason))
    return "\n".join(lines)


def _safe(text: str) -> str:
    return text.translate(_ILLEGAL | _LATE_CONTROLS)

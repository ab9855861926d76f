"""An outcome as JUnit XML: a suite an input, a case a section and rule."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite

import tiltak_audit
from tiltak_audit.i18n import _
from tiltak_audit.inputs import Accepted
from tiltak_audit.render.closing import verdict_words
from tiltak_audit.render.document import options_line
from tiltak_audit.render.places import cell, position
from tiltak_audit.rules.rule import rule_for

if TYPE_CHECKING:
    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.identities.identity import Verdict
    from tiltak_audit.inputs import Input
    from tiltak_audit.outcome import Outcome

# Names of cases are the same in every language: servers follow them from run to run.
_WHOLE = "the whole input"

# Characters that XML 1.0 cannot hold, not even escaped.
_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")


def junit_of(outcome: Outcome) -> bytes:
    """Give the suites; a finding below --fail-on is told, but fails nothing."""
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
    suite.add_property("options", _safe(options_line(outcome)))
    if not isinstance(one, Accepted):
        case = TestCase("read", _safe(one.path))
        case.result = [Error(_safe(one.reason))]
        suite.add_testcase(case)
        return suite
    for (section, code), (judged, findings) in _cases(one, outcome).items():
        case = TestCase(code, _safe(section) or _WHOLE)
        failing = [finding for finding in findings if outcome.options.fails(finding)]
        case.result = [_failure(finding, one) for finding in failing]
        told = [f"{judged[verdict]} {word}" for verdict, word in verdict_words() if judged[verdict]]
        told += [_said(finding, one) for finding in findings if finding not in failing]
        if told:
            case.system_out = _safe("\n".join(told))
        suite.add_testcase(case)
    return suite


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


def _failure(finding: Finding, one: Accepted) -> Failure:
    failure = Failure(_safe(finding.words.message), finding.severity.word)
    failure.text = _safe(_said(finding, one))
    return failure


def _said(finding: Finding, one: Accepted) -> str:
    place = finding.place
    at = position(one.path, one.report.origin, place.line, place.column)
    lines = [
        f"{finding.severity.title}[{finding.code} {finding.name}]: {finding.words.message}",
        f"{at}   {cell(place)}".rstrip(),
        *finding.words.notes,
        finding.words.remedy,
        *(_("waived: {reason}").format(reason=waiver.reason) for waiver in finding.waived),
    ]
    return "\n".join(lines)


def _safe(text: str) -> str:
    return text.translate(_ILLEGAL)

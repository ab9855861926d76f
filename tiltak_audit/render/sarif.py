"""An outcome as SARIF 2.1.0, for code scanning and other viewers of findings (OASIS, 2020)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import tiltak_audit
from tiltak_audit.exits import Exit
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, language
from tiltak_audit.render.json.contract import written
from tiltak_audit.render.json.document import trail_of
from tiltak_audit.render.words.places import cell, cell_name
from tiltak_audit.rules.page import page_of
from tiltak_audit.rules.rule import catalogue
from tiltak_audit.run.inputs import Accepted

if TYPE_CHECKING:
    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.model.cell import Place
    from tiltak_audit.model.origin import Origin
    from tiltak_audit.run.inputs import Input
    from tiltak_audit.run.outcome import Outcome

_VERSION = "2.1.0"
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

# Figures of an identity that are named beside a result; the JSON document has all.
_RELATED = 20

_Object = dict[str, Any]


def sarif_of(outcome: Outcome) -> bytes:
    """Give the log: one run, a result a finding, a notification an input that was not read."""
    index = {rule.code: at for at, rule in enumerate(catalogue())}
    log = {
        "$schema": _SCHEMA,
        "version": _VERSION,
        "runs": [
            {
                "tool": {"driver": _driver()},
                "language": language(),
                "invocations": [_invocation(outcome)],
                "artifacts": [_artifact(one) for one in outcome.inputs],
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(finding, outcome.origin(finding.place.path), index[finding.code])
                    for finding in outcome.findings
                ],
                "properties": trail_of(outcome),
            }
        ],
    }
    return written(log)


def _driver() -> _Object:
    return {
        "name": "tiltak-audit",
        "version": tiltak_audit.__version__,
        "semanticVersion": tiltak_audit.__version__,
        "rules": [
            {
                "id": rule.code,
                "name": "".join(word.capitalize() for word in rule.name.split("-")),
                "shortDescription": {"text": _(rule.summary)},
                "help": {"text": page_of(rule)},
                "defaultConfiguration": {"level": _LEVELS[rule.severity]},
            }
            for rule in catalogue()
        ],
    }


def _invocation(outcome: Outcome) -> _Object:
    return {
        "executionSuccessful": outcome.exit in {Exit.PASS, Exit.FAIL},
        "exitCode": int(outcome.exit),
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": one.reason},
                "locations": [{"physicalLocation": {"artifactLocation": _uri(one.path)}}],
            }
            for one in outcome.inputs
            if not isinstance(one, Accepted)
        ],
    }


def _artifact(one: Input) -> _Object:
    found: _Object = {"location": _uri(one.path)}
    if one.sha256:
        found["hashes"] = {"sha-256": one.sha256}
    return found


def _uri(path: str) -> _Object:
    """Give a path as a relative or absolute reference (RFC 3986)."""
    return {"uri": ("file://" if path.startswith("/") else "") + quote(path)}


def _result(finding: Finding, origin: Origin, rule: int) -> _Object:
    place = finding.place
    found = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding, origin)},
        "locations": [_location(place, origin, cell_name(place, place.period))],
        "partialFingerprints": {"tiltakAudit/v1": finding.fingerprint},
        "properties": {"axis": finding.axis.value},
    }
    related = [
        _location(term.cell.place, term.cell.report.origin, "")
        for evidence in finding.evidence[:1]
        for term in evidence.terms[:_RELATED]
    ]
    if related:
        found["relatedLocations"] = related
    if waiver := finding.waived:
        said = f"{waiver.reason} ({waiver.author}, {waiver.expires.isoformat()})"
        found["suppressions"] = [{"kind": "external", "status": "accepted", "justification": said}]
    return found


def _message(finding: Finding, origin: Origin) -> str:
    """Say what is wrong, where in the report's own terms, why, and what to do."""
    words = finding.words
    about = cell(finding.place)
    said = [words.message + (f" ({about})" if about else "")]
    if not origin.as_printed and finding.place.line:
        said.append(origin.words(finding.place.line))
    return ". ".join(filter(None, [*said, *words.notes, words.remedy]))


def _location(place: Place, origin: Origin, about: str) -> _Object:
    line, start = place.line, place.column
    physical: _Object = {"artifactLocation": _uri(place.path)}
    page, on_page = origin.place(line)
    if line and origin.as_printed:
        in_columns = start and origin.has_columns(line)
        columns = {"startColumn": start, "endColumn": place.end_column} if in_columns else {}
        physical["region"] = {"startLine": on_page, **columns}
    elif line:
        physical["region"] = {"startLine": on_page, "properties": {"page": page}}
    found: _Object = {"physicalLocation": physical}
    if about:
        found["logicalLocations"] = [{"fullyQualifiedName": about, "kind": "cell"}]
    return found

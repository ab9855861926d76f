"""An outcome as JSON lines, after the standard validation report of the ESS.

Source of the structure: ESSnet ValiDat Integration, Design of a generic machine-readable
validation report structure, version 1.0.0 (2017-08-15).
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import msgspec

import tiltak_audit
from tiltak_audit.findings.evidence import evidence_of, text_of
from tiltak_audit.findings.severity import Severity
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.render.json.document import options_line, trail_of
from tiltak_audit.render.words.plain import in_json
from tiltak_audit.rules.rule import catalogue, rule_for
from tiltak_audit.run.verdicts import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.identities.identity import Term
    from tiltak_audit.model.cell import Place
    from tiltak_audit.run.outcome import Outcome

    Line = dict[str, object]

_LANGUAGE = f"tiltak-audit {tiltak_audit.__version__}"

# What the standard calls the outcome of one rule on one piece of data.
_VALUES = {
    Verdict.SATISFIED: "1",
    Verdict.CONSISTENT: "1",
    Verdict.VACUOUS: "NA",
    Verdict.NOT_APPLICABLE: "NA",
    Verdict.VIOLATED: "0",
}
_SEVERITIES = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "information",
}


def ess_of(outcome: Outcome) -> bytes:
    """Give a line an identity and period, one a finding beside these, and those of the run.

    The key of a figure is its report, edition, section, table, row and period, with bars
    between. The time is the day of the run. What --select and --ignore leave out is not told.
    """
    event = {"time": outcome.today.isoformat(), "actor": _LANGUAGE}
    lines = chain(_identities(outcome), _others(outcome), _run(outcome))
    encode = msgspec.json.Encoder().encode
    return b"".join(
        in_json(encode({"id": str(number), "event": event, **line}).decode()).encode() + b"\n"
        for number, line in enumerate(lines, 1)
    )


def _identities(outcome: Outcome) -> Iterator[Line]:
    severities = {
        rule.code: outcome.config.severity(rule.code, rule.severity) for rule in catalogue()
    }
    for judged in outcome.audit.judged:
        for identity, verdicts in judged.verdicts:
            code = rule_for(identity.law).code
            if not outcome.options.reports([code]):
                continue
            rule = _rule(code, text_of(identity), severities[code])
            for period, verdict in verdicts:
                terms = evidence_of(code, identity, period, verdict).terms
                target = [_key(term) for term in terms if term.sign > 0]
                yield _validation(rule, map(_key, terms), target, verdict.value, _VALUES[verdict])


def _others(outcome: Outcome) -> Iterator[Line]:
    """Give what was found beside violated identities: damage, stars, the run itself."""
    for finding in outcome.findings:
        if any(one.verdict is Verdict.VIOLATED for one in finding.evidence):
            continue
        terms = (_key(term) for one in finding.evidence for term in one.terms)
        rule = _rule(finding.code, finding.name, finding.severity)
        yield _validation(
            rule, dict.fromkeys(terms), [_key_of(finding.place)], finding.words.message, "0"
        )


def _run(outcome: Outcome) -> Iterator[Line]:
    """Give the run as a whole: the three verdicts and that of the gate, and its inputs."""
    trail = trail_of(outcome)
    inputs = [f"{one.path}|{one.sha256}" for one in trail["inputs"]]
    said = {f"verdict.{name}": word for name, word in words_of(outcome.verdicts).items()}
    for expression, value in (said | {"verdict": trail["verdict"]}).items():
        yield {
            "type": "aggregation",
            "aggregate": {
                "language": _LANGUAGE,
                "expression": expression,
                "description": options_line(outcome),
            },
            "data": {"source": inputs, "target": inputs},
            "value": value,
        }


def _validation(
    rule: Line, source: Iterable[str], target: list[str], description: str, value: str
) -> Line:
    data = {"source": list(source), "target": target, "description": description}
    return {"type": "validation", "rule": rule, "data": data, "value": value}


def _rule(code: str, expression: str, severity: Severity) -> Line:
    return {
        "language": _LANGUAGE,
        "expression": expression,
        "severity": _SEVERITIES[severity],
        "description": code,
    }


def _key(term: Term) -> str:
    return _key_of(term.cell.place, term.cell.report.edition)


def _key_of(place: Place, edition: str = "") -> str:
    """Give the key of a figure, or of a finding as far as it is about one, whatever the edition."""
    return f"{place.report}|{edition}|{place.section}|{place.table}|{place.named}|{place.period}"

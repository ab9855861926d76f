"""An outcome as JSON: the same input and options give the same bytes."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypedDict

import msgspec

import tiltak_audit
from tiltak_audit.disclosure.exposure import Standing
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.model.origin import Dialect
from tiltak_audit.render.json.across import across_of
from tiltak_audit.render.json.blind import address_of, coverage_of, row_of
from tiltak_audit.render.json.contract import (
    SCHEMA_VERSION,
    Bounds,
    DisclosureOf,
    Document,
    FindingOf,
    IdentityOf,
    InputOf,
    PeriodOf,
    RecoverableOf,
    RepairOf,
    SuspectOf,
    Tally,
    TermOf,
    Tool,
    WaiverOf,
    written,
)
from tiltak_audit.render.json.editions_of import editions_in_json, kept
from tiltak_audit.render.json.verdicts import verdicts_in_json
from tiltak_audit.render.words.plain import in_json
from tiltak_audit.rules.rule import rule_for
from tiltak_audit.run.inputs import Accepted, extent_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.disclosure.exposure import Disclosure
    from tiltak_audit.findings.axis import AxisName
    from tiltak_audit.findings.finding import Evidence, Finding
    from tiltak_audit.findings.waiver import Waiver
    from tiltak_audit.identities.identity import Term
    from tiltak_audit.model.interval import Interval
    from tiltak_audit.model.origin import Origin
    from tiltak_audit.render.json.contract import VerdictsOf
    from tiltak_audit.run.inputs import Input
    from tiltak_audit.run.options import Options
    from tiltak_audit.run.outcome import Outcome
    from tiltak_audit.suspects.suspect import Certainty, Suspect


class Trail(TypedDict):
    """What every machine format says of a run beside its findings."""

    options: Options
    verdict: Literal["pass", "fail", "incomplete"]
    verdicts: VerdictsOf
    gate: list[AxisName]
    inputs: list[InputOf]
    identities: Tally
    identities_by_rule: dict[str, Tally]


def document_of(outcome: Outcome) -> Document:
    """Put an outcome into the shape of the contract."""
    return Document(
        schema_version=SCHEMA_VERSION,
        tool=Tool("tiltak-audit", tiltak_audit.__version__),
        **trail_of(outcome),
        across=[across_of(pair) for pair in outcome.audit.pairs],
        findings=[_finding(one, outcome.origin(one.place.path)) for one in outcome.findings],
        disclosure=_disclosure(outcome.audit.disclosure),
        coverage=coverage_of(outcome.summaries, outcome.blind),
        editions=editions_in_json(outcome.audit.editions, reveal=outcome.options.reveal),
        snapshot=list(map(kept, outcome.audit.reports)) if outcome.options.snapshot else None,
    )


def trail_of(outcome: Outcome) -> Trail:
    """Give the audit trail: what was asked for, of which inputs, and what it came to."""
    by_rule: dict[str, Counter[Verdict]] = {}
    for (_, _, law, verdict), number in outcome.audit.tally().items():
        by_rule.setdefault(rule_for(law).code, Counter())[verdict] += number
    return Trail(
        options=outcome.options,
        verdict=outcome.verdict,  # type: ignore[typeddict-item]
        verdicts=verdicts_in_json(outcome.verdicts),
        gate=list(outcome.options.gate),
        inputs=[input_in_json(one) for one in outcome.inputs],
        identities=_tally(sum(by_rule.values(), Counter())),
        identities_by_rule={code: _tally(by_rule[code]) for code in sorted(by_rule)},
    )


def options_line(outcome: Outcome) -> str:
    """Give the options as one line of JSON, for formats that have a place for a text only."""
    return in_json(msgspec.json.encode(outcome.options).decode())


def json_of(outcome: Outcome) -> bytes:
    """Give the document as indented UTF-8 JSON with a final line end."""
    return written(document_of(outcome))


def _disclosure(found: Disclosure | None) -> DisclosureOf | None:
    if found is None:
        return None
    return DisclosureOf(
        suppressed=found.suppressed,
        secondary=found.secondary,
        recoverable=found.count(Standing.RECOVERABLE),
        recoverable_nonzero=found.nonzero if found.revealed else None,
        narrowed=len(found.narrowed),
        undecided=found.count(Standing.UNDECIDED),
        cells=list(_exposed(found)),
    )


def _exposed(found: Disclosure) -> Iterator[RecoverableOf]:
    """Give the stars that do not protect, in print order: those of a row stand together."""
    decided = (one for one in found.by_counts if one.standing is not Standing.UNDECIDED)
    for row, stars in groupby(decided, key=lambda one: one.cell.row):
        some = list(stars)
        cell = some[0].cell
        path, section, table, label, page, line = row_of(cell.report, cell.table, row)
        periods = cell.table.columns.periods
        for one in some:
            yield RecoverableOf(
                path,
                section,
                table,
                label,
                periods[one.cell.column],
                page,
                line,
                one.width,
                one.interval.low if found.revealed else None,
                one.interval.high if found.revealed else None,
            )


def input_in_json(one: Input) -> InputOf:
    """Say what an input is, and how much was read of it."""
    if not isinstance(one, Accepted):
        return InputOf(one.path, one.sha256 or None, one.reason, *[None] * 13)
    report, extent = one.report, extent_of(one.report)
    dialect = report.origin.dialect
    period = report.period
    return InputOf(
        path=one.path,
        sha256=one.sha256,
        error=None,
        report=report.code or None,
        title=report.title or None,
        edition=report.edition or None,
        period=PeriodOf(str(period.first), str(period.last)) if period else None,
        form=report.origin.form.value,
        encoding=report.origin.encoding or None,
        dialect=None if dialect is Dialect.UNKNOWN else dialect.value,
        pages=report.origin.pages or None,
        tables=extent.tables,
        rows=extent.rows,
        cells=extent.cells,
        suppressed=extent.suppressed,
        secondary=extent.secondary,
    )


def _tally(counts: Counter[Verdict]) -> Tally:
    return Tally(**{verdict.value: counts[verdict] for verdict in Verdict})


def _finding(finding: Finding, origin: Origin) -> FindingOf:
    place = finding.place
    in_columns = origin.has_columns(place.line)
    page, line = origin.place(place.line)
    placed = bool(place.section) and place.placed
    return FindingOf(
        code=finding.code,
        name=finding.name,
        axis=finding.axis.value,
        severity=finding.severity.word,  # type: ignore[arg-type]
        message=finding.words.message,
        path=place.path,
        page=page or None,
        line=line or None,
        column=(place.column or None) if in_columns else None,
        end_column=(place.end_column or None) if in_columns else None,
        section=place.section or None,
        table=place.table if placed else None,
        row=place.row or None,
        period=place.period or None,
        identities=[_identity(one) for one in finding.evidence],
        suspects=[_suspect(one, how_sure) for one, how_sure in finding.suspects],
        fingerprint=finding.fingerprint,
        waived=_waiver(finding.waived) if finding.waived else None,
    )


def _waiver(waiver: Waiver) -> WaiverOf:
    return WaiverOf(waiver.reason, waiver.author, waiver.expires.isoformat(), waiver.at_most)


def _identity(evidence: Evidence) -> IdentityOf:
    return IdentityOf(
        code=evidence.code,
        text=evidence.text,
        verdict=evidence.verdict.value,
        stated=_bounds(evidence.stated),
        possible=_bounds(evidence.possible) if evidence.verdict is Verdict.VIOLATED else None,
        terms=[_term(term) for term in evidence.terms],
    )


def _bounds(interval: Interval) -> Bounds:
    return Bounds(interval.low, interval.highest)


def _suspect(suspect: Suspect, certainty: Certainty) -> SuspectOf:
    return SuspectOf(
        *address_of(suspect.cell),
        printed=suspect.cell.figure.printed,
        repair=RepairOf(suspect.repair.low, suspect.repair.high),
        certainty=certainty.value,
        cause=suspect.cause.value or None,
    )


def _term(term: Term) -> TermOf:
    printed = term.cell.printed
    sign: Literal[-1, 1] = 1 if term.sign > 0 else -1
    return TermOf(*address_of(term.cell), sign, printed.low, printed.highest)

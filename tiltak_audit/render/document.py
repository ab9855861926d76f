"""The JSON document of a run, and its schema: the contract with other programs.

Keys are always present, null where they do not apply. The same input and options give the
same bytes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec import Meta, Struct

import tiltak_audit
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.inputs import Accepted, extent_of
from tiltak_audit.rules.rule import rule_for

if TYPE_CHECKING:
    from tiltak_audit.findings.finding import Evidence, Finding
    from tiltak_audit.identities.identity import Term
    from tiltak_audit.inputs import Input
    from tiltak_audit.model.interval import Interval
    from tiltak_audit.outcome import Outcome

SCHEMA_VERSION = "1.0"

_Month = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}$", description="ISO month")]
_Count = Annotated[int, Meta(ge=0)]
_Code = Annotated[str, Meta(pattern=r"^TA[0-9]{3}$", description="code of a rule")]
_VerdictWord = Literal["satisfied", "consistent", "vacuous", "not_applicable", "violated"]


class Tool(Struct, frozen=True):
    """The program that wrote the document."""

    name: str
    version: str


class OptionsUsed(Struct, frozen=True):
    """The options that change the result."""

    select: list[str]
    ignore: list[str]
    fail_on: Literal["error", "warning", "info", "never"]
    disclosure: bool
    reveal: bool


class PeriodOf(Struct, frozen=True):
    """The months a report covers."""

    first: _Month
    last: _Month


class InputOf(Struct, frozen=True):
    """One input; counts as in the report, a total once a table."""

    path: str
    sha256: str | None
    error: str | None
    report: str | None
    title: str | None
    edition: str | None
    period: PeriodOf | None
    tables: _Count | None
    rows: _Count | None
    cells: _Count | None
    suppressed: _Count | None


class Tally(Struct, frozen=True):
    """Verdicts, counted per identity and period."""

    satisfied: _Count
    consistent: _Count
    vacuous: _Count
    not_applicable: _Count
    violated: _Count


class Bounds(Struct, frozen=True):
    """A closed range of integers."""

    low: int
    high: int


class TermOf(Struct, frozen=True):
    """One printed figure of an identity; sign +1 is the whole's side."""

    path: str
    section: str
    table: str
    row: str
    period: str
    line: int
    sign: Literal[-1, 1]
    low: int
    high: int


class IdentityOf(Struct, frozen=True):
    """A violated identity in one period."""

    code: _Code
    text: str
    verdict: _VerdictWord
    stated: Bounds
    possible: Bounds
    terms: list[TermOf]


class SuspectOf(Struct, frozen=True):
    """A printed figure that may be wrong, with the values that would mend all identities."""

    path: str
    section: str
    table: str
    row: str
    period: str
    line: int
    printed: str
    repair: Bounds
    certainty: Literal["certain", "likely", "one-of-n"]
    cause: str | None


class FindingOf(Struct, frozen=True):
    """One root cause. Columns are 1-based; end_column is the column after the last."""

    code: _Code
    name: str
    severity: Literal["error", "warning", "info"]
    message: str
    path: str
    page: int | None
    line: int | None
    column: int | None
    end_column: int | None
    section: str | None
    table: str | None
    row: str | None
    period: str | None
    identities: list[IdentityOf]
    suspects: list[SuspectOf]
    fingerprint: str


class RecoverableOf(Struct, frozen=True):
    """A star that the rest of the report narrows; low and high only with --reveal."""

    path: str
    section: str
    table: str
    row: str
    period: str
    width: _Count
    low: int | None
    high: int | None


class DisclosureOf(Struct, frozen=True):
    """The disclosure audit."""

    suppressed: _Count
    recoverable: _Count
    recoverable_nonzero: _Count | None
    narrowed: _Count
    undecided: _Count
    cells: list[RecoverableOf]


class Document(Struct, frozen=True):
    """What a run of tiltak-audit check found."""

    schema_version: str
    tool: Tool
    options: OptionsUsed
    verdict: Literal["pass", "fail", "incomplete"]
    inputs: list[InputOf]
    identities: Tally
    identities_by_rule: dict[str, Tally]
    findings: list[FindingOf]
    disclosure: DisclosureOf | None


def document_of(outcome: Outcome) -> Document:
    """Put an outcome into the shape of the contract."""
    by_rule: dict[str, Counter[Verdict]] = {}
    for (_, _, law, verdict), number in outcome.audit.tally().items():
        by_rule.setdefault(rule_for(law).code, Counter())[verdict] += number
    options = outcome.options
    return Document(
        schema_version=SCHEMA_VERSION,
        tool=Tool("tiltak-audit", tiltak_audit.__version__),
        options=OptionsUsed(
            list(options.select),
            list(options.ignore),
            options.fail_on,  # type: ignore[arg-type]
            options.disclosure,
            options.reveal,
        ),
        verdict=outcome.verdict,  # type: ignore[arg-type]
        inputs=[_input(one) for one in outcome.inputs],
        identities=_tally(sum(by_rule.values(), Counter())),
        identities_by_rule={code: _tally(by_rule[code]) for code in sorted(by_rule)},
        findings=[_finding(one) for one in outcome.findings],
        disclosure=None,
    )


def encode(document: Document) -> bytes:
    """Give the document as indented UTF-8 JSON with a final line end."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def schema() -> bytes:
    """Give the JSON Schema of the document."""
    found = msgspec.json.schema(Document)
    found = {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


def _input(one: Input) -> InputOf:
    if not isinstance(one, Accepted):
        nothing = dict.fromkeys(InputOf.__struct_fields__)
        return InputOf(**nothing | {"path": one.path, "error": one.reason} | _hash(one))  # type: ignore[arg-type]
    report, extent = one.report, extent_of(one.report)
    period = report.periods[0] if report.periods else None
    return InputOf(
        path=one.path,
        sha256=one.sha256,
        error=None,
        report=report.code or None,
        title=report.title or None,
        edition=report.edition or None,
        period=PeriodOf(str(period.first), str(period.last)) if period else None,
        tables=extent.tables,
        rows=extent.rows,
        cells=extent.cells,
        suppressed=extent.suppressed,
    )


def _hash(one: Input) -> dict[str, str | None]:
    return {"sha256": one.sha256 or None}


def _tally(counts: Counter[Verdict]) -> Tally:
    return Tally(**{verdict.value: counts[verdict] for verdict in Verdict})


def _finding(finding: Finding) -> FindingOf:
    place = finding.place
    placed = bool(place.section)
    return FindingOf(
        code=finding.code,
        name=finding.name,
        severity=finding.severity.word,  # type: ignore[arg-type]
        message=finding.words.message,
        path=place.path,
        page=None,
        line=place.line or None,
        column=place.column or None,
        end_column=place.end_column or None,
        section=place.section or None,
        table=place.table if placed else None,
        row=place.row or None,
        period=place.period or None,
        identities=[_identity(one) for one in finding.evidence],
        suspects=[],
        fingerprint=finding.fingerprint,
    )


def _identity(evidence: Evidence) -> IdentityOf:
    return IdentityOf(
        code=evidence.code,
        text=evidence.text,
        verdict="violated",
        stated=_bounds(evidence.stated),
        possible=_bounds(evidence.possible),
        terms=[_term(term) for term in evidence.terms],
    )


def _bounds(interval: Interval) -> Bounds:
    return Bounds(interval.low, interval.high)


def _term(term: Term) -> TermOf:
    series = term.series
    printed = series.printed(term.column)
    return TermOf(
        path=series.report.path,
        section=series.table.section,
        table=series.table.label,
        row=series.row.label,
        period=series.periods[term.column],
        line=series.row.line,
        sign=1 if term.sign > 0 else -1,
        low=printed.low,
        high=printed.high,
    )

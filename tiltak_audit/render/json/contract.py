"""The shape of the JSON document: the contract with other programs.

Keys are always present, null where they do not apply. Others test against it. Keys, codes, and
values that are one of a few are English in every language, ``cause`` among them; sentences
(``message``, ``text``, ``error``) are in the language of ``options.lang``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, json

from tiltak_audit.render.json.across import AcrossOf  # noqa: TC001  msgspec reads it
from tiltak_audit.render.json.constraints import Count, MonthName  # noqa: TC001  msgspec reads them
from tiltak_audit.render.json.editions import EditionsOf, KeptOf  # noqa: TC001  msgspec reads them
from tiltak_audit.render.json.keys import said
from tiltak_audit.render.words.plain import in_json_bytes
from tiltak_audit.run.options import Options

SCHEMA_VERSION = "1.5"

_Code = Annotated[str, Meta(pattern=r"^TA[0-9]{3}$", description="code of a rule")]
_AxisName = Literal["reading", "figures", "stars"]
_GateName = Literal["reading", "figures", "stars", "stars=new"]
_VerdictWord = Literal["satisfied", "consistent", "vacuous", "not_applicable", "violated"]


class Tool(Struct, frozen=True):
    """The program that wrote the document."""

    name: str
    version: str


class PeriodOf(Struct, frozen=True):
    """The months a report covers."""

    first: MonthName
    last: MonthName


class InputOf(Struct, frozen=True):
    """One input; counts as in the report, a total once a table; pages are sheets of a workbook."""

    path: str
    sha256: str | None
    error: str | None
    report: str | None
    title: str | None
    edition: str | None
    period: PeriodOf | None
    form: Literal["text", "pdf", "xlsx", "csv", "parquet", "json"] | None
    encoding: str | None
    dialect: Literal["tika", "rows", "rows-around", "columns", "columns-around", "cells"] | None
    pages: Count | None
    tables: Count | None
    rows: Count | None
    cells: Count | None
    suppressed: Count | None
    secondary: Count | None


class ReadingVerdictOf(Struct, frozen=True):
    """How much of what such reports have was read."""

    verdict: Literal["whole", "incomplete"]
    sections: Count
    sections_expected: Count | None
    tables: Count
    tables_expected: Count | None
    unread: Count


class FiguresVerdictOf(Struct, frozen=True):
    """What the figures say of each other."""

    verdict: Literal["agree", "disagree"] | None


class StarsVerdictOf(Struct, frozen=True):
    """What the stars protect."""

    verdict: Literal["protected", "recoverable", "undecided", "not audited"]
    recoverable: Count | None
    with_editions: Count | None
    with_shares: Count | None
    suppressed: Count | None
    secondary: Count | None


class VerdictsOf(Struct, frozen=True):
    """What is, whatever options leave out and waivers let stand."""

    reading: ReadingVerdictOf
    figures: FiguresVerdictOf
    stars: StarsVerdictOf


class Tally(Struct, frozen=True):
    """Verdicts, counted per identity and period."""

    satisfied: Count
    consistent: Count
    vacuous: Count
    not_applicable: Count
    violated: Count


class Bounds(Struct, frozen=True):
    """A closed range of integers; high null where nothing bounds it."""

    low: int
    high: int | None


class RepairOf(Struct, frozen=True):
    """The values that a figure may have had; high null where nothing bounds it."""

    low: int
    high: int | None


class _Address(Struct, frozen=True):
    """Where a figure is printed; page null in a text."""

    path: str
    section: str
    table: str
    row: str
    period: str
    page: int | None
    line: int


class TermOf(_Address, frozen=True):
    """One printed figure of an identity; sign +1 is the whole's side."""

    sign: Literal[-1, 1]
    low: int
    high: int | None


class IdentityOf(Struct, frozen=True):
    """A violated identity in one period."""

    code: _Code
    text: str
    verdict: _VerdictWord
    stated: Bounds
    possible: Bounds | None
    terms: list[TermOf]


class SuspectOf(_Address, frozen=True):
    """A printed figure that may be wrong, with the values that would mend all identities."""

    printed: str
    repair: RepairOf
    certainty: Literal["certain", "likely", "one-of-n"]
    cause: str | None


class WaiverOf(Struct, frozen=True):
    """Who answers for a finding, why, and until when; it does not count for the exit code."""

    reason: str
    author: str
    expires: str
    at_most: int | None


class FindingOf(Struct, frozen=True):
    """One root cause. Columns are 1-based; end_column is the column after the last.

    Of a PDF or a workbook line counts on the page or sheet; there and in a text whose lines were
    put together anew there are no columns.
    """

    code: _Code
    name: str
    axis: _AxisName
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
    waived: WaiverOf | None


class RecoverableOf(_Address, frozen=True):
    """A star that the rest of the report narrows; low and high only with --reveal."""

    width: Count
    low: int | None
    high: int | None


class DisclosureOf(Struct, frozen=True):
    """The disclosure audit."""

    suppressed: Count
    secondary: Count
    recoverable: Count
    recoverable_nonzero: Count | None
    narrowed: Count
    undecided: Count
    cells: list[RecoverableOf]


class BlindOf(_Address, frozen=True):
    """A printed figure, and how many other values it may have; null where nothing limits it."""

    width: Count | None


class BlindSectionOf(Struct, frozen=True):
    """The printed month figures of a section: how far down and up together they may move.

    Unchecked ones may rise without limit; median and largest are of the others.
    """

    path: str
    section: str
    figures: Count
    unchecked: Count
    median: Count | None
    largest: Count | None


class CoverageOf(Struct, frozen=True):
    """What the identities cannot see; cells hold the mean column too, stars are left out."""

    sections: list[BlindSectionOf]
    cells: list[BlindOf]


class Document(Struct, frozen=True):
    """What a run of tiltak-audit check found."""

    schema_version: str
    tool: Tool
    options: Options
    verdict: Literal["pass", "fail", "incomplete"]
    verdicts: VerdictsOf
    gate: list[_GateName]
    inputs: list[InputOf]
    identities: Tally
    identities_by_rule: dict[str, Tally]
    across: list[AcrossOf]
    findings: list[FindingOf]
    disclosure: DisclosureOf | None
    coverage: CoverageOf
    editions: EditionsOf | None
    snapshot: list[KeptOf] | None


def schema() -> bytes:
    """Give the JSON Schema of the document."""
    return described_schema(Document)


def written(document: object) -> bytes:
    """Give a document as indented UTF-8 JSON with a final line end."""
    return in_json_bytes(json.format(json.encode(document), indent=2) + b"\n")


def described_schema(document: type[Struct]) -> bytes:
    """Give the JSON Schema of a document, with what each of its keys says."""
    found = json.schema(document)
    # The options are loaded where msgspec is not: their numbers are counts, and all are told.
    if used := found["$defs"].get(Options.__name__):
        used["properties"] = {key: _told(value) for key, value in used["properties"].items()}
        used["required"] = list(used["properties"])
    for name, one in found["$defs"].items():
        one["properties"] = {
            key: {**value, "description": said(name, key)}
            for key, value in one["properties"].items()
        }
    found = {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
    return json.format(json.encode(found), indent=2) + b"\n"


def _told(value: dict[str, Any]) -> dict[str, Any]:
    told = {key: one for key, one in value.items() if key != "default"}
    if told.get("type") == "integer":
        told["minimum"] = 0
    if "anyOf" in told:
        told["anyOf"] = [_told(one) for one in told["anyOf"]]
    return told

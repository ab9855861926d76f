"""An archive as JSON, and the shape of it: a contract like that of a check, a row a report."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import DecodeError, Struct, json

import tiltak_audit
from tiltak_audit.render.json.constraints import Count  # noqa: TC001  msgspec reads it
from tiltak_audit.render.json.contract import (
    SCHEMA_VERSION,
    InputOf,
    Tool,
    VerdictsOf,
    described_schema,
)
from tiltak_audit.run.options import Options  # noqa: TC001  msgspec reads it


class FoundOf(Struct, frozen=True):
    """Findings by severity, those that are waived apart; and how many count for the verdict."""

    error: Count
    warning: Count
    info: Count
    waived: Count
    failing: Count


class SeenOf(Struct, frozen=True):
    """The printed month figures of a report, and how many of them nothing holds."""

    figures: Count
    unchecked: Count


class ReportOf(Struct, frozen=True):
    """A report of an archive: what it is, what it was audited with, and what it came to."""

    input: InputOf
    twin: str | None
    release: list[str]
    against: list[str]
    verdict: Literal["pass", "fail", "incomplete"]
    verdicts: VerdictsOf
    findings: FoundOf
    coverage: SeenOf | None


class AsideOf(Struct, frozen=True):
    """A file or folder that was not audited."""

    path: str
    sha256: str | None
    reason: str


class WhyOf(Struct, frozen=True):
    """Whether the result of a report was kept from another run, and what changed if not."""

    path: str
    kept: bool
    changes: list[str]


class KeptOf(Struct, frozen=True):
    """What is kept of a release: its rows, and the hashes of what was written of its reports."""

    reports: tuple[ReportOf, ...]
    outputs: dict[str, str]


class ArchiveDocument(Struct, frozen=True):
    """What tiltak-audit check found in folders."""

    schema_version: str
    tool: Tool
    options: Options
    verdict: Literal["pass", "fail", "incomplete"]
    reports: list[ReportOf]
    unread: list[AsideOf]
    left_alone: list[AsideOf]
    undone: list[str]
    why: list[WhyOf] | None


def kept_of(found: KeptOf) -> bytes:
    """Write down what is kept of a release."""
    return json.encode(found)


def kept_in(data: bytes | None) -> KeptOf | None:
    """Read what was kept of a release; none where there is nothing, or it is of another shape."""
    try:
        return json.decode(data, type=KeptOf) if data else None
    except DecodeError:
        return None


def options_in(options: Options) -> dict[str, Any]:
    """Give the options by name, as the document has them."""
    found: dict[str, Any] = json.decode(json.encode(options))
    return found


def schema() -> bytes:
    """Give the JSON Schema of the document."""
    return described_schema(ArchiveDocument)


def archive_of(
    options: Options,
    reports: list[ReportOf],
    asides: tuple[list[AsideOf], list[AsideOf]],
    undone: list[str],
    why: list[WhyOf] | None,
) -> ArchiveDocument:
    """Put reports together; the worst of them is the verdict, and what is not read the worst.

    What was not audited is given in two parts: what could not be, and what is no report.
    """
    unread, left_alone = asides
    words = {one.verdict for one in reports}
    if unread or undone or not reports or "incomplete" in words:
        verdict: Literal["pass", "fail", "incomplete"] = "incomplete"
    else:
        verdict = "fail" if "fail" in words else "pass"
    return ArchiveDocument(
        SCHEMA_VERSION,
        Tool("tiltak-audit", tiltak_audit.__version__),
        options,
        verdict,
        reports,
        unread,
        left_alone,
        undone,
        why,
    )

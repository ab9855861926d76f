"""What a check tells of reports, as rows of the store: the findings, and the verdicts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec

from tiltak_audit.store.points import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tiltak_audit.render.json.archive import ReportOf
    from tiltak_audit.run.outcome import Outcome


def observations_of(outcome: Outcome) -> bytes:
    """Give the observations of one report, a line of JSON each."""
    (report,) = outcome.audit.reports
    return in_lines(rows_of(report))


def findings_of(outcome: Outcome) -> bytes:
    """Give the findings in one report, a line of JSON each."""
    return in_lines(_findings(outcome))


def _findings(outcome: Outcome) -> Iterator[dict[str, object]]:
    (report,) = outcome.audit.reports
    for one in outcome.findings:
        place = one.place
        page, line = report.origin.place(place.line)
        yield {
            "source": report.path,
            "report": report.code,
            "edition": report.edition or None,
            "section": place.section,
            "table": place.table,
            "row": place.row,
            "code": one.code,
            "name": one.name,
            "period": place.period or None,
            "axis": one.axis.value,
            "severity": one.severity.word,
            "fails": outcome.options.fails(one),
            "waived": bool(one.waived),
            "message": one.words.message,
            "page": page or None,
            "line": line or None,
            "fingerprint": one.fingerprint,
        }


def report_row(row: ReportOf) -> dict[str, object]:
    """Give what a report came to as a row of the store."""
    own, found, said = row.input, row.findings, row.verdicts
    return {
        "source": own.path,
        "report": own.report or "",
        "edition": own.edition,
        "title": own.title,
        "first": own.period.first if own.period else None,
        "last": own.period.last if own.period else None,
        "form": own.form,
        "twin": row.twin,
        "verdict": row.verdict,
        "reading": said.reading.verdict,
        "figures": said.figures.verdict,
        "stars": said.stars.verdict,
        "recoverable": said.stars.recoverable,
        "suppressed": own.suppressed,
        "cells": own.cells,
        "unread": said.reading.unread,
        "errors": found.error,
        "warnings": found.warning,
        "infos": found.info,
        "waived": found.waived,
        "failing": found.failing,
    }


def in_lines(rows: Iterable[Mapping[str, object]]) -> bytes:
    """Give rows as JSON, a line each; what is no text is replaced."""
    rows = list(rows)
    try:
        return msgspec.json.Encoder().encode_lines(rows)
    except UnicodeEncodeError:
        lines = [json.dumps(one, ensure_ascii=False).encode(errors="replace") for one in rows]
        return b"".join(line + b"\n" for line in lines)

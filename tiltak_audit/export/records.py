"""Tidy observations as a JSON array of objects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tiltak_audit.export.tidy import columns, lines
from tiltak_audit.render.words.plain import in_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.model.report import Report


def records_of(reports: Iterable[Report], *, shares: bool = False) -> str:
    """Give an object an observation, a line each; the value of a star is null."""
    names = columns(shares=shares)
    objects = [
        json.dumps(dict(zip(names, one, strict=True)), ensure_ascii=False, default=float)
        for report in reports
        for one in lines(report, shares=shares)
    ]
    return "[\n" + ",\n".join(map(in_json, objects)) + "\n]\n"

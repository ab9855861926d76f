"""Tidy observations as a JSON array of objects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.export.tidy import observations
from tiltak_audit.render.words.plain import in_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.model.report import Report


def records_of(reports: Iterable[Report]) -> str:
    """Give an object an observation, a line each; the value of a star is null."""
    lines = [
        in_json(json.dumps(attrs.asdict(one, recurse=False), ensure_ascii=False))
        for report in reports
        for one in observations(report)
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n"

"""Tidy observations as a JSON array of objects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tiltak_audit.export.tidy import COLUMNS, observations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.model.report import Report


def records_of(reports: Iterable[Report]) -> str:
    """Give an object an observation, a line each; the value of a star is null."""
    lines = [
        json.dumps(
            {
                name: None if name == "value" and value == "" else _printed(name, value)
                for name, value in zip(COLUMNS, one, strict=True)
            },
            ensure_ascii=False,
        )
        for report in reports
        for one in observations(report)
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _printed(name: str, value: str | int) -> str | int:
    """Keep what was printed a text, whatever it is."""
    return str(value) if name == "printed" else value

"""Targets as JSON, one a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.argus.targets import Target


def json_of(targets: Iterable[Target]) -> bytes:
    """Give ``{"targets": [{"cell", "low", "high", "status"} …]}`` with a final line end."""
    lines = [
        json.dumps(
            {
                "cell": target.cell,
                "low": target.low,
                "high": target.high,
                "status": target.status.value,
            }
        )
        for target in targets
    ]
    said = "\n    " + ",\n    ".join(lines) + "\n  " if lines else ""
    return f'{{\n  "targets": [{said}]\n}}\n'.encode()

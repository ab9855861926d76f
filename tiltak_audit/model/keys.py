"""A key of a family's file: a field with what it says, for the schema and for people."""

from __future__ import annotations

from typing import Any

import attrs

# Where the metadata of a field holds what its key says.
SAYS = "says"


def says(text: str) -> dict[str, str]:
    """Give the metadata of a field that is a key."""
    return {SAYS: text}


def key(text: str, default: Any = attrs.NOTHING) -> Any:  # noqa: ANN401  of any key
    """Give a field that is a key."""
    return attrs.field(default=default, metadata=says(text))

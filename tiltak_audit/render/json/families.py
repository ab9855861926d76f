"""Families as JSON, and the shape of a file that describes one, as a JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
from msgspec import json

from tiltak_audit.model import family, tidy
from tiltak_audit.model.family import Family
from tiltak_audit.model.keys import SAYS

if TYPE_CHECKING:
    from collections.abc import Iterable


def json_of(families: Iterable[Family]) -> bytes:
    """Write families as a list of objects that obey the schema, with every key that has a value."""
    found = [attrs.asdict(one, filter=lambda _field, value: value is not None) for one in families]
    return json.format(json.encode(found), indent=2) + b"\n"


def schema() -> bytes:
    """Give the JSON Schema of ``families/*.toml``."""
    found = json.schema(Family)
    for name, one in found["$defs"].items():
        said = {
            field.name: field.metadata[SAYS]
            for field in attrs.fields(getattr(family, name, None) or getattr(tidy, name))
        }
        one["properties"] = {
            key: {**_asked(value), "description": said[key]}
            for key, value in one["properties"].items()
        }
        one["additionalProperties"] = False
    found = {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
    return json.format(json.encode(found), indent=2) + b"\n"


def _asked(value: dict[str, Any]) -> dict[str, Any]:
    """Leave out that a key may be null, which TOML has not."""
    kinds = [one for one in value.get("anyOf", ()) if one != {"type": "null"}]
    return kinds[0] if kinds else value

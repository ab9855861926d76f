"""The shape of a file that describes a family, as a JSON Schema for editors and programs."""

from __future__ import annotations

from typing import Any

import attrs
from msgspec import json

from tiltak_audit.model import family, tidy
from tiltak_audit.model.family import Family
from tiltak_audit.model.keys import SAYS


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

"""What changed between editions as JSON, and the shape of it: a contract like that of a check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

import tiltak_audit
from tiltak_audit.render.json.contract import (
    SCHEMA_VERSION,
    InputOf,
    Tool,
    described_schema,
    written,
)
from tiltak_audit.render.json.document import input_in_json
from tiltak_audit.render.json.editions import EditionsOf  # noqa: TC001  msgspec reads it
from tiltak_audit.render.json.editions_of import editions_in_json

if TYPE_CHECKING:
    from tiltak_audit.run.diffed import Diffed


class DiffOptionsOf(Struct, frozen=True):
    """The options that change what is told."""

    reveal: bool


class DiffDocument(Struct, frozen=True):
    """What a run of tiltak-audit diff found."""

    schema_version: str
    tool: Tool
    options: DiffOptionsOf
    inputs: list[InputOf]
    editions: EditionsOf


def schema() -> bytes:
    """Give the JSON Schema of the document."""
    return described_schema(DiffDocument)


def json_of(diffed: Diffed) -> bytes:
    """Give the document as indented UTF-8 JSON with a final line end."""
    editions = editions_in_json(diffed.editions, reveal=diffed.reveal)
    assert editions
    document = DiffDocument(
        SCHEMA_VERSION,
        Tool("tiltak-audit", tiltak_audit.__version__),
        DiffOptionsOf(diffed.reveal),
        [input_in_json(one) for one in diffed.inputs],
        editions,
    )
    return written(document)

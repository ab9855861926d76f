"""``tiltak-audit schema``: the JSON Schema of ``check --format json``."""

from __future__ import annotations

import rich_click as click

from tiltak_audit.i18n import _
from tiltak_audit.stdout import results


@click.command(name="schema", help=_("Print the JSON Schema of check --format json."))
def command() -> int:
    """Print the schema."""
    from tiltak_audit.render.json.contract import schema

    results().buffer.write(schema())
    return 0

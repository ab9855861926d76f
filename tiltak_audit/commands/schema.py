"""``tiltak-audit schema``: the JSON Schema of ``check --format json``, or of a family's file."""

from __future__ import annotations

import click

from tiltak_audit.commands.choice import OneOf
from tiltak_audit.commands.command import Command
from tiltak_audit.i18n import _
from tiltak_audit.stdout import results


@click.command(
    cls=Command,
    name="schema",
    help=_(
        "Print the JSON Schema of check --format json; with archive, that of a check of folders; "
        "with protect or diff, that of their --to json; with family, that of a file that "
        "describes a family of reports."
    ),
)
@click.argument(
    "of",
    metavar="[check|archive|diff|protect|family]",
    type=OneOf(["check", "archive", "diff", "protect", "family"]),
    default="check",
)
def command(*, of: str) -> int:
    """Print the schema."""
    if of == "family":
        from tiltak_audit.render.json.families import schema
    elif of == "archive":
        from tiltak_audit.render.json.archive import schema
    elif of == "diff":
        from tiltak_audit.render.json.diff import schema
    elif of == "protect":
        from tiltak_audit.render.json.plan import schema
    else:
        from tiltak_audit.render.json.contract import schema

    results().buffer.write(schema())
    return 0

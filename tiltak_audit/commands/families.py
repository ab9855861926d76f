"""``tiltak-audit families``: the kinds of reports that are known, a line a kind."""

from __future__ import annotations

import click

from tiltak_audit.commands.choice import OneOf
from tiltak_audit.commands.command import Command
from tiltak_audit.commands.options import given_options, options
from tiltak_audit.i18n import _
from tiltak_audit.stdout import results


@click.command(
    cls=Command,
    name="families",
    help=_(
        "List the families of reports that are described, with the codes of their reports.\n\n"
        "tiltak-audit explain shows one; --family adds your own. With --format json all that is "
        "known of each is written, as tiltak-audit schema family describes it."
    ),
)
@click.option(
    "--format",
    "form",
    type=OneOf(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help=_("Format of the list."),
)
@options("family")
def command(*, form: str, **given: object) -> int:
    """Print the list, those of the user first."""
    from tiltak_audit.families.catalogue import all_with
    from tiltak_audit.render.words.families import about
    from tiltak_audit.render.words.plain import visible

    known = all_with(given_options(given).reading.families)
    if form == "json":
        from tiltak_audit.render.json.families import json_of

        results().buffer.write(json_of(known))
        return 0
    names = max(len(one.name) for one in known)
    for one in known:
        codes = ", ".join(code for code in one.codes if code != one.name)
        said = f"{one.name:<{names}}  {about(one)}" + (f" ({codes})" if codes else "")
        results().write(f"{visible(said.rstrip())}\n")
    return 0

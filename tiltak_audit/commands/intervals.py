"""``tiltak-audit intervals``: the engine by itself, on a table system in the JJ format."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tiltak_audit.commands.command import Command
from tiltak_audit.commands.options import output_option
from tiltak_audit.commands.output import Output, outputs_of
from tiltak_audit.commands.progress import bar_of
from tiltak_audit.commands.shell import paths
from tiltak_audit.errors import UnreadableError
from tiltak_audit.exits import Exit
from tiltak_audit.i18n import _
from tiltak_audit.reading.source import bytes_of
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from tiltak_audit.argus.targets import Attack


@click.command(
    cls=Command,
    name="intervals",
    help=_(
        "Give the exact feasibility interval of every suppressed cell (status u or m) of a table "
        "system in the JJ format of τ-ARGUS; - reads standard input.\n\n"
        "exact: one value is left. narrowed: fewer than the bounds given. open: as many as "
        "given. undecided: low and high are proved, but perhaps not the narrowest. Published "
        "cells (s, z) have their value. All cells are whole numbers.\n\n"
        "Exit codes: 0 done; 2 usage; 3 the file could not be read, or no table obeys all "
        "constraints (then nothing goes to the output); 130 interrupted: what is known is "
        "written, the rest is undecided."
    ),
)
@click.argument("system", metavar="SYSTEM.jj", shell_complete=paths)
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help=_("Form of the result."),
)
@output_option()
def command(*, system: str, form: str, output: str | None) -> int:
    """Run the attack; see the help text above."""
    # The engine is loaded only where it is wanted.
    from tiltak_audit.argus.jj import table_system_of
    from tiltak_audit.argus.targets import attack

    target = outputs_of([form], [output] if output else [], [system])[0]
    try:
        table = table_system_of(bytes_of(system))
    except UnreadableError as error:
        return _refused(system, str(error))
    with bar_of(_("intervals"), table.system.variables) as progress:
        found = attack(table, progress)
    if not found.feasible:
        return _refused(system, _("no table obeys all constraints and bounds together"))
    _write(found, target)
    if found.interrupted:
        sys.stderr.write(_("tiltak-audit: interrupted") + "\n")
        return int(Exit.INTERRUPTED)
    return int(Exit.PASS)


def _refused(path: str, reason: str) -> int:
    sys.stderr.write(f"{visible(path)}: {visible(reason)}\n")
    return int(Exit.INCOMPLETE)


def _write(found: Attack, target: Output) -> None:
    if target.format == "json":
        from tiltak_audit.render.json.targets import json_of

        target.write_bytes(json_of(found.targets))
        return
    from tiltak_audit.render.terminal.console import console_for
    from tiltak_audit.render.terminal.targets import lines_of

    with target.text() as file:
        console = console_for(file)
        for line in lines_of(found):
            console.print(line, soft_wrap=True)

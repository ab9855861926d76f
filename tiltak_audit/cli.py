"""The command line: commands to calls, each loaded only when it is asked for."""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.exceptions import Exit as Done

from tiltak_audit import __version__
from tiltak_audit.commands.command import Command
from tiltak_audit.commands.language import adapt, speak
from tiltak_audit.commands.shell import VARIABLE
from tiltak_audit.errors import MachinesError, SolverError, TiltakAuditError, UnheardError
from tiltak_audit.exits import Exit
from tiltak_audit.i18n import _
from tiltak_audit.near import hint_of
from tiltak_audit.render.words.plain import visible
from tiltak_audit.stdout import apart

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = (
    "check",
    "completion",
    "demo",
    "diff",
    "explain",
    "export",
    "families",
    "index",
    "intervals",
    "protect",
    "query",
    "rules",
    "schema",
)


class LazyGroup(Command, click.Group):
    """A group whose commands are modules of ``tiltak_audit.commands``, by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command = _loaded(cmd_name)
        adapt(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; where there is none, say which one, or which call, was meant."""
        given = args[0]
        if given in _COMMANDS or given.startswith("-"):
            return super().resolve_command(ctx, args)
        if Path(given).is_file():
            said = _("“{name}” is a file, not a command: tiltak-audit check {name}")
            raise click.UsageError(said.format(name=given), ctx)
        said = _("No such command “{name}”{hint}")
        raise click.UsageError(said.format(name=given, hint=hint_of(given, _COMMANDS)), ctx)


@cache
def _loaded(name: str) -> click.Command:
    """Load a command; what libraries print, then or when it runs, is none of its results."""
    with apart():
        command = import_module(f"tiltak_audit.commands.{name}").command
    assert isinstance(command, click.Command)
    assert command.callback
    command.callback = apart()(command.callback)
    return command


def command_line() -> LazyGroup:
    """Make the group in the language of the run."""

    @click.group(
        cls=LazyGroup,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=_(
            "Audit NAV's monthly tables of labour-market participants before they are published."
        ),
        epilog=_("Start with: tiltak-audit check REPORT.txt"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
    )
    @click.version_option(__version__, prog_name="tiltak-audit", message="%(prog)s %(version)s")
    def tiltak_audit() -> None:
        """Hold the commands together."""

    adapt(tiltak_audit)
    return tiltak_audit


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code.

    Errors of the operating system are left to the caller: click would exit with 1, findings.
    """
    asked = os.environ.get(VARIABLE)
    if asked:
        return _completed(asked)
    try:
        speak(arguments)
        tiltak_audit = command_line()
        with tiltak_audit.make_context("tiltak-audit", list(arguments)) as context:
            code = tiltak_audit.invoke(context)
    except Done as done:
        return done.exit_code
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except click.ClickException as error:
        error.show()
        return int(Exit.USAGE)
    except SolverError:
        raise  # nothing that another command line would mend: the caller calls it a bug
    except TiltakAuditError as error:
        sys.stderr.write(f"tiltak-audit: {visible(str(error))}\n")
        undone = isinstance(error, MachinesError | UnheardError)
        return int(Exit.INCOMPLETE if undone else Exit.USAGE)
    return code if isinstance(code, int) else int(Exit.PASS)


def _completed(asked: str) -> int:
    """Answer a shell that completes the command line."""
    from click.shell_completion import shell_complete

    return shell_complete(command_line(), {}, "tiltak-audit", VARIABLE, asked)

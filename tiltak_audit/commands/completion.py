"""``tiltak-audit completion``: what a shell needs to complete the command line."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from tiltak_audit.commands.command import Command
from tiltak_audit.commands.shell import VARIABLE
from tiltak_audit.i18n import _
from tiltak_audit.stdout import results


@click.command(
    cls=Command,
    name="completion",
    help=_(
        "Print the script that makes a shell complete commands, options and their values.\n\n"
        'Bash: eval "$(tiltak-audit completion bash)", in ~/.bashrc to keep it; zsh alike in '
        "~/.zshrc; fish: tiltak-audit completion fish | source."
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(*, shell: str) -> int:
    """Print a shell's script."""
    kind = get_completion_class(shell)
    context = click.get_current_context()
    assert kind
    assert context
    script = kind(context.command, {}, "tiltak-audit", VARIABLE)
    # Not source(), which asks bash for its version.
    results().write(script.source_template % script.source_vars())
    return 0

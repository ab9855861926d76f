"""What a shell asks of the command line, and what it is left to complete by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    import click

# The shell asks by this variable; cli.py answers.
VARIABLE = "_TILTAK_AUDIT_COMPLETE"


def paths(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Leave it to the shell to complete a path."""
    return [CompletionItem(begun, type="file")]

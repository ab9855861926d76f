"""Help texts and usage in the language of the run, as rich-click shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.table import Table
from rich_click import RichHelpConfiguration, RichHelpFormatter
from rich_click.rich_help_rendering import get_rich_epilog, get_rich_help_text
from rich_click.rich_panel import construct_panels

from tiltak_audit.commands.language import panels, usage

if TYPE_CHECKING:
    import click
    from rich_click import RichCommand, RichContext


def formatter_of(context: click.Context) -> HelpFormatter:
    """Make what writes help and usage."""
    return HelpFormatter(
        width=context.terminal_width,
        max_width=context.max_content_width,
        config=RichHelpConfiguration.load_from_globals(**panels()),
    )


def write_help(command: click.Command, ctx: click.Context, made: click.HelpFormatter) -> None:
    """Write the help text of a command."""
    # What rich-click does with any command, whatever its own are declared to take.
    rich, context = cast("RichCommand", command), cast("RichContext", ctx)
    formatter = cast("RichHelpFormatter", made)
    command.format_usage(ctx, formatter)
    get_rich_help_text(command, context, formatter)
    for one in construct_panels(rich, context, formatter):
        panel = one.render(rich, context, formatter)
        if not isinstance(panel.renderable, Table) or panel.renderable.rows:
            formatter.write(panel)
    get_rich_epilog(command, context, formatter)


class HelpFormatter(RichHelpFormatter):
    """Help whose first word is in the language of the run."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how a command is called."""
        super().write_usage(prog, args, prefix or usage())

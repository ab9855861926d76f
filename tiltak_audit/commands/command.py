"""A command whose help rich-click shows, which is loaded only for help and for wrong usage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tiltak_audit.stdout import apart

if TYPE_CHECKING:
    from collections.abc import Sequence


class Context(click.Context):
    """What click knows of a call."""

    def make_formatter(self) -> click.HelpFormatter:
        """Make what writes help and usage."""
        with apart():
            from tiltak_audit.commands.helping import formatter_of

        return formatter_of(self)


class Command(click.Command):
    """A command."""

    context_class = Context

    # Of rich-click, which asks for them.
    panels: Sequence[str] = ()

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help text."""
        with apart():
            from tiltak_audit.commands.helping import write_help

        write_help(self, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the option that shows it."""
        option = super().get_help_option(ctx)
        if option:
            option.callback = _shown
        return option


def _shown(ctx: click.Context, _parameter: click.Parameter, value: object) -> None:
    """Print it with the colours that the formatter chose; click would take some off again."""
    if value and not ctx.resilient_parsing:
        print(ctx.get_help())  # noqa: T201  as rich-click does
        ctx.exit()

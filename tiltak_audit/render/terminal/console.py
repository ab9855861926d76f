"""The console that people read on: a terminal, or a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from rich.console import Console
from rich.segment import Segment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from rich.console import ConsoleOptions
    from rich.table import Table

# Columns that a log has room for.
_LONGEST = 10_000

# Where the stream has no width of its own, as in a log or a file.
_LOG_WIDTH = 100


class _PlainConsole(Console):
    """A console that leaves a broken pipe to the caller: rich would exit with 1."""

    def on_broken_pipe(self) -> None:
        """Pass the error on."""
        raise BrokenPipeError


@attrs.frozen(eq=False, repr=False)
class Indented:
    """A table, two columns to the right: rich's Padding would measure all of it once more.

    Attributes:
        table: The table.
    """

    table: Table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """Give what rich prints."""
        begins = True
        for segment in console.render(self.table, options.update_width(options.max_width - 2)):
            if begins:
                yield Segment("  ")
            yield segment
            begins = segment.text.endswith("\n")


def console_for(file: IO[str]) -> Console:
    """Make a console for a stream; rich itself heeds NO_COLOR and dumb terminals."""
    width = None if file.isatty() else _LOG_WIDTH
    return _PlainConsole(file=file, width=width, highlight=False, markup=False, emoji=False)


def widened(console: Console, table: Table) -> None:
    """Make room for a table in a log, where a row is a line, however long."""
    if not console.is_terminal:
        room = console.options.update_width(_LONGEST)
        console.width = max(console.width, console.measure(table, options=room).maximum)

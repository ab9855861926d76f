"""The console that people read on: a terminal, or a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from typing import IO

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


def console_for(file: IO[str]) -> Console:
    """Make a console for a stream; rich itself heeds NO_COLOR and dumb terminals."""
    width = None if file.isatty() else _LOG_WIDTH
    return _PlainConsole(file=file, width=width, highlight=False, markup=False, emoji=False)


def widened(console: Console, table: Table) -> None:
    """Make room for a table in a log, where a row is a line, however long."""
    if not console.is_terminal:
        room = console.options.update_width(_LONGEST)
        console.width = max(console.width, console.measure(table, options=room).maximum)

"""Rows of a query as a table for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from tiltak_audit.i18n import _
from tiltak_audit.render.terminal.console import widened
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console


def print_rows(
    names: Sequence[str], rows: Sequence[Sequence[object]], console: Console, *, more: bool
) -> None:
    """Print rows, numbers to the right; with more, say that these are not all."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    for at, name in enumerate(names):
        numbers = all(isinstance(row[at], int | float | None) for row in rows)
        table.add_column(visible(name), justify="right" if numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*("" if one is None else visible(str(one)) for one in row))
    widened(console, table)
    console.print(table)
    if more:
        console.print(_("… and more rows; --to csv gives all of them"))

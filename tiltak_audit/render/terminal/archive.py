"""An archive for people at a terminal: a row a report, what was left, one last line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

import tiltak_audit
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.render.terminal.console import widened
from tiltak_audit.render.words.archive import asides, cells_of, closing_of, heads, whys, word_of
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from rich.console import Console

    from tiltak_audit.render.json.archive import ArchiveDocument

# So many files that are no reports are named where nobody asks for all.
_NAMED = 10

_WORST = {"pass": "green", "fail": "bold red", "incomplete": "bold yellow"}


def print_archive(document: ArchiveDocument, console: Console, *, verbose: bool) -> None:
    """Print the table, the files that were not audited, and the last line."""
    console.print(Text.assemble(("tiltak-audit", "bold"), f" {tiltak_audit.__version__}   check"))
    if document.reports:
        console.print()
        table = _table(document)
        widened(console, table)
        console.print(table)
    for name, some in asides(document):
        console.print()
        console.print(Text(name, style="bold"))
        # What could not be read is named to the last.
        every = verbose or some is document.unread
        shown = some if every else some[:_NAMED]
        for one in shown:
            console.print(f"  {visible(one.path)}: {visible(one.reason)}", soft_wrap=True)
        if some[len(shown) :]:
            rest = len(some) - len(shown)
            more = ngettext("{n} more (--verbose)", "{n} more (--verbose)", rest)
            console.print(f"  … {more}")
    if document.why is not None:
        console.print()
        console.print(Text(_("Audited anew"), style="bold"))
        for said in whys(document):
            console.print(f"  {visible(said)}", soft_wrap=True)
    console.print(Line(style="dim"))
    console.print(closing(document), soft_wrap=True)


def closing(document: ArchiveDocument) -> Text:
    """Give the last line."""
    return Text.assemble(
        (word_of(document), _WORST[document.verdict]), f"   {closing_of(document)}"
    )


def _table(document: ArchiveDocument) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    for heading in heads():
        table.add_column(heading, overflow="fold")
    for row in document.reports:
        style = "" if row.verdict == "pass" else _WORST[row.verdict]
        cells = list(map(visible, cells_of(row)))
        table.add_row(*cells[:-1], Text(cells[-1], style=style))
    return table

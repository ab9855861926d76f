"""What the identities cannot see, for people: a table by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from tiltak_audit.i18n import _, number
from tiltak_audit.identities.blind import together
from tiltak_audit.render.terminal.console import Indented
from tiltak_audit.render.words.blind import ALL, HALF, MOST, width_of
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from tiltak_audit.identities.blind import Summary


def table_of(every: Sequence[Summary], path: str) -> RenderableType:
    """Show, by section, how far the month figures of a report can move."""
    summaries = [one for one in every if one.path == path]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    table.add_column(_("Can move by"), overflow="fold")
    for heading in (_("figures"), _("median"), _("90 %"), _("largest"), _("in no identity")):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in summaries:
        table.add_row(visible(one.section), *_cells(one))
    table.add_section()
    table.add_row(Text(_("Total"), style="bold"), *_cells(together(path, summaries)))
    return Indented(table)


def _cells(one: Summary) -> list[str]:
    return [
        number(one.figures),
        *(width_of(one, share) for share in (HALF, MOST, ALL)),
        number(one.unchecked) if one.unchecked else "–",
    ]

"""Editions for people at a terminal: one table of revisions, and the triangle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from tiltak_audit.editions.held import by_section
from tiltak_audit.editions.triangle import triangle_of
from tiltak_audit.i18n import _, ngettext, number
from tiltak_audit.model.figure import Count
from tiltak_audit.render.terminal.console import Indented
from tiltak_audit.render.words.editions import change_lines, editions_lines, section_words
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, RenderableType

    from tiltak_audit.editions.held import Editions, Revised
    from tiltak_audit.editions.triangle import Triangle
    from tiltak_audit.model.figure import Figure
    from tiltak_audit.run.diffed import Diffed

# So many changes are listed where nobody asks for all.
_LISTED = 25


def tables_of(found: Editions, *, reveal: bool) -> Iterator[RenderableType]:
    """Yield the table of revisions, if there are any, and a triangle a report of many editions."""
    sections = by_section(found.changes)
    if sections:
        yield _revisions(sections)
    for chain in found.chains:
        triangle = triangle_of(chain, reveal=reveal)
        if triangle:
            yield _triangle(triangle)


def print_diff(diffed: Diffed, console: Console, *, verbose: bool) -> None:
    """Print what was compared, the tables, and what changed, the largest revisions first."""
    found = diffed.editions
    for said in editions_lines(found):
        console.print(said, soft_wrap=True)
    for table in tables_of(found, reveal=diffed.reveal):
        console.print()
        console.print(table)
    lines = list(change_lines(found, reveal=diffed.reveal, every=verbose))
    most = len(lines) if verbose else _LISTED
    if lines:
        console.print()
    for line in lines[:most]:
        console.print(line, soft_wrap=True)
    if lines[most:]:
        more = ngettext("{n} more (--verbose)", "{n} more (--verbose)", len(lines) - most)
        console.print(f"… {more}")


def _revisions(sections: Iterable[Revised]) -> RenderableType:
    table = _table(_("Revisions by section"))
    for heading in (_("revised"), _("sum"), _("direction"), _("largest")):
        table.add_column(heading, justify="left" if heading == _("largest") else "right")
    for one in sections:
        table.add_row(*section_words(one, short=True))
    return Indented(table)


def _triangle(one: Triangle) -> RenderableType:
    label = one.table.label or _("I alt")
    table = _table(f"{one.editions[-1].code} {label}".strip())
    for edition in one.editions:
        table.add_column(edition.edition or visible(edition.path), justify="right", no_wrap=True)
    for month, figures in zip(one.months, one.figures, strict=True):
        table.add_row(month, *map(_figure, figures))
    return Indented(table)


def _figure(figure: Figure | None) -> str:
    if figure is None:
        return ""
    return number(figure.value) if isinstance(figure, Count) else figure.printed


def _table(heading: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    table.add_column(Text(visible(heading), style="bold"), overflow="fold")
    return table

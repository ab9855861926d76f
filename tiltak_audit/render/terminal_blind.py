"""What the identities cannot see, for people: one line, or a table by section."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tiltak_audit.i18n import _, ngettext, number
from tiltak_audit.identities.blind import summaries_of, together
from tiltak_audit.render.plain import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from tiltak_audit.identities.blind import Blind, Summary

_HALF = Fraction(1, 2)
_MOST = Fraction(9, 10)
_ALL = Fraction(1)


def sentence_of(figures: Sequence[Blind], path: str) -> str:
    """Say how far a month figure of a report can move; nothing where none is printed."""
    whole = together(path, summaries_of(figures))
    said = []
    if whole.widths and not whole.widths[-1]:
        said.append(_("no month figure can move without breaking an identity (--coverage)"))
    elif whole.widths:
        least, largest = number(whole.widths[0]), _width(whole, _ALL)
        said.append(
            _(
                "a month figure can move by {range} (median {median}) before an identity breaks "
                "(--coverage)"
            ).format(
                range=largest if least == largest else f"{least}–{largest}",
                median=_width(whole, _HALF),
            )
        )
    if whole.unchecked:
        said.append(
            ngettext(
                "{n} month figure is in no identity that limits it",
                "{n} month figures are in no identity that limits them",
                whole.unchecked,
            )
        )
    return "; ".join(said)


def table_of(figures: Sequence[Blind], path: str) -> RenderableType:
    """Show, by section, how far the month figures of a report can move."""
    summaries = [one for one in summaries_of(figures) if one.path == path]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    table.add_column(_("Can move by"), overflow="fold")
    for heading in (_("figures"), _("median"), _("90 %"), _("largest"), _("in no identity")):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in summaries:
        table.add_row(visible(one.section), *_cells(one))
    table.add_section()
    table.add_row(Text(_("Total"), style="bold"), *_cells(together(path, summaries)))
    return Padding(table, (0, 0, 0, 2), expand=False)


def _cells(one: Summary) -> list[str]:
    return [
        number(one.figures),
        *(_width(one, share) for share in (_HALF, _MOST, _ALL)),
        number(one.unchecked) if one.unchecked else "–",
    ]


def _width(one: Summary, share: Fraction) -> str:
    width = one.quantile(share)
    return "–" if width is None else number(width)

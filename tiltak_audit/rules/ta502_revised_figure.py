"""TA502 revised-figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.editions.extent import Extent
from tiltak_audit.editions.words import extent_words
from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from tiltak_audit.model.cell import Place
    from tiltak_audit.rules.subjects import Hits


@rule("TA502", "revised-figure", Severity.WARNING, Extent)
def revised_figure(extent: Extent) -> Hits:
    """A figure is revised by more than the configuration lets pass.

    Why:
        Registers are corrected, so earlier months of a year are revised by rule, and by little.
        A large revision is an error of one of the two editions, or news that readers of the
        newer should be told.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160
        --- against ---
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 143 149 136

        Menn 166 156 175
        --- tiltak-audit.toml ---
        [revisions]
        persons = 14
        share = 5.0

    Right:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160
        --- against ---
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 143 149 137

        Menn 165 156 174
        --- tiltak-audit.toml ---
        [revisions]
        persons = 14
        share = 5.0

    Limits:
        It runs only where the configuration says how large a revision may be. What is revised
        throughout (a month of a section, a region, a status) is one finding, and so are figures
        of one month that share the name of a table or row. Means follow their months. Every
        revision, small ones too, is in the table of revisions. That revised parts do not add up
        to a revised total is for the rules on sums to say.

    Source:
        Eurostat, ESS guidelines on revision policy for PEEIs, 2013: revisions are measured and
        explained. The limits are the office's own.
    """
    places = [cell.place for cell in extent.cells]
    words = Words(
        extent_words(extent),
        _("find out why, and say so where it is published; the table of revisions lists all"),
    )
    covers = tuple(cell.name for cell in extent.cells) if len(places) > 1 else ()
    yield Hit(_place(extent, places[0]), words, covers=covers)


def _place(extent: Extent, first: Place) -> Place:
    """Give the first figure's place, with the names that all share."""
    section, table, row, period = extent.common
    return attrs.evolve(
        first,
        section=section,
        table=table,
        placed=bool(table) or len(extent.changes) == 1,
        code=first.code if row else "",
        row=first.row if row else "",
        period=period,
    )

"""Titles of blocks: in some families a fylke's name stands alone above its months and total."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.fold import fold
from tiltak_audit.parsing.headings import heading_of
from tiltak_audit.parsing.labels import total_label
from tiltak_audit.parsing.stretches import Entry

if TYPE_CHECKING:
    from tiltak_audit.parsing.stretches import Stretch


def without_block_titles(stretches: list[Stretch]) -> list[Stretch]:
    """Take out every label without figures that the next total repeats.

    What is left of a stretch that held nothing else, its heading, heads the next one.
    """
    found: list[Stretch] = []
    for stretch in stretches:
        last = found[-1] if found else None
        if last is None or not _titled(last, stretch):
            found.append(stretch)
            continue
        last.orphans.pop()
        above = stretch.above
        if last.total is None and not last.rows and not last.orphans:
            above = found.pop().above + above
        found.append(attrs.evolve(stretch, heading=heading_of(above), above=above))
    return found


def _titled(above: Stretch, below: Stretch) -> bool:
    if not above.orphans or not isinstance(below.total, Entry) or not below.above:
        return False
    orphan = above.orphans[-1]
    line = orphan.pieces[0].line
    # What rows go on below is a row itself, whose figures are lost.
    if orphan.row or any(entry.line > line for entry in above.rows):
        return False
    title = fold(total_label(orphan.texts))
    return bool(title) and title == fold(total_label(below.total.texts))

"""Notes below the rows of a table, which are no lines of a label."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tiltak_audit.reading.notes import RAISED, is_marked, is_named, is_note
from tiltak_audit.reading.pdf.pages.rows import LEADING, is_near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.reading.pdf.pages.rows import TableLine
    from tiltak_audit.reading.pdf.pages.words import VisualLine

# Words of one text are at most this many heights apart; columns are farther.
_APART = 1.0

# A text of so many words is no label with a word among its figures.
_LONG = 6

# A mark of a footnote, which may stand in a column of its own.
_MARK = re.compile(rf"[*†‡§]{{1,3}}|[{RAISED}]{{1,3}}|\(?[0-9*]{{1,2}}\)")


def is_marked_line(line: VisualLine) -> bool:
    """Tell whether a line is a note by how it begins: outside of tables sentences may be titles."""
    told = is_marked(line.text) or is_named(line.text)
    return told and is_note(line.text) and _runs_on(line)


def without_notes(lines: Sequence[TableLine]) -> tuple[TableLine, ...]:
    """Leave out the notes of a table, from each one's mark to its last line.

    A note stands below the last row, or between it and the next total: what leads on to figures
    is of a label, however it begins. Where rows begin as notes do, none is told.
    """
    rows = [line.line for line in lines if line.has_figures]
    if any(is_note(row.text) and not _runs_on(row) for row in rows):
        return tuple(lines)
    kept: list[TableLine] = []
    at = 0
    while at < len(lines):
        end = at + 1
        if _is_note(lines[at]):
            while end < len(lines) and _goes_on(lines[end - 1], lines[end]):
                end += 1
            if end == len(lines) or not is_near(lines[end - 1], lines[end], LEADING):
                at = end
                continue
        kept += lines[at:end]
        at = end
    return tuple(kept)


def _is_note(line: TableLine) -> bool:
    """Tell whether a line is a note, if only since it is a long text that runs into the columns."""
    long = line.odd and len(line.line.words) >= _LONG
    return (long or is_note(line.line.text)) and _runs_on(line.line)


def _goes_on(above: TableLine, below: TableLine) -> bool:
    return is_near(above, below, LEADING) and _runs_on(below.line)


def _runs_on(line: VisualLine) -> bool:
    """Tell whether a line is one text, without figures that stand apart."""
    words = line.words[1:] if _MARK.fullmatch(line.words[0].text) else line.words
    together = all(
        after.left - before.right <= _APART * after.height for before, after in pairwise(words)
    )
    return together and any(not word.is_figure for word in words)

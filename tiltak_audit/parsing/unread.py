"""Labels behind which figures were seen that cannot be told: rows that were not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.reading.spoiled import is_figure, is_strong, may_be_spoiled

if TYPE_CHECKING:
    from tiltak_audit.model.period import Columns
    from tiltak_audit.reading.elements import LostTotal, Orphan

# Without columns, fewer figures than this are part of a sentence.
_FEWEST = 3


def unread_behind(element: Orphan | LostTotal, columns: Columns | None) -> Unread:
    """Count a label behind which figures were seen as a row of its table's columns."""
    if not element.seen:
        return ALL_READ
    if columns:
        return Unread(1, len(columns))
    figures = 0
    for token in reversed(element.pieces[-1].text.split(" ")):
        if not (is_figure(token) or is_strong(token) or may_be_spoiled(token)):
            break
        figures += 1
    return Unread(1, figures) if figures >= _FEWEST else ALL_READ

"""Figures that are told twice: by the page that hides them, and by the row that lacks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.remark import OtherCount, Stray
from tiltak_audit.model.unread import ALL_READ, Unread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.model.notice import Notice
    from tiltak_audit.model.origin import Origin

_LEFT_OUT = frozenset(("unseen", "left-out"))


def counted_once(notices: Sequence[Notice], origin: Origin) -> list[Notice]:
    """Count the rows that lack figures which their page left out at the remark on these figures.

    Args:
        notices: All remarks.
        origin: Where the lines stand.

    Returns:
        The remarks in the same order; nothing is counted less but what was counted twice.
    """
    found = list(notices)
    for at, notice in enumerate(notices):
        if isinstance(notice.remark, Stray) and notice.remark.kind in _LEFT_OUT:
            _take_over(found, at, origin)
    return found


def _take_over(notices: list[Notice], at: int, origin: Origin) -> None:
    """Let a remark on what was left out count the rows that lack it."""
    notice = notices[at]
    rows, cells, counted = notice.unread.rows, notice.unread.cells, notice.unread
    tables = set()
    for other, row in enumerate(notices):
        lacking = _lacking(row)
        if not 0 < lacking <= cells or not rows or not _on_one_page(notice, row, origin):
            continue
        rows, cells = rows - 1, cells - lacking
        counted += Unread(row.unread.rows - 1, row.unread.cells - lacking)
        tables.add((row.section, row.table))
        notices[other] = attrs.evolve(row, unread=ALL_READ)
    section, table = tables.pop() if len(tables) == 1 else ("", "")
    notices[at] = attrs.evolve(notice, unread=counted, section=section, table=table)


def _lacking(row: Notice) -> int:
    """Give how many figures a row that was left unread has too few."""
    if not isinstance(row.remark, OtherCount) or row.remark.spoiled or not row.unread:
        return 0
    return row.remark.columns - row.remark.found


def _on_one_page(one: Notice, other: Notice, origin: Origin) -> bool:
    places = origin.places
    lines = one.line, other.line
    if not all(0 < line <= len(places) for line in lines):
        return False
    return places[one.line - 1][0] == places[other.line - 1][0]

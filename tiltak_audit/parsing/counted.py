"""Figures that are told twice: by the page that hides them, and by the row that lacks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.remark import OtherCount, Stray
from tiltak_audit.model.unread import ALL_READ, Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.model.notice import Notice
    from tiltak_audit.model.origin import Origin

_LEFT_OUT = frozenset(("hidden", "left-out"))


def counted_once(notices: Sequence[Notice], origin: Origin) -> list[Notice]:
    """Count the rows that lack figures which their page left out at the remark on these figures.

    Args:
        notices: All remarks.
        origin: Where the lines stand.

    Returns:
        The remarks in the same order; nothing is counted less but what was counted twice.
    """
    found = list(notices)
    lacking: dict[int, list[int]] = {}
    for at, notice in enumerate(notices):
        if _lacking(notice) > 0:
            lacking.setdefault(_page(notice, origin), []).append(at)
    for at, notice in enumerate(notices):
        if isinstance(notice.remark, Stray) and notice.remark.kind in _LEFT_OUT:
            _take_over(found, at, lacking.get(_page(notice, origin), ()))
    return found


def _take_over(notices: list[Notice], at: int, lacking: Iterable[int]) -> None:
    """Let a remark on what was left out count rows of its page that lack it."""
    notice = notices[at]
    rows, cells, counted = notice.unread.rows, notice.unread.cells, notice.unread
    tables = set()
    for other in lacking:
        row = notices[other]
        fewer = _lacking(row)
        if not 0 < fewer <= cells or not rows:
            continue
        rows, cells = rows - 1, cells - fewer
        counted += Unread(row.unread.rows - 1, row.unread.cells - fewer)
        tables.add((row.section, row.table))
        notices[other] = attrs.evolve(row, unread=ALL_READ)
    section, table = tables.pop() if len(tables) == 1 else ("", "")
    notices[at] = attrs.evolve(notice, unread=counted, section=section, table=table)


def _lacking(row: Notice) -> int:
    """Give how many figures a row that was left unread has too few."""
    if not isinstance(row.remark, OtherCount) or row.remark.spoiled or not row.unread:
        return 0
    return row.remark.columns - row.remark.found


def _page(notice: Notice, origin: Origin) -> int:
    """Give the page that a remark is on; 0 where it is on none."""
    return origin.place(notice.line)[0]

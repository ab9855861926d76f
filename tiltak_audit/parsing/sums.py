"""Rows with several readings, settled by the sums of their table."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.interval import Interval
from tiltak_audit.model.notice import Notice, Remark

if TYPE_CHECKING:
    from tiltak_audit.model.report import Row
    from tiltak_audit.parsing.drafts import Draft
    from tiltak_audit.parsing.numbers import Reading

# Combinations of readings looked at in one table before it is given up.
_MOST_COMBINATIONS = 4_096


def settle_by_sums(draft: Draft) -> list[Notice]:
    """Give each open row of a table the one reading that the column sums leave it.

    Returns:
        A notice for every row that keeps several readings, or none; such a row stays unread.
    """
    if not draft.open_rows:
        return []
    keys = list(draft.open_rows)
    choices = [draft.open_rows[key][1] for key in keys]
    fitting: list[tuple[Reading, ...]] = []
    if draft.totals and prod(map(len, choices)) <= _MOST_COMBINATIONS:
        left = _left(draft)
        fitting = [chosen for chosen in product(*choices) if _adds_up(chosen, left, draft)]
    notices = []
    for at, key in enumerate(keys):
        row, readings = draft.open_rows[key]
        fits = {chosen[at] for chosen in fitting}
        if len(fits) == 1:
            draft.add(key, attrs.evolve(row, figures=fits.pop()))
        else:
            notices.append(_unsettled(draft, row, len(fits) or len(readings)))
            draft.doubts.append(row.line)
    draft.rows = dict(sorted(draft.rows.items(), key=lambda item: item[1].line))
    return notices


def _left(draft: Draft) -> list[Interval]:
    """Give, column by column, what the settled rows leave of the total."""
    parts = [row.figures for row in draft.rows.values()]
    left = []
    for column, total in enumerate(draft.totals[0].figures):
        low = sum(figures[column].interval.low for figures in parts)
        high = sum(figures[column].interval.high for figures in parts)
        left.append(Interval(total.interval.low - high, total.interval.high - low))
    return left


def _adds_up(chosen: tuple[Reading, ...], left: list[Interval], draft: Draft) -> bool:
    """Tell whether every month's sum can be the total's figure."""
    for column in range(int(draft.columns.mean), len(left)):
        low = sum(figures[column].interval.low for figures in chosen)
        high = sum(figures[column].interval.high for figures in chosen)
        if not Interval(low, high).meets(left[column]):
            return False
    return True


def _unsettled(draft: Draft, row: Row, readings: int) -> Notice:
    return Notice(
        Remark.SPLIT,
        row.line,
        row.start,
        0,
        draft.section,
        draft.label,
        row.label,
        {"readings": readings},
    )

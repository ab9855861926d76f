"""Rows with several readings, settled by the sums of their table."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

import attrs

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
        fitting = [chosen for chosen in product(*choices) if _adds_up(draft, chosen)]
    notices = []
    for at, key in enumerate(keys):
        row, readings = draft.open_rows[key]
        left = {chosen[at] for chosen in fitting}
        if len(left) == 1:
            draft.rows[key] = attrs.evolve(row, figures=left.pop())
        else:
            notices.append(_unsettled(draft, row, len(left) or len(readings)))
            draft.doubts.append(row.line)
    draft.rows = dict(sorted(draft.rows.items(), key=lambda item: item[1].line))
    return notices


def _adds_up(draft: Draft, chosen: tuple[Reading, ...]) -> bool:
    """Tell whether every month's sum can be the total's figure."""
    parts = [row.figures for row in draft.rows.values()] + list(chosen)
    for column in range(int(draft.columns.mean), len(draft.columns)):
        total = draft.totals[0].figures[column].interval
        low = sum(figures[column].interval.low for figures in parts)
        high = sum(figures[column].interval.high for figures in parts)
        if low > total.high or high < total.low:
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

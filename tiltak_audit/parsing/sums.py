"""Rows with several readings, settled by the sums of their table."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.interval import Interval
from tiltak_audit.model.notice import Remark

if TYPE_CHECKING:
    from tiltak_audit.parsing.drafts import Draft
    from tiltak_audit.parsing.notebook import Notebook
    from tiltak_audit.parsing.numbers import Reading

# Combinations of readings looked at in one table before it is given up.
_MOST_COMBINATIONS = 4_096


def settle_by_sums(draft: Draft, notebook: Notebook) -> None:
    """Give each open row of a table the one reading that the column sums leave it.

    A row that keeps several readings, or none, is remarked on and stays unread.
    """
    if not draft.open_rows:
        return
    keys = list(draft.open_rows)
    choices = [draft.open_rows[key][1] for key in keys]
    fitting: list[tuple[Reading, ...]] = []
    if draft.totals and prod(map(len, choices)) <= _MOST_COMBINATIONS:
        needed = _needed(draft)
        fitting = [chosen for chosen in product(*choices) if _adds_up(chosen, needed, draft)]
    for at, key in enumerate(keys):
        row, readings = draft.open_rows[key]
        fits = {chosen[at] for chosen in fitting}
        if len(fits) == 1:
            draft.add(key, attrs.evolve(row, figures=fits.pop()))
        else:
            width = sum(figure.width + 1 for figure in readings[0]) - 1
            between = row.start, row.start + width
            left = len(fits) or len(readings)
            notebook.unread(Remark.SPLIT, row.line, between, draft, row.label, readings=left)
            draft.doubts.append(row.line)
    draft.rows = dict(sorted(draft.rows.items(), key=lambda item: item[1].line))


def _needed(draft: Draft) -> list[Interval]:
    """Give, column by column, what the settled rows leave of the total."""
    parts = [row.figures for row in draft.rows.values()]
    needed = []
    for column, total in enumerate(draft.totals[0].figures):
        low = sum(figures[column].interval.low for figures in parts)
        high = sum(figures[column].interval.high for figures in parts)
        needed.append(Interval(total.interval.low - high, total.interval.high - low))
    return needed


def _adds_up(chosen: tuple[Reading, ...], needed: list[Interval], draft: Draft) -> bool:
    """Tell whether every month's sum can be the total's figure."""
    for column in range(int(draft.columns.mean), len(needed)):
        low = sum(figures[column].interval.low for figures in chosen)
        high = sum(figures[column].interval.high for figures in chosen)
        if not Interval(low, high).meets(needed[column]):
            return False
    return True

"""Rows with several readings, settled by the sums of their table."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, Literal

import attrs

from tiltak_audit.model.interval import Interval
from tiltak_audit.model.remark import Ambiguous, OtherCount, Twice
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.model.wording import is_of_row_above

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.model.report import Row
    from tiltak_audit.parsing.drafts import Draft
    from tiltak_audit.parsing.notebook import Notebook
    from tiltak_audit.reading.numbers import Reading

# Combinations of readings looked at in one table before it is given up.
_MOST_COMBINATIONS = 4_096

# Rows that no other table has, tried one by one.
_MOST_STRANGE = 8


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
            note = notebook.unread
            if len(readings) == 1:
                columns = len(draft.columns)
                note(OtherCount(columns + 1, columns), row.line, between, draft, row.label)
            else:
                note(Ambiguous(left), row.line, between, draft, row.label)
            draft.unread.append(row.line)
    draft.rows = dict(sorted(draft.rows.items(), key=lambda item: item[1].line))


def remark_on_rows_again(draft: Draft, notebook: Notebook) -> None:
    """Remark on every page's rows that the table has already.

    Where the sums need more than the first printings, a label is wrong: the later rows are left
    unread, and the sums are not judged.
    """
    # A page that is printed again is one remark, at its first row.
    pages = [page for page in draft.again if page]
    extra = [row for page in pages for _, row in page]
    left = bool(pages) and bool(draft.totals) and not (draft.shares or adds_up(draft))
    needed = left and adds_up(draft, extra)
    for page in pages:
        same = [row for key, row in page if draft.rows[key].printed == row.printed]
        for key, row in page:
            first = draft.rows[key]
            alike = first.printed == row.printed
            if alike and row is not same[0] and not left:
                continue
            unread = Unread(1, len(draft.columns)) if left else ALL_READ
            kind: Literal["needed", "same", "other"] = "same" if alike else "other"
            remark = Twice("needed" if needed else kind, first.line, len(same))
            notebook.note(remark, row.line, draft, row.label, unread)
            if left:
                draft.unread.append(row.line)


def adds_up(draft: Draft, extra: Sequence[Row] = ()) -> bool:
    """Tell whether the rows of a table, as they are or with others, can be all of its total."""
    if not draft.totals or draft.shares:
        return False
    return _adds_up(tuple(row.figures for row in extra), _needed(draft), draft)


def falls_short(draft: Draft, least: int) -> bool:
    """Tell whether the rows of a table are too few in so many months, and too many in none."""
    if not draft.totals or draft.shares:
        return False
    needed = _needed(draft)[int(draft.columns.mean) :]
    return sum(one.low > 0 for one in needed) >= least and all(one.high >= 0 for one in needed)


def has_room(draft: Draft) -> bool:
    """Tell whether the rows of a table are its total, and may be less than all of it."""
    return adds_up(draft) and any(one.high > 0 for one in _needed(draft))


def superfluous(draft: Draft, siblings: list[Draft]) -> Row | None:
    """Give the one row that no other table has and without which every sum would fit."""
    if not siblings:
        return None
    alone = set(draft.rows).difference(*[one.rows for one in siblings])
    if draft.shares or not alone or not draft.totals or adds_up(draft):
        return None
    strange = [key for key in draft.rows if key in alone]
    for key in strange[:_MOST_STRANGE]:
        rows = {other: row for other, row in draft.rows.items() if other != key}
        if adds_up(attrs.evolve(draft, rows=rows)):
            return draft.rows[key]
    return None


def _needed(draft: Draft) -> list[Interval]:
    """Give, column by column, what the settled rows leave of the total."""
    parts = [row.figures for row in draft.rows.values() if not is_of_row_above(row.label)]
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

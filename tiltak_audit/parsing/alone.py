"""Labels that no figures follow and that are rows all the same: they were not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.unread import Unread
from tiltak_audit.parsing.labels import Oddity
from tiltak_audit.parsing.sums import falls_short
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.parsing.drafts import Draft
    from tiltak_audit.parsing.labels import Label
    from tiltak_audit.parsing.notebook import Notebook
    from tiltak_audit.parsing.rows import RowReader

# What programs and people print where there is no figure.
_SIGNS = frozenset({"-", "–", "—", "−", ".", "..", "...", "…", "n/a", "na", "nan", "null", "x"})


class Alone(Alike, Record):
    """A label of a table that no figures follow.

    Attributes:
        at: The place of its remark among the notices.
        texts: The lines of the label.
        line: The first of them.
        draft: The table.
        total: Whether it is the table's total.
    """

    at: int
    texts: tuple[str, ...]
    line: int
    draft: Draft
    total: bool = False


def count_rows_alone(found: Sequence[Alone], rows: RowReader, notebook: Notebook) -> None:
    """Count as unread the labels that are rows: what else stands alone may be a sentence.

    Args:
        found: The labels, of tables that are complete but for what is counted here.
        rows: The reader of the other rows.
        notebook: Where they are remarked on already.
    """
    # Once a table, whose rows stay as they are: labels and rows may both be many.
    short = {draft: falls_short(draft, 1) for draft in dict.fromkeys(one.draft for one in found)}
    for one in found:
        if _is_total(one) if one.total else _is_row(one, rows, short=short[one.draft]):
            unread = Unread(1, len(one.draft.columns))
            notebook.notices[one.at] = attrs.evolve(notebook.notices[one.at], unread=unread)


def _is_total(one: Alone) -> bool:
    """Tell whether a table has no total but this one; a total of shares is the sum of none."""
    return not (one.draft.totals or one.draft.shares)


def _is_row(one: Alone, rows: RowReader, *, short: bool) -> bool:
    """Tell whether a label is one of a row that the table lacks; the table holds it then."""
    draft = one.draft
    texts, signs = without_signs(one.texts)
    label = rows.labels.of(texts, draft)
    if any(label.key in some for some in (draft.rows, draft.open_rows, draft.held)):
        return False
    # "Gáivuotna - Kåfjord -" ends in a hyphen of its own.
    said = signs >= max(len(draft.columns), 2)
    lacks = short and not draft.unread
    if label.key and (said or lacks or _is_known(label, draft, rows)):
        draft.held.add(label.key)
        draft.unread.append(one.line)
        return True
    return False


def _is_known(label: Label, draft: Draft, rows: RowReader) -> bool:
    if draft.dimensions.regional:
        return label.oddity is Oddity.NONE
    return rows.knowledge.rows.trusts(draft.dimensions.inner, label.text)


def without_signs(texts: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """Take the signs off the end of a label that stand for figures which are not there.

    >>> without_signs(("1108", "Sandnes .. .."))
    (('1108', 'Sandnes'), 2)
    """
    words = texts[-1].split(" ")
    kept = len(words)
    while kept and words[kept - 1].casefold() in _SIGNS:
        kept -= 1
    last = " ".join(words[:kept])
    return (*texts[:-1], *([last] if last else [])), len(words) - kept

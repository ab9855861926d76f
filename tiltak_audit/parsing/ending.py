"""Tables that end before their list does: others of their kind go on after the last row."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tiltak_audit.cube.fold import fold
from tiltak_audit.model.remark import Gone
from tiltak_audit.parsing.sums import adds_up, falls_short

if TYPE_CHECKING:
    from tiltak_audit.parsing.drafts import Draft, Drafts
    from tiltak_audit.parsing.notebook import Notebook

    # The labels of tables as printed, by dimension and as they are compared.
    _Labels = defaultdict[str, dict[str, str]]

# One month that falls short may be one wrong figure; of a single one several rows must be gone.
_MONTHS = 2
_ROWS = 2


def doubt_what_ends_early(drafts: Drafts, last: Draft | None, notebook: Notebook) -> None:
    """Doubt the tables that end before their list does.

    Lists that are the same in all tables are held against each other elsewhere.

    Args:
        drafts: The tables.
        last: The one at the end of a text that is not whole, of which a sum that does not fit
            is enough; none where the text is whole.
        notebook: Where it is remarked on.
    """
    labelled = _labelled(drafts)
    for draft in drafts.all():
        if draft is last and drafts.stops_early(draft) and not adds_up(draft):
            notebook.note(Gone("end"), draft.last_line, draft)
            draft.doubts.append(draft.last_line)
            continue
        listed = draft.dimensions.regional and not draft.dimensions.omits_zeros
        rows = [] if listed else _later(draft, drafts, labelled)
        months = len(draft.columns.months)
        enough = len(rows) >= (1 if months >= _MONTHS else _ROWS)
        if enough and not draft.unread and falls_short(draft, min(months, _MONTHS)):
            gone = Gone("end") if draft is last else Gone("middle", tuple(rows))
            notebook.note(gone, draft.last_line, draft)
            draft.doubts.append(draft.last_line)


def _later(draft: Draft, drafts: Drafts, labelled: _Labels) -> list[str]:
    """Name the rows behind the last one that most tables of its kind have."""
    siblings = drafts.siblings(draft)
    if not siblings:
        return _categories(draft, labelled)
    last = next(reversed(draft.rows), "")
    names: dict[str, str] = {}
    behind, before = Counter[str](), Counter[str]()
    for sibling in siblings:
        keys = list(sibling.rows)
        # Where a table has no row at all, that the total is not zero is wrong.
        if last not in keys:
            continue
        end = keys.index(last) + 1
        for at, key in enumerate(keys):
            if key not in draft.rows and key not in draft.held:
                names.setdefault(key, sibling.rows[key].name)
                (behind if at >= end else before)[key] += 1
    later = [names[key] for key, times in behind.items() if 2 * times > len(siblings)]
    # What falls short may as well be a row that is missing before the end.
    sooner = [key for key, times in before.items() if 2 * times > len(siblings)]
    return [] if len(later) <= len(sooner) else later


def _labelled(drafts: Drafts) -> _Labels:
    """List the categories that have tables, by dimension."""
    found: _Labels = defaultdict(dict)
    for draft in drafts.all():
        found[draft.dimensions.outer].setdefault(fold(draft.label), draft.label)
    return found


def _categories(draft: Draft, labelled: _Labels) -> list[str]:
    """Name the tables of other sections that have no row in the one table that lists them."""
    if draft.label or draft.dimensions.outer:
        return []
    there = {fold(row.label) for row in draft.rows.values()}
    labels = labelled.get(draft.dimensions.inner, {})
    return [label for folded, label in labels.items() if folded not in there]

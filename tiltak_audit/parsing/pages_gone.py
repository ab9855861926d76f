"""Pages of a table of kommuner that are gone, as the other tables of its section show."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.model.report import Row
    from tiltak_audit.parsing.drafts import Draft

# A table on one page lost none of several.
_PAGES = 2

# Fewer rows may be left out since they count nobody.
_FEWEST = 3


def rows_of_pages_gone(draft: Draft, siblings: Sequence[Draft]) -> list[Row]:
    """Give the rows that whole pages of a table held, or none.

    Lists of kommuner are the same in all tables of a section; those of fylker leave out zero rows.
    All other tables have them, and nothing else that this one lacks; they would stand where one
    of its pages ends, and are as many as stand on a page.
    """
    narrowest = [level.name for level in draft.family.levels[-1:]]
    if not siblings or [draft.dimensions.inner] != narrowest or len(draft.pages) < _PAGES:
        return []
    there = {*draft.rows, *draft.held}
    model = siblings[0]
    missing = [key for key in model.rows if key not in there]
    if len(missing) < _FEWEST or not all(set(missing) <= set(one.rows) for one in siblings):
        return []
    order = list(model.rows)
    at = order.index(missing[0])
    together = order[at : at + len(missing)] == missing
    after = order[at + len(missing) : at + len(missing) + 1]
    if not together or not set(after) <= set(draft.pages):
        return []
    size = _rows_a_page([draft, *siblings])
    if not size or len(missing) % size:
        return []
    return [model.rows[key] for key in missing]


def _rows_a_page(drafts: Sequence[Draft]) -> int:
    """Give how many rows most pages hold that are not the last of their table."""
    sizes = Counter[int]()
    for draft in drafts:
        places = [draft.order[key] for key in draft.pages if key in draft.order]
        sizes.update(after - at for at, after in pairwise(places))
    return max(sizes, key=lambda size: sizes[size], default=0)

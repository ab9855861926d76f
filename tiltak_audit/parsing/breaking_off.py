"""Tables on pages that break off: what stood there last may be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.model.remark import Gone
from tiltak_audit.model.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.parsing.drafts import Draft, Drafts
    from tiltak_audit.parsing.notebook import Notebook
    from tiltak_audit.reading.elements import Broken

# Rows that are named.
_NAMED = 12


def doubt_what_breaks_off(pages: Iterable[Broken], drafts: Drafts, notebook: Notebook) -> None:
    """Doubt the last table of every page that breaks off, and name what may be lost of it.

    A page of which nothing was read may hold more of the table before it.
    """
    for page in pages:
        begun = [draft for draft in drafts.all() if draft.first_line <= page.last]
        draft = max(begun, key=lambda one: _last(one, page.last), default=None)
        later: tuple[str, ...] = ()
        if draft:
            draft.doubts.append(page.last)
            later = _later(draft, drafts, page.last)
        unread = Unread(1, len(draft.columns) if draft and later else 0)
        notebook.note(Gone("foot", later, page.page), page.first, draft, unread=unread)


def _last(draft: Draft, line: int) -> int:
    """Give the last line of a table up to a line."""
    lines = [row.line for row in (*draft.totals, *draft.rows.values())]
    return max((one for one in (*lines, *draft.unread) if one <= line), default=0)


def _later(draft: Draft, drafts: Drafts, line: int) -> tuple[str, ...]:
    """Name the rows that other tables of the section have below the last one on the page."""
    there = {*draft.rows, *draft.held, *draft.open_rows}
    before = [key for key, row in draft.rows.items() if row.line <= line]
    found: dict[str, str] = {}
    for sibling in drafts.siblings(draft):
        keys = list(sibling.rows)
        shared = [at for at, key in enumerate(keys) if key in before]
        for key in keys[shared[-1] + 1 if shared else 0 :]:
            row = sibling.rows[key]
            if key not in there:
                found.setdefault(key, row.name)
    names = tuple(found.values())
    return names if len(names) <= _NAMED else (*names[:_NAMED], "…")

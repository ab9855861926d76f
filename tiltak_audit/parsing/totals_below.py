"""Totals that stand below their rows, where reports have them above: nothing is read amiss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.model.notice import Notice
from tiltak_audit.model.remark import Stray
from tiltak_audit.model.unread import ALL_READ
from tiltak_audit.parsing.stretches import Entry
from tiltak_audit.reading.elements import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.parsing.stretches import Stretch


def leave_rows_above_totals(stretches: Iterable[Stretch]) -> dict[str, Notice]:
    """Take the rows out of every section that begins with rows and ends with a total.

    Each of them would be taken for a row of the total before it.

    Returns:
        A remark on each such section, by its title.
    """
    found = {}
    for title, parts in _by_section(stretches).items():
        first, last = parts[0], parts[-1]
        headed = Kind.SECTION in first.heading.last
        if headed and first.total is None and isinstance(last.total, Entry) and not last.rows:
            rows = [entry for one in parts for entry in one.rows]
            unread = sum((entry.unread for entry in rows), ALL_READ)
            remark = Stray("below", number=len(rows))
            line = rows[0].first_line
            found[title] = Notice(remark, line, section=title, placed=False, unread=unread)
            for one in parts:
                one.rows.clear()
    return found


def _by_section(stretches: Iterable[Stretch]) -> dict[str, list[Stretch]]:
    """Give the stretches that hold a total or rows, by the title that they stand under."""
    found: dict[str, list[Stretch]] = {}
    title = ""
    for stretch in stretches:
        title = stretch.heading.title or title
        if title and (stretch.total or stretch.rows):
            found.setdefault(title, []).append(stretch)
    return found

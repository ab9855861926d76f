"""The vote on which lines of a label belong to which figures: one way a document.

Figures stand level with the last line of their label, with the middle or with the first. What
each way would break is counted by who knows the form: lines of a text, or places on a page.
The way that is broken least in all tables together is that of the document.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from tiltak_audit.alike import Alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# A label has so many lines at most: NAV's widest in a column of twelve characters have six, one of
# them damaged one or two more.
TALLEST = 8

Table = TypeVar("Table")
Rows = TypeVar("Rows")


class Way(Enum):
    """Where the figures of a row stand against its label."""

    # On the last line of the label, or below it: as NAV prints them.
    LAST = "last"
    # On the middle line, or between the lines of a label of even height: as some spreadsheets do.
    MIDDLE = "middle"
    # On the first line: as text editors do.
    FIRST = "first"
    # On either of the two middle lines, where a text keeps no other trace: none votes for it.
    EITHER = "either"


_VOTED = (Way.LAST, Way.MIDDLE, Way.FIRST)


@attrs.frozen(eq=False, repr=False)
class Vote(Alike, Generic[Rows]):
    """The rows of all tables under each way.

    Attributes:
        rows: The rows, a table each.
        broken: How often each way is broken.
    """

    rows: dict[Way, list[Rows]]
    broken: dict[Way, int]

    @property
    def least(self) -> int:
        """Give how often the way that is broken least is broken."""
        return min(self.broken.values())

    @property
    def best(self) -> dict[Way, list[Rows]]:
        """Give the ways that are broken least, with the rows of all tables."""
        return {way: rows for way, rows in self.rows.items() if self.broken[way] == self.least}


def vote(
    tables: Iterable[Table],
    rows_of: Callable[[Table, Way], Rows],
    broken: Callable[[Rows], int],
) -> Vote[Rows]:
    """Try every way on all tables.

    Args:
        tables: The tables.
        rows_of: Gives the rows of a table under a way.
        broken: Counts what a way breaks in a table.
    """
    tables = list(tables)
    found = {way: [rows_of(table, way) for table in tables] for way in _VOTED}
    return Vote(found, {way: sum(map(broken, rows)) for way, rows in found.items()})

"""What reading a report had to remark: facts, not yet findings."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.unread import ALL_READ, Unread

if TYPE_CHECKING:
    from collections.abc import Mapping


class Remark(Enum):
    """The kinds of remark; each has the one rule that words it."""

    # A figures line that can be split into columns in several ways, or in none.
    SPLIT = "split"
    # A line with more or fewer figures than the table has columns.
    ARITY = "arity"
    # One row of one table, printed twice with different figures.
    TWICE = "twice"
    # A page or column heading that is missing or cut.
    HEADING = "heading"
    # A label without figures, or a place where lines are gone.
    LOST = "lost"
    # A row or table that was read although its label or heading is damaged.
    INFERRED = "inferred"
    # A line that fits nothing, or rows that belong to no table.
    STRAY = "stray"
    # The period line and the months line disagree.
    PERIOD = "period"
    # Pages of one file that bear different report dates.
    DATES = "dates"
    # A label that does not fit its code, its section or the register.
    LABEL = "label"
    # The text ends within a line of figures.
    END = "end"
    # Page counters that do not count up.
    COUNTER = "counter"
    # A section that is not audited.
    UNAUDITED = "unaudited"
    # Characters that were replaced while reading.
    CHARACTERS = "characters"
    # Letters that came apart, UTF-8 read as cp1252, and were put together.
    MOJIBAKE = "mojibake"
    # Letters that a mark stands for, and that nothing can bring back.
    LETTERS = "letters"
    # Lines in another encoding than the rest of the text.
    ENCODING = "encoding"
    # Labels of which it cannot be told which figures they belong to.
    LAYOUT = "layout"


@attrs.frozen
class Notice:
    """One remark, with its place.

    Attributes:
        remark: The kind.
        line: The line it is about, 1-based; 0 for the whole text.
        column: First column, 1-based; 0 for the whole line.
        end_column: The column after the last; 0 for the whole line.
        section: The section, empty where unknown.
        table: The table's label, empty for a bare ``I alt`` or where the table is unknown.
        placed: Whether the table is known.
        row: The row's label, empty where none is meant.
        facts: What the rule's text needs, by name.
        unread: The figures that were seen there and left unread.
    """

    remark: Remark
    line: int
    column: int = 0
    end_column: int = 0
    section: str = ""
    table: str = ""
    row: str = ""
    placed: bool = True
    facts: Mapping[str, str | int] = attrs.field(factory=dict)
    unread: Unread = ALL_READ

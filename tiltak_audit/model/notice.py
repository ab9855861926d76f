"""What reading a report had to remark: facts, not yet findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.unread import ALL_READ, Unread

if TYPE_CHECKING:
    from tiltak_audit.model.remark import Remark


@attrs.frozen(eq=False, repr=False)
class Notice(Alike):
    """One remark, with its place.

    Attributes:
        remark: What there is to remark.
        line: The line it is about, 1-based; 0 for the whole text.
        column: First column, 1-based; 0 for the whole line.
        end_column: The column after the last; 0 for the whole line.
        section: The section, empty where unknown.
        table: The table's label, empty for a bare ``I alt`` or where the table is unknown.
        placed: Whether the table is known.
        row: The row's label, empty where none is meant.
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
    unread: Unread = ALL_READ

"""The remarks made while a report is put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.notice import Notice
from tiltak_audit.model.unread import ALL_READ, Unread

if TYPE_CHECKING:
    from tiltak_audit.model.remark import Remark
    from tiltak_audit.parsing.drafts import Draft


@attrs.define(eq=False, repr=False)
class Notebook:
    """Remarks, and the section they are made in.

    Attributes:
        section: The section of the page at hand.
        notices: What was remarked, in order.
    """

    section: str = ""
    notices: list[Notice] = attrs.field(factory=list)

    def note(
        self,
        remark: Remark,
        line: int,
        draft: Draft | None = None,
        row: str = "",
        unread: Unread = ALL_READ,
    ) -> None:
        """Remark on a line, and on the table it belongs to where that is known."""
        section, table = (draft.section, draft.label) if draft else (self.section, "")
        placed = draft is not None
        self.notices.append(Notice(remark, line, 0, 0, section, table, row, placed, unread))

    def unread(
        self,
        remark: Remark,
        line: int,
        between: tuple[int, int],
        draft: Draft,
        row: str,
    ) -> None:
        """Remark on a row that was left unread; its figures stand between two columns."""
        start, end = between
        section, table, unread = draft.section, draft.label, Unread(1, len(draft.columns))
        self.notices.append(Notice(remark, line, start, end, section, table, row, unread=unread))

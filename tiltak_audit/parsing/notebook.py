"""The remarks made while a report is put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.notice import Notice

if TYPE_CHECKING:
    from tiltak_audit.model.notice import Remark
    from tiltak_audit.parsing.drafts import Draft


@attrs.define
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
        **facts: str | int,
    ) -> None:
        """Remark on a line, and on the table it belongs to where that is known."""
        section, table = (draft.section, draft.label) if draft else (self.section, "")
        placed = draft is not None
        self.notices.append(Notice(remark, line, 0, 0, section, table, row, placed, facts))

    def unread(
        self,
        remark: Remark,
        line: int,
        between: tuple[int, int],
        draft: Draft,
        row: str,
        **facts: int,
    ) -> None:
        """Remark on figures that were left unread; between two columns of the line."""
        start, end = between
        self.notices.append(
            Notice(remark, line, start, end, draft.section, draft.label, row, facts=facts)
        )

"""The remarks made while a report is put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

from tiltak_audit.model.notice import Notice
from tiltak_audit.model.remark import Gone
from tiltak_audit.model.unread import ALL_READ, Unread

if TYPE_CHECKING:
    from tiltak_audit.model.remark import Remark
    from tiltak_audit.parsing.drafts import Draft


@attrs.define(repr=False)
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

    def weigh(self, draft: Draft, proof: Literal["", "open", "short"]) -> bool:
        """Say of lines that seem to be gone from a table what its sums say of them.

        Tells whether it is said of the table that something is gone.
        """
        told = False
        for at, one in enumerate(self.notices if proof else ()):
            remark = one.remark
            if isinstance(remark, Gone) and (one.section, one.table) == (
                draft.section,
                draft.label,
            ):
                if remark.kind == "above":
                    remark = attrs.evolve(remark, proof=proof)
                    self.notices[at] = attrs.evolve(one, remark=remark)
                told = told or remark.is_loss
        return told

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

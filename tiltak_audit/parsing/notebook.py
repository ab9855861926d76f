"""The remarks made while a report is put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.notice import Notice
from tiltak_audit.model.remark import Gone
from tiltak_audit.model.unread import ALL_READ, Unread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tiltak_audit.model.remark import Proof, Remark
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

    def weigh(self, proofs: Mapping[tuple[str, str], Proof]) -> set[tuple[str, str]]:
        """Say of lines that seem to be gone what the sums of their tables say of them.

        Args:
            proofs: By section and label of every table.

        Returns:
            The tables of which something says that figures are gone.
        """
        told = set()
        for at, one in enumerate(self.notices):
            key, remark = (one.section, one.table), one.remark
            if not isinstance(remark, Gone):
                continue
            if remark.kind == "above" and proofs.get(key):
                remark = attrs.evolve(remark, proof=proofs[key])
                self.notices[at] = attrs.evolve(one, remark=remark)
            if remark.is_loss:
                told.add(key)
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

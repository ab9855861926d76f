"""The elements that a workbook becomes, and what was remarked on."""

from __future__ import annotations

import attrs

from tiltak_audit.model.notice import Notice, Remark
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.reading.lines import Lines


@attrs.define
class SheetLines(Lines):
    """The elements and lines so far, and what was remarked on.

    Attributes:
        notices: What was remarked on.
        read: How many rows of figures were read.
    """

    notices: list[Notice] = attrs.field(factory=list)
    read: int = 0

    @property
    def unread(self) -> Unread:
        """Count what was seen and left unread."""
        return sum((one.unread for one in self.notices), ALL_READ)

    def remark(self, kind: str, said: str, unread: Unread = ALL_READ) -> None:
        """Remark on the line that comes next, and count what is left unread of it."""
        facts: dict[str, str | int] = {"kind": kind, "text": said}
        line = len(self.texts) + 1
        self.notices.append(Notice(Remark.STRAY, line, placed=False, facts=facts, unread=unread))

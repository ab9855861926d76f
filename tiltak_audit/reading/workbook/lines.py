"""The elements that a workbook becomes, and what was remarked on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.notice import Notice
from tiltak_audit.model.remark import Stray
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.reading.lines import Lines

if TYPE_CHECKING:
    from tiltak_audit.model.remark import Remark


@attrs.define(repr=False)
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

    @property
    def strays(self) -> list[Stray]:
        """List what was left unread."""
        found = [one.remark for one in self.notices if one.unread]
        return [one for one in found if isinstance(one, Stray)]

    @property
    def mark(self) -> tuple[int, int, int, int]:
        """Say how far it has come."""
        return len(self.elements), len(self.texts), len(self.notices), self.read

    def back(self, mark: tuple[int, int, int, int]) -> None:
        """Take back what came after a mark."""
        elements, texts, notices, self.read = mark
        del self.elements[elements:], self.texts[texts:], self.places[texts:]
        del self.notices[notices:]

    def more(self, unread: Unread) -> None:
        """Count more as left unread for the reason of the last remark."""
        last = self.notices[-1]
        self.notices[-1] = attrs.evolve(last, unread=last.unread + unread)

    def remark(self, stray: Remark, unread: Unread = ALL_READ) -> None:
        """Remark on the line that comes next, and count what is left unread of it."""
        line = len(self.texts) + 1
        self.notices.append(Notice(stray, line, placed=False, unread=unread))

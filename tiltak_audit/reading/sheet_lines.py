"""The lines of text that a workbook becomes, with their places and what was remarked on."""

from __future__ import annotations

import attrs

from tiltak_audit.model.notice import Notice
from tiltak_audit.model.remark import Stray
from tiltak_audit.model.unread import ALL_READ, Unread


@attrs.define
class Lines:
    """The lines so far, with their places and what was remarked on.

    Attributes:
        texts: The lines.
        places: The sheet and the row of each.
        notices: What was remarked on.
        place: Where the next lines stand.
        read: How many rows of figures were read.
    """

    texts: list[str] = attrs.field(factory=list)
    places: list[tuple[int, int]] = attrs.field(factory=list)
    notices: list[Notice] = attrs.field(factory=list)
    place: tuple[int, int] = (1, 1)
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

    def add(self, *texts: str) -> None:
        """Add lines at the place at hand."""
        self.texts += texts
        self.places += [self.place] * len(texts)

    def remark(self, stray: Stray, unread: Unread = ALL_READ) -> None:
        """Remark on the line that comes next, and count what is left unread of it."""
        line = len(self.texts) + 1
        self.notices.append(Notice(stray, line, placed=False, unread=unread))

"""The elements that a workbook becomes, with lines for excerpts, and what was remarked on."""

from __future__ import annotations

import attrs

from tiltak_audit.model.notice import Notice, Remark
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.reading.elements import (
    Element,
    HeadingLine,
    Kind,
    LostTotal,
    Orphan,
    Piece,
    RowLines,
    TotalLines,
    is_total,
)


@attrs.define
class Lines:
    """The elements so far, with lines, their places and what was remarked on.

    Attributes:
        elements: The elements.
        texts: The lines.
        places: The sheet and the row of each.
        notices: What was remarked on.
        place: Where the next lines stand.
        read: How many rows of figures were read.
    """

    elements: list[Element] = attrs.field(factory=list)
    texts: list[str] = attrs.field(factory=list)
    places: list[tuple[int, int]] = attrs.field(factory=list)
    notices: list[Notice] = attrs.field(factory=list)
    place: tuple[int, int] = (1, 1)
    read: int = 0

    @property
    def unread(self) -> Unread:
        """Count what was seen and left unread."""
        return sum((one.unread for one in self.notices), ALL_READ)

    def add(self, text: str) -> int:
        """Add a line at the place at hand; give its number."""
        self.texts.append(text)
        self.places.append(self.place)
        return len(self.texts)

    def heading(self, kind: Kind, *texts: str) -> None:
        """Add lines of a heading, all of a kind."""
        self.elements += [HeadingLine(kind, text, self.add(text)) for text in texts]

    def row(self, label: str, figures: str) -> None:
        """Add a row or total, with a tab between label and figures for whoever looks at it."""
        line = self.add(f"{label}\t{figures}")
        made = TotalLines if is_total(label) else RowLines
        pieces = Piece(label, line, 1), Piece(figures, line, len(label) + 2)
        self.elements.append(made(pieces[:1], pieces[1], placed=True))
        self.read += 1

    def label(self, label: str, shown: str) -> None:
        """Add a label whose figures are not read, and how its line is shown."""
        made = LostTotal if is_total(label) else Orphan
        self.elements.append(made((Piece(label or shown, self.add(shown), 1),)))

    def remark(self, kind: str, said: str, unread: Unread = ALL_READ) -> None:
        """Remark on the line that comes next, and count what is left unread of it."""
        facts: dict[str, str | int] = {"kind": kind, "text": said}
        line = len(self.texts) + 1
        self.notices.append(Notice(Remark.STRAY, line, placed=False, facts=facts, unread=unread))

"""The elements that a page or a sheet becomes, with lines for excerpts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

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

if TYPE_CHECKING:
    from collections.abc import Sequence


@attrs.define(eq=False, repr=False)
class Lines:
    """The elements so far, and the lines they stand on.

    Attributes:
        elements: The elements.
        texts: The lines.
        places: The page or sheet of each line, and the line or row there.
        place: Where the next lines stand.
    """

    elements: list[Element] = attrs.field(factory=list)
    texts: list[str] = attrs.field(factory=list)
    places: list[tuple[int, int]] = attrs.field(factory=list)
    place: tuple[int, int] = (1, 1)

    def pages(self) -> dict[int, tuple[int, int]]:
        """Give the first and the last line of each page or sheet that has some."""
        found: dict[int, tuple[int, int]] = {}
        for line, (number, _line) in enumerate(self.places, 1):
            found[number] = found.get(number, (line,))[0], line
        return found

    def add(self, text: str) -> int:
        """Add a line at the place at hand; give its number."""
        self.texts.append(text)
        self.places.append(self.place)
        return len(self.texts)

    def piece(self, text: str, mark: str = "") -> Piece:
        """Add a line of a label, and give it; the mark is for who looks at the line."""
        return Piece(text, self.add(text + mark), 1)

    def heading(self, kind: Kind, *texts: str, whole: bool = True) -> None:
        """Add lines of a heading, all of a kind."""
        self.elements += [HeadingLine(kind, text.strip(), self.add(text), whole) for text in texts]

    def row(
        self, label: str, figures: str, above: Sequence[Piece] = (), *, whole: bool = False
    ) -> None:
        """Add the last line of a row or total, with a tab before the figures for who looks at it.

        Args:
            label: What stands on that line of the label.
            figures: The figures, one blank apart.
            above: The lines of the label above it.
            whole: Whether no part of the label can be lost.
        """
        line = self.add(f"{label}\t{figures}")
        figures_at = Piece(figures, line, len(label) + 2)
        self.figures((*above, Piece(label, line, 1)), figures_at, whole=whole)

    def figures(self, pieces: tuple[Piece, ...], figures: Piece, *, whole: bool = False) -> None:
        """Take the lines of a label, if there are any, and the figures that stand beside it."""
        made = TotalLines if pieces and is_total(pieces[0].text) else RowLines
        self.elements.append(made(pieces, figures, placed=True, whole=whole))

    def label(self, *pieces: Piece, **known: bool) -> None:
        """Take the lines of a label whose figures are not read, with what Orphan says of it."""
        made = LostTotal if is_total(pieces[0].text) else Orphan
        self.elements.append(made(pieces, **known))

"""What a report consists of, whatever form it came in: the seam of reading and parsing.

A text, a PDF and a workbook become the same elements, in print order. Each stands on a line of
the report's lines, which are there for excerpts: nothing is read from them again.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.notice import Notice  # noqa: TC001  attrs reads the types
from tiltak_audit.model.origin import Origin
from tiltak_audit.model.report import TOTAL
from tiltak_audit.record import Record


class Kind(Enum):
    """What a heading line is."""

    # Kilde: NAV TILT140 …
    SOURCE = "source"
    # Tiltak og kjønn Rapport oppdatert: 02.12.2025
    SECTION = "section"
    # Januar 2025 - November 2025
    PERIOD = "period"
    # Names of months, perhaps behind the last words over the mean column.
    MONTHS = "months"
    # Words over the mean column.
    HEADER = "header"
    # Side 1 av 14, Kilde: NAV, Fotnote: together or alone.
    FOOTER = "footer"
    # Lines are gone here; it has no text.
    GAP = "gap"

    # Members are one of a kind: their names need not be hashed to tell them apart.
    __hash__ = object.__hash__


@attrs.frozen(eq=False, repr=False)
class HeadingLine(Alike):
    """A line of a heading or a foot.

    Attributes:
        kind: What it is.
        text: As printed, without blanks around it.
        line: The line it stands on.
        whole: Whether it names all months that are printed there; else reading has said so.
    """

    kind: Kind
    text: str
    line: int
    whole: bool = True


class Piece(NamedTuple):
    """What stands on one line of a label, or the figures of a row.

    Attributes:
        text: As printed; figures one blank apart.
        line: The line it stands on.
        column: Where it starts on the line, 1-based.
    """

    text: str
    line: int
    column: int


@attrs.frozen(eq=False, repr=False)
class Labelled(Alike):
    """Lines of a label.

    Attributes:
        pieces: The lines, none where only figures are printed.
    """

    pieces: tuple[Piece, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Give what the lines say."""
        pieces = self.pieces
        if len(pieces) == 1:
            return (pieces[0].text,)
        return tuple([piece.text for piece in pieces])


@attrs.frozen(eq=False, repr=False)
class RowLines(Labelled):
    """A label and its figures.

    Attributes:
        figures: The figures.
        placed: Whether label and figures are told by their places on a page or a sheet; else by
            a text alone, whose labels may have lost lines or hold the first of the figures.
        whole: Whether the label is that of a cell, so that no part of it can be lost or broken.
    """

    figures: Piece
    placed: bool = False
    whole: bool = False


@attrs.frozen(eq=False, repr=False)
class TotalLines(RowLines):
    """A total and its figures; the label's first line starts with ``I alt``."""


@attrs.frozen(eq=False, repr=False)
class Orphan(Labelled):
    """Lines of text that no figures follow.

    Attributes:
        seen: Whether figures were seen behind it that cannot be told.
        row: Whether it is known to be a row that cannot be read.
        told: Whether reading has remarked on it.
        whole: Whether it is a label, of a cell, so that no part of it can be lost or broken.
    """

    seen: bool = False
    row: bool = False
    told: bool = False
    whole: bool = False


@attrs.frozen(eq=False, repr=False)
class LostTotal(Orphan):
    """A total whose figures do not follow; the label's first line starts with ``I alt``."""


Element = HeadingLine | RowLines | Orphan


def is_total(label: str) -> bool:
    """Tell whether a label is that of a total.

    >>> is_total("I alt"), is_total("I alt menn"), is_total("I alternativ jobb")
    (True, True, False)
    """
    return label == TOTAL or label.startswith(f"{TOTAL} ")


class Broken(Alike, Record):
    """A page that breaks off before its foot.

    Attributes:
        page: Its number.
        first: The first of its lines; 0 where nothing was read of it.
        last: The last of its lines, or else of those before it.
    """

    page: int
    first: int
    last: int


@attrs.frozen(eq=False, repr=False)
class Document(Alike):
    """An input, read.

    Attributes:
        path: As the user named it.
        lines: For excerpts, without line ends; line 1 is ``lines[0]``.
        elements: What it consists of, in print order.
        whole: Whether it ends as a report does.
        torn: Whether it ends in the middle of a line.
        broken: The pages that break off.
        notices: What reading had to remark so far.
        origin: How it was read, and where its lines stand in it.
    """

    path: str
    lines: tuple[str, ...]
    elements: tuple[Element, ...]
    whole: bool = True
    torn: bool = False
    broken: tuple[Broken, ...] = ()
    notices: tuple[Notice, ...] = ()
    origin: Origin = attrs.field(factory=Origin)

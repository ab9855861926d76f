"""Heads of pages without a date: which of their lines are the report's title and the section.

Where no line says ``Rapport oppdatert``, place tells what a line is: a head begins at the source,
``Kilde: NAV``, which may also be the foot of the page before, and ends at the period or the
months. The title stands beside the source, above it or below; the section is the last line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.wording import SOURCE
from tiltak_audit.reading.elements import (
    Element,
    HeadingLine,
    Kind,
    Labelled,
    LostTotal,
    Orphan,
    Piece,
    RowLines,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A title takes three lines at most, and so does a section.
_MOST = 6

_NOTES = re.compile("[\u00b9\u00b2\u00b3\u2070-\u2079]")
_COLUMNS = frozenset((Kind.MONTHS, Kind.HEADER))


@attrs.frozen(eq=False, repr=False)
class Printed(Alike):
    """A line, or figures behind a label.

    Attributes:
        kind: What heading line it is, if one.
        text: What it says.
        figures: Whether it ends in figures.
    """

    kind: Kind | None
    text: str
    figures: bool = False

    @property
    def parts_pages(self) -> bool:
        """Tell whether it heads or ends a page."""
        return self.kind in {Kind.SOURCE, Kind.FOOTER}

    @property
    def bare(self) -> bool:
        """Tell whether it is the source alone, which may be either."""
        return self.parts_pages and self.text == SOURCE

    @property
    def titled(self) -> bool:
        """Tell whether it is the source with the title beside it."""
        return self.kind is Kind.SOURCE and not self.bare


@attrs.frozen(eq=False, repr=False)
class _Head(Alike):
    """A head: where its source is, -1 for the top; its lines; whether the period ends it."""

    source: int
    lines: tuple[int, ...]
    dated: bool


def headings_in(lines: Sequence[Printed]) -> dict[int, tuple[Kind, str]]:
    """Give what lines without a mark head a page with, by index, and their canonical text.

    A line that goes on the one above has no text. Nothing is given for a text with dates, whose
    heads bear marks.
    """
    if any(line.kind is Kind.SECTION for line in lines):
        return {}
    heads = list(_heads(lines))
    if not heads:
        return {}
    above = _above(lines)
    titled = [lines[at].text for at in above]
    common = _common([[lines[at].text for at in head.lines] for head in heads])
    found: dict[int, tuple[Kind, str]] = {}
    for head in heads:
        title: tuple[int, ...] = ()
        rest = head.lines
        before = range(head.source - len(above), head.source)
        if head.source < 0 or not lines[head.source].titled:
            if above and before[0] >= 0 and [lines[at].text for at in before] == titled:
                title = tuple(before)
            else:
                title, rest = rest[:common], rest[common:]
            if title:
                found |= _joined(lines, title, Kind.SOURCE)
            elif head.source >= 0 and lines[head.source].bare:
                found[head.source] = Kind.SOURCE, SOURCE
        found |= _joined(lines, rest if head.dated else rest[:1], Kind.SECTION)
    return found


def _heads(lines: Sequence[Printed]) -> Iterator[_Head]:
    sources = [at for at, line in enumerate(lines) if line.parts_pages]
    for source in [-1, *sources]:
        labels: list[int] = []
        for at in range(source + 1, len(lines)):
            line = lines[at]
            if line.kind in _COLUMNS or (line.kind is Kind.PERIOD and labels):
                if labels:
                    yield _Head(source, tuple(labels), line.kind is Kind.PERIOD)
                break
            if line.kind in {Kind.PERIOD, Kind.GAP}:
                continue
            if line.kind or line.figures or len(labels) == _MOST:
                break
            labels.append(at)


def _above(lines: Sequence[Printed]) -> list[int]:
    """Give the lines above the first source: the title, where it is printed there."""
    first = next((at for at, line in enumerate(lines) if line.bare), 0)
    named = any(line.kind or line.figures for line in lines[:first])
    return [] if named or first > _MOST / 2 else list(range(first))


def _common(heads: Sequence[Sequence[str]]) -> int:
    """Count the lines of a title that heads begin with: at least one is left for the section."""
    most = min(map(len, heads)) - 1
    if len({tuple(head) for head in heads}) == 1:
        return most
    return next((at for at in range(most) if len({head[at] for head in heads}) > 1), most)


def _joined(lines: Sequence[Printed], at: Sequence[int], kind: Kind) -> dict[int, tuple[Kind, str]]:
    """Give the lines of a title or a section, joined in the first."""
    if not at:
        return {}
    text = _NOTES.sub("", " ".join(lines[one].text for one in at))
    said = f"{SOURCE} {text}" if kind is Kind.SOURCE else text
    return {at[0]: (kind, said)} | dict.fromkeys(at[1:], (kind, ""))


def with_heads(elements: Sequence[Element]) -> tuple[Element, ...]:
    """Make heading lines of what elements say of heads without a date."""
    printed = [_printed(element) for element in elements]
    found = headings_in([line for lines in printed for line in lines])
    if not found:
        return tuple(elements)
    headed: list[Element] = []
    first = 0
    for element, lines in zip(elements, printed, strict=True):
        marked = {at: found[first + at] for at in range(len(lines)) if first + at in found}
        first += len(lines)
        if not marked:
            headed.append(element)
        elif isinstance(element, HeadingLine):
            headed.append(attrs.evolve(element, kind=marked[0][0], text=marked[0][1]))
        elif isinstance(element, Labelled):
            headed += _parted(element, marked)
    return tuple(
        element
        for element, below in zip(headed, [*headed[1:], None], strict=True)
        if not (_is_gap(element) and isinstance(below, HeadingLine))
    )


def _printed(element: Element) -> list[Printed]:
    """Give the lines of an element; of a row and a total they are no heads."""
    if isinstance(element, HeadingLine):
        return [Printed(element.kind, element.text)]
    if isinstance(element, LostTotal | RowLines):
        return [Printed(None, "", figures=True)]
    return [Printed(None, text) for text in element.texts]


def _parted(label: Labelled, marked: dict[int, tuple[Kind, str]]) -> Iterator[Element]:
    """Part the lines of a label that head a page from the others."""
    rest: list[Piece] = []
    for at, piece in enumerate(label.pieces):
        kind, said = marked.get(at, (None, ""))
        if kind is None:
            rest.append(piece)
            continue
        if rest:
            yield Orphan(tuple(rest))
            rest = []
        if said:
            yield HeadingLine(kind, said, piece.line)
    if rest:
        yield Orphan(tuple(rest))


def _is_gap(element: Element) -> bool:
    return isinstance(element, HeadingLine) and element.kind is Kind.GAP

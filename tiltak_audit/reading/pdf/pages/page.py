"""A page taken apart: heading lines, headers of columns, and the lines of tables below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.reading.elements import Kind
from tiltak_audit.reading.notes import unmarked_before
from tiltak_audit.reading.patterns import (
    dated,
    heading_of,
    is_prose,
    parts_of,
    section,
)
from tiltak_audit.reading.pdf.pages.columns import Header, headers_of
from tiltak_audit.reading.pdf.pages.notes import is_marked_line, without_notes
from tiltak_audit.reading.pdf.pages.rows import TableLine, table_line
from tiltak_audit.reading.pdf.pages.words import VisualLine, visual_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.reading.pdf.pages.words import Word

# A title and the report date beside it, in another font, may stand so many heights apart.
_BESIDE = 1.0

_OF_HEAD = frozenset((Kind.SOURCE, Kind.SECTION, Kind.PERIOD))


@attrs.frozen(eq=False, repr=False)
class HeadLine(Alike):
    """A line outside of tables.

    Attributes:
        kind: What it is, where it heads or ends a page.
        text: In the canonical layout.
        line: Its number on the page.
    """

    kind: Kind | None
    text: str
    line: int


@attrs.frozen(eq=False, repr=False)
class Block(Alike):
    """Lines of a table below one header.

    Attributes:
        header: The header.
        number: The number of the header's first line on the page.
        lines: From top to bottom.
    """

    header: Header
    number: int
    lines: tuple[TableLine, ...]


@attrs.frozen(eq=False, repr=False)
class Page(Alike):
    """A page.

    Attributes:
        number: 1-based.
        parts: From top to bottom.
    """

    number: int
    parts: tuple[HeadLine | Block, ...]

    @property
    def prose(self) -> bool:
        """Tell whether it explains instead of counting."""
        return any(
            isinstance(part, HeadLine) and part.kind is Kind.SECTION and is_prose(part.text)
            for part in self.parts
        )

    @property
    def headless(self) -> bool:
        """Tell whether its first table stands under no heading line."""
        for part in self.parts:
            if isinstance(part, Block):
                return True
            if part.kind in _OF_HEAD:
                return False
        return False


def without_bare_feet(pages: Sequence[Page]) -> list[Page]:
    """Leave out feet without the number of their page, unless they part pages without a date."""
    heads = [part for page in pages for part in page.parts if isinstance(part, HeadLine)]
    if not any(head.kind is Kind.SECTION for head in heads):
        return list(pages)
    return [attrs.evolve(page, parts=tuple(filter(_says, page.parts))) for page in pages]


def _says(part: HeadLine | Block) -> bool:
    if isinstance(part, Block) or part.kind is not Kind.FOOTER:
        return True
    return any(parts_of(Kind.FOOTER, part.text))


def page_of(number: int, words: Iterable[Word]) -> Page:
    """Take a page apart."""
    lines = visual_lines(words)
    headers = {header.first: header for header in headers_of(lines)}
    parts: list[HeadLine | Block] = []
    header, rows, top = None, list[TableLine](), 0
    at = 0

    def close() -> None:
        kept = without_notes(rows)
        if header and kept:
            parts.append(Block(header, top, kept))
        rows.clear()

    while at < len(lines):
        line = lines[at]
        if at in headers:
            close()
            header, top = headers[at], line.number
            if header.months:
                parts.append(Block(header, top, ()))
            else:
                run = lines[header.first : header.last + 1]
                parts += [HeadLine(None, one.text, one.number) for one in run]
            at = header.last + 1
            continue
        head, used = _head_of(lines, at)
        if not head and header and header.months:
            rows.append(table_line(line, header))
        else:
            close()
            head = head or HeadLine(None, line.text, line.number)
            if head.kind is not None or not is_marked_line(line):
                parts.insert(_place_of(head, parts), head)
        at += used
    close()
    return Page(number, tuple(parts))


def _place_of(head: HeadLine, parts: Sequence[HeadLine | Block]) -> int:
    """Give where a line stands; the period, printed above or below tables, heads its page."""
    sections = [
        at
        for at, part in enumerate(parts)
        if isinstance(part, HeadLine) and part.kind is Kind.SECTION
    ]
    return sections[-1] + 1 if head.kind is Kind.PERIOD and sections else len(parts)


def _head_of(lines: Sequence[VisualLine], at: int) -> tuple[HeadLine | None, int]:
    """Give the heading line that starts here, if one does, and how many lines it takes."""
    line = lines[at]
    text = unmarked_before(line.text).replace("\u00a0", " ")
    found = heading_of(text)
    if found:
        return HeadLine(*found, line.number), 1
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below and below.base - line.base <= _BESIDE * line.words[0].height:
        other = below.text.replace("\u00a0", " ")
        above = dated(text)
        title, date = (other, above) if above else (text, dated(other))
        if date and not date[1] and heading_of(title) is None:
            return HeadLine(Kind.SECTION, section(title, date[2]), line.number), 2
    return None, 1

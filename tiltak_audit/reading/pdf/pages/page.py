"""A page taken apart: heading lines, headers of columns, and the lines of tables below them."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.period import MONTH_NAMES
from tiltak_audit.model.wording import PROSE
from tiltak_audit.reading.pdf.pages.columns import Header, headers_of
from tiltak_audit.reading.pdf.pages.rows import TableLine, table_line
from tiltak_audit.reading.pdf.pages.words import VisualLine, visual_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.reading.pdf.pages.words import Word

_MONTH_YEAR = rf"(?:{'|'.join(MONTH_NAMES)}) [0-9]{{4}}"
_FOOTER = re.compile(r"(?:Kilde: NAV ?)?(Side [0-9]+ av [0-9]+)(?: ?Kilde: NAV)?(?: ?Fotnote)?")
_FOOT = re.compile(r"Kilde: NAV(?: Fotnote)?|Fotnote")
_SOURCE = re.compile(r"(Kilde: NAV .*)")
_DATE = re.compile(r"Rapport oppdatert: ?[0-9.]+")
_SECTION = re.compile(r"(.+) Rapport oppdatert: ?([0-9.]+)")
_PERIOD = re.compile(rf"({_MONTH_YEAR}) ?[-\u2013] ?({_MONTH_YEAR})")

# A title and the report date beside it, in another font, may stand so many heights apart.
_BESIDE = 1.0

# The page that explains the statistics holds sentences, not tables.


class Kind(Enum):
    """What a line outside of tables is."""

    # Kilde: NAV TILT140 …
    SOURCE = "source"
    # Tiltak og kjønn Rapport oppdatert: 02.12.2025
    SECTION = "section"
    # Januar 2025 - November 2025
    PERIOD = "period"
    # Side 1 av 3
    FOOTER = "footer"
    # Anything else.
    OTHER = "other"


_OF_HEAD = frozenset((Kind.SOURCE, Kind.SECTION, Kind.PERIOD))

_SECTION_LINE = "{} Rapport oppdatert: {}"

# How each is recognised, and how the grammar of the layout has it.
_HEADS = (
    (Kind.FOOTER, _FOOTER, "{}Kilde: NAV Fotnote"),
    (Kind.SECTION, _SECTION, _SECTION_LINE),
    (Kind.SOURCE, _SOURCE, " {}"),
    (Kind.PERIOD, _PERIOD, "{} - {} "),
)


@attrs.frozen
class HeadLine:
    """A line outside of tables.

    Attributes:
        kind: What it is.
        text: As the grammar of the layout has it.
        line: Its number on the page.
    """

    kind: Kind
    text: str
    line: int


@attrs.frozen
class Block:
    """Lines of a table below one header.

    Attributes:
        header: The header.
        number: The number of the header's first line on the page.
        lines: From top to bottom.
    """

    header: Header
    number: int
    lines: tuple[TableLine, ...]


@attrs.frozen
class Page:
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
            isinstance(part, HeadLine) and part.kind is Kind.SECTION and part.text.startswith(PROSE)
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


def page_of(number: int, words: Iterable[Word]) -> Page:
    """Take a page apart."""
    lines = visual_lines(words)
    headers = {header.first: header for header in headers_of(lines)}
    parts: list[HeadLine | Block] = []
    header, rows, top = None, list[TableLine](), 0
    at = 0

    def close() -> None:
        if header and rows:
            parts.append(Block(header, top, tuple(rows)))
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
                parts += [HeadLine(Kind.OTHER, one.text, one.number) for one in run]
            at = header.last + 1
            continue
        head, used = _head_of(lines, at)
        foot = _FOOT.fullmatch(line.text)
        if not head and not foot and header and header.months:
            rows.append(table_line(line, header))
        else:
            close()
            if not foot:
                head = head or HeadLine(Kind.OTHER, line.text, line.number)
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
    text = line.text.replace("\u00a0", " ")
    if _FOOT.fullmatch(text):
        return None, 1
    for kind, pattern, form in _HEADS:
        match = pattern.fullmatch(text)
        if match:
            return HeadLine(kind, form.format(*match.groups()), line.number), 1
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below and below.base - line.base <= _BESIDE * line.words[0].height:
        other = below.text.replace("\u00a0", " ")
        title, date = (other, text) if _DATE.fullmatch(text) else (text, other)
        match = _SECTION.fullmatch(f"{title} {date}")
        if match and _DATE.fullmatch(date) and not _SOURCE.fullmatch(title):
            return HeadLine(Kind.SECTION, _SECTION_LINE.format(*match.groups()), line.number), 2
    return None, 1

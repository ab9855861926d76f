"""Bytes of a text to its elements, through the one layout that the grammar knows."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import N_, _
from tiltak_audit.model.notice import Notice
from tiltak_audit.model.origin import Form, Origin
from tiltak_audit.model.remark import Mended, OtherEncoding
from tiltak_audit.model.wording import LAST_LINE
from tiltak_audit.reading.elements import Document, HeadingLine, Kind, Orphan
from tiltak_audit.reading.extent import check_extent
from tiltak_audit.reading.text.elements import elements_of
from tiltak_audit.reading.text.encoding import decoded
from tiltak_audit.reading.text.layout import layout_of
from tiltak_audit.reading.text.marks import without_marks
from tiltak_audit.reading.text.notes import without_notes
from tiltak_audit.reading.text.plain import plain
from tiltak_audit.reading.text.signs import with_known
from tiltak_audit.reading.text.ungrouped import with_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tiltak_audit.reading.elements import Element

# Magic numbers of what people name by mistake, with the remedy.
_KINDS = (
    (b"\x89PNG", N_("it is a picture; give the PDF of the report itself")),
    (b"\xff\xd8\xff", N_("it is a picture; give the PDF of the report itself")),
    (b"GIF8", N_("it is a picture; give the PDF of the report itself")),
)

_NO_OTHERS: Mapping[str, str] = MappingProxyType({})

# Page breaks and their like within a line of the file; a new line of the report starts there.
_BREAKS = "\f\x0b\x85\u2028\u2029"


def read_text(
    path: str, data: bytes, encoding: str = "", signs: Mapping[str, str] = _NO_OTHERS
) -> Document:
    """Decode a text, put it into the canonical layout and parse that.

    Args:
        path: What messages call it.
        data: Its bytes.
        encoding: What it is decoded by; empty to find out.
        signs: What is printed in place of a star or a colon, with that.

    Raises:
        UnreadableError: It is empty, binary, too large, in no encoding that can be told, or in
            fragments that cannot be put together; the message gives place and remedy.
    """
    for magic, remedy in _KINDS:
        if data.startswith(magic):
            raise UnreadableError(_(remedy))
    bytes_read = decoded(data, encoding)
    if not bytes_read.text.strip("\0 \t\r\n\f\u00a0"):
        raise UnreadableError(_("it holds no text; give the PDF of the report itself"))
    check_extent(bytes_read.text)
    mended = plain(bytes_read.text)
    notices = list(mended.notices)
    text, starred = with_known(mended.text, signs)
    if bytes_read.odd_lines:
        first = bytes_read.odd_lines[0]
        notices.append(Notice(OtherEncoding(len(bytes_read.odd_lines)), first, placed=False))
    lines, numbers = _lines_of(text)
    lines, marked = without_marks(lines)
    if marked:
        notices.append(Notice(Mended(marks=len(marked)), 0, placed=False))
    lines, ungrouped = with_groups(lines)
    found = without_notes(lines, numbers)
    shifted = mended.shifted | starred | {numbers[at] for at in ungrouped | marked} | found.shifted
    if marked or ungrouped or found.notices:
        text = "\n".join(found.lines)
    layout = layout_of(text, found.lines, found.numbers)
    notices += [*found.notices, *layout.notices]
    places = tuple((0, number) for number in layout.numbers)
    notices = list(_moved(notices, layout.numbers))
    elements = _headed(elements_of(layout.lines))
    elements = _with_rows(elements, {one.line for one in notices if one.unread})
    return Document(
        path,
        layout.lines,
        elements,
        whole=LAST_LINE in layout.lines[-2:] or _ends_page(elements),
        torn=bool(lines[-1].strip()),
        notices=tuple(notices),
        origin=Origin(
            Form.TEXT,
            bytes_read.encoding,
            layout.dialect,
            places=places,
            shifted=shifted,
        ),
    )


def _headed(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """Make heading lines of the heads of a text of which none has a date."""
    if any(isinstance(one, HeadingLine) and one.kind is Kind.SECTION for one in elements):
        return elements
    from tiltak_audit.reading.heads import with_heads

    return with_heads(elements)


def _with_rows(elements: tuple[Element, ...], unread: set[int]) -> tuple[Element, ...]:
    """Say of labels that start on certain lines that they are rows."""
    if not unread:
        return elements
    return tuple(
        attrs.evolve(one, row=True)
        if isinstance(one, Orphan) and one.pieces[0].line in unread
        else one
        for one in elements
    )


def _ends_page(elements: Sequence[Element]) -> bool:
    last = elements[-1] if elements else None
    return isinstance(last, HeadingLine) and last.kind in {Kind.FOOTER, Kind.PERIOD}


def _lines_of(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """Split a text into lines, and say on which line of the file each stands."""
    lines = text.split("\n")
    if not any(one in text for one in _BREAKS):
        return lines, range(1, len(lines) + 1)
    split = []
    for number, line in enumerate(lines, 1):
        pieces = re.split(f"[{_BREAKS}]", line)
        shown = [piece for piece in pieces if piece.strip()] or [pieces[0]]
        split += [(piece, number) for piece in shown]
    return [line for line, _number in split], [number for _line, number in split]


def _moved(notices: Iterable[Notice], numbers: Sequence[int]) -> Iterable[Notice]:
    """Move remarks from lines of the file to lines of the report."""
    at = {number: line for line, number in reversed(list(enumerate(numbers, 1)))}
    last = max(numbers, default=0)
    for notice in notices:
        line = notice.line
        while numbers and line and line not in at and line < last:
            line += 1
        yield attrs.evolve(notice, line=at.get(line, 0)) if numbers else notice

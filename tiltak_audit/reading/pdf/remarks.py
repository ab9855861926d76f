"""What there is to remark on the pages of a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.model.notice import Notice
from tiltak_audit.model.remark import LostLetters, Mended, Stray
from tiltak_audit.model.unread import Unread
from tiltak_audit.reading.elements import Broken, Kind
from tiltak_audit.reading.pdf.pages.page import HeadLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.reading.lines import Lines
    from tiltak_audit.reading.pdf.pages.page import Page
    from tiltak_audit.reading.pdf.process import Said

# How many words that lack letters are shown.
_SHOWN = 3

# For every page with a foot so many without are broken; more, and the document is set so.
_FOOTLESS = 0.34

_MEANINGLESS = "\ufffd"


def notices_of(said: Sequence[Said], lines: Lines) -> Iterator[Notice]:
    """Remark on what was left out or mended, at the first line of its page.

    Args:
        said: What the process said of each page.
        lines: The lines that were made of them.
    """
    found = lines.pages()
    for number, page in enumerate(said, 1):
        first, _last = found.get(number, (0, 0))
        yield from _left_out(page, first)
        yield from _mended(page, first)
    yield from _letters(lines.texts)


def broken_pages(pages: Sequence[Page], lines: Lines) -> Iterator[Broken]:
    """Give the pages that break off before their foot, and their lines."""
    found, footless = lines.pages(), _footless(pages)
    before = 0
    for page in pages:
        first, before = found.get(page.number, (0, before))
        if page.number in footless:
            yield Broken(page.number, first, before)


def _footless(pages: Sequence[Page]) -> set[int]:
    """Find pages without the foot that nearly all pages have: a broken page ends before its foot.

    An empty page is one of them, unless it is the last; one that explains need not have any.
    """
    kinds = [{part.kind for part in page.parts if isinstance(part, HeadLine)} for page in pages]
    without = {
        page.number
        for page, found in zip(pages, kinds, strict=True)
        if Kind.FOOTER not in found and not page.prose and (page.parts or page.number < len(pages))
    }
    return without if len(without) <= _FOOTLESS * (len(pages) - len(without)) else set()


def _left_out(page: Said, line: int) -> Iterator[Notice]:
    """Remark on words that were left out; figures among them are counted once."""
    unread = Unread(page.lost_rows, page.lost_cells)
    words = (
        Stray("hidden", number=page.hidden),
        Stray("undrawn", number=page.undrawn),
        Stray("left-out", number=page.left_out),
        Stray("replaced", number=page.replaced),
    )
    for remark in words:
        if remark.number:
            yield Notice(remark, line, placed=False, unread=unread)
            unread = Unread()


def _mended(page: Said, line: int) -> Iterator[Notice]:
    """Remark on characters that are of no word."""
    if page.marks or page.nothing:
        mended = Mended(marks=page.marks, widthless=page.nothing)
        yield Notice(mended, line, placed=False)


def _letters(lines: Sequence[str]) -> Iterator[Notice]:
    """Remark on characters that the fonts do not say."""
    found = [at for at, text in enumerate(lines, 1) if _MEANINGLESS in text]
    if found:
        texts = [lines[at - 1] for at in found]
        words = [word for text in texts for word in text.split() if _MEANINGLESS in word]
        times = sum(text.count(_MEANINGLESS) for text in texts)
        yield Notice(LostLetters(times, tuple(words[:_SHOWN])), found[0], placed=False)

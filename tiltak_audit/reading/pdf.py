"""A PDF report to lines of text, by where its words stand."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.notice import Notice, Remark
from tiltak_audit.model.origin import Form, Origin
from tiltak_audit.model.wording import LAST_LINE
from tiltak_audit.reading.pages.layout import lines_of
from tiltak_audit.reading.pages.page import page_of
from tiltak_audit.reading.pdf_process import said_of
from tiltak_audit.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.reading.options import ReadOptions
    from tiltak_audit.reading.pages.page import Page


def text_of_pdf(path: str, data: bytes, options: ReadOptions) -> Text:
    """Read a PDF as lines of text; their places are pages and the lines on them.

    Raises:
        UnreadableError: It cannot be read, has no text, or takes more than a report does.
    """
    pages = _pages(data, options)
    if not any(page.parts for page in pages):
        raise UnreadableError(
            _("the PDF has no text, its pages are pictures or empty; run OCR first (ocrmypdf)")
        )
    lines = list(lines_of(pages))
    lines.append((LAST_LINE, *lines[-1][1:]))
    places = tuple((page, line) for _text, page, line in lines)
    origin = Origin(Form.PDF, pages=len(pages), places=places)
    notices = tuple(_left_out(pages, places))
    return Text(path, tuple(text for text, _page, _line in lines), notices=notices, origin=origin)


def _pages(data: bytes, options: ReadOptions) -> list[Page]:
    """Read all pages."""
    pages: list[Page] = []
    with closing(said_of(data, options)) as heard:
        count = next(heard).pages
        for said in heard:
            pages.append(page_of(len(pages) + 1, said.words or (), said.left_out))
            options.progress(1 / count)
    return pages


def _left_out(pages: Sequence[Page], places: Sequence[tuple[int, int]]) -> Iterator[Notice]:
    """Remark on words that were left out, at the first line of their page."""
    first: dict[int, int] = {}
    for line, (number, _line) in enumerate(places, 1):
        first.setdefault(number, line)
    for page in pages:
        if page.left_out:
            said = ngettext(
                "{n} word that is invisible, off the page, or turned",
                "{n} words that are invisible, off the page, or turned",
                page.left_out,
            )
            line = first.get(page.number, 0)
            facts = {"kind": "left-out", "text": said}
            yield Notice(Remark.STRAY, line, placed=False, facts=facts)

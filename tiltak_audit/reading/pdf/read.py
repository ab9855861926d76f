"""A PDF report to elements, by where its words stand."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _
from tiltak_audit.model.origin import Form, Origin
from tiltak_audit.model.wording import LAST_LINE
from tiltak_audit.reading.elements import Document
from tiltak_audit.reading.heads import with_heads
from tiltak_audit.reading.pdf.pages.layout import lines_of
from tiltak_audit.reading.pdf.pages.page import page_of, without_bare_feet
from tiltak_audit.reading.pdf.pages.words import with_known
from tiltak_audit.reading.pdf.process import said_of
from tiltak_audit.reading.pdf.remarks import broken_pages, notices_of

if TYPE_CHECKING:
    from tiltak_audit.reading.options import ReadOptions
    from tiltak_audit.reading.pdf.pages.page import Page
    from tiltak_audit.reading.pdf.process import Said


def read_pdf(path: str, data: bytes, options: ReadOptions) -> Document:
    """Read a PDF; the places of its lines are pages and the lines on them.

    Raises:
        UnreadableError: It cannot be read, has no text, or takes more than a report does.
    """
    pages, said = _pages(data, options)
    pages = without_bare_feet(pages)
    if not any(page.parts for page in pages):
        raise UnreadableError(
            _("the PDF has no text, its pages are pictures or empty; run OCR first (ocrmypdf)")
        )
    lines = lines_of(pages)
    lines.add(LAST_LINE)
    origin = Origin(Form.PDF, pages=len(pages), places=tuple(lines.places))
    return Document(
        path,
        tuple(lines.texts),
        with_heads(lines.elements),
        broken=tuple(broken_pages(pages, lines)),
        notices=tuple(notices_of(said, lines)),
        origin=origin,
    )


def _pages(data: bytes, options: ReadOptions) -> tuple[list[Page], list[Said]]:
    """Read all pages, and keep what was said of each."""
    pages: list[Page] = []
    kept: list[Said] = []
    with closing(said_of(data, options)) as heard:
        count = next(heard).pages
        for said in heard:
            words = with_known(said.words or (), options.signs)
            pages.append(page_of(len(pages) + 1, words))
            kept.append(said)
            options.progress(1 / count)
    return pages, kept

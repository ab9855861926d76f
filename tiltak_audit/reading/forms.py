"""Bytes to a Document, by what kind of file they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.reading.text.read import read_text

if TYPE_CHECKING:
    from tiltak_audit.reading.elements import Document
    from tiltak_audit.reading.options import ReadOptions
    from tiltak_audit.reading.workbook.sheets import Sheet

# A PDF may have up to a kilobyte of anything before its head (ISO 32000, annex H).
_PDF = b"%PDF-"
_PDF_WITHIN = 1024
# A zip archive, and what Excel wraps in a password or wrote before 2007.
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")


def sheets_in(data: bytes) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook; none of a file of another kind.

    Raises:
        UnreadableError: It is an archive and no workbook, or cannot be read.
    """
    if _is_pdf(data) or not data.startswith(_ARCHIVES):
        return ()
    from tiltak_audit.reading.workbook.sheets import sheets_of

    return sheets_of(data)


def document_of(
    path: str, data: bytes, options: ReadOptions, sheets: tuple[Sheet, ...] = ()
) -> Document:
    """Read an input, whatever kind of file it is; of a workbook its sheets are given.

    Raises:
        UnreadableError: It cannot be read; the message gives the reason and a remedy.
    """
    if _is_pdf(data):
        from tiltak_audit.reading.pdf.read import read_pdf

        return read_pdf(path, data, options)
    if sheets:
        from tiltak_audit.reading.workbook.read import read_workbook
        from tiltak_audit.reading.workbook.signs import with_known

        return read_workbook(path, [with_known(one, options.signs) for one in sheets])
    return read_text(path, data, options.encoding, options.signs)


def _is_pdf(data: bytes) -> bool:
    return _PDF in data[:_PDF_WITHIN]

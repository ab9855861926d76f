"""Bytes to a Text, by what kind of file they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.reading.text.read import plain_text_of

if TYPE_CHECKING:
    from tiltak_audit.reading.options import ReadOptions
    from tiltak_audit.reading.text.read import Text

# A PDF may have up to a kilobyte of anything before its head (ISO 32000, annex H).
_PDF = b"%PDF-"
_PDF_WITHIN = 1024
# A zip archive, and what Excel wraps in a password or wrote before 2007.
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")


def text_of(path: str, data: bytes, options: ReadOptions) -> Text:
    """Read an input as lines of text, whatever kind of file it is.

    Raises:
        UnreadableError: It cannot be read; the message gives the reason and a remedy.
    """
    if _PDF in data[:_PDF_WITHIN]:
        from tiltak_audit.reading.pdf.read import text_of_pdf

        return text_of_pdf(path, data, options)
    if data.startswith(_ARCHIVES):
        from tiltak_audit.reading.workbook.read import text_of_workbook

        return text_of_workbook(path, data)
    return plain_text_of(path, data, options.encoding)

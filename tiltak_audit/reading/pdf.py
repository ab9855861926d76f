"""A PDF report to lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _

if TYPE_CHECKING:
    from tiltak_audit.reading.options import ReadOptions
    from tiltak_audit.reading.text import Text


def text_of_pdf(path: str, data: bytes, options: ReadOptions) -> Text:
    """Refuse a PDF: reading it is not built yet."""
    del path, data, options
    raise UnreadableError(_("it is a PDF; give the text taken out of it"))

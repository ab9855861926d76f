"""An Excel workbook to lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _

if TYPE_CHECKING:
    from tiltak_audit.reading.text import Text


def text_of_workbook(path: str, data: bytes) -> Text:
    """Refuse a workbook: reading it is not built yet."""
    del path, data
    raise UnreadableError(_("it is a zip archive or a workbook; give the PDF report or its text"))

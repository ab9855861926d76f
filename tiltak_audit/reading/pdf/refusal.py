"""Why a PDF cannot be read."""

from __future__ import annotations

from enum import Enum


class Reason(Enum):
    """The reasons; what belongs to one is said with it."""

    # It needs a password.
    PASSWORD = "password"  # noqa: S105  the name of a reason
    # PDFium cannot open it.
    BROKEN = "broken"
    # It has no pages.
    EMPTY = "empty"
    # It has too many: their number.
    PAGES = "pages"
    # PDFium cannot open a page: its number.
    PAGE = "page"
    # More text than a report holds: the number of the page.
    TEXT = "text"
    # Fonts do not say which characters they print: the number of the page.
    FONTS = "fonts"
    # Characters stand nowhere: the number of the page.
    PLACE = "place"
    # It takes too much memory.
    MEMORY = "memory"


class RefusalError(Exception):
    """A PDF that cannot be read, inside the process that reads it.

    Attributes:
        reason: Why.
        figures: What belongs to the reason.
    """

    def __init__(self, reason: Reason, *figures: int) -> None:
        """Keep the reason and its figures."""
        super().__init__(reason, *figures)
        self.reason, self.figures = reason, figures

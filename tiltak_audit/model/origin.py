"""How an input was read, and where its lines stand in it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable


class Form(Enum):
    """What kind of file an input is."""

    # The text that some tool took out of a PDF.
    TEXT = "text"
    # The PDF itself.
    PDF = "pdf"
    # An Excel workbook.
    WORKBOOK = "xlsx"
    # A tidy table: a text of separated values, a Parquet file, or JSON.
    CSV = "csv"
    PARQUET = "parquet"
    JSON = "json"


class Dialect(Enum):
    """How a text prints rows, which tells the kind of tool that took it out; see the docs."""

    # It cannot be told, or the input is no text.
    UNKNOWN = "unknown"
    # The layout of the dumps.
    TIKA = "tika"
    # A row a line.
    ROWS = "rows"
    # A row a line, the lines of labels around their figures or below them.
    ROWS_AROUND = "rows-around"
    # Columns set apart by blanks.
    COLUMNS = "columns"
    # Columns set apart, the lines of labels around their figures or below them.
    COLUMNS_AROUND = "columns-around"
    # A cell a line.
    CELLS = "cells"


@attrs.frozen(eq=False, repr=False)
class Origin(Alike):
    """How an input was read, and where the lines of its report stand in it.

    Attributes:
        form: What kind of file it is.
        encoding: What a text was decoded by, such as ``UTF-8``; empty for other forms.
        dialect: How a text prints rows.
        pages: How many pages or sheets it has; 0 for a text.
        places: The page (of a PDF) or sheet (of a workbook), and the line on it, of every line
            of the report, all 1-based; page 0 in a text. Empty where the report's lines are
            the lines of the text, as they are.
        shifted: The lines, of lines that are the text's own, in which characters were mended
            so that others moved; nothing on them stands in the column where it is read.
    """

    form: Form = Form.TEXT
    encoding: str = ""
    dialect: Dialect = Dialect.UNKNOWN
    pages: int = 0
    places: tuple[tuple[int, int], ...] = ()
    shifted: frozenset[int] = frozenset()

    @property
    def as_printed(self) -> bool:
        """Tell whether the report's lines are the input's own."""
        return not self.places

    def has_columns(self, line: int) -> bool:
        """Tell whether the columns of a line of the report are those of the input."""
        return self.as_printed and line not in self.shifted

    def place(self, line: int) -> tuple[int, int]:
        """Give the page (0 in a text) and the line on it of a line of the report."""
        return self.places[line - 1] if 0 < line <= len(self.places) else (0, line)

    def words(self, *lines: int) -> str:
        """Name lines of the report as a reader of the input finds them.

        >>> Origin().words(46, 60)
        'lines 46, 60'
        >>> Origin(Form.PDF, places=((1, 1), (1, 2), (2, 1))).words(1, 2, 3)
        'page 1, lines 1, 2; page 2, line 1'
        """
        if len(lines) == 1:
            page, line = self.place(*lines)
            return self._on_page(page, [line])
        pages: dict[int, list[int]] = {}
        for page, line in map(self.place, lines):
            pages.setdefault(page, []).append(line)
        return "; ".join(self._on_page(page, found) for page, found in pages.items())

    def _on_page(self, page: int, lines: Iterable[int]) -> str:
        numbers = [str(line) for line in lines]
        listed = ", ".join(numbers)
        if self.form is Form.WORKBOOK and page:
            rows = ngettext("row {lines}", "rows {lines}", len(numbers)).format(lines=listed)
            return _("sheet {page}, {rows}").format(page=page, rows=rows)
        text = ngettext("line {lines}", "lines {lines}", len(numbers)).format(lines=listed)
        return _("page {page}, {lines}").format(page=page, lines=text) if page else text

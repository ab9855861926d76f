"""An Excel workbook to elements: one section a sheet, and strict about anything else.

Every row of a sheet becomes elements of its own. A row of figures with a cell that holds no count
and no star is left without figures, and remarked on; what else does not fit is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.origin import Form, Origin
from tiltak_audit.model.wording import LAST_LINE
from tiltak_audit.reading.elements import Document
from tiltak_audit.reading.workbook.heads import (
    expected_head,
    expected_months,
    head_of_all,
    holds_figures,
    months_of,
    names_months,
)
from tiltak_audit.reading.workbook.labels import misspelt
from tiltak_audit.reading.workbook.lines import SheetLines
from tiltak_audit.reading.workbook.sheets import at_row, of_sheet, sheets_of
from tiltak_audit.reading.workbook.tables import Tables

if TYPE_CHECKING:
    from tiltak_audit.reading.workbook.sheets import Sheet


def read_workbook(path: str, data: bytes) -> Document:
    """Read a workbook; the places of its lines are sheets and their rows.

    Raises:
        UnreadableError: It is no workbook, or none of a report's tables; the message gives the
            place and a remedy.
    """
    sheets = sheets_of(data)
    common = head_of_all(sheets)
    lines, odd = SheetLines(), misspelt(sheets)
    for number, sheet in enumerate(sheets, 1):
        if any(months_of(cells) for _row, cells in sheet.rows):
            Tables(sheet, number, lines, odd).read(common)
        else:
            _check_prose(sheet)
    if not lines.texts:
        raise UnreadableError(of_sheet(sheets[0].name, expected_head()))
    if lines.unread and not lines.read:
        first = next(one.text for one in lines.strays)
        raise UnreadableError(_nothing_of(lines.unread.rows, first))
    # As a text ends behind its last page.
    lines.add(LAST_LINE)
    origin = Origin(Form.WORKBOOK, pages=len(sheets), places=tuple(lines.places))
    notices = tuple(lines.notices)
    elements = tuple(lines.elements)
    return Document(path, tuple(lines.texts), elements, notices=notices, origin=origin)


def _nothing_of(rows: int, first: str) -> str:
    """Say that no row of a workbook was read, and what keeps the first from it."""
    return ngettext(
        "its only row of figures cannot be read: {first}",
        "none of its {n} rows of figures can be read; the first: {first}",
        rows,
    ).format(first=first)


def _check_prose(sheet: Sheet) -> None:
    """Refuse a sheet without a line of months that holds anything but sentences.

    Raises:
        UnreadableError: It holds something that could be a figure.
    """
    for row, cells in sheet.rows:
        if names_months(cells):
            raise at_row(sheet, row, expected_months())
        if holds_figures(cells):
            raise at_row(sheet, row, _("figures without a line of months above them"))

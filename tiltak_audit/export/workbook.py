"""Reports to an Excel workbook: one section a sheet, numbers as numbers."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tiltak_audit.demo.printer import period_line, section_line, source_line
from tiltak_audit.errors import UsageError
from tiltak_audit.export.zipped import entry_of
from tiltak_audit.i18n import _
from tiltak_audit.model.figure import Star
from tiltak_audit.model.report import TOTAL, Row
from tiltak_audit.model.wording import MEAN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl import Workbook

    from tiltak_audit.model.report import Report, Section, Table

# What Excel allows a sheet's name.
_NAME_LENGTH = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")

# The same report gives the same bytes: no clock reaches the file.
_STAMP = datetime(2000, 1, 1)  # noqa: DTZ001  a workbook's stamps bear no zone
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")

# Characters that XML 1.0 cannot hold, not even escaped.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_LABEL_WIDTH = 42
_FIGURE_WIDTH = 12

# Thousands are grouped as the reader's own settings say.
_GROUPED = "#,##0"

_Line = list[str | int | Decimal | None]


def workbook_of(*reports: Report, shares: bool = False) -> bytes:
    """Write reports as a workbook, the same bytes for the same reports.

    A sheet holds the source, the section with its date, the period, and then, table by table,
    the months, the total and the rows; a star is the text ``*``. A table whose total was lost
    has no line for it. Labels, and the months where all tables of the section have the same,
    stay in sight. With several reports the name of a sheet starts with the report's code.

    Raises:
        UsageError: The library that writes workbooks is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise UsageError(_('workbooks need openpyxl: pip install "tiltak-audit[xlsx]"')) from error
    book = Workbook(write_only=True)
    book.properties.creator = "tiltak-audit"
    book.properties.created = _STAMP
    names: set[str] = set()
    for report in reports:
        head = f"{report.code} " if len(reports) > 1 else ""
        for section in (*report.sections, *(report.shares if shares else ())):
            _write(book, _name(head + section.title, names), report, section)
    if not names:
        # A workbook cannot be without a sheet.
        book.create_sheet("-")
    written = io.BytesIO()
    book.save(written)
    return _without_clock(written.getvalue())


def xlsx_of(reports: Sequence[Report], *, shares: bool = False) -> bytes:
    """Write a list of reports as a workbook, sections of shares in sheets of their own."""
    return workbook_of(*reports, shares=shares)


def _write(book: Workbook, name: str, report: Report, section: Section) -> None:
    # The types of a sheet that is only written lack what it inherits.
    sheet: Any = book.create_sheet(name)
    head = _head(report, section)
    columns = {table.columns for table in section.tables}
    alike = len(columns) == 1
    # The months are the second line of the first table, after a blank one.
    sheet.freeze_panes = f"B{len(head) + (3 if alike else 1)}"
    sheet.column_dimensions["A"].width = _LABEL_WIDTH
    for at in range(max((len(one.periods) for one in columns), default=0)):
        sheet.column_dimensions[_letter(at + 2)].width = _FIGURE_WIDTH
    for text in head:
        sheet.append(_styled(sheet, [text], head=False, bold=False))
    for table in section.tables:
        sheet.append([])
        bold = 2 if isinstance(table.total, Row) else 1
        for number, line in enumerate(_table(table)):
            sheet.append(_styled(sheet, line, head=number == 0, bold=number < bold))


def _styled(sheet: Any, line: _Line, *, head: bool, bold: bool) -> list[object]:  # noqa: ANN401
    """Give a line its looks: months and totals bold, figures to the right, thousands grouped."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cells: list[object] = []
    for at, value in enumerate(line):
        cell = WriteOnlyCell(sheet, _stored(value))
        if isinstance(value, str):
            # A label that starts with = is no formula.
            cell.data_type = "s"
        if bold:
            cell.font = Font(bold=True)
        if at:
            cell.alignment = Alignment(horizontal="right", wrap_text=head)
            cell.number_format = _format(value)
        cells.append(cell)
    return cells


def _stored(value: str | int | Decimal | None) -> str | float | None:
    """Give a value as a workbook holds it."""
    if isinstance(value, str):
        return _legal(value)
    return float(value) if isinstance(value, Decimal) else value


def _format(value: object) -> str:
    """Show as many decimals as are printed."""
    decimals = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return f"0.{'0' * -int(decimals)}" if decimals else _GROUPED


def _legal(text: str) -> str:
    """Replace what no workbook can hold."""
    return _ILLEGAL.sub("\ufffd", text)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _name(title: str, names: set[str]) -> str:
    """Give a sheet a name that is its own, whatever the case of letters."""
    plain = _NOT_IN_NAMES.sub(" ", _legal(title)).strip("' ") or "-"
    name, number = plain[:_NAME_LENGTH], 1
    while name.casefold() in names:
        number += 1
        ending = f" {number}"
        name = plain[: _NAME_LENGTH - len(ending)] + ending
    names.add(name.casefold())
    return name


def _head(report: Report, section: Section) -> Sequence[str]:
    periods = [period_line(report.period)] if report.period else []
    return [source_line(report), section_line(section.title, report.edition), *periods]


def _table(table: Table) -> Iterator[_Line]:
    mean = [MEAN_WORDS] if table.columns.mean else []
    yield [None, *mean, *(month.name for month in table.columns.months)]
    if isinstance(table.total, Row):
        yield _row(f"{TOTAL} {table.label}".strip(), table.total)
    for row in table.rows:
        yield _row(row.name, row)


def _row(label: str, row: Row) -> _Line:
    figures = [one.printed if isinstance(one, Star) else one.value for one in row.printed]
    return [label, *figures]


def _without_clock(data: bytes) -> bytes:
    """Pack a workbook anew with fixed dates."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                stamp = f"{_STAMP:%Y-%m-%dT%H:%M:%SZ}".encode()
                part = _MODIFIED.sub(rb"\g<1>" + stamp, part)
            new.writestr(entry_of(name), part)
    return packed.getvalue()

"""A Report to an Excel workbook: one section a sheet, numbers as numbers."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.model.figure import Count
from tiltak_audit.model.report import TOTAL, Row
from tiltak_audit.model.wording import MEAN_WORDS
from tiltak_audit.printer import period_line, section_line, source_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.report import Report, Section, Table

# What stands over the mean column.

# What Excel allows a sheet's name.
_NAME_LENGTH = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")

# The same report gives the same bytes: no clock reaches the file.
_STAMP = datetime(2000, 1, 1)  # noqa: DTZ001  a workbook's stamps bear no zone
_ZIP_STAMP = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")

_LABEL_WIDTH = 42

_Line = list[str | int | None]


def workbook_of(report: Report) -> bytes:
    """Write a report as a workbook, the same bytes for the same report.

    A sheet holds the source, the section with its date, the period, and then, table by table,
    the months, the total and the rows; a star is the text ``*``. A table whose total was lost
    has no line for it.

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
    for section in report.sections:
        sheet = book.create_sheet(_name(section.title, names))
        sheet.column_dimensions["A"].width = _LABEL_WIDTH
        for line in _lines(report, section):
            sheet.append(line)
    written = io.BytesIO()
    book.save(written)
    return _without_clock(written.getvalue())


def _name(title: str, names: set[str]) -> str:
    """Give a sheet a name that is its own, whatever the case of letters."""
    plain = _NOT_IN_NAMES.sub(" ", title).strip("' ") or "-"
    name, number = plain[:_NAME_LENGTH], 1
    while name.casefold() in names:
        number += 1
        ending = f" {number}"
        name = plain[: _NAME_LENGTH - len(ending)] + ending
    names.add(name.casefold())
    return name


def _lines(report: Report, section: Section) -> Iterator[_Line]:
    yield [source_line(report)]
    yield [section_line(section.title, report.edition)]
    for period in report.periods:
        yield [period_line(period)]
    for table in section.tables:
        yield []
        yield from _table(table)


def _table(table: Table) -> Iterator[_Line]:
    mean = [MEAN_WORDS] if table.columns.mean else []
    yield [None, *mean, *(month.name for month in table.columns.months)]
    if isinstance(table.total, Row):
        yield _row(f"{TOTAL} {table.label}".strip(), table.total)
    for row in table.rows:
        yield _row(f"{row.code} {row.label}".strip(), row)


def _row(label: str, row: Row) -> _Line:
    figures = [one.value if isinstance(one, Count) else one.printed for one in row.figures]
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
            entry = zipfile.ZipInfo(name, _ZIP_STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, part)
    return packed.getvalue()

"""A Report back to the text that a PDF tool would print of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.model.figure import Count
from tiltak_audit.model.report import TOTAL, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.figure import Figure
    from tiltak_audit.model.period import Columns
    from tiltak_audit.model.report import Report, Table

# Rows of one or two lines that fit a page of the dumps.
_ROWS_A_PAGE = 11


def text_of_report(
    report: Report, separator: str = "\u00a0", rows_a_page: int = _ROWS_A_PAGE
) -> str:
    """Print a report in the dumps' layout, every label on one line.

    Args:
        report: Its places are not used; a table without a total prints none.
        separator: What stands between thousands: U+00A0, or the blank of flattening tools.
        rows_a_page: After so many rows the page ends and the total is printed again.

    Returns:
        Text that ends, as the dumps do, with the blank that would start the next page head.
    """
    lines: list[str] = []
    for section in report.sections:
        for table in section.tables:
            for start in range(0, max(len(table.rows), 1), rows_a_page):
                lines += _page_head(report, section.title)
                lines += _column_header(table.columns)
                lines += _page(table, start, start + rows_a_page, separator)
    return "\n".join([*lines, " "])


def _page_head(report: Report, title: str) -> Iterator[str]:
    yield f" Kilde: NAV {report.code} {report.title}"
    year, month, day = report.edition.split("-")
    yield f"{title} Rapport oppdatert: {day}.{month}.{year}"
    yield ""
    for period in report.periods:
        first, last = period.first, period.last
        yield f"{first.name} {first.year} - {last.name} {last.year} "


def _column_header(columns: Columns) -> Iterator[str]:
    months = " ".join(month.name for month in columns.months)
    if columns.mean:
        yield from ("Gjennom", "snitt hittil", "", f"i år {months}")
    else:
        yield months


def _page(table: Table, start: int, end: int, separator: str) -> Iterator[str]:
    if isinstance(table.total, Row):
        yield from ("", _line(f"{TOTAL} {table.label}".strip(), table.total, separator))
    for row in table.rows[start:end]:
        yield from ("", _line(f"{row.code} {row.label}".strip(), row, separator))


def _line(label: str, row: Row, separator: str) -> str:
    return " ".join([label, *(_print(figure, separator) for figure in row.figures)])


def _print(figure: Figure, separator: str) -> str:
    if isinstance(figure, Count):
        return f"{figure.value:,}".replace(",", separator)
    return figure.printed

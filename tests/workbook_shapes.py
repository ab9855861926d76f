"""Workbooks in the shapes that NAV's have, drawn from a report and written by two libraries."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from tiltak_audit.model.figure import Count, Figure
from tiltak_audit.model.period import MONTH_NAMES
from tiltak_audit.model.report import Report, Row, Table

Value = str | int | None
Rows = list[list[Value]]


@attrs.frozen
class Shape:
    """How a report is laid out.

    Attributes:
        split: Whether code and name have a cell each.
        faint: Whether the codes are white, as NAV prints those of fylker.
        merged: Whether the first month is merged over two columns, in heads and rows.
        gap: Whether an empty column stands behind the first month.
        trailing: What heads a column behind the last month; none where it is empty.
        heads: What heads the labels.
        two_rows: Whether the mean's head stands in a row of its own, above the months.
        once: Whether months stand above the first table only.
        titles: Whether the title of every block stands alone above its months.
        apart: Whether source, titles and period have cells of their own, and there is no date.
        marks: Whether titles, heads and totals bear marks of footnotes.
        texts: Whether counts are texts: "" no, else what groups their thousands.
        right: How many columns everything is moved.
        notes: Whether notes stand below the tables.
    """

    split: bool = False
    faint: bool = False
    merged: bool = False
    gap: bool = False
    trailing: str = ""
    heads: str = ""
    two_rows: bool = False
    once: bool = False
    titles: bool = False
    apart: bool = False
    marks: bool = False
    texts: str = ""
    right: int = 0
    notes: bool = False


@attrs.define
class Drawn:
    """A sheet before it is written: rows of values, and what else is said of cells.

    Attributes:
        name: Its name.
        rows: Its values.
        merges: Merged ranges: first row and column, last row and column, from 0.
        faint: Cells in white, by row and column.
    """

    name: str
    rows: Rows = attrs.field(factory=list)
    merges: list[tuple[int, int, int, int]] = attrs.field(factory=list)
    faint: set[tuple[int, int]] = attrs.field(factory=set)


def drawn(report: Report, shape: Shape) -> list[Drawn]:
    """Lay a report out."""
    return [
        _sheet(f"{at}. {section.title.replace('.', '')}"[:31], report, section.title, at, shape)
        for at, section in enumerate(report.sections, 1)
    ]


def _sheet(name: str, report: Report, title: str, number: int, shape: Shape) -> Drawn:
    sheet = Drawn(name)
    mark = "²" if shape.marks else ""
    period = report.period
    assert period
    if shape.apart:
        sheet.rows += [
            [None, "Kilde: NAV", None, f"{report.code} {report.title}".strip()],
            [None, None, None, title + mark],
            [None, f"{period.first.name} - {period.last.name.lower()} {period.last.year}"],
        ]
    else:
        day = ".".join(reversed(report.edition.split("-")))
        months = f"{period.first.name} {period.first.year} - {period.last.name} {period.last.year}"
        sheet.rows += [
            [f"Kilde: NAV {report.code} {report.title}"],
            [f"{title} Rapport oppdatert: {day}"],
            [months],
        ]
    section = report.sections[number - 1]
    for at, table in enumerate(section.tables):
        sheet.rows.append([])
        if shape.titles and table.label:
            sheet.rows.append([*_blank(shape), table.label])
        if not (shape.once and at):
            _months(sheet, table, shape)
        for row in table.printed():
            _row(sheet, table, row, shape)
    if shape.notes:
        sheet.rows += [[], ["* Celler med færre enn 4 personer vises som *."], ["¹ Se nav.no"]]
    sheet.rows = [[None] * shape.right + row for row in sheet.rows]
    sheet.merges = [(r, c + shape.right, s, d + shape.right) for r, c, s, d in sheet.merges]
    sheet.faint = {(row, column + shape.right) for row, column in sheet.faint}
    return sheet


def _blank(shape: Shape) -> list[Value]:
    return [None] if shape.split else []


def _months(sheet: Drawn, table: Table, shape: Shape) -> None:
    mean: list[Value] = ["Gjennomsnitt hittil i år"] if table.columns.mean else []
    labels: list[Value] = [*_blank(shape), (shape.heads + "¹" * shape.marks) or None]
    if shape.two_rows and mean:
        sheet.rows.append([*([None] * len(labels)), *mean])
        mean = [None]
    names: list[Value] = [month.name for month in table.columns.months]
    _spread(sheet, [*labels, *mean], names, shape)
    if shape.trailing:
        sheet.rows[-1].append(shape.trailing)


def _spread(sheet: Drawn, before: list[Value], months: list[Value], shape: Shape) -> None:
    """Add a row whose first month takes two columns, merged or one of them empty."""
    wide = shape.merged or shape.gap
    at = len(before)
    sheet.rows.append([*before, months[0], *([None] if wide else []), *months[1:]])
    if shape.merged:
        sheet.merges.append((len(sheet.rows) - 1, at, len(sheet.rows) - 1, at + 1))


def _row(sheet: Drawn, table: Table, row: Row, shape: Shape) -> None:
    total = row is table.total
    label = f"I alt {table.label}".strip() + "¹" * shape.marks if total else row.name
    labels: list[Value] = [label]
    if shape.split:
        labels = [None, label] if total or not row.code else [row.code, row.label]
        if row.label == "Ukjent":
            labels = ["Ukjent", "Ukjent"]
    figures = [_value(figure, shape) for figure in row.figures]
    mean = int(table.columns.mean)
    _spread(sheet, labels + figures[:mean], figures[mean:], shape)
    if shape.faint and labels[0] and shape.split:
        sheet.faint.add((len(sheet.rows) - 1, 0))


def _value(figure: Figure, shape: Shape) -> Value:
    if not isinstance(figure, Count):
        return figure.printed
    grouped = f"{figure.value:,}".replace(",", shape.texts.strip("0"))
    return grouped if shape.texts else figure.value


def by_openpyxl(sheets: list[Drawn]) -> bytes:
    """Write sheets with openpyxl."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for drawn_sheet in sheets:
        sheet = book.create_sheet(drawn_sheet.name)
        for at, row in enumerate(drawn_sheet.rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(at, column, value)
        for top, left, bottom, right in drawn_sheet.merges:
            sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
        for at, column in drawn_sheet.faint:
            sheet.cell(at + 1, column + 1).font = Font(color="FFFFFFFF")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def by_xlsxwriter(sheets: list[Drawn]) -> bytes:
    """Write sheets with xlsxwriter, raised marks as runs of their own."""
    library: Any = pytest.importorskip("xlsxwriter")
    written = io.BytesIO()
    book = library.Workbook(written, {"in_memory": True})
    plain, white = (
        book.add_format({"num_format": "#,##0"}),
        book.add_format({"font_color": "white"}),
    )
    raised = book.add_format({"font_script": 1})
    for drawn_sheet in sheets:
        sheet = book.add_worksheet(drawn_sheet.name)
        for top, left, bottom, right in drawn_sheet.merges:
            sheet.merge_range(top, left, bottom, right, "", plain)
        for at, row in enumerate(drawn_sheet.rows):
            for column, value in enumerate(row):
                look = white if (at, column) in drawn_sheet.faint else plain
                if isinstance(value, str) and value[-1:] in {"¹", "²"} and len(value) > 1:
                    digit = "1" if value[-1] == "¹" else "2"
                    sheet.write_rich_string(at, column, value[:-1], raised, digit, look)
                elif isinstance(value, str):
                    sheet.write_string(at, column, value, look)
                elif value is not None:
                    sheet.write_number(at, column, value, look)
    book.close()
    return written.getvalue()


WRITERS: dict[str, Callable[[list[Drawn]], bytes]] = {
    "openpyxl": by_openpyxl,
    "xlsxwriter": by_xlsxwriter,
}

SHAPES: dict[str, Shape] = {
    "plain": Shape(),
    "as HL060": Shape(
        split=True, faint=True, merged=True, titles=True, apart=True, marks=True, right=1
    ),
    "as TILT": Shape(once=True, notes=True),
    "as AAP155": Shape(apart=True, right=1),
    "codes of their own": Shape(split=True),
    "an empty column": Shape(gap=True),
    "a column headed NA": Shape(trailing="NA"),
    "heads of labels": Shape(heads="Kommune", marks=True),
    "heads in two rows": Shape(two_rows=True),
    "texts below heads in two rows": Shape(two_rows=True, titles=True, split=True, texts=" "),
    "texts": Shape(texts=" "),
    "texts apart by a hard blank": Shape(texts="\u00a0"),
    "texts without groups": Shape(texts="0"),
    "titles of blocks": Shape(titles=True, notes=True),
    "moved": Shape(right=3, merged=True, heads="Fylke"),
}

MONTHS = frozenset(MONTH_NAMES)

"""Editions of an order that are laid out otherwise give the same figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.real.orders import HERE, Book, book_of, saved
from tiltak_audit.export.tidy import observations
from tiltak_audit.findings.severity import Severity
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read, read_bytes
from tiltak_audit.run.audit import audit

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")

LEDIGHET = HERE / "ledighet_2025-01.xlsx"
NEDSATT = HERE / "nedsatt_2025-10.xlsx"


def _cells(book: Book) -> Iterator[Book]:
    return (cell for sheet in book for row in sheet.iter_rows() for cell in row)


def _another_word_for_the_level(book: Book) -> None:
    for cell in _cells(book):
        if cell.value == "Telemark kommuner":
            cell.value = "Kommuner i Telemark"


def _no_column_of_levels(book: Book) -> None:
    for cell in _cells(book):
        if cell.column in {4, 13} and cell.row > 1:
            cell.value = None


def _no_column_between(book: Book) -> None:
    for sheet in book:
        sheet.delete_cols(10)


def _one_below_another(book: Book) -> None:
    for sheet in book:
        end = sheet.max_row
        for row in sheet.iter_rows(min_row=2, max_row=end, min_col=11):
            for cell in row:
                below = sheet.cell(cell.row + end + 3, cell.column - 9)
                below.value, below.number_format = cell.value, cell.number_format
                cell.value = None


def _titles_and_notes(book: Book) -> None:
    for sheet in book:
        sheet["A1"] = "Tidsserie ledighet, januar"
        sheet.cell(sheet.max_row + 2, 2).value = "Kilde: NAV"


def _numbers_as_texts(book: Book) -> None:
    for cell in _cells(book):
        if isinstance(cell.value, int):
            cell.value, cell.number_format = str(cell.value), "@"


def _a_second_count(book: Book) -> None:
    for sheet in book:
        column = sheet.max_column + 1
        sheet.cell(2, column).value = "Beh personer i mnd forrige år"
        for row in range(3, sheet.max_row + 1):
            value = sheet.cell(row, 17).value
            if value is not None:
                sheet.cell(row, column).value = value if value == "*" else value * 2


def _no_column_of_months(book: Book) -> None:
    for sheet in book:
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, 9).value = sheet.cell(row, 19).value = None


SHAPES: tuple[tuple[Path, Callable[[Book], None]], ...] = (
    (LEDIGHET, _another_word_for_the_level),
    (LEDIGHET, _no_column_of_levels),
    (LEDIGHET, _no_column_between),
    (LEDIGHET, _one_below_another),
    (LEDIGHET, _titles_and_notes),
    (LEDIGHET, _numbers_as_texts),
    (LEDIGHET, _a_second_count),
    (NEDSATT, _no_column_of_months),
)


def _figures(report: Report) -> set[tuple[str, ...]]:
    return {
        (one.section, one.table, one.row, one.code, one.period, one.printed)
        for one in observations(report)
    }


@pytest.mark.parametrize(("path", "change"), SHAPES, ids=lambda one: getattr(one, "__name__", ""))
def test_the_same_figures_in_another_shape(path: Path, change: Callable[[Book], None]) -> None:
    """Every figure of the edition as it is is read, nothing is wrong, and nothing left unread."""
    book = book_of(path)
    change(book)
    report = read_bytes("shape.xlsx", saved(book))
    assert _figures(read(str(path))) <= _figures(report)
    assert report.notices == ()
    assert not [one for one in audit([report]).findings if one.severity is Severity.ERROR]


def test_several_months_may_stand_on_one_sheet() -> None:
    """A second month below the first is judged by itself."""
    book = book_of(LEDIGHET)
    for sheet in book:
        end = sheet.max_row
        for row in sheet.iter_rows(min_row=3, max_row=end):
            for cell in row:
                below = sheet.cell(cell.row + end, cell.column)
                below.value, below.number_format = cell.value, cell.number_format
                if cell.value == 202501:
                    below.value = 202502
    report = read_bytes("two.xlsx", saved(book))
    assert {"2025-01", "2025-02"} == {one.period for one in observations(report)}
    assert 2 * len(_figures(read(str(LEDIGHET)))) == len(_figures(report))
    assert {"TA121"} == {one.code for one in audit([report]).findings}


@pytest.mark.parametrize("label", ["Totalt", "I alt"])
def test_a_row_of_totals_is_no_region(label: str) -> None:
    """A row that adds up the regions above it is left unread, and no region."""
    book = book_of(LEDIGHET)
    sheet = book["Fylker"]
    below = sheet.max_row + 1
    for column in range(2, 10):
        old, new = sheet.cell(3, column), sheet.cell(below, column)
        new.value, new.number_format = old.value, old.number_format
    sheet.cell(below, 5).value = label
    report = read_bytes("total.xlsx", saved(book))
    assert _figures(read(str(LEDIGHET))) == _figures(report)
    assert [f"a row of totals: “{label}”"] == [
        getattr(one.remark, "text", "") for one in report.notices
    ]


def test_a_column_of_numbers_that_nobody_knows_is_told() -> None:
    """A column of changes is named and counted, and no count."""
    book = book_of(LEDIGHET)
    sheet = book["Landet"]
    sheet["S2"] = "Endring siste år"
    for row in (3, 4, 5):
        sheet.cell(row, 19).value = -5
    report = read_bytes("change.xlsx", saved(book))
    (notice,) = report.notices
    assert getattr(notice.remark, "text", "") == "column S, “Endring siste år”, is not known"
    assert notice.unread.cells == 3

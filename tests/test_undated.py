"""Heads without a date, wherever title and source stand: the same tables, and no remark on them."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest

from tests.drawing import register_fonts
from tests.test_other_families import drawn
from tiltak_audit.demo.printer import Layout, text_of_report
from tiltak_audit.model.figure import Count
from tiltak_audit.model.period import MONTH_NAMES
from tiltak_audit.model.remark import OddLabel
from tiltak_audit.model.report import TOTAL
from tiltak_audit.parsing.read import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas

    from tiltak_audit.model.report import Report, Row, Section, Table

TITLE = "Helt ledige. Fylke og kommune. Tidsserie måned"
SOURCE = "Kilde: NAV"
NAME = "HL060_2025-12.txt"

# What stands where a page of the family's other prints says "Kilde: NAV HL060 <title>".
HEADS = {
    "beside": [f" {SOURCE} {TITLE}"],
    "above": [TITLE, SOURCE],
    "below": [SOURCE, TITLE],
    "none": [SOURCE],
}
_ROWS_A_PAGE = 6


def undated(text: str, head: list[str], period: str) -> str:
    """Print a text anew without code and dates."""
    lines: list[str] = []
    for line in text.split("\n"):
        dated = re.fullmatch(r"(.*) Rapport oppdatert: .*", line)
        if line.strip().startswith(f"{SOURCE} HL060"):
            lines += head
        elif re.fullmatch(r"[A-Z][a-z]+ [0-9]{4} - .*", line.strip()):
            lines.append(period)
        else:
            lines.append(dated[1] if dated else line)
    return "\n".join(lines)


def periods(months: int) -> Iterator[str]:
    """Give a period in each form."""
    last = MONTH_NAMES[months - 1]
    yield f"Januar 2025 - {last} 2025"
    yield f"Januar - {last.lower()} 2025"
    yield f"Periode: 2025 01 - 2025 {months:02}"


def cells(report: Report) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    """Give all figures with what they are of."""
    return [
        (table.section, table.label, row.code, row.label, tuple(one.printed for one in row.figures))
        for table in report.tables
        for row in table.printed()
    ]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("separator", ["\u00a0", " "])
def test_a_text_without_dates_says_what_the_same_with_dates_says(head: str, separator: str) -> None:
    """Of any number of months, and the period in any form."""
    for months, seed in ((1, 0), (2, 1), (12, 2)):
        dated = text_of_report(drawn(seed, months), Layout(separator))
        whole = read_bytes(NAME, dated.encode())
        for period in periods(months):
            read = read_bytes(NAME, undated(dated, HEADS[head], period).encode())
            assert (cells(read), read.period) == (cells(whole), whole.period)
            assert len(read.notices) == len(whole.notices)
            assert (read.code, read.title) == ("HL060", TITLE if head != "none" else "")


def test_a_name_is_believed_only_where_the_print_says_nothing_else() -> None:
    """A copy may be called anything: the family is the title's."""
    text = undated(text_of_report(drawn(3, 2)), HEADS["beside"], "Januar - februar 2025")
    assert read_bytes("TILT140 copy.txt", text.encode()).code == ""
    assert read_bytes("2025.02_HL060 Fylke.txt", text.encode()).code == "HL060"


def pdf_of(report: Report, style: str) -> bytes:
    """Draw a report on pages as NAV prints them: a mark, the title beside it, no date."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, (842, 595))
    for section, table in ((one, table) for one in report.sections for table in one.tables):
        for at in range(0, max(len(table.rows), 1), _ROWS_A_PAGE):
            _head(canvas, section, style, len(table.columns.months))
            _page(canvas, table, table.rows[at : at + _ROWS_A_PAGE])
            canvas.showPage()
    canvas.save()
    return file.getvalue()


def _head(canvas: Canvas, section: Section, style: str, months: int) -> None:
    plain, bold = register_fonts()
    places = {
        "beside": (160, 560, 16, 560),
        "above": (16, 575, 16, 558),
        "below": (16, 560, 16, 580),
        "foot": (16, 560, 16, 12),
        "numbered": (16, 560, 16, 12),
    }
    x, y, source_x, source_y = places[style]
    canvas.setFont(bold, 14)
    canvas.drawString(x, y, TITLE)
    canvas.setFont(plain, 7)
    canvas.drawString(source_x, source_y, SOURCE if style != "numbered" else "Side 1 av 1")
    canvas.drawString(16, 12, SOURCE if style != "numbered" else "")
    canvas.setFont(bold, 12)
    canvas.drawString(x, 535, section.title)
    canvas.setFont(bold, 9)
    canvas.drawString(16, 510, f"Januar - {MONTH_NAMES[months - 1].lower()} 2025")


def _page(canvas: Canvas, table: Table, rows: tuple[Row, ...]) -> None:
    plain, bold = register_fonts()
    canvas.setFont(plain, 8)
    for at, month in enumerate(table.columns.months):
        canvas.drawRightString(230 + 50 * at, 480, month.name)
    for number, row in enumerate(table.printed()):
        if number and row not in rows:
            continue
        at = rows.index(row) + 1 if number else 0
        canvas.setFont(plain if number else bold, 8)
        canvas.drawString(19, 462 - 18 * at, row.name if number else f"{TOTAL} {table.label}")
        for column, figure in enumerate(row.figures):
            text = f"{figure.value:,}" if isinstance(figure, Count) else "*"
            text = text.replace(",", " ")
            canvas.drawRightString(230 + 50 * column, 462 - 18 * at, text)


@pytest.mark.parametrize("style", ["beside", "above", "below", "foot", "numbered"])
def test_a_pdf_without_dates_is_read_to_the_last_cell(style: str) -> None:
    """Its heads are told page by page, whatever stands at the foot."""
    for months in (1, 3, 12):
        report = drawn(4, months)
        read = read_bytes("HL060.pdf", pdf_of(report, style))
        assert cells(read) == cells(report)
        assert read.notices == ()
        assert (read.title, str(read.period and read.period.last)) == (TITLE, f"2025-{months:02}")


def test_sections_that_differ_share_the_lines_of_a_title() -> None:
    """A title of two lines is what all heads begin with; the rest is the section."""
    head = [SOURCE, "Helt ledige. Fylke og kommune.", "Tidsserie måned"]
    text = undated(text_of_report(drawn(5, 2)), head, "Januar - februar 2025")
    read = read_bytes("x.txt", text.encode())
    assert read.title == TITLE
    assert [section.title for section in read.sections] == ["Fylke. Antall", "Kommune. Antall"]


# NAV prints of October 2022 a name as no register of that year spells it, but a later one does.
EVENES = """\
Kilde: NAV
Helt ledige. Fylke og kommune. Tidsserie måned
Kommune. Antall
Periode: 2022 10
Oktober
I alt 18 Nordland 106
1853 Evenes - Evenášši 100
1856 Røst 6
Kilde: NAV
"""


def test_a_name_stays_as_printed_where_some_register_spells_it_so() -> None:
    """The row is the same region, under the name that a reader of the print finds."""
    (table,) = read_bytes("x.txt", EVENES.encode()).tables
    assert [row.name for row in table.rows] == ["1853 Evenes - Evenášši", "1856 Røst"]


def test_a_kommune_of_another_fylke_shows_that_a_total_is_lost() -> None:
    """It is left unread at its line, and not read as a part of the fylke above."""
    text = EVENES.replace("1856 Røst 6", "1903 Harstad 6")
    report = read_bytes("x.txt", text.encode())
    assert [row.name for row in report.tables[0].rows] == ["1853 Evenes - Evenášši"]
    (notice,) = report.notices
    assert (notice.line, notice.unread.rows) == (8, 1)
    assert notice.remark == OddLabel("other-whole", "1903 Harstad")

"""NAV's own print of a family with shares, against a reading by places with pdfplumber.

What is printed: counts of kommuner by fylke, then shares of the population, one month, no date, no
code, unnumbered pages. On page 52 the total of fylke 99 has no share: its star stands in the row
below, beside that row's own.
"""

from __future__ import annotations

import io
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import pdfplumber
import pypdf
import pytest

from tests.conftest import ROOT, seldom
from tests.extractors import extractors
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.model.figure import Unit
from tiltak_audit.model.remark import Gone, NotAudited
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH = ROOT / "tests" / "real" / "NED155_2024-01.pdf"
NAME = PATH.name
COUNTS, SHARES = "Kommune. Antall", "Kommune. Prosent av befolkningen"

# Where the column of figures starts, and where tables do, in points.
FIGURES_AT, TABLES_AT = 143, 128

Cells = dict[tuple[str, str, str], str]


@cache
def lines() -> tuple[tuple[int, str, str, str], ...]:
    """Give page, section, label and figures of every line of a table, by their places alone."""
    found = []
    with pdfplumber.open(PATH) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            rows: dict[int, list[tuple[float, str]]] = defaultdict(list)
            section = ""
            for word in page.extract_words():
                if 40 < word["top"] < 60:
                    section = f"{section} {word['text']}".strip()
                elif TABLES_AT < word["top"] < 570:
                    rows[round(word["bottom"])].append((word["x0"], word["text"]))
            for row in rows.values():
                label = " ".join(text for x, text in row if x < FIGURES_AT)
                found.append(
                    (number, section, label, " ".join(text for x, text in row if x >= FIGURES_AT))
                )
    return tuple(found)


@cache
def expected() -> Cells:
    """Give the figure of each row by section, total and code."""
    cells: Cells = {}
    total = ""
    for _page, section, label, figures in lines():
        if section == "Om tabellene":
            continue
        is_total = label.startswith("I alt")
        total = label.removeprefix("I alt ") if is_total else total
        code = "I alt" if is_total else label[:4] if label[:4].isdigit() else label
        if figures:
            figure = "*" if figures == "* *" else figures.replace(" ", "")
            assert cells.setdefault((section, total, code), figure) == figure
    return cells


def cells_of(report: Report) -> Cells:
    """Give every figure of a report, counts and shares."""
    return {
        (section.title, table.label, row.code or row.label): row.printed[0].printed
        for section in (*report.sections, *report.shares)
        for table in section.tables
        for row in table.printed()
    }


@cache
def ned155() -> Report:
    """Read the PDF."""
    return read_bytes(NAME, PATH.read_bytes())


@cache
def text_of(name: str, mode: str) -> str:
    """Give its text as an extractor prints it."""
    for one, how, extract in extractors():
        if (one, how) == (name, mode) and extract:
            return extract(PATH.read_bytes())
    pytest.skip(f"{name} is not installed")


def test_every_count_and_share_is_read() -> None:
    """376 counts and 375 shares: the total of fylke 99 has none."""
    assert cells_of(ned155()) == expected()
    assert len(expected()) == 2 * (359 + 17) - 1
    rows = [row for section in ned155().shares for table in section.tables for row in table.rows]
    assert not any(row.figures for row in rows)


def test_what_the_print_says_of_itself() -> None:
    """The code is from the file's name, and there is no date; neither is damage."""
    report = ned155()
    assert (report.code, report.edition, str(report.period and report.period.last)) == (
        "NED155", "", "2024-01",
    )  # fmt: skip
    assert report.title == "Personer med nedsatt arbeidsevne. Kommune. Januar 2024"
    assert [(one.title, one.unit) for one in report.shares] == [(SHARES, Unit.PERCENT)]
    (lost,) = [one for one in report.notices if not isinstance(one.remark, NotAudited)]
    assert (lost.remark, lost.section) == (Gone("total", ("I alt 99 Øvrige områder",)), SHARES)
    assert report.origin.place(lost.line)[0] == 52
    assert not report.unread


def test_all_kommuner_add_up_to_their_fylke() -> None:
    """17 fylker and the totals that are printed on two pages: none violated, one star."""
    result = audit([ned155()])
    tally = dict.fromkeys(Verdict, 0)
    for (_path, _section, _law, verdict), number in result.tally().items():
        tally[verdict] += number
    judged = {Verdict.SATISFIED: 24, Verdict.CONSISTENT: 1}
    assert tally == dict.fromkeys(Verdict, 0) | judged
    assert {one.code for one in result.findings} == {"TA112", "TA127"}


READ = [
    ("pdfplumber", "text"),
    ("pdfplumber", "layout=True"),
    ("pypdf", "plain"),
    ("pypdf", "layout"),
    ("pdfminer.six", "char_margin=50"),
    ("pypdfium2", "text range"),
    ("pdftotext", "-layout"),
    ("pdftotext", "-raw"),
]


@pytest.mark.parametrize(("name", "mode"), READ)
def test_the_text_of_it_gives_the_same_report(name: str, mode: str) -> None:
    """Whether the title stands before the source, beside it or below."""
    report = read_bytes(NAME, text_of(name, mode).encode())
    assert cells_of(report) == expected()
    assert (report.code, report.title) == (ned155().code, ned155().title)


def as_tika(title: str = "beside") -> str:
    """Print the lines as Tika does: a blank before each head, blank lines between rows."""
    heads = {
        "beside": [" Kilde: NAV Personer med nedsatt arbeidsevne. Kommune. Januar 2024"],
        "above": ["Personer med nedsatt arbeidsevne. Kommune. Januar 2024", "Kilde: NAV"],
        "below": ["Kilde: NAV", "Personer med nedsatt arbeidsevne. Kommune. Januar 2024"],
        "none": ["Kilde: NAV"],
    }
    printed: list[str] = []
    last = 0
    for page, section, label, figures in lines():
        if section == "Om tabellene":
            continue
        if page != last:
            printed += ["Kilde: NAV"] if last else []
            printed += [*heads[title], section, "", "Januar - januar 2024", "", "Januar"]
        last = page
        printed += ["", f"{label} {figures}"]
    return "\n".join([*printed, "Kilde: NAV", ""])


@pytest.mark.parametrize("title", ["beside", "above", "below", "none"])
def test_a_head_is_told_by_its_place(title: str) -> None:
    """Nothing is lost and nothing is remarked on, wherever the title stands, or nowhere."""
    report = read_bytes(NAME, as_tika(title).encode())
    assert cells_of(report) == expected()
    assert (report.title == ned155().title) == (title != "none")
    remarks = [one.remark for one in report.notices if not isinstance(one.remark, NotAudited)]
    assert remarks == [Gone("total", ("I alt 99 Øvrige områder",))]


@pytest.mark.parametrize(
    "period", ["Periode: 2024 01 - 2024 01", "Periode: 2024 01", "januar 2024 – Januar 2024"]
)
def test_a_period_is_read_in_each_form(period: str) -> None:
    """Months by name in small letters or by number, with one year or two."""
    text = as_tika().replace("Januar - januar 2024", period)
    report = read_bytes(NAME, text.encode())
    assert str(report.period and report.period.first) == "2024-01"
    assert cells_of(report) == expected()


def told(report: Report) -> bool:
    """Tell whether anything is said that is not of the true print, or a sum is wrong."""
    return said_of(report) != said_of(ned155()) or bool(report.unread)


def said_of(report: Report) -> list[tuple[str, str]]:
    """Give the code and the words of each finding."""
    return sorted((one.code, one.words.message) for one in audit([report]).findings)


@pytest.mark.parametrize("page", [2, 3, 4, 16, 27, 28, 29, 30, 31, 43, 52, 53])
def test_a_page_that_is_gone_is_told(page: int) -> None:
    """A fylke's only page, its first or its second, among counts or shares."""
    writer = pypdf.PdfWriter()
    for number, one in enumerate(pypdf.PdfReader(PATH).pages, 1):
        if number != page:
            writer.add_page(one)
    data = io.BytesIO()
    writer.write(data)
    assert told(read_bytes(NAME, data.getvalue()))


# Where every 93rd row begins.
THIRDS = seldom((0, 31, 62), often=1)


def rows_of(text: str, first: int) -> Iterator[int]:
    """Give the lines of a text that carry figures of rows, every 93rd of all."""
    found = [at for at, line in enumerate(text.split("\n")) if line[:4].isdigit()]
    yield from found[first::93]


@pytest.mark.parametrize("first", THIRDS)
def test_a_row_that_is_gone_is_told(first: int) -> None:
    """Counts show it of shares, and shares of counts."""
    text = text_of("pypdf", "plain").split("\n")
    silent = [
        text[at]
        for at in rows_of("\n".join(text), first)
        if not told(read_bytes(NAME, "\n".join(text[:at] + text[at + 1 :]).encode()))
    ]
    assert silent == []


@pytest.mark.parametrize("first", THIRDS)
def test_a_count_that_is_changed_violates_its_sum(first: int) -> None:
    """By 10: what one star of Rogaland leaves open is 3."""
    text = text_of("pypdf", "plain").split("\n")
    half = len(text) // 2
    for at in rows_of("\n".join(text[:half]), first):
        changed = list(text)
        label, _blank, last = changed[at].rpartition(" ")
        if not last.isdigit() or changed[at].endswith(" *"):
            continue
        digit = "1" if last[-2:-1] != "1" else "2"
        changed[at] = f"{label} {last[:-2]}{digit}{last[-1]}"
        result = audit([read_bytes(NAME, "\n".join(changed).encode())])
        assert "TA201" in {one.code for one in result.findings}, text[at]


def test_a_share_that_came_to_harm_is_unread_at_its_place() -> None:
    """It is counted like a row of counts, and so is one share too many."""
    text = text_of("pypdf", "plain")
    for harmed in ("1804 Bodø 5.8", "1804 Bodø 5,8 7,0"):
        report = read_bytes(NAME, text.replace("1804 Bodø 5,8", harmed).encode())
        assert report.unread.rows == 1
        (notice,) = [one for one in report.notices if one.unread]
        assert (notice.section, notice.table) == (SHARES, "18 Nordland - Nordlánnd")


def test_heads_flush_left_over_figures_flush_right() -> None:
    """A workbook printed to PDF: the same figures by pdfplumber's lines."""
    path = ROOT / "tests" / "real" / "92-wide-nb.pdf"
    with pdfplumber.open(path) as pdf:
        printed = [line["text"] for line in pdf.pages[0].extract_text_lines()]
    report = read_bytes("x.pdf", path.read_bytes())
    found = [
        " ".join([label, *(f"{int(one.printed):,}".replace(",", " ") for one in row.figures)])
        for table in report.tables
        for row in table.printed()
        for label in [f"I alt {table.label}" if row.label == "I alt" else row.label]
    ]
    tables = [line for line in printed if line.startswith(("I alt", "Kvinner", "Menn"))]
    assert (found, len(found)) == (tables, 6)

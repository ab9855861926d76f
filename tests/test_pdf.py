"""A PDF gives exactly its cells, however it is set; what cannot be placed is never guessed."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, Run
from tests.drawing import MEAN, pdf_of
from tests.strategies import true_reports
from tests.truth import Truth
from tiltak_audit.cube.fold import fold
from tiltak_audit.errors import UnreadableError
from tiltak_audit.families.catalogue import shipped
from tiltak_audit.model.figure import SUPPRESSED, Figure, count
from tiltak_audit.model.origin import Form
from tiltak_audit.model.period import Columns, Month, Period
from tiltak_audit.model.remark import Gone, Inferred, Mended, Stray
from tiltak_audit.model.report import TOTAL, Report, Row, Section, Table
from tiltak_audit.parsing.read import read, read_bytes
from tiltak_audit.reading.options import ReadOptions

pytestmark = pytest.mark.usefixtures("pdf_here")

SAMPLES = ROOT / "samples" / "pdf"

ALIGNS = ("top", "middle", "bottom")
HEADS = (MEAN, ("Gjennom", "snitt hittil", "i år"), ("Gjennomsnitt", "hittil i år"))


def figure_of(text: str) -> Figure:
    """Read a figure of the answer key."""
    return SUPPRESSED if text == "*" else count(int(text.replace("\u00a0", "")))


def key_of(label: str) -> str:
    """Give what names a row: its code, whose name the register knows, or its folded label."""
    code = label.split(" ", maxsplit=1)[0]
    return code if code.isdecimal() and len(code) in {2, 4} else fold(label)


Cells = dict[tuple[str, str], dict[str, tuple[Figure, ...]]]


def key_tables(truth: Path) -> Cells:
    """Give the rows of every table of an answer key, by section and folded total (as clipped)."""
    tables: Cells = {}
    for page in json.loads(truth.read_text(encoding="utf-8"))["pages"]:
        for table in page["tables"]:
            total = next(row["label"] for row in table["rows"] if row["kind"] == "total")
            rows = tables.setdefault((page["title"], fold(total)), {})
            for row in table["rows"]:
                label = row["full"] if row["kind"] == "row" else "I alt"
                rows[key_of(label)] = tuple(map(figure_of, row["values"]))
    return tables


def read_tables(report: Report) -> Cells:
    """Give the rows of every table that was read, as ``key_tables`` does."""
    return {
        (table.section, fold(f"I alt {table.label}")): {
            row.code or fold(row.label): row.figures for row in table.printed()
        }
        for table in report.tables
    }


@pytest.mark.parametrize("name", ["tilt140", "tilt140-mid", "tilt100"])
def test_a_sample_gives_its_true_cells(name: str) -> None:
    """Every row of the answer key is read, with its label or code, and no other."""
    report = read(str(SAMPLES / f"{name}.pdf"))
    key = key_tables(SAMPLES / f"{name}.truth.json")
    # One page has a category without its end, "(IPS Ung)": its figures show which one it is.
    clipped = [one for one in report.notices if isinstance(one.remark, Inferred)]
    for one in clipped:
        assert isinstance(one.remark, Inferred)
        whole, rest = (fold(f"I alt {label}") for label in (one.remark.read, one.remark.text))
        key[one.section, whole] = key.pop((one.section, rest))
    assert len(clipped) == (name == "tilt140-mid")
    assert read_tables(report) == key
    # They are excerpts: tables that other sections show there are, are on no page of theirs.
    others = [one for one in report.notices if one not in clipped]
    assert all(isinstance(one.remark, Gone) and one.remark.kind == "tables" for one in others)
    assert report.origin.form is Form.PDF


@pytest.mark.parametrize("rules", [True, False])
@pytest.mark.parametrize("separator", ["\u00a0", " "])
@pytest.mark.parametrize("align", ALIGNS)
@pytest.mark.parametrize(("row_height", "label_width"), [(5, 13), (12, 16), (24, 20), (40, 40)])
def test_a_drawn_report_is_read_as_itself(
    align: str, row_height: float, label_width: int, separator: str, *, rules: bool
) -> None:
    """Heights, wraps, rules, blanks and the place of figures beside labels change no cell."""
    report = Truth(7, 11, 40_000).of_group()
    drawn = pdf_of(
        report,
        rules=rules,
        separator=separator,
        align=align,
        row_height=row_height,
        label_width=label_width,
    )
    assert folded(read_bytes("drawn.pdf", drawn)) == folded(report)


def folded(report: Report) -> object:
    """Give what a report says; a word broken within is joined with a blank, as from a dump."""
    tables = [
        (
            table.section,
            fold(table.label),
            table.columns,
            [(fold(row.label), row.code, row.figures) for row in table.printed()],
        )
        for table in report.tables
    ]
    return report.code, report.title, report.edition, report.period, tables


@settings(max_examples=25)
@given(
    true_reports,
    st.fixed_dictionaries(
        {
            "rows_a_page": st.integers(1, 12),
            "row_height": st.sampled_from([5, 14, 26]),
            "rules": st.booleans(),
            "align": st.sampled_from(ALIGNS),
            "label_width": st.integers(13, 40),
            "separator": st.sampled_from(["\u00a0", " "]),
            "by_column": st.booleans(),
            "mean": st.sampled_from(HEADS),
            "break_months": st.booleans(),
            "together": st.booleans(),
            "period_below": st.booleans(),
            "rotate": st.sampled_from([0, 90, 180, 270]),
            "front": st.booleans(),
            "letters": st.booleans(),
        }
    ),
)
def test_reading_is_the_inverse_of_drawing(report: Report, style: dict[str, Any]) -> None:
    """Any report, set in any way, is read as itself, without a remark."""
    read = read_bytes("drawn.pdf", pdf_of(report, **style))
    assert folded(read) == folded(report)
    assert read.notices == ()


def lines_of(drawn: bytes) -> list[list[str]]:
    """Give what stands on every line of every page, without blanks, as pdfplumber sees it."""
    import pdfplumber

    pages = []
    for page in pdfplumber.open(io.BytesIO(drawn)).pages:
        lines: dict[float, str] = {}
        for char in page.chars:
            feet = round(char["matrix"][5], 1)
            lines[feet] = lines.get(feet, "") + char["text"].strip()
        pages.append([lines[feet] for feet in sorted(lines, reverse=True)])
    return pages


@pytest.mark.parametrize("align", ALIGNS)
def test_places_are_pages_and_lines_on_them(align: str) -> None:
    """The line of every figure is where the page has it, counted from its top."""
    drawn = pdf_of(Truth(3, 4).of_group(), align=align, label_width=13)
    report, printed = read_bytes("drawn.pdf", drawn), lines_of(drawn)
    for table in report.tables:
        for row in table.printed():
            page, line = report.origin.place(row.line)
            figures = "".join(figure.printed for figure in row.figures)
            assert printed[page - 1][line - 1].endswith(figures), (page, line)


PAGE = ("Kilde: NAV TILT140 Tiltak på oppfølging", "Tiltak og kjønn Rapport oppdatert: 02.12.2025")
SIZE = 10


def page_with(*texts: tuple[float, float, str], letters: int = 0, **options: int) -> bytes:
    """Draw a table of two months, and further texts at places from the upper left."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas: Any = Canvas(out, pagesize=(600, 400), invariant=1)
    header = [(200, 100, "Januar"), (300, 100, "Februar")]
    lines = [
        (20.0, 20.0 + 15 * at, text)
        for at, text in enumerate((*PAGE, "Januar 2025 - Februar 2025"))
    ]
    placed = (*lines, *header, *texts)
    for x, down, text in spelled(placed) if letters else placed:
        drawn = canvas.beginText(x, 400 - down)
        drawn.setFont("Helvetica", SIZE)
        drawn.setTextRenderMode(options.get(text, 0))
        drawn.textOut(text)
        canvas.drawText(drawn)
    canvas.save()
    return out.getvalue()


def spelled(texts: tuple[tuple[float, float, str], ...]) -> list[tuple[float, float, str]]:
    """Give every letter of texts with a place of its own, and no blanks."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return [
        (x + stringWidth(text[:at], "Helvetica", SIZE), down, letter)
        for x, down, text in texts
        for at, letter in enumerate(text)
        if letter != " "
    ]


def row(down: float, label: str, *figures: str) -> list[tuple[float, float, str]]:
    """Give the texts of a row."""
    places = (200.0, 300.0, 400.0)
    return [
        (20.0, down, label),
        *((x, down, text) for x, text in zip(places, figures, strict=False)),
    ]


ROWS = (*row(130, "I alt mentor", "55", "66"), *row(150, "Kvinner", "25", "36"))
MEN = row(170, "Menn", "30", "30")


def rows_read(report: Report) -> dict[str, tuple[Figure, ...]]:
    """Give the rows of the only table."""
    return {row.label: row.figures for row in report.tables[0].printed()}


def test_letters_placed_one_by_one_are_words() -> None:
    """Neither a blank that is not drawn nor one that PDFium makes up splits or joins words."""
    names = [f"Navn nummer {letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    rows = [cell for at, name in enumerate(names) for cell in row(140 + 9 * at, name, "12", "12")]
    # On a page filled more from top to bottom than from left to right PDFium expects columns.
    foot = (560.0, 385.0, "Fotnote")
    page = page_with(*row(130, "I alt mentor", "312", "312"), *rows, foot, letters=True)
    report = read_bytes("letters.pdf", page)
    assert rows_read(report) == {
        "I alt": (count(312),) * 2,
        **dict.fromkeys(names, (count(12),) * 2),
    }
    assert report.notices == ()


def test_a_table_without_mean_is_read() -> None:
    """Without words of the mean there is no mean column."""
    report = read_bytes("two.pdf", page_with(*ROWS, *MEN))
    assert report.tables[0].columns.mean is False
    assert rows_read(report) == {
        "I alt": (count(55), count(66)),
        "Kvinner": (count(25), count(36)),
        "Menn": (count(30), count(30)),
    }
    assert report.notices == ()


@pytest.mark.parametrize(
    ("texts", "what"),
    [
        (row(170, "Menn", "30"), "a figure is missing"),
        ([(20, 170, "Menn"), (200, 170, "30"), (250, 170, "30")], "between two columns"),
        ([(20, 170, "Menn"), (200, 170, "30"), (222, 170, "30")], "two in one cell"),
        ([(20, 170, "Menn"), (222, 170, "30"), (300, 170, "30")], "not where its column is"),
        (row(170, "Menn", "30", "30", "30"), "one too many"),
        (row(170, "Menn", "30", "300", "30"), "one too many, which flattened could be two"),
        (row(170, "Menn", "30", "3x"), "no figure"),
        ([*MEN, (300.5, 170, "39")], "one figure over another"),
        ([*row(170, "", "30", "30")], "no label"),
        ([*row(170, "Menn", "30", "30"), (20, 190, "Ukjent")], "no figures"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_placed_is_not_read_silently(
    texts: list[tuple[float, float, str]], what: str
) -> None:
    """A row that is not one figure a column is left unread, with a remark."""
    report = read_bytes("odd.pdf", page_with(*ROWS, *texts))
    assert report.notices, what
    if what != "no figures" and report.tables:
        assert "Menn" not in rows_read(report)


def test_invisible_text_beside_visible_text_is_left_out_with_a_remark() -> None:
    """What nobody sees is no figure; where all is invisible OCR put it there, and it is read."""
    hidden = {"41": 3, "52": 3}
    texts = [*ROWS, *MEN, (20, 190, "Ukjent"), (200, 190, "41"), (300, 190, "52")]
    report = read_bytes("hidden.pdf", page_with(*texts, **hidden))
    assert Stray in {type(notice.remark) for notice in report.notices}
    assert "Ukjent" not in rows_read(report)
    scanned = dict.fromkeys([*PAGE, "Januar 2025 - Februar 2025", "Januar", "Februar"], 3)
    scanned |= {text: 3 for _x, _down, text in (*ROWS, *MEN)}
    ocr = read_bytes("ocr.pdf", page_with(*ROWS, *MEN, **scanned))
    assert rows_read(ocr)["Menn"] == (count(30), count(30))


def test_text_off_the_page_is_left_out_with_a_remark() -> None:
    """What stands outside of the page is on no paper."""
    report = read_bytes("off.pdf", page_with(*ROWS, *MEN, (700, 170, "99")))
    assert rows_read(report)["Menn"] == (count(30), count(30))
    assert [type(notice.remark) for notice in report.notices] == [Stray]


def test_characters_drawn_twice_count_once() -> None:
    """Fake bold, the same text again a little to the right, changes no figure."""
    again = [(x + 0.3, down, text) for x, down, text in (*ROWS, *MEN)]
    report = read_bytes("bold.pdf", page_with(*ROWS, *MEN, *again))
    assert rows_read(report)["Menn"] == (count(30), count(30))
    assert report.notices == ()


def test_a_stamp_across_the_page_is_left_out_with_a_remark() -> None:
    """Letters that are turned against the text are no labels."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas: Any = Canvas(out, pagesize=(600, 400), invariant=1)
    head = [
        (20.0, 20.0 + 15 * at, text)
        for at, text in enumerate((*PAGE, "Januar 2025 - Februar 2025"))
    ]
    for x, down, text in (*head, (200, 100, "Januar"), (300, 100, "Februar"), *ROWS, *MEN):
        canvas.drawString(x, 400 - down, text)
    canvas.rotate(35)
    canvas.drawString(150, 100, "UTKAST")
    canvas.save()
    report = read_bytes("stamp.pdf", out.getvalue())
    assert rows_read(report)["Menn"] == (count(30), count(30))
    assert [type(notice.remark) for notice in report.notices] == [Stray]


@pytest.mark.parametrize("period_below", [True, False])
def test_a_page_whose_head_is_not_recognised_is_remarked_on(*, period_below: bool) -> None:
    """Tables without a page head do not silently go on with the section of the page before."""
    lost = frozenset({3, 5})
    drawn = pdf_of(Truth(7, 4).of_group(), period_below=period_below, headless=lost)
    report = read_bytes("headless.pdf", drawn)
    assert {report.origin.place(one.line)[0] for one in report.notices} >= lost
    pages = {report.origin.place(row.line)[0] for one in report.tables for row in one.printed()}
    assert pages.isdisjoint(lost)


def test_progress_adds_up_to_the_whole() -> None:
    """Who watches is told of every page, and in the end of all of them."""
    shares: list[float] = []
    read(str(SAMPLES / "tilt140.pdf"), ReadOptions(progress=shares.append))
    assert len(shares) == 14
    assert sum(shares) == pytest.approx(1)


def test_the_command_names_page_and_line(run: Run, tmp_path: Path) -> None:
    """A finding on a PDF bears the page and the line on it."""
    (tmp_path / "odd.pdf").write_bytes(page_with(*ROWS, *row(170, "Menn", "30", "33")))
    done = run("check", "odd.pdf", "--format", "json")
    finding = json.loads(done.stdout)["findings"][0]
    assert (finding["code"], finding["page"]) == ("TA201", 1)
    assert done.returncode == 1


@pytest.mark.parametrize("months", [1, 2, 12])
def test_digits_that_end_a_label_are_no_digits_of_a_figure(months: int) -> None:
    """``Under 4`` beside 250 is a label and a figure, not 4 250."""
    columns = Columns(tuple(Month(2025, number) for number in range(1, months + 1)), mean=False)
    printed = {"Under 4": 250, "Over 4": 100, TOTAL: 350}
    rows = [Row(label, "", 0, 0, 0, (count(value),) * months) for label, value in printed.items()]
    table = Table("Tiltak og alder", "mentor", columns, rows.pop(), (), tuple(rows), ())
    period = Period(columns.months[0], columns.months[-1])
    title = "Tiltaksdeltakere på oppfølging. Demografi"
    sections = (Section("Tiltak og alder", (table,)),)
    family = shipped()["TILT1x0"]
    report = Report("", "TILT140", title, family, "2025-12-02", period, sections, (), ())
    read = read_bytes("drawn.pdf", pdf_of(report))
    assert (folded(read), read.notices) == (folded(report), ())


def test_a_hyphen_before_og_stands_for_the_word_to_come() -> None:
    """The word "og" alone on a line of a narrow label is no end of the word above."""
    lines = ((150, "Universitets-"), (162, "og"), (174, "høgskolenivå"))
    label = [(20.0, float(down), text) for down, text in lines]
    page = page_with(*ROWS[:3], *label, (200, 174, "55"), (300, 174, "66"))
    assert set(rows_read(read_bytes("og.pdf", page))) == {"I alt", "Universitets- og høgskolenivå"}


def test_a_raised_digit_that_begins_a_note_is_no_mark_of_the_figure_above() -> None:
    """The last word of the line before, to its right, is not drawn out to it, nor lost."""
    page = page_with(*ROWS, *MEN, (20.0, 200.0, "¹ Se brukerveiledningen"))
    report = read_bytes("note.pdf", page)
    assert rows_read(report)["Menn"] == (count(30), count(30))
    assert report.unread.rows == 0


NOTES = (
    ("* Skjermet av hensyn til personvern",),
    ("1) Tall under 4 vises som *", "2) Se nav.no"),
    ("(1) Gjelder 2025", "og senere måneder"),
    ("¹ Se brukerveiledningen",),
    ("Kilde: NAV",),
    ("Kilde: Arbeids- og velferdsetaten",),
    ("NB: brudd i april 2025",),
    ("Tall under 4 vises som *.",),
    ("Sist oppdatert 02.12.2025",),
    ("Tall under 4 vises som stjerne av hensyn til personvernet",),
)


@pytest.mark.parametrize("pitch", [12, 25])
@pytest.mark.parametrize("notes", NOTES, ids=lambda notes: notes[0])
def test_a_note_below_rows_is_no_line_of_a_label(notes: tuple[str, ...], pitch: int) -> None:
    """At the pitch of the rows as farther down, at the end of a page or before the next total."""
    tables = (("mentor", 120), ("jobbklubb", 250))
    rows = []
    for label, top in tables:
        rows += [*row(top, f"I alt {label}", "55", "66"), *row(top + 12, "Kvinner", "25", "36")]
        rows += row(top + 24, "Menn", "30", "30")
        rows += [(20.0, top + 24.0 + pitch + 12 * at, text) for at, text in enumerate(notes)]
    report = read_bytes("notes.pdf", page_with(*rows))
    assert [table.label for table in report.tables] == [label for label, _top in tables]
    for table in report.tables:
        printed = {one.label: [figure.printed for figure in one.figures] for one in table.printed()}
        assert printed == {"I alt": ["55", "66"], "Kvinner": ["25", "36"], "Menn": ["30", "30"]}
    # The mark of a note is told with all others.
    assert {type(one.remark) for one in report.notices} <= {Mended}
    assert not report.unread


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        ((("1) Kvinner", "25", "36"),), "1) Kvinner"),
        ((("¹Kvinner", "25", "36"),), "Kvinner"),
        (
            (("Individuell støtte", "25", "36"), ("(Ung voksen)",)),
            "Individuell støtte (Ung voksen)",
        ),
        ((("Individuell støtte",), ("(1) ung", "25", "36")), "Individuell støtte (1) ung"),
    ],
)
def test_a_label_that_begins_as_a_note_does_is_one(
    lines: tuple[tuple[str, ...], ...], label: str
) -> None:
    """What leads to figures is a label."""
    first, *others = lines
    placed = [*row(150, *first), *(cell for one in others for cell in row(162, *one))]
    report = read_bytes("label.pdf", page_with(*ROWS[:3], *placed, *row(185, "Menn", "30", "30")))
    assert set(rows_read(report)) == {"I alt", label, "Menn"}


def test_a_row_that_begins_as_a_note_does_is_not_left_out() -> None:
    """Neither one that lost a figure, nor one of numbered rows that lost them all."""
    odd = read_bytes("odd.pdf", page_with(*ROWS, *MEN, *row(190, "* Andre", "5")))
    assert odd.unread.rows == 1
    numbered = (*ROWS[:3], *row(150, "1) Kvinner", "25", "36"), (20.0, 175.0, "2) Alle menn"))
    report = read_bytes("numbered.pdf", page_with(*numbered))
    assert [one.remark.text for one in report.notices if isinstance(one.remark, Gone)]


@pytest.mark.parametrize("mark", ["¹", " 1)", " (1)", " *)"])
@pytest.mark.parametrize("at", range(1, 3))
def test_a_mark_on_the_line_behind_a_figure_is_no_part_of_it(at: int, mark: str) -> None:
    """Nor a figure; it is told."""
    cells = row(150, "Kvinner", "25", "36")
    cells[at] = (*cells[at][:2], cells[at][2] + mark)
    report = read_bytes("mark.pdf", page_with(*ROWS[:3], *cells, *MEN))
    assert rows_read(report)["Kvinner"] == (count(25), count(36))
    assert [one.remark for one in report.notices] == [Mended(marks=1)]


def test_a_line_left_over_beside_rows_leaves_them_unread() -> None:
    """A label cut by figures level with its first line is not taken for the whole of it."""
    total = [*row(130, "I alt mentor og", "55", "66"), (20.0, 142.0, "oppfølging")]
    first = [*row(165, "Kvinner", "25", "36"), (20.0, 190.0, "Menn"), (20.0, 202.0, "og andre")]
    page = page_with(*total, *first, (200, 202, "30"), (300, 202, "30"))
    with pytest.raises(UnreadableError, match="no table"):
        read_bytes("mixed.pdf", page)


def test_a_label_that_reaches_to_figures_flush_at_the_left_is_whole() -> None:
    """A word left of the words over the first column is of the label."""
    long = [(20.0, 170.0, "Individuell"), (152.0, 170.0, "støtte (Ung"), (20.0, 182.0, "voksen)")]
    page = page_with(*ROWS, *long, (200, 182, "30"), (300, 182, "30"))
    report = read_bytes("left.pdf", page)
    assert "Individuell støtte (Ung voksen)" in rows_read(report)
    assert report.notices == ()

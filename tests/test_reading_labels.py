"""Labels with numbers, of the row above, without their end or figures; and pages that are gone."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.damage import pages_of
from tiltak_audit.demo.population import Scale, draw
from tiltak_audit.demo.printer import NAV, text_of_report
from tiltak_audit.demo.reports import group_report
from tiltak_audit.model.period import Month
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit

SHARED = ROOT / "tests" / "cases" / "shared"

HEAD = """ Kilde: NAV TILT120 Tiltaksdeltakere på arbeidspraksis. Demografi. Tidsserie måned
{title} Rapport oppdatert: 05.03.2026

Januar 2026 - Februar 2026

Gjennom
snitt hittil

i år Januar Februar

"""


def read(*rows: str, title: str = "Tiltak") -> Report:
    """Read one table; rows stand a blank line apart."""
    text = HEAD.format(title=title) + "\n\n".join(rows) + "\n"
    return read_bytes("labels.txt", text.encode())


def findings(report: Report) -> list[tuple[str, str, int]]:
    """List code, severity and line of what is found above a note."""
    return [
        (one.code, one.severity.word, one.place.line)
        for one in audit([report]).findings
        if one.severity.word not in {"info", "note"}
    ]


# The file, and what is right of it, from the list of what was tried.
RIGHT = {
    "audit/03-duprow.txt": [("TA103", "error", 16)],
    "audit/03c-duprow-fits.txt": [("TA103", "error", 18)],
    "audit/04-l-for-1.txt": [("TA102", "error", 12)],
    "audit/04-O-for-0.txt": [("TA102", "error", 16)],
    "audit/05-label.txt": [("TA117", "error", 16)],
    "audit/09-code-name.txt": [("TA117", "error", 14)],
    "audit/26-minus-passes.txt": [("TA102", "error", 26)],
    "real/x4b-raw-no-thousands.txt": [],
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_was_tried(name: str) -> None:
    """Each file gives the one finding that is right, at its line."""
    report = read_bytes(name, (SHARED / name).read_bytes())
    assert findings(report) == RIGHT[name]


@pytest.mark.parametrize("label", ["Jobb-klubb 2", "Tilskudd 50 %", "Rad 995", "Under 4"])
def test_a_label_that_ends_in_a_number(label: str) -> None:
    """Where the sums fit, what is more than the columns is the end of the label."""
    report = read("I alt 30 32 28", f"{label} 10 11 9", "Mentor 20 21 19")
    assert findings(report) == []
    assert [row.label for row in report.tables[0].rows] == [label, "Mentor"]


@pytest.mark.parametrize("label", ["Over 60", "Menn *"])
def test_figures_are_not_joined_for_what_a_label_ends_in(label: str) -> None:
    """Where no thousand tells how these are parted, the mean and the sums do."""
    report = read("I alt 252 167 336", f"{label} 89 41 137", "Kvinner 163 126 199")
    assert findings(report) == []
    figures = [one.printed for one in report.tables[0].rows[0].figures]
    assert figures == ["89", "41", "137"]
    told = {one.code for one in audit([report]).findings}
    assert ("TA123" in told) == label.endswith("*")


def test_a_wrong_mean_is_no_end_of_a_label() -> None:
    """Where what is left of the row fits no sum, its figures stay unread."""
    report = read("I alt 252 167 336", "Over 60 89 41 138", "Kvinner 163 126 199")
    assert findings(report) == [("TA102", "error", 13)]


@pytest.mark.parametrize("rows", [["Menn * * * *"], ["Menn * * *", "Kvinner * * * *"]])
def test_one_star_of_several_is_no_end_of_a_label(rows: list[str]) -> None:
    """It may as well be a figure too many."""
    report = read("I alt 30 32 28", *rows, "Mentor 30 32 28")
    assert [code for code, _severity, _line in findings(report)] == ["TA102"]


def test_a_blank_line_too_many_is_no_part_of_a_label() -> None:
    """A total that stands further from the months than others do is read, with its rows."""
    rows = [
        "I alt mentor 34 34 34",
        "Kvinner 14 14 14",
        "Menn 10 10 10",
        "Andre 4 4 4",
        "Ukjent 6 6 6",
    ]
    apart = read("\n" + rows[0], *rows[1:])
    assert [len(table.rows) for table in apart.tables] == [4]
    assert findings(apart) == []


@pytest.mark.parametrize(
    "row",
    # The mean twice, a month twice, and a row that fits no sum.
    ["Jobb-klubb 10 10 11 9", "Jobb-klubb 10 11 11 9", "Jobb-klubb 2 10 11 10"],
)
def test_a_figure_too_many_is_no_end_of_a_label(row: str) -> None:
    """What is not shown to be a label is unread, at its line."""
    report = read("I alt 30 32 28", row, "Mentor 20 21 19")
    assert findings(report) == [("TA102", "error", 13)]


def test_figures_with_a_mark_in_every_one_are_counted() -> None:
    """A total whose thousands were lost to a mark was seen: a row of as many cells as columns."""
    report = read("I alt 13\ufffd961 13\ufffd846 14\ufffd076", "Mentor 20 21 19")
    assert (report.unread.rows, report.unread.cells) == (1, 3)
    assert [row.label for row in report.tables[0].rows] == ["Mentor"]


def test_a_row_that_counts_some_of_the_row_above() -> None:
    """It is no part of the sum, two may bear one name, and it must not exceed its row."""
    rows = ["I alt 30 32 28", "Mentor 10 11 9", "herav kvinner 4 5 4", "Jobbklubb 20 21 19"]
    assert findings(read(*rows, "herav kvinner 9 10 9")) == []
    assert [code for code, _, _ in findings(read(*rows, "herav kvinner 30 31 29"))] == ["TA404"]


@pytest.mark.parametrize("february", [9, 8])
def test_a_category_that_was_clipped(february: int) -> None:
    """It is the whole one where its figures are the same, which is told; else it is another."""
    mean = (11 + february) // 2
    title = "Tiltak og kjønn"
    text = (
        HEAD.format(title="Tiltak")
        + "I alt 30 32 28\n\nIndividuell karrierestøtte (IPS Ung) 10 11 9\n\nMentor 20 21 19\n"
        + HEAD.format(title=title)
        + f"I alt Individuell\nkarrierestøtte {mean} 11 {february}\n\nMenn {mean} 11 {february}\n"
    )
    report = read_bytes("clipped.txt", text.encode())
    whole = "Individuell karrierestøtte (IPS Ung)"
    assert (report.tables[1].label == whole) == (february == 9)
    assert ("TA113" in {code for code, _, _ in findings(report)}) == (february == 9)


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_a_page_that_is_gone_between_two_is_told(seed: int) -> None:
    """Whichever middle page of the tables of kommuner is gone, an error or a warning says so."""
    people = draw(seed, [Month(2025, 1)], Scale(400, 3, 60, "TILT140", 2))
    pages = pages_of(text_of_report(group_report(people).report, NAV))
    own = [at for at, page in enumerate(pages) if "Tiltak og kommune" in page]
    tried = 0
    for at in own[1:-1]:
        totals = [page.count("\nI alt") for page in pages[at - 1 : at + 2]]
        if totals != [1, 1, 1]:
            continue
        tried += 1
        assert findings(read_bytes("gone.txt", "\n".join(pages[:at] + pages[at + 1 :]).encode()))
    assert tried


ROWS = ("I alt 300 300 300", "Kvinner 100 100 100", "Menn 200 200 200")


@pytest.mark.parametrize("signs", ["", " - - -", " .. .. ..", " n/a n/a n/a", " -"])
def test_a_row_without_its_figures_was_not_read(signs: str) -> None:
    """Without it the sum falls short, which is judged no more than it is passed."""
    report = read(*ROWS[:2], f"Menn{signs}", title="Tiltak og kjønn")
    told = [one for one in audit([report]).findings if one.severity.word != "info"]
    assert [(one.code, one.severity.word, one.place.line) for one in told] == [
        ("TA112", "error", 15)
    ]
    assert (report.unread.rows, report.unread.cells) == (1, 3)


@pytest.mark.parametrize("signs", ["", " - - -", " .. .. .."])
def test_a_total_without_its_figures_was_not_read(signs: str) -> None:
    """Unless it is printed again, on the next page of its table."""
    printed = "\n\n".join(("I alt mentor 300 300 300", *ROWS[1:])) + "\n"
    lost = printed.replace(" 300 300 300", signs)
    gender, status, age = (
        HEAD.format(title=f"Tiltak og {name}") for name in ("kjønn", "innvandrer status", "alder")
    )
    pages = gender + printed + status + printed + age + lost
    assert read_bytes("lost.txt", pages.encode()).unread.rows == 1
    again = pages + age + printed
    assert read_bytes("again.txt", again.encode()).unread.rows == 0


def test_a_region_without_its_figures_was_not_read() -> None:
    """Its code tells that it is a row, whatever the stars of its sum leave open."""
    rows = ("I alt 12 12 12", "0301 Oslo 12 12 12", "1103 Stavanger", "1108 Sandnes * * *")
    report = read(*rows, title="Tiltak og kommune")
    told = [one for one in audit([report]).findings if one.unread]
    assert [(one.code, one.place.line, one.unread.cells) for one in told] == [("TA112", 15, 3)]


@pytest.mark.parametrize(
    ("text", "code"), [("Foreløpige tall", "TA112"), ("Tallene er foreløpige.", "TA114")]
)
def test_a_text_among_rows_is_no_row(text: str, code: str) -> None:
    """Where the rows add up, a text that nobody knows as a label is told, and not counted."""
    report = read(*ROWS[:2], text, ROWS[2], title="Tiltak og kjønn")
    assert findings(report) == [(code, "warning", findings(report)[0][2])]
    assert report.unread.rows == 0


def test_small_letters_are_usual_where_most_rows_have_them() -> None:
    """A row is not the rest of a longer label that its table leaves out, being zero."""
    first = (
        *("I alt mentor 13 13 13", "jobbklubb 4 4 4", "digital oppfølging 4 4 4", "kurs 5 5 5"),
        *("I alt kurs 14 14 14", "oppfølging 5 5 5", "digital oppfølging 4 4 4", "kurs 5 5 5"),
    )
    last = ("I alt tilskudd 11 11 11", "oppfølging 6 6 6", "kurs 5 5 5")
    report = read(*first, *last, title="Yrke og alder")
    assert [row.label for row in report.tables[-1].rows] == ["oppfølging", "kurs"]


@pytest.mark.parametrize("blanks", [" ", "    ", "\t"])
@pytest.mark.parametrize("total", [True, False])
def test_rows_that_are_all_indented_are_read(blanks: str, *, total: bool) -> None:
    """A copy may move them, or the totals, too; then a blank is no sign of a page head."""
    rows = ("I alt arbeid\nmed støtte 30 30 30", "Kvinner 10 10 10", "Menn og\nandre 20 20 20")
    more = ("I alt kurs 33 33 33", "Kvinner 11 11 11", "Menn og\nandre 22 22 22")
    moved = [
        one if one.startswith("I alt") and not total else blanks + one.replace("\n", f"\n{blanks}")
        for one in (*rows, *more)
    ]
    report = read(*moved, title="Tiltak og kjønn")
    assert [table.label for table in report.tables] == ["arbeid med støtte", "kurs"]
    assert [[row.label for row in table.rows] for table in report.tables] == [
        ["Kvinner", "Menn og andre"]
    ] * 2
    assert findings(report) == []


def test_totals_below_their_rows_leave_the_rows_unread() -> None:
    """Each row would else be one of the table before; the totals are what they say they are."""
    tables = ("Kvinner 10 10 10", "Menn 20 20 20", "I alt mentor 30 30 30")
    others = ("Kvinner 11 11 11", "Menn 22 22 22", "I alt kurs 33 33 33")
    report = read(*tables, *others, title="Tiltak og kjønn")
    assert [(table.label, table.rows) for table in report.tables] == [("mentor", ()), ("kurs", ())]
    assert findings(report) == [("TA114", "error", 11)]
    assert (report.unread.rows, report.unread.cells) == (4, 12)


def test_rows_that_were_left_unread_are_not_said_to_be_lost() -> None:
    """That no row stands under “I alt” is none of it where rows below it could not be placed."""
    rows = ("I alt mentor 30 30 30", "   Kvinner 10 10 10", "Menn 20 20 20")
    more = ("I alt kurs 33 33 33", "   Kvinner 11 11 11", "Menn 22 22 22")
    report = read(*rows, *more, title="Tiltak og kjønn")
    assert report.unread.rows == 4
    assert {code for code, severity, _ in findings(report) if severity == "error"} == {"TA114"}

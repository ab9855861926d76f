"""Notes among the rows of a text: no figure and no label is read otherwise with them than without.

Those of pages and of sheets are in ``test_pdf`` and ``test_workbook_shapes``.
"""

from __future__ import annotations

import pytest

from tests.pages import HEAD
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit

TWO = HEAD.format(source="TILT140 Tiltaksdeltakere på oppfølging", section="Tiltak og kjønn") + "\n"
ONE = TWO.replace("Gjennom\nsnitt hittil\n\ni år Januar Februar", "Januar").replace(
    "Januar 2025 - Februar 2025", "Periode: Januar 2025"
)

NOTES = (
    "Tall under 4 vises ikke.",
    "* Skjermet av hensyn til personvern",
    "1) Tall under 4 vises som *",
    "Kilde: SSB",
    "NB: brudd i 2025",
    "Brudd i statistikken fra april 2025.",
    "Tallene er foreløpige.",
    "1) Omfatter unge på tiltak i 2025",
)

# Where a note stands, in place of a point: on a line of its own, by blank lines or not; above a
# label as it would be glued to it.
PLACES = {
    "between rows": (1, "\n{note}\n\n"),
    "right above a row": (1, "\n{note}\n"),
    "right below a row": (1, "{note}\n\n"),
    "below a table": (3, "\n{note}\n\n\n"),
    "below a total": (0, "{note}\n\n"),
    "at the end": (5, "{note}\n"),
    "glued to a row": (1, "\n{note}"),
    "glued to a total": (2, "\n\n{note}"),
}


def rows(columns: int) -> list[str]:
    """Give the lines of two tables."""
    figures = ((308, 305, 311), (150, 149, 151), (158, 156, 160))
    labels = ("I alt mentor", "Kvinner", "Menn", "I alt jobbklubb", "Kvinner", "Menn")
    return [
        f"{label} {' '.join(map(str, figures[at % 3][:columns]))}\n"
        for at, label in enumerate(labels)
    ]


def text_with(note: str, place: str, columns: int = 3) -> str:
    """Print both tables, as Tika does, with a note behind the row that a place names."""
    at, printed = PLACES[place]
    lines = rows(columns)
    gaps = ["\n", "\n", "\n\n", "\n", "\n", ""]
    gaps[at] = printed.format(note=note)
    head = TWO if columns > 1 else ONE
    return head + "".join(line + gap for line, gap in zip(lines, gaps, strict=True))


def cells(report: Report) -> list[tuple[str, str, list[str]]]:
    """Give table, label and figures of every row."""
    return [
        (table.label, row.label, [one.printed for one in row.figures])
        for table in report.tables
        for row in table.printed()
    ]


@pytest.mark.parametrize("columns", [3, 1])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("note", NOTES)
def test_a_note_changes_no_row(note: str, place: str, columns: int) -> None:
    """It is told once, where it stands, as no error; all else is as it is without the note."""
    plain = "".join(f"{line}\n" for line in rows(columns))
    head = TWO if columns > 1 else ONE
    without = read_bytes("plain.txt", (head + plain).encode())
    assert len(cells(without)) == 6
    text = text_with(note, place, columns)
    report = read_bytes("noted.txt", text.encode())
    assert cells(report) == cells(without)
    assert not report.unread
    told = [one for one in audit([report]).findings if one.code not in {"TA128", "TA112"}]
    assert [(one.code, one.severity.word) for one in told] == [("TA114", "warning")]
    line = next(at for at, raw in enumerate(text.split("\n"), 1) if note in raw)
    assert report.origin.place(told[0].place.line)[1] == line


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("blanks", ["  ", "\t", "\t  ", "\u00a0"])
def test_blanks_within_a_note_are_as_one(blanks: str, place: str) -> None:
    """However many stand between its words, it is taken out whole, and nothing else is."""
    note = "* Skjermet av hensyn til personvern."
    report = read_bytes("wide.txt", text_with(note.replace(" ", blanks), place).encode())
    assert cells(report) == cells(read_bytes("plain.txt", text_with(note, place).encode()))
    told = [one for one in audit([report]).findings if one.code == "TA114"]
    assert len(told) == 1


@pytest.mark.parametrize("blank", ["", " "])
def test_what_may_be_a_note_before_a_label_is_told(blank: str) -> None:
    """Where no other line has the label alone, it is not known where it begins."""
    lines = rows(3)[:3]
    lines[1] = f"Tall under 4 vises ikke.{blank}{lines[1]}"
    report = read_bytes("glued.txt", (TWO + "\n".join(lines)).encode())
    assert [row[2] for row in cells(report)] == [line.split()[-3:] for line in lines]
    told = [one for one in audit([report]).findings if one.code == "TA117"]
    assert [one.severity.word for one in told] == ["warning"]


def test_a_note_of_several_lines_is_one() -> None:
    """It goes on with small letters, and ends at its full stop; the next one is another."""
    note = "* Tall under 4 vises som stjerne av\nhensyn til personvernet.\n2) Se nav.no"
    report = read_bytes("long.txt", text_with(note, "below a table").encode())
    assert len(cells(report)) == 6
    told = [one for one in audit([report]).findings if one.code == "TA114"]
    assert len(told) == 2
    assert "personvernet.”" in told[0].words.message


@pytest.mark.parametrize(
    "row",
    [
        "1) Kvinner 150 149 151",
        "* Kvinner 150 149",
        "* Kvinner 150",
        "Kvinner i arbeid 150 149 151.",
        "* Kvinner 150 149 151.",
        "Kvinner med * * *",
        "Kvinner med * *.",
    ],
)
def test_a_row_is_no_note(row: str) -> None:
    """Whether it is read or came to harm: nothing of it is taken for a note."""
    text = TWO + "I alt mentor 308 305 311\n\n" + row + "\n\nMenn 158 156 160\n"
    report = read_bytes("row.txt", text.encode())
    told = [one.words.message for one in audit([report]).findings if one.code == "TA114"]
    assert told == []
    read = [label for _table, label, _figures in cells(report)]
    assert report.unread or len(read) == 3


def test_a_total_is_no_note() -> None:
    """Also where its label ends a sentence in the middle, at the end of a line."""
    lines = ("I alt rehabilitering.\nDag 308 305 311", "Kvinner 150 149 151", "Menn 158 156 160")
    report = read_bytes("total.txt", (TWO + "\n\n".join(lines) + "\n").encode())
    assert {row[0] for row in cells(report)} == {"rehabilitering. Dag"}
    assert not report.notices


def test_numbered_rows_are_no_notes() -> None:
    """Where a row begins with a number and a bracket, a line without figures may be one, too."""
    lines = (
        "I alt mentor 308 305 311",
        "1) Kvinner 150 149 151",
        "2) Menn",
        "3) Andre 158 156 160",
    )
    report = read_bytes("numbered.txt", (TWO + "\n\n".join(lines) + "\n").encode())
    assert [one.code for one in audit([report]).findings if "2) Menn" in one.words.message]
    assert [row[1] for row in cells(report)] == ["I alt", "1) Kvinner", "3) Andre"]


def test_sentences_outside_of_tables_are_not_reported() -> None:
    """A page that explains is no table."""
    page = " Kilde: NAV TILT140 Tiltaksdeltakere\nOm statistikken Rapport oppdatert: 02.12.2025\n\n"
    text = page + "Tallene er foreløpige.\n* Skjermet av hensyn til personvern\n\n" + TWO
    text += "".join(f"{line}\n" for line in rows(3))
    report = read_bytes("prose.txt", text.encode())
    assert len(cells(report)) == 6
    assert report.notices == ()


@pytest.mark.parametrize("before", ["", "\n"])
def test_marks_that_alone_tell_rows_apart_are_kept(before: str) -> None:
    """Each row is read, whether its mark ends a line or stands on one alone."""
    tables = [
        f"I alt {tiltak} 308 305 311\n\nFase (1) 150 149 151\n\nFase{before or ' '}(2) 158 156 160"
        for tiltak in ("mentor", "jobbklubb")
    ]
    report = read_bytes("fases.txt", (TWO + "\n\n".join(tables) + "\n").encode())
    read = [label for _table, label, _figures in cells(report)]
    assert read == 2 * ["I alt", "Fase (1)", "Fase (2)"]
    assert not report.unread


MARKS = ("¹", "¹)", " 1)", "(1)", " (1)", "*)", " *)", " 1) 2)", "†", "[1]", "¹,²", "\n(1)")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("marked", ["Kvinner", "med støtte", "I alt arbeid"])
def test_a_label_is_the_same_with_a_mark_of_a_footnote(marked: str, mark: str) -> None:
    """On any line of a row's or a total's label."""
    lines = ("I alt arbeid\nmed støtte 308 305 311", "Kvinner 150 149 151", "Menn 158 156 160")
    plain = TWO + "\n\n".join(lines) + "\n"
    report = read_bytes("marked.txt", plain.replace(marked, f"{marked}{mark}").encode())
    assert cells(report) == cells(read_bytes("plain.txt", plain.encode()))
    assert {one.code for one in audit([report]).findings} - {"TA128"} == {"TA123"}


@pytest.mark.parametrize("label", ["Støtte (inntil 4)", "Støtte (inntil 3\nog 4)", "Fase (2)"])
def test_a_number_that_tells_a_label_from_another_is_no_mark(label: str) -> None:
    """Nor one in a bracket that begins before it."""
    lines = ("I alt mentor 308 305 311", "Fase (1) 150 149 151", f"{label} 158 156 160")
    report = read_bytes("numbers.txt", (TWO + "\n\n".join(lines) + "\n").encode())
    assert cells(report)[2][1] == label.replace("\n", " ")
    assert not report.unread


@pytest.mark.parametrize("mark", ["¹", "¹)", " ¹", " 1)", "(1)", " (1)", "*)", " *)"])
@pytest.mark.parametrize("marked", ["305", "311", "\u00a0149", "*"])
@pytest.mark.parametrize("label", ["Kvinner", "Over 60 år"])
def test_a_figure_is_the_same_with_a_mark_of_a_footnote(label: str, marked: str, mark: str) -> None:
    """Glued to it or apart, in a month or the mean, in a total or a row."""
    lines = ("I alt mentor 308 305 311", f"{label} 1\u00a0150 1\u00a0149 *", "Menn 158 156 160")
    plain = TWO + "\n\n".join(lines) + "\n"
    report = read_bytes("marked.txt", plain.replace(marked, f"{marked}{mark}").encode())
    assert cells(report) == cells(read_bytes("plain.txt", plain.encode()))
    assert "TA123" in {one.code for one in audit([report]).findings}


@pytest.mark.parametrize("figures", ["150 1491) 151", "150 1) 151", "150 (1) 151", "1) 149 151"])
def test_what_may_be_a_figure_is_no_mark(figures: str) -> None:
    """One that leaves too few figures is in a figure's place; one glued on may be a digit."""
    lines = ("I alt mentor 308 305 311", f"Kvinner {figures}", "Menn 158 156 160")
    report = read_bytes("harmed.txt", (TWO + "\n\n".join(lines) + "\n").encode())
    assert "Kvinner" not in {row[1] for row in cells(report)}
    assert report.unread


@pytest.mark.parametrize("mark", [" (2)", " 2)", "¹", "(1)"])
def test_a_mark_behind_the_first_figure_may_be_one_of_a_label(mark: str) -> None:
    """Of “Fase 1 (2)” a figure may be lost: the row is left unread, and no digit is a figure."""
    lines = ("I alt mentor 308 305 311", f"Fase 1{mark} 149 151", "Menn 158 156 160")
    got = read_bytes("x.txt", (TWO + "\n\n".join(lines) + "\n").encode())
    (table,) = got.tables
    assert [row.label for row in table.rows] == ["Menn"]
    assert got.unread.rows == 1


@pytest.mark.parametrize(("one", "other"), [("(1)", "(2)"), ("1)", "2)"), ("¹", "²")])
def test_totals_that_marks_alone_tell_apart_are_two(one: str, other: str) -> None:
    """Nothing is accused, though both would be “fase”; where they print the same they are one."""
    rows = "\n\nKvinner {} {} {}\n\nMenn 158 156 160\n\n"
    first = f"I alt fase {one} 308 305 311" + rows.format(150, 149, 151)
    second = f"I alt fase {other} 408 405 411" + rows.format(250, 249, 251)
    report = read_bytes("two.txt", (TWO + first + second).encode())
    assert [table.label for table in report.tables] == [f"fase {one}", f"fase {other}"]
    assert not {f.code for f in audit([report]).findings if f.severity.word == "error"} - {"TA128"}
    again = first.replace(one, other)
    (table,) = read_bytes("one.txt", (TWO + first + TWO + again).encode()).tables
    assert table.label == "fase"

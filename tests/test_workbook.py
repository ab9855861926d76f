"""Workbooks: printed and read again they say the same; what else comes as one is refused."""

from __future__ import annotations

import io
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Run
from tests.strategies import true_reports
from tests.truth import Truth, content, text_of_stray
from tiltak_audit.errors import UnreadableError, UsageError
from tiltak_audit.export.workbook import workbook_of
from tiltak_audit.model.figure import count
from tiltak_audit.model.origin import Form
from tiltak_audit.model.remark import Gone, NotAudited, Stray
from tiltak_audit.model.report import Lost, Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit

HEAD = (
    "Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned",
    "Tiltak og kjønn Rapport oppdatert: 02.03.2025",
    "Januar 2025 - Februar 2025",
)
MONTHS = (None, "Gjennomsnitt hittil i år", "Januar", "Februar")


def saved(book: Workbook) -> bytes:
    """Give the bytes of a workbook."""
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def sheet_of(*rows: tuple[object, ...], months: tuple[object, ...] = MONTHS) -> bytes:
    """Give a workbook of one sheet with some rows under its head and months."""
    book = Workbook()
    sheet = first(book)
    for line in HEAD:
        sheet.append([line])
    sheet.append(list(months))
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def first(book: Workbook) -> Worksheet:
    """Give the sheet of a new workbook."""
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


TOTAL = ("I alt mentor", 308, 305, 311)
KVINNER = ("Kvinner", 150, 149, 151)
MENN = ("Menn", 158, 156, 160)


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Give an archive with one part rewritten, or added."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        for part in dict.fromkeys([*names, name]):
            content_of = old.read(part) if part in names else b""
            new.writestr(part, change(content_of) if part == name else content_of)
    return packed.getvalue()


def refusal(data: bytes) -> str:
    """Give what is said of an input that is refused."""
    with pytest.raises(UnreadableError) as refused:
        read_bytes("x.xlsx", data)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@settings(max_examples=25)
@given(true_reports)
def test_reading_is_the_inverse_of_writing(report: Report) -> None:
    """A workbook of a report is read as the report, without a remark."""
    got = read_bytes("x.xlsx", workbook_of(report))
    assert content(got) == content(report)
    assert got.notices == ()
    assert got.origin.form is Form.WORKBOOK
    assert got.origin.pages == len(report.sections)
    assert len(got.origin.places) == len(got.lines)


def test_the_sample_survives(tilt140: Report) -> None:
    """The damaged sample, written as a workbook, keeps every table it has."""
    got = read_bytes("x.xlsx", workbook_of(tilt140))
    assert content(got) == content(tilt140)


def test_every_cell_is_where_it_is_said_to_be() -> None:
    """The sheet and row of a finding hold its figures."""
    report = Truth(3, 3, 900).of_group()
    data = workbook_of(report)
    book = load_workbook(io.BytesIO(data))
    got = read_bytes("x.xlsx", data)
    for table in got.tables:
        for row in table.printed():
            page, line = got.origin.place(row.line)
            cells = [cell.value for cell in book.worksheets[page - 1][line]]
            assert [str(value) for value in cells[1:]] == [one.printed for one in row.figures]


def test_numbers_are_numbers_and_names_are_short() -> None:
    """Counts are numbers, stars are text, a sheet has its section's name, cut to 31 letters."""
    book = load_workbook(io.BytesIO(workbook_of(Truth(3, 2, 900).overview())))
    assert book.sheetnames[:2] == ["Arbeidsmarkedsstatus", "Arbeidsmarkedsstatus og tiltaks"]
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    kinds = {
        type(cell)
        for sheet in book.worksheets
        for row in sheet.iter_rows(min_row=5, min_col=2, values_only=True)
        for cell in row
        if cell is not None and not str(cell).isalpha() and "hittil" not in str(cell)
    }
    assert kinds == {int, str}


def test_the_bytes_hold_no_clock() -> None:
    """All dates in the file are fixed ones."""
    data = workbook_of(Truth(3, 2).of_group())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert str(datetime.now().year) not in core  # noqa: DTZ005  the clock that must not show


def test_a_plain_sheet_is_read_and_audited() -> None:
    """A sheet that a person might make is read, and a wrong sum in it is found at its row."""
    good = read_bytes("x.xlsx", sheet_of(TOTAL, KVINNER, MENN))
    assert [row.label for table in good.tables for row in table.rows] == ["Kvinner", "Menn"]
    assert [one for one in audit([good]).findings if one.severity.word == "error"] == []
    wrong = read_bytes("x.xlsx", sheet_of(TOTAL, KVINNER, ("Menn", 158, 165, 160)))
    found = [one for one in audit([wrong]).findings if one.severity.word == "error"]
    assert [one.code for one in found] == ["TA201"]
    assert wrong.origin.words(found[0].place.line) == "sheet 1, row 7"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1 23", "'1 23'"),
        ("0156", "'0156'"),
        ("156,0", "'156,0'"),
        (True, "True"),
        (1.5, "1.5"),
        (-4, "-4"),
        (10**12, "1000000000000"),
        (datetime(2025, 1, 1), "45658 (yyyy-mm-dd"),  # noqa: DTZ001  as Excel keeps it
        ("=1+1", "the formula of"),
        ("#DIV/0!", "#DIV/0!"),
        ("**", "'**'"),
        (None, "–"),
    ],
)
def test_what_is_no_count_is_never_read(value: object, said: str) -> None:
    """The row is left unread, with a remark that names sheet and cell; its sums are not judged."""
    got = read_bytes("x.xlsx", sheet_of(TOTAL, KVINNER, ("Menn", 158, value, 160)))
    assert [row.label for table in got.tables for row in table.rows] == ["Kvinner"]
    (stray,) = [one for one in got.notices if isinstance(one.remark, Stray)]
    assert text_of_stray(stray).startswith("Sheet!C7 holds no whole number")
    assert said in text_of_stray(stray)
    found = audit([got]).findings
    assert "TA201" not in {code for one in found for code in one.codes}
    (doubt,) = [one for one in found if one.code in {"TA112", "TA114"}]
    assert doubt.code == "TA114"
    assert doubt.words.message.startswith("a row is left unread: Sheet!C7 holds no whole number")
    assert doubt.words.remedy == "put a whole number or * there, shown as it is"


def test_the_label_of_a_cell_is_no_rest_of_another() -> None:
    """Where the longer one cannot be read, it is the one that is lacking; nothing is mended."""
    rows = (("jobbklubb", 150, 149, 151), ("digital jobbklubb", 158, 156, 160))
    odd = ("digital jobbklubb", 158, None, 160)
    totals = (TOTAL, ("I alt kurs", *TOTAL[1:]), ("I alt klubb", *TOTAL[1:]))
    data = sheet_of(totals[0], *rows, totals[1], *rows, totals[2], rows[0], odd)
    assert [row.label for row in read_bytes("x.xlsx", data).tables[2].rows] == ["jobbklubb"]


@pytest.mark.parametrize(
    "text",
    [
        "156",
        " 156 ",
        "156²",
        "1 234",
        "1\u00a0234",
        "12 345 678",
    ],
)
def test_texts_of_digits_are_read(text: str) -> None:
    """A count may be kept as a text, its thousands apart or not, with the mark of a footnote."""
    got = read_bytes("x.xlsx", sheet_of(TOTAL, KVINNER, ("Menn", 158, text, 160)))
    value = int("".join(char for char in text if char in "0123456789"))
    assert got.tables[0].rows[1].figures[1] == count(value)


@pytest.mark.parametrize("mark", ["¹", "¹)", " 1)", "(1)", " (1)", " *)"])
@pytest.mark.parametrize("figure", ["156", "1 560", "*"])
def test_a_mark_behind_a_figure_is_no_part_of_it(figure: str, mark: str) -> None:
    """Whether its digits are raised or not."""
    marked, plain = (
        read_bytes("x.xlsx", sheet_of(TOTAL, KVINNER, ("Menn", 158, f"{figure}{added}", 160)))
        for added in (mark, "")
    )
    assert marked.tables[0].rows[1].figures == plain.tables[0].rows[1].figures


@pytest.mark.parametrize(
    ("form", "read"),
    [
        ("General", True),
        ("#,##0", True),
        ("0", True),
        ("# ##0", True),
        ("#\\ ##0", True),
        ("#,##0;-#,##0", True),
        ("0;-0;0", True),
        ("_-* #,##0_-;-* #,##0_-", True),
        ('[Red]0" personer"', False),
        ('[>3]0;"*"', False),
        ('[<4]"*";0', False),
        ("0\\%", False),
        ('0" %"', False),
        ("0\u2030", False),
        ('0"00"', False),
        ("0\\0", False),
        ('0;-0;"*"', False),
        ("0*0", False),
        ("0;0", False),
        ("@", False),
        ("0%", False),
        ("#,##0,", False),
        ("0.0", False),
        ('_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', True),
        ('_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)', False),
        ('_("kr"* #,##0_);_("kr"* \\(#,##0\\);_("kr"* "-"_);_(@_)', False),
        ("0E+00", False),
        ("yyyy", False),
    ],
)
def test_numbers_that_are_shown_otherwise_are_never_read(form: str, *, read: bool) -> None:
    """A percent, thousands left out, decimals or a date are no count."""
    got = read_bytes("x.xlsx", edited(lambda _, s: setattr(s["C7"], "number_format", form)))
    labels = [row.label for table in got.tables for row in table.rows]
    assert labels == ["Kvinner", "Menn"][: 1 + read]


@pytest.mark.parametrize("form", ['"ingen"', ";;;", "???", '""'])
def test_numbers_that_are_not_shown_are_never_read(form: str) -> None:
    """What a person does not see in the sheet is not published."""
    got = read_bytes("x.xlsx", edited(lambda _, s: setattr(s["C7"], "number_format", form)))
    assert [row.label for table in got.tables for row in table.rows] == ["Kvinner"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("Menn", 158, 156, 160, 7), "Sheet!E7 stands beside the table"),
        ((None, 158, 156, 160), "Sheet!A7: no label"),
        ((301, 158, 156, 160), "Sheet!A7: no label"),
        (("Menn",), "Sheet!B7 holds no whole number"),
    ],
)
def test_rows_of_another_shape_are_never_read(row: tuple[object, ...], said: str) -> None:
    """A row that is not a label and as many figures as months is left unread, with a remark."""
    got = read_bytes("x.xlsx", sheet_of(TOTAL, KVINNER, row, ("Andre", 4, 4, 4)))
    labels = [one.label for table in got.tables for one in table.rows]
    assert labels == ["Kvinner", "Andre"]
    assert sum(isinstance(one.remark, Gone) for one in got.notices) == 0
    (stray,) = [one for one in got.notices if isinstance(one.remark, Stray)]
    assert said in text_of_stray(stray)


def test_a_total_that_cannot_be_read() -> None:
    """The total is lost, it is remarked on, every other table is read, and no sum is accused."""
    report = Truth(3, 2, 900).of_group()
    book = load_workbook(io.BytesIO(workbook_of(report)))
    sheet = book["Tiltak og kjønn"]
    assert str(sheet["A6"].value).startswith("I alt ")
    sheet["C6"] = "x"
    got = read_bytes("x.xlsx", saved(book))
    assert {type(one.remark) for one in got.notices} == {Stray}
    assert len(got.tables) == len(report.tables)
    assert sum(isinstance(table.total, Lost) for table in got.tables) == 1
    found = audit([got]).findings
    assert "TA201" not in {code for one in found for code in one.codes}


@pytest.mark.parametrize("others", [(), (("I alt jobbklubb", 9, 9, 9), ("Kvinner", 9, 9, 9))])
@pytest.mark.parametrize("cell", ["x", "#REF!", 305.5, None, "3OO"])
def test_a_bad_cell_of_a_total_costs_the_total_alone(
    cell: object, others: tuple[tuple[object, ...], ...]
) -> None:
    """The rows below it are read, though no other section or table knows its label."""
    got = read_bytes("x.xlsx", sheet_of(("I alt mentor", 308, cell, 311), KVINNER, MENN, *others))
    (stray,) = got.notices
    assert text_of_stray(stray).startswith("Sheet!C5 holds no whole number")
    assert (stray.unread.rows, stray.unread.cells) == (1, 3 if cell else 2)
    mentor = got.tables[0]
    assert (mentor.label, isinstance(mentor.total, Lost)) == ("mentor", True)
    shown = [(row.label, *(figure.printed for figure in row.figures)) for row in mentor.rows]
    assert shown == [tuple(map(str, row)) for row in (KVINNER, MENN)]
    assert len(got.tables) == 1 + bool(others)
    codes = {one.code for one in audit([got]).findings if one.severity.word == "error"}
    assert codes == {"TA114"}


def head(*lines: object) -> bytes:
    """Give a workbook with other first rows."""
    book = Workbook()
    for line in lines:
        first(book).append([line])
    return saved(book)


def test_what_is_no_report_is_refused() -> None:
    """A sheet without the three lines of a head, or with rows before months, is refused."""
    expected = "expected “Kilde: NAV …”"
    assert expected in refusal(head("Something else"))
    assert expected in refusal(head(*HEAD))
    assert expected in refusal(head())
    assert expected in refusal(sheet_of())
    assert "row 4: figures without a line of months" in refusal(head(*HEAD, 4))
    row = ("Menn", 1, 2, 3)
    mean = sheet_of(row, months=(None, "Mean", "Januar"))
    assert "Sheet!B5: a second label" in refusal(mean)
    no_label = sheet_of(row[1:], months=("Januar", "Februar", "Mars"))
    assert "row 4: expected “Gjennomsnitt" in refusal(no_label)
    assert "Sheet!A5: expected a label" in refusal(sheet_of((HEAD[0], 1, 2, 3)))
    assert "Sheet!A5: expected a label" in refusal(sheet_of(("=A1", 1, 2, 3)))


def test_all_reasons_are_told_at_once() -> None:
    """Where nothing is left, the refusal names every place and its reason."""
    said = refusal(sheet_of((None, 1, 2, 3), ("Menn", 1.5, 2, 3), ("Kvinner", 1, 2)))
    assert "none of its 3 rows" in said
    assert "Sheet!A5: no label; Sheet!B6 holds no whole" in said
    assert "; Sheet!D7 holds no whole" in said


def edited(edit: Callable[[Workbook, Worksheet], object]) -> bytes:
    """Give a good workbook after an edit."""
    book = load_workbook(io.BytesIO(sheet_of(TOTAL, KVINNER, MENN)))
    edit(book, first(book))
    return saved(book)


def hide(sheet: Worksheet) -> None:
    """Hide a second sheet, with a figure on it."""
    sheet["B2"] = 7
    sheet.sheet_state = "hidden"


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda book, _: hide(book.create_sheet("Skjult")), "sheet “Skjult”: it is hidden"),
        (lambda _, sheet: setattr(sheet.row_dimensions[6], "hidden", True), "Sheet!6:6 is hidden"),
        (lambda _, sheet: setattr(sheet.column_dimensions["C"], "hidden", True), "Sheet!C (Januar"),
        (lambda _, sheet: sheet.merge_cells("B6:C6"), "Sheet!B6 is merged over two"),
    ],
)
def test_what_is_hidden_is_told_and_left_unread(
    edit: Callable[[Workbook, Worksheet], object], said: str
) -> None:
    """What a reader does not see, or reads otherwise than a person, is told and left unread."""
    got = read_bytes("x.xlsx", edited(edit))
    texts = [text_of_stray(one) for one in got.notices if isinstance(one.remark, Stray)]
    assert [said in text for text in texts] == [True]
    assert got.unread


def test_what_is_hidden_and_empty_does_not_matter() -> None:
    """An empty sheet, an empty column, an empty row, and a sheet of remarks hide nothing."""

    def edit(book: Workbook, sheet: Worksheet) -> None:
        book.create_sheet("Tom").sheet_state = "hidden"
        remarks = book.create_sheet("Om tabellene")
        remarks["A1"], remarks["B2"] = "Kilde: NAV", "Tall under 4 vises som *."
        remarks.column_dimensions["A"].hidden = True
        remarks.row_dimensions[2].hidden = True
        sheet.column_dimensions["F"].hidden = True
        sheet.row_dimensions[9].hidden = True

    got = read_bytes("x.xlsx", edited(edit))
    assert content(got) == content(read_bytes("x.xlsx", GOOD))
    assert got.notices == ()


def test_a_chart_is_named_and_not_audited() -> None:
    """A sheet without cells is no part of the report, and nothing of it is unread."""
    data = edited(lambda book, _: book.create_chartsheet("Bilde").add_chart(BarChart()))
    got = read_bytes("x.xlsx", data)
    assert content(got) == content(read_bytes("x.xlsx", GOOD))
    said = [one.remark.said for one in got.notices if isinstance(one.remark, NotAudited)]
    assert said == ["sheet “Bilde”: it is a chart or a macro"]
    assert not got.unread


def archive_of(**parts: bytes) -> bytes:
    """Give a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    return packed.getvalue()


GOOD = sheet_of(TOTAL, KVINNER, MENN)
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NO_SHEET = b'<workbook xmlns="%s"/>' % MAIN
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + at + 1, b"&%c;" % (98 + at) * 10) for at in range(12))
    + b"]><worksheet>&n;</worksheet>"
)


def as_ebcdic(xml: bytes) -> bytes:
    """Hide what follows the declaration in an encoding that no search for tags sees."""
    return b'<?xml version="1.0" encoding="cp037"?>' + xml.decode().encode("cp037")


def flipped(data: bytes, name: str) -> bytes:
    """Flip bits in the middle of a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.getinfo(name)
    at = part.header_offset + 30 + len(name) + part.compress_size // 2
    return data[:at] + bytes(byte ^ 0x55 for byte in data[at : at + 9]) + data[at + 9 :]


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "without password"),
    "a docx": (lambda: archive_of(word__document_xml=b"<a/>"), "not an Excel workbook"),
    "an empty zip": (archive_of, "not an Excel workbook"),
    "a head of a zip": (lambda: b"PK\x03\x04" + bytes(40), "damaged"),
    "half a workbook": (lambda: GOOD[: len(GOOD) // 2], "damaged"),
    "a flipped byte": (
        lambda: flipped(GOOD, SHEET),
        "damaged",
    ),
    "laughs": (lambda: changed(GOOD, SHEET, lambda _: LAUGHS), "not written by Excel"),
    "EBCDIC": (lambda: changed(GOOD, SHEET, as_ebcdic), "not written by Excel"),
    "broken XML": (lambda: changed(GOOD, SHEET, lambda xml: xml[:300]), "not written by Excel"),
    "no sheet": (lambda: changed(GOOD, BOOK, lambda _: NO_SHEET), "damaged zip archive or"),
    "a bomb": (
        lambda: changed(GOOD, SHEET, lambda xml: xml + b" " * (49 * 1024 * 1024)),
        "unpacks to more than",
    ),
    "large styles": (
        lambda: changed(GOOD, "xl/styles.xml", lambda xml: xml + b" " * (5 * 1024 * 1024)),
        "unpacks to more than",
    ),
    "many parts": (
        lambda: archive_of(xl__workbook_xml=b"<a/>", **{f"p{at}": b"" for at in range(1_001)}),
        "too many",
    ),
    "one part twice": (
        lambda: archive_of(xl__workbook_xml=b"<a/>", XL__workbook_xml=b"<b/>"),
        "not told apart",
    ),
    "far rows": (lambda: edited(lambda _, s: s.cell(1_048_576, 1, "x")), "more than 60 000 rows"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_in_a_message(name: str) -> None:
    """Each is refused in one line, in bounded memory."""
    make, said = HOSTILE[name]
    data = make()
    tracemalloc.start()
    try:
        assert said in refusal(data)
        assert tracemalloc.get_traced_memory()[1] < 200 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_many_sheets_are_refused() -> None:
    """A report has nine sections."""
    book = Workbook()
    for _ in range(201):
        book.copy_worksheet(first(book))
    assert "more than 200 sheets" in refusal(saved(book))
    whole = load_workbook(io.BytesIO(GOOD))
    for _ in range(200):
        whole.copy_worksheet(first(whole))
    assert "more than 200 sheets" in refusal(saved(whole))


def test_the_command_says_what_is_wrong(run: Run, tmp_path: Path) -> None:
    """A password-protected workbook is exit 3 with its remedy, a good one is checked."""
    (tmp_path / "locked.xlsx").write_bytes(HOSTILE["password"][0]())
    done = run("check", "locked.xlsx")
    assert done.returncode == 3
    assert "save it as .xlsx without password" in done.stdout + done.stderr
    (tmp_path / "good.xlsx").write_bytes(GOOD)
    assert run("check", "good.xlsx").returncode == 0


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading needs none; where openpyxl is not installed, writing says how to install it."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert len(read_bytes("x.xlsx", GOOD).tables) == 1
    with pytest.raises(UsageError, match="tiltak-audit\\[xlsx\\]"):
        workbook_of(Truth(1, 1).of_group())


def test_what_is_not_known_is_left_out() -> None:
    """A report without date, period or code is written all the same, and read so."""
    import attrs

    bare = attrs.evolve(Truth(1, 1).of_group(), code="", edition="", period=None)
    book = load_workbook(io.BytesIO(workbook_of(bare)))
    assert [book.worksheets[0].cell(row, 1).value for row in (1, 2)] == [
        f"Kilde: NAV {bare.title}",
        "Tiltak Rapport oppdatert:",
    ]
    got = read_bytes("x.xlsx", workbook_of(bare))
    assert (got.code, got.title, got.edition, got.period) == ("", bare.title, "", None)
    assert [one.label for one in got.tables] == [one.label for one in bare.tables]


def test_sections_of_one_name_get_sheets_of_their_own() -> None:
    """Names are cut and numbered where they would be the same."""
    import attrs

    report = Truth(1, 1).of_group()
    long: list[Any] = [
        attrs.evolve(section, title=f"Arbeidsmarkedsstatus og: tiltak [{at}] og mer")
        for at, section in enumerate(report.sections[:3])
    ]
    data = workbook_of(attrs.evolve(report, sections=tuple(long)))
    names = load_workbook(io.BytesIO(data)).sheetnames
    assert len({name.casefold() for name in names}) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)

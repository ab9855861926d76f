"""Workbooks as NAV lays them out, and as people hide things in them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from openpyxl import Workbook, load_workbook

from tests.test_hostile import checked
from tests.test_workbook import (
    GOOD,
    HEAD,
    KVINNER,
    MAIN,
    MENN,
    MONTHS,
    SHEET,
    TOTAL,
    changed,
    first,
    refusal,
    saved,
    sheet_of,
)
from tests.truth import text_of_stray
from tiltak_audit.model.remark import NotAudited, Stray
from tiltak_audit.model.report import Report
from tiltak_audit.model.unread import Unread
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit

# As a public program that read NAV's files until 2022 says of them: a sheet a status, and in it a
# block an age, with the group and the measure in columns of their own; where a group's total
# stands among its rows, it does not say.
GROUPS = {
    "Lønnstilskudd": ("Midlertidig lønnstilskudd", "Varig lønnstilskudd"),
    "Avklaring": ("Kartlegging",),
}
AGES = ("Under 20 år", "20-24 år", "25-29 år")

ABOUT = (
    ("Om statistikken",),
    (None,),
    (HEAD[0],),
    ("Rapport oppdatert: 02.03.2025",),
    (HEAD[2],),
    ("En celle med færre enn 4 personer vises som «*».",),
)
JOBBKLUBB = ("I alt jobbklubb", 100, 98, 102)
REST = (("Kvinner", 60, 58, 62), ("Menn", 40, 40, 40))

Rows = tuple[tuple[object, ...], ...]


def book_of(*sheets: tuple[str, Rows], right: int = 0, down: int = 0) -> bytes:
    """Give a workbook of sheets, their rows moved to the right and down."""
    book = Workbook()
    book.remove(first(book))
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for at, row in enumerate(rows, 1 + down):
            for column, value in enumerate(row, 1 + right):
                sheet.cell(at, column, value)
    return saved(book)


def tables(report: Report) -> list[tuple[str, str, list[str]]]:
    """List the sections, tables and rows of a report."""
    return [
        (section.title, table.label, [row.label for row in table.rows])
        for section in report.sections
        for table in section.tables
    ]


BLOCKS: Rows = (MONTHS, TOTAL, KVINNER, MENN, (), JOBBKLUBB, *REST)
READ = [
    ("Tiltak og kjønn", "mentor", ["Kvinner", "Menn"]),
    ("Tiltak og kjønn", "jobbklubb", ["Kvinner", "Menn"]),
]


@pytest.mark.parametrize("right", [0, 1, 2])
@pytest.mark.parametrize("down", [0, 3])
@pytest.mark.parametrize("blanks", [0, 1, 3])
def test_tables_stand_anywhere(right: int, down: int, blanks: int) -> None:
    """Empty rows and columns above, before and between tables are passed over."""
    rows = (*BLOCKS[:4], *((),) * blanks, *BLOCKS[5:])
    data = book_of(("0. Om tabellene", ABOUT), ("Tiltak og kjønn", rows), right=right, down=down)
    got = read_bytes("x.xlsx", data)
    assert tables(got) == READ
    assert got.notices == ()
    assert (got.code, got.edition) == ("TILT140", "2025-03-02")
    assert got.period is not None
    assert {one.severity.word for one in audit([got]).findings} <= {"info"}


def test_months_above_the_first_table_or_every_one() -> None:
    """Where months are not repeated, those above hold on; where they are, the new ones hold."""
    once = read_bytes("x.xlsx", book_of(("A", ABOUT), ("Tiltak og kjønn", BLOCKS)))
    rows = (*BLOCKS[:5], MONTHS, *BLOCKS[5:])
    every = read_bytes("x.xlsx", book_of(("A", ABOUT), ("Tiltak og kjønn", rows)))
    assert tables(once) == tables(every) == READ
    figures = [[cell.printed for row in t.printed() for cell in row.figures] for t in once.tables]
    assert figures == [[c.printed for r in t.printed() for c in r.figures] for t in every.tables]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("1. Tiltak og kjønn", "Tiltak og kjønn"),
        ("Arbeidsmarkedsstatus og fødelan", "Arbeidsmarkedsstatus og fødeland innvandrere"),
        ("Arbeidsmarkedsstatus og tiltaks", "Arbeidsmarkedsstatus og tiltaksgruppe"),
        ("Arbeidsmarkedsstatus og noe som", "Arbeidsmarkedsstatus og noe som"),
        ("Arbeidsmarkedsstatus og fød", "Arbeidsmarkedsstatus og fød"),
    ],
)
def test_a_cut_name_is_completed_where_one_title_fits(name: str, title: str) -> None:
    """The title of a section is its sheet's name, completed only if it was cut."""
    assert len(name) <= 31
    got = read_bytes("x.xlsx", book_of(("A", ABOUT), (name, BLOCKS)))
    assert [section.title for section in got.sections] == [title]


def test_a_title_in_a_cell_comes_before_the_name() -> None:
    """What a sheet says of itself is believed rather than its name."""
    rows = (("Tiltak og alder Rapport oppdatert: 02.03.2025",), *BLOCKS)
    got = read_bytes("x.xlsx", book_of(("A", ABOUT), ("Ark", rows)))
    assert [section.title for section in got.sections] == ["Tiltak og alder"]


def test_a_sheet_with_numbers_is_never_passed_over() -> None:
    """A sheet of sentences is; one that holds a figure and no months is told and counted."""
    good = ("Tiltak og kjønn", BLOCKS)
    for value in (7, "7", "*", "1 234", "12,5 %"):
        got = read_bytes("x.xlsx", book_of(("Om", (*ABOUT, ("Antall", value))), good))
        assert tables(got) == READ
        (stray,) = got.notices
        assert text_of_stray(stray) == (
            "sheet “Om”: row 7: figures without a line of months above them"
        )
        assert (stray.unread, got.origin.words(stray.line)) == (Unread(1, 1), "sheet 1, row 1")
    data = book_of(("Om", ABOUT), ("Ark", (("Mai!", "Januar"), (7, 8))), good)
    (stray,) = [one for one in read_bytes("x.xlsx", data).notices if one.unread]
    assert text_of_stray(stray) == "Ark!A2: no label"


def test_nothing_that_the_report_does_not_say_is_made_up() -> None:
    """Without a date it has none, and a sheet that says two things is left unread."""
    bare = read_bytes("x.xlsx", book_of(("Tiltak og kjønn", BLOCKS)))
    assert (bare.edition, bare.period, tables(bare)) == ("", None, READ)
    both = ((HEAD[1],), ("Tiltak og alder Rapport oppdatert: 02.03.2025",), *BLOCKS)
    assert "two sections" in refusal(book_of(("T", both)))
    assert "no counts" in refusal(book_of(("Om", ABOUT), ("T", (("Prosent",), *BLOCKS))))
    data = book_of(("Om", ABOUT), ("T", both), ("Tiltak og kjønn", BLOCKS))
    got = read_bytes("x.xlsx", data)
    assert tables(got) == READ
    # Two totals and four rows of three figures, told once.
    assert [one.unread for one in got.notices] == [Unread(6, 18)]


def test_a_second_section_on_a_sheet_is_one_of_its_own() -> None:
    """What stands below another title is of it."""
    alder = (JOBBKLUBB, ("19 år og under", 60, 58, 62), ("20-24 år", 40, 40, 40))
    second = (*BLOCKS, (), ("Tiltak og alder Rapport oppdatert: 02.03.2025",), MONTHS, *alder)
    got = read_bytes("x.xlsx", book_of(("Om", ABOUT), ("Tiltak og kjønn", second)))
    assert tables(got) == [
        *READ,
        ("Tiltak og alder", "jobbklubb", ["19 år og under", "20-24 år"]),
    ]
    assert got.notices == ()


def test_sentences_above_a_table_are_remarked_on() -> None:
    """What is not understood is said."""
    got = read_bytes("x.xlsx", book_of(("Om", ABOUT), ("Tiltak og kjønn", (("Nytt!",), *BLOCKS))))
    assert tables(got) == READ
    (stray,) = got.notices
    assert text_of_stray(stray) == "Tiltak og kjønn!A1 belongs to no table: 'Nytt!'"


FYLKER: Rows = (
    ("11 Rogaland",),
    (None, "Januar", "Februar"),
    ("I alt", 30, 31),
    ("1101 Eigersund", 10, 11),
    ("1103 Stavanger", 20, 20),
    (),
    ("42 Agder",),
    ("I alt", 12, 11),
    ("4201 Risør", 12, 11),
)
OTHER: Rows = (("Kilde: NAV HL060 Helt ledige. Fylke og kommune. Tidsserie måned",), *ABOUT[3:])


def test_a_fylke_alone_names_the_total_below_it() -> None:
    """A fylke's name above its block belongs to a bare I alt, and to nothing else."""
    got = read_bytes("x.xlsx", book_of(("Om", OTHER), ("3. Kommune Antall", FYLKER)))
    assert [(label, rows) for _, label, rows in tables(got)] == [
        ("11 Rogaland", ["Eigersund", "Stavanger"]),
        ("42 Agder", ["Risør"]),
    ]
    rows = (*FYLKER[:7], *FYLKER[8:])
    got = read_bytes("x.xlsx", book_of(("Om", OTHER), ("Kommune Antall", rows)))
    assert [(label, rows) for _, label, rows in tables(got)] == [
        ("11 Rogaland", ["Eigersund", "Stavanger"])
    ]
    (stray,) = [one for one in got.notices if one.unread]
    assert "“42 Agder” stands alone" in text_of_stray(stray)
    assert stray.unread == Unread(1, 2)


def test_two_labels_of_one_row_are_not_joined() -> None:
    """A row with texts in two columns before its figures is left unread."""
    rows = tuple((row[0], None, *row[1:]) if row else () for row in BLOCKS)
    wrong = (*rows[:2], ("Kvinner", "Oslo", 150, 149, 151), *rows[3:])
    got = read_bytes("x.xlsx", book_of(("Om", ABOUT), ("Tiltak og kjønn", wrong)))
    assert [label for _, label, _ in tables(got)] == ["mentor", "jobbklubb"]
    (stray,) = [one for one in got.notices if isinstance(one.remark, Stray)]
    assert "Tiltak og kjønn!B3: a second label" in text_of_stray(stray)


def moved(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Give a workbook whose sheet has a name that says nothing, after a change."""
    for part in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        data = changed(data, part, lambda xml: xml.replace(SHEET[3:].encode(), b"blad/one.bin"))
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read(SHEET)
    data = changed(data, SHEET, lambda _: b"<gone/>")
    return changed(data, "xl/blad/one.bin", lambda _: change(sheet))


HIDDEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "rows": (
        lambda xml: xml.replace(b"<sheetFormatPr ", b'<sheetFormatPr zeroHeight="1" '),
        "hides",
    ),
    "merged": (
        lambda xml: xml.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="B6C6"/></mergeCells>'
        ),
        "merged cells that cannot be told",
    ),
    "a row twice": (lambda xml: xml.replace(b'<row r="7"', b'<row r="6"'), "no order"),
    "a cell twice": (lambda xml: xml.replace(b'r="C7"', b'r="B7"'), "no order"),
    "rows within": (lambda xml: xml.replace(b"<sheetData>", b"<sheetData><x>"), "not written by"),
    "definitions": (lambda xml: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + xml, "not written by"),
}


@pytest.mark.parametrize("name", HIDDEN)
@pytest.mark.parametrize("where", [moved, lambda data, change: changed(data, SHEET, change)])
def test_what_is_hidden_is_found_wherever_it_is(
    name: str, where: Callable[[bytes, Callable[[bytes], bytes]], bytes]
) -> None:
    """A sheet is what the workbook points to, whatever its part is called."""
    change, said = HIDDEN[name]
    assert said in refusal(where(GOOD, change))
    assert len(read_bytes("x.xlsx", where(GOOD, lambda xml: xml)).tables) == 1


UNSEEN: dict[str, tuple[Callable[[bytes], bytes], str, Unread]] = {
    "a row": (
        lambda xml: xml.replace(b'<row r="6"', b'<row hidden="1" r="6"'),
        "Sheet!6:6 is hidden",
        Unread(1, 3),
    ),
    "a row, spelled": (
        lambda xml: xml.replace(b'<row r="6"', b'<row hidden="&#49;" r="6"'),
        "Sheet!6:6 is hidden",
        Unread(1, 3),
    ),
    "a row without height": (
        lambda xml: xml.replace(b'<row r="6"', b'<row ht="0" r="6"'),
        "Sheet!6:6 is hidden",
        Unread(1, 3),
    ),
    "a column": (
        lambda xml: xml.replace(
            b"<sheetData>", b'<cols><col min="3" max="3" width="0"/></cols><sheetData>'
        ),
        "Sheet!C (Januar) is hidden",
        Unread(3, 3),
    ),
    "zeros": (
        lambda xml: xml.replace(b"<sheetView ", b'<sheetView showZeros="0" ').replace(
            b"<v>149</v>", b"<v>0</v>"
        ),
        "Sheet!C6 holds no whole number and no star: a zero that the sheet does not show",
        Unread(1, 3),
    ),
    "under a merged range": (
        lambda xml: xml.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="B6:C6"/></mergeCells>'
        ),
        "Sheet!B6 is merged over two months",
        Unread(1, 3),
    ),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_nobody_sees_is_no_figure(name: str) -> None:
    """It is told with its place and counted, and the rest is read; no sum is accused."""
    change, said, unread = UNSEEN[name]
    got = read_bytes("x.xlsx", moved(GOOD, change))
    (stray,) = [one for one in got.notices if isinstance(one.remark, Stray)]
    assert (text_of_stray(stray).startswith(said), stray.unread) == (True, unread)
    read = {
        (row.label, period): figure.printed
        for row in got.tables[0].printed()
        for period, figure in zip(got.tables[0].columns.periods, row.figures, strict=True)
    }
    whole = {
        (label.removesuffix(" mentor"), period): str(value)
        for label, *values in (TOTAL, KVINNER, MENN)
        for period, value in zip(("mean", "2025-01", "2025-02"), values, strict=True)
    }
    gone = {key for key in whole if key not in read}
    assert read.items() <= whole.items()
    expected = {("Kvinner", at) for at in ("mean", "2025-01", "2025-02")}
    if "column" in name:
        expected = {(label, "2025-01") for label in ("I alt", "Kvinner", "Menn")}
    assert gone == expected
    errors = [one for one in audit([got]).findings if one.severity.word == "error"]
    assert [one.code for one in errors] == ["TA114"]


def test_a_column_in_another_format_costs_itself_alone() -> None:
    """Decimals are no counts: the column is told once, with its format, and the rest is read."""
    book = load_workbook(io.BytesIO(book_of(("Om", ABOUT), ("Tiltak og kjønn", BLOCKS))))
    for row in range(2, 9):
        book["Tiltak og kjønn"].cell(row, 3).number_format = "#,##0.00"
    got = read_bytes("x.xlsx", saved(book))
    assert tables(got) == READ
    assert {table.columns.periods for table in got.tables} == {("mean", "2025-02")}
    (stray,) = got.notices
    assert text_of_stray(stray) == (
        "Tiltak og kjønn!C (Januar): Tiltak og kjønn!C2 holds no whole number and no star: "
        "305 (#,##0.00)"
    )
    assert stray.unread == Unread(6, 6)
    assert [one.code for one in audit([got]).findings if one.code < "TA6"] == ["TA114"]


def test_tables_in_two_levels_are_not_read() -> None:
    """A group and its tiltak before the figures: which rows a total is of cannot be told."""
    months = (None, None, "Januar", "Februar")
    groups = (("Oppfølging", "Mentor"), ("Opplæring", "AMO"), ("Avklaring", "Avklaring i skole"))
    rows = [
        row for group in groups for row in ((*group, 20, 21), (None, f"I alt {group[0]}", 20, 21))
    ]
    blocks = (months, (None, "I alt 20-24 år", 60, 63), *rows)
    data = book_of(("Om", ABOUT), ("Tiltak", blocks))
    assert "row 3: “Oppfølging” and “Mentor” are two labels of one row" in refusal(data)
    beside = read_bytes(
        "x.xlsx", book_of(("Om", ABOUT), ("T", blocks), ("Tiltak og kjønn", BLOCKS))
    )
    assert (tables(beside), beside.unread) == (READ, Unread(7, 14))


def test_a_sheet_that_was_added_is_named() -> None:
    """It has formulas and no head, where the others have one; with a head it is the report's."""
    ours = tuple((line,) for line in HEAD) + BLOCKS
    sums = ((None, "Januar"), ("I alt Telemark", "=B3+B4"), ("Skien", 7), ("Tinn", "=B3*2"))
    got = read_bytes("x.xlsx", book_of(("Tiltak og kjønn", ours), ("Telemark", sums)))
    assert tables(got) == READ
    assert [(type(one.remark), one.unread) for one in got.notices] == [(NotAudited, Unread())]
    headed = (("Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging.",), *sums)
    got = read_bytes("x.xlsx", book_of(("Tiltak og kjønn", ours), ("Telemark", headed)))
    # The total and the sum; the row between them is of that total's table.
    assert got.unread.rows == 2
    assert [row.label for row in got.tables[-1].rows] == ["Skien"]


STRINGS = (
    b'<sst xmlns="%s"><si><t>I alt mentor</t></si><si><r><t>Kvin</t></r><r><t>ner</t></r>'
    b"<rPh><t>hint</t></rPh></si><si><t>*</t></si></sst>"
)
LINK = b'<Relationship Id="s9" Type="http://x/sharedStrings" Target="/xl/texts"/></Relationships>'


def test_texts_that_sheets_share() -> None:
    """Texts in a part of their own, as Excel writes them, are read by their numbers."""
    rows = b"".join(
        b'<row><c t="s"><v>%d</v></c><c><v>20.0</v></c><c><v>2E1</v></c><c t="s"><v>2</v></c></row>'
        % label
        for label in (0, 1)
    )
    data = changed(sheet_of(), SHEET, lambda xml: rows_of(xml, rows))
    data = changed(data, "xl/texts", lambda _: STRINGS % MAIN)
    linked = changed(
        data, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"</Relationships>", LINK)
    )
    got = read_bytes("x.xlsx", linked)
    assert tables(got) == [("Tiltak og kjønn", "mentor", ["Kvinner"])]
    assert [cell.printed for cell in got.tables[0].rows[0].figures] == ["20", "20", "*"]
    assert "damaged" in refusal(data)


def rows_of(xml: bytes, rows: bytes) -> bytes:
    """Put rows behind those of a sheet."""
    return xml.replace(b"</sheetData>", rows + b"</sheetData>")


def flood_of_sheets() -> bytes:
    """Sixty sheets of 19,000 empty rows."""
    book = Workbook()
    for _ in range(59):
        book.create_sheet()
    data = saved(book)
    flood = b"<sheetData>" + b"<row/>" * 19_000 + b"</sheetData>"
    for name in (f"xl/worksheets/sheet{at}.xml" for at in range(1, 61)):
        data = changed(
            data, name, lambda xml: re.sub(rb"<sheetData.*sheetData>|<sheetData ?/>", flood, xml)
        )
    return data


def wide() -> bytes:
    """A sheet of as many rows of stars as a workbook may have."""
    star = b'<c t="inlineStr"><is><t>*</t></is></c>'
    row = star.replace(b"*", b"Rad") + star * 3
    return changed(GOOD, SHEET, lambda xml: rows_of(xml, b"<row>%s</row>" % row * 45_000))


FLOODS: dict[str, tuple[Callable[[], bytes], str]] = {
    "sheets of empty rows": (flood_of_sheets, "more than 60 000 rows"),
    "styles": (
        lambda: changed(
            GOOD,
            "xl/styles.xml",
            lambda xml: xml.replace(b"</cellXfs>", b"<xf/>" * 800_000 + b"</cellXfs>"),
        ),
        "unpacks to more than",
    ),
    "beginnings of rows": (
        lambda: changed(GOOD, SHEET, lambda xml: xml + b"<row " * 1_500_000),
        "not written by Excel",
    ),
    "rows of stars": (wide, "lines, more than a report"),
    "cells": (
        lambda: changed(
            GOOD, SHEET, lambda xml: rows_of(xml, b"<row>" + b"<c/>" * 1_900_000 + b"</row>")
        ),
        "300 000 cells",
    ),
    "elements": (
        lambda: changed(
            GOOD,
            SHEET,
            lambda xml: xml.replace(b"<sheetData>", b"<a/>" * 1_900_000 + b"<sheetData>"),
        ),
        "elements",
    ),
    "depths": (
        lambda: changed(GOOD, SHEET, lambda xml: xml.replace(b"<sheetData>", b"<a>" * 1_900_000)),
        "elements",
    ),
    "a directory of parts": (lambda: GOOD + b"PK\x01\x02" * 1_001, "too many"),
}


@pytest.mark.parametrize("name", FLOODS)
def test_floods_end_within_bounds(name: str, tmp_path: object) -> None:
    """The command ends with exit 3 and one message, in less memory than a workbook may take."""
    from pathlib import Path

    make, said = FLOODS[name]
    path = Path(str(tmp_path)) / "flood.xlsx"
    path.write_bytes(make())
    code, printed = checked(path, megabytes=400)
    assert (code, said in printed) == (3, True)


def of_all_groups(*, total_first: bool) -> Rows:
    """Give the sheet of one status of TILT030, with 12 rows of figures."""
    rows: list[tuple[object, ...]] = [("Tiltaksdeltakere. Tiltak. Alder",), ("Januar - Mars 2021",)]
    for age in AGES[:2]:
        rows += [(f"{age} andre på tiltak",), (None, None, "Januar", "Februar", "Mars")]
        rows += [(f"I alt {age} andre på tiltak", None, 70, 70, 70), (None,)]
        for group, measures in GROUPS.items():
            parts = [(measure, 20, 20, 20) for measure in measures]
            whole = (f"I alt {group}", *[20 * len(parts)] * 3)
            (label, *first), *rest = [whole, *parts] if total_first else [*parts, whole]
            rows += [(group, label, *first), *((None, *row) for row in rest)]
    return tuple(rows)


@pytest.mark.parametrize("total_first", [True, False])
def test_all_groups_in_one_sheet_are_told_unread(*, total_first: bool) -> None:
    """A sheet of TILT030 is told with its place, alone and beside one that is read."""
    old = ("4c. Andre på tiltak Tiltak  Ald", of_all_groups(total_first=total_first))
    said = refusal(book_of(old))
    assert "4c. Andre på tiltak Tiltak Ald" in said
    assert "two labels" in said
    good = ("Tiltak og kjønn", (*((line,) for line in HEAD), MONTHS, TOTAL, KVINNER, MENN))
    got = read_bytes("x.xlsx", book_of(good, old))
    assert [len(table.rows) for table in got.tables] == [2]
    assert got.unread == Unread(rows=12, cells=36)


@pytest.mark.parametrize("year", [2025, "2025", "År 2025"])
@pytest.mark.parametrize("column", [0, 1, 2])
def test_the_year_alone_above_months_is_no_figure(year: object, column: int) -> None:
    """Above the first line of months and above a later one, where it is that of the period."""
    row = (*[None] * column, year)
    tables = (TOTAL, KVINNER, MENN, (), row, MONTHS, JOBBKLUBB, *REST)
    rows = (*((line,) for line in HEAD), row, MONTHS, *tables)
    got = read_bytes("x.xlsx", book_of(("Tiltak og kjønn", rows)))
    assert [table.label for table in got.tables] == ["mentor", "jobbklubb"]
    assert [len(table.rows) for table in got.tables] == [2, 2]
    assert got.notices == ()


@pytest.mark.parametrize("row", [(None, 2024), (None, 2025, 17), (None, 20251)])
def test_another_number_above_months_is_told(row: tuple[object, ...]) -> None:
    """A year that is not the report's, or one of several numbers, may be figures."""
    rows = (*((line,) for line in HEAD), row, MONTHS, TOTAL, KVINNER, MENN)
    got = read_bytes("x.xlsx", book_of(("Tiltak og kjønn", rows)))
    assert got.unread.rows == 1


SHARES = {"2.6": 2.6, "0.123": 0.123, "0.3": 0.1 + 0.2, "12.25": 12.25}


@pytest.mark.parametrize("printed", SHARES)
def test_shares_as_they_were_typed_are_read(printed: str) -> None:
    """In the format that shows a number as it is, with the decimals that it has."""
    value = SHARES[printed]
    shares = (("I alt mentor", value, value, value), ("Kvinner", value, 0.5, value), (None,))
    rows = (*((line.replace("kjønn", "kjønn. Prosent"),) for line in HEAD), MONTHS, *shares)
    good = ("Tiltak og kjønn", (*((line,) for line in HEAD), MONTHS, TOTAL, KVINNER, MENN))
    got = read_bytes("x.xlsx", book_of(good, ("Tiltak og kjønn. Prosent", rows)))
    (table,) = (table for section in got.shares for table in section.tables)
    said = [one.printed.replace(",", ".") for one in table.rows[0].shares]
    assert said == [printed, "0.5", printed]
    assert not got.unread


def test_a_share_that_was_worked_out_is_told() -> None:
    """How many of its decimals are seen depends on how wide its column is."""
    shares = (("I alt mentor", *[1 / 3] * 3), ("Kvinner", *[1 / 7] * 3))
    rows = (*((line.replace("kjønn", "kjønn. Prosent"),) for line in HEAD), MONTHS, *shares)
    good = ("Tiltak og kjønn", (*((line,) for line in HEAD), MONTHS, TOTAL, KVINNER, MENN))
    got = read_bytes("x.xlsx", book_of(good, ("Tiltak og kjønn. Prosent", rows)))
    assert got.unread.rows == 2

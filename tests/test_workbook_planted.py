"""Figures of a workbook that are none, and figures that nobody sees: 40 of each kind are told."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
from openpyxl import load_workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from tests.conftest import ROOT, Run
from tests.test_workbook import sheet_of
from tests.test_workbook_damage import by_name, shared
from tests.truth import Truth, content, text_of_stray
from tests.workbook_damage import packed, parts_of
from tiltak_audit.demo.population import Scale, draw
from tiltak_audit.demo.reports import group_report, overview_report
from tiltak_audit.errors import UnreadableError
from tiltak_audit.export.workbook import workbook_of
from tiltak_audit.model.period import Month
from tiltak_audit.model.remark import Gone, Stray
from tiltak_audit.model.report import Report
from tiltak_audit.model.unread import Unread
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit

CASES = ROOT / "tests" / "cases" / "shared"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"

_NUMBER = re.compile(r"<v>([0-9]+)</v>")

Planted = Callable[[bytes, random.Random], bytes]


@cache
def plain() -> bytes:
    """Give a true workbook without stars."""
    return workbook_of(Truth(3, 3, 40_000).of_group())


def in_number(data: bytes, rng: random.Random, put: Callable[[str], str]) -> bytes:
    """Put something else for a random number of a random sheet."""
    parts = parts_of(data)
    name = rng.choice(sorted(name for name in parts if "worksheets/" in name))
    xml = parts[name].decode()
    one = rng.choice(list(_NUMBER.finditer(xml)))
    parts[name] = (xml[: one.start()] + put(one[1]) + xml[one.end() :]).encode()
    return packed(parts)


def wide(digits: str) -> str:
    """Write digits at full width."""
    return "".join(chr(ord(digit) + 0xFEE0) for digit in digits)


FORMS: dict[str, Callable[[str], str]] = {
    "full width": wide,
    "Arabic": lambda n: "".join(chr(ord(digit) + 0x630) for digit in n),
    "one of them Devanagari": lambda n: chr(ord(n[0]) + 0x936) + n[1:],
    "mathematical": lambda n: "".join(chr(ord(digit) + 0x1D79E) for digit in n),
    "grouped by _": lambda n: f"{n[0]}_{n[1:] or 0}",
    "signed": lambda n: f"+{n}",
    "negative": lambda n: f"-{n}",
    "negative zero": lambda _: "-0",
    "blanks": lambda n: f" {n} ",
    "a line": lambda n: f"{n}\n",
    "hexadecimal": lambda n: f"0x{int(n):X}",
    "tiny": lambda n: f"{n}e-400",
    "in parts": lambda n: f"{n}0E-1",
    "zeros": lambda n: f"00{n}",
    "no number": lambda _: "NaN",
    "infinite": lambda _: "inf",
    "huge": lambda n: f"{n}E99",
    "decimal comma": lambda n: f"{n},0",
    "almost": lambda n: f"{n}.0000000000000001",
    "a point": lambda n: f"{n}.",
}
BROKEN: dict[str, Callable[[str], str]] = {
    "a child": lambda n: f"<v>{n[0]}<x/>{n[1:] or 0}</v>",
    "a child first": lambda n: f"<v><x/>{n}</v>",
    "a child last": lambda n: f"<v>{n}<x>1</x></v>",
    "foreign child": lambda n: f'<v>{n}<x xmlns="urn:x">1</x></v>',
    "a comment": lambda n: f"<v>{n}<!-- x -->1</v>",
    "an instruction": lambda n: f"<v>{n}<?x y?>1</v>",
    "twice": lambda n: f"<v>{n}</v><v>1</v>",
    "beside a text": lambda n: f"<v>{n}</v><is><t>*</t></is>",
    "after a text": lambda n: f"<is><t>*</t></is><v>{n}</v>",
    "two texts": lambda _: "<is><t>*</t></is><is><t>*</t></is>",
    "a formula after": lambda n: f"<v>{n}</v><f>1+1</f>",
    "text before": lambda n: f"1<v>{n}</v>",
    "text behind": lambda n: f"<v>{n}</v>1",
    "of no name": lambda n: f"<w>{n}</w>",
    "foreign": lambda n: f'<v xmlns="urn:x">{n}</v>',
    "text of a number": lambda _: "<is><t>*</t></is>",
}
MISSING = ("..", "-", ".", "n/a", "–", "…", "x", "＊", "∗", "", "NA", "1l", "０")


def in_form(data: bytes, rng: random.Random) -> bytes:
    """Write a number in a form that no program writes."""
    form = FORMS[rng.choice(list(FORMS))]
    return in_number(data, rng, lambda number: f"<v>{form(number)}</v>")


def broken(data: bytes, rng: random.Random) -> bytes:
    """Break the value of a cell into parts."""
    return in_number(data, rng, BROKEN[rng.choice(list(BROKEN))])


def missing(data: bytes, rng: random.Random) -> bytes:
    """Put a sign for what is missing for a category, in every table of a section."""
    book = load_workbook(io.BytesIO(data))
    sheet = rng.choice(book.worksheets[2:8])
    labels = {str(row[0].value) for row in sheet.iter_rows(min_row=5) if row[0].value}
    label = rng.choice(sorted(label for label in labels if not label.startswith("I alt")))
    sign = rng.choice(MISSING) or None
    for row in sheet.iter_rows(min_row=5):
        if row[0].value == label:
            for cell in row[1:]:
                cell.value = sign
    return saved(book)


def hidden(data: bytes, rng: random.Random) -> bytes:
    """Show a number otherwise than it is, or not at all."""
    book = load_workbook(io.BytesIO(data))
    sheet = rng.choice(book.worksheets)
    cells = [cell for row in sheet.iter_rows(min_col=2) for cell in row]
    cell = rng.choice([cell for cell in cells if isinstance(cell.value, int)])
    white = rng.choice([Color(rgb="FFFFFFFF"), Color(theme=0), Color(indexed=9)])
    match rng.randrange(4):
        case 0:
            cell.font = Font(color=white)
        case 1:
            cell.font = Font(color="FF123456")
            cell.fill = PatternFill("solid", fgColor="FF123456")
        case 2:
            cell.font = Font(size=1)
        case _:
            forms = (";;;", '"*"', '[<1000000]"*"', "0,", "0.0", '0" %"', "[White]0", "0%", "0E+0")
            cell.number_format = rng.choice(forms)
    return saved(book)


def pictured(data: bytes, rng: random.Random) -> bytes:
    """Show numbers as icons or bars only, or by a format among the extensions."""
    parts = parts_of(data)
    name = rng.choice(sorted(name for name in parts if "worksheets/" in name))
    rule = rng.choice(
        [
            '<cfRule type="iconSet"><iconSet showValue="0"><cfvo val="0"/></iconSet></cfRule>',
            '<cfRule type="dataBar"><dataBar showValue="false"><cfvo/></dataBar></cfRule>',
            f'<x:cfRule xmlns:x="{X14}" type="iconSet"><x:iconSet showValue="0"/></x:cfRule>',
            f'<x:cfRule xmlns:x="{X14}" type="dataBar"><x:dataBar showValue="0"/></x:cfRule>',
            f'<x:cfRule xmlns:x="{X14}"><x:dxf><numFmt formatCode="#,##0,"/></x:dxf></x:cfRule>',
        ]
    )
    extension = f"<extLst><ext>{rule}</ext></extLst>"
    put = (
        extension
        if "x:cfRule" in rule
        else f"<conditionalFormatting>{rule}</conditionalFormatting>"
    )
    parts[name] = parts[name].replace(b"</worksheet>", f"{put}</worksheet>".encode())
    return packed(parts)


def saved(book: object) -> bytes:
    """Give the bytes of a workbook."""
    written = io.BytesIO()
    book.save(written)  # type: ignore[attr-defined]
    return written.getvalue()


KINDS: dict[str, Planted] = {
    one.__name__: one for one in (in_form, broken, missing, hidden, pictured)
}


def read_or_refused(data: bytes) -> Report | None:
    """Read a workbook, unless it is refused."""
    try:
        return read_bytes("x.xlsx", data)
    except UnreadableError:
        return None


@pytest.mark.parametrize("times", [10, pytest.param(40, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_figure_is_told(kind: str, times: int) -> None:
    """Each is refused or an error of reading; no figure is wrong, and no sum is accused."""
    true = by_name(read_bytes("x.xlsx", plain()))
    for seed in range(times):
        data = KINDS[kind](plain(), random.Random(seed))
        report = read_or_refused(data)
        if report is None:
            continue
        assert by_name(report).items() < true.items(), seed
        found = [one for one in audit([report]).findings if one.severity.word == "error"]
        assert any(one.unread for one in found), seed
        assert {one.code for one in found if one.evidence} == set(), seed


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_nobody_writes_is_left_unread(form: str) -> None:
    """One row is left unread, with a remark that names its cell: TA114.

    Where it is a total, the rows below it may be of no table, and its table is said to be gone.
    """
    data = in_number(plain(), random.Random(form), lambda number: f"<v>{FORMS[form](number)}</v>")
    told = read_bytes("x.xlsx", data).notices
    notice, *below = [one for one in told if isinstance(one.remark, Stray)]
    others = [one.remark for one in told if not isinstance(one.remark, Stray)]
    assert [one.kind for one in others if isinstance(one, Gone)] in ([], ["tables"])
    assert len(others) <= 1
    assert notice.unread.rows == 1
    assert [one.remark.kind for one in below if isinstance(one.remark, Stray)] in ([], ["table"])
    assert re.search(r"![B-E][0-9]+ holds no whole number", text_of_stray(notice))


@pytest.mark.parametrize("form", ["{}", "{}.0", "{}.000", "{}E0", "{}e+00", "{}.0E0"])
def test_what_programs_write_is_read(form: str) -> None:
    """Whole numbers as POI, R and others write them."""
    data = in_number(plain(), random.Random(1), lambda number: f"<v>{form.format(number)}</v>")
    assert by_name(read_bytes("x.xlsx", data)) == by_name(read_bytes("x.xlsx", plain()))


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_value_is_refused(name: str) -> None:
    """The whole workbook is refused: nobody knows what else is of two parts."""
    data = in_number(plain(), random.Random(1), BROKEN[name])
    with pytest.raises(UnreadableError, match=r"not written by Excel|damaged"):
        read_bytes("x.xlsx", data)


def accounts(data: bytes) -> bytes:
    """Show numbers as accounts do."""
    book = load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_col=2):
            for cell in row:
                cell.number_format = '_-* #,##0_-;\\-* #,##0_-;_-* "-"??_-;_-@_-'
    return saved(book)


def as_results(data: bytes) -> bytes:
    """Write texts as if a formula had given them, as some programs do."""
    put = rb't="str"><v>\1</v>'
    return packed(
        {
            name: re.sub(rb't="inlineStr"><is><t>([^<]*)</t></is>', put, part)
            for name, part in parts_of(data).items()
        }
    )


def renamed(data: bytes, rename: Callable[[str], str]) -> bytes:
    """Give the parts of a workbook other names in the archive."""
    return packed({rename(name): part for name, part in parts_of(data).items()})


SAME: dict[str, Callable[[bytes], bytes]] = {
    "as exported": lambda data: data,
    "by openpyxl": shared,
    "accounts": accounts,
    "results": as_results,
    "other case": lambda data: renamed(data, str.upper),
    "backslashes": lambda data: renamed(data, lambda name: name.replace("/", "\\")),
}


def reports(seed: int) -> list[Report]:
    """Give the overview and every group's own report of some persons."""
    codes = [f"TILT1{at}0" for at in range(1, 9)]
    calendar = [Month(2025, number) for number in range(1, 3)]
    population = draw(seed, calendar, Scale(kinds=200, most=40_000, kommuner=3, tiltak=2))
    return [overview_report(population).report] + [
        group_report(population, code).report for code in codes
    ]


def test_true_workbooks_have_no_warning() -> None:
    """54 workbooks of all members of the family, in every form that programs write."""
    count = 0
    for seed in range(1):
        for report in reports(seed):
            for form in SAME.values():
                read = read_bytes("x.xlsx", form(workbook_of(report)))
                assert content(read) == content(report)
                assert read.notices == ()
                found = [one.code for one in audit([read]).findings if one.code < "TA6"]
                assert [code for code in found if code != "TA121"] == []
                count += 1
    assert count >= 50


def test_names_that_are_the_same_are_refused() -> None:
    """Two parts that differ in case or slashes only: nobody knows which is meant."""
    for name in ("XL/workbook.xml", "xl\\workbook.xml"):
        parts = parts_of(plain())
        with pytest.raises(UnreadableError, match="not told apart"):
            read_bytes("x.xlsx", packed(parts | {name: parts["xl/workbook.xml"]}))


RIGHT = {
    "faults/F02-xlsx-other-script-digits.xlsx": (3, "B6 holds no whole number"),
    "faults/F03-xlsx-child-in-v-drops-digit.xlsx": (3, "not written by Excel"),
    "public/04-icons-only.xlsx": (3, "shows numbers by conditions"),
    "public/05-x14-format.xlsx": (3, "shows numbers by conditions"),
    "public/16a.xlsx": (3, "3 rows unread (6 cells)"),
    "public/17d.xlsx": (3, "3 rows unread (6 cells)"),
}
SAME_AS_EACH_OTHER = ("01-str-cells", "02-sst-case", "08-backslash")


@pytest.mark.parametrize("name", RIGHT)
def test_what_was_seen_with_users(name: str, run: Run) -> None:
    """Reading is incomplete, and says why; no sum is accused."""
    code, said = RIGHT[name]
    done = run("check", CASES / name)
    assert done.returncode == code
    assert said in " ".join(done.stdout.split())
    assert "error[TA2" not in done.stdout


def test_what_was_refused_is_read() -> None:
    """Three ways to write one report are one report."""
    found = [
        content(read_bytes("x.xlsx", (CASES / "public" / f"{name}.xlsx").read_bytes()))
        for name in SAME_AS_EACH_OTHER
    ]
    assert found[0] == found[1] == found[2]
    with zipfile.ZipFile(CASES / "public" / "08-backslash.xlsx") as archive:
        assert any("\\" in one.orig_filename for one in archive.infolist())


def with_labels(*labels: str) -> list[str]:
    """Read a table twice with some labels and once with others; give what is left unread."""
    rows = [
        ("I alt a", 9, 9, 9),
        ("Kvinner", 4, 4, 4),
        ("20-24 år", 5, 5, 5),
        ("Gruppe A", 5, 5, 5),
        ("Sone 20-24", 5, 5, 5),
    ]
    other = [("I alt b", 9, 9, 9), *((label, 4, 4, 4) for label in labels)]
    got = read_bytes("x.xlsx", sheet_of(*rows, ("I alt c", 9, 9, 9), *rows[1:], *other))
    return [text_of_stray(one) for one in got.notices if one.unread]


def test_a_label_that_is_one_letter_off() -> None:
    """It is left unread, since its figures are those of another row; digits tell rows apart."""
    assert with_labels("Kvinner", "Menn", "Sone 20-29", "Sone 25-29", "Gruppe B") == []
    assert with_labels("Kvinnene") == []
    (said,) = with_labels("Kvjnner", "20-24 år")
    assert said == "Sheet!A16: “Kvjnner” is one letter off “Kvinner” of other tables"
    assert len(with_labels("Kv1nner", "20-24 åR", "20-24 år")) == 2


def test_a_title_that_is_one_letter_off() -> None:
    """The name of the sheet says otherwise: one of them is wrong, and nobody knows which."""
    book = load_workbook(io.BytesIO(plain()))
    book["Tiltak og kjønn"]["A2"] = "Tiltak og kjenn Rapport oppdatert: 02.04.2025"
    got = read_bytes("x.xlsx", saved(book))
    (stray,) = [one for one in got.notices if one.unread]
    assert "sheet “Tiltak og kjønn”: “Tiltak og kjenn” is one letter off" in text_of_stray(stray)
    true = read_bytes("x.xlsx", plain())
    there = [table.section for table in true.tables if table.section != "Tiltak og kjønn"]
    assert [table.section for table in got.tables] == there


def test_white_on_dark_is_read() -> None:
    """Heads in the colours of a house, and figures coloured by conditions, hide nothing."""
    book = load_workbook(io.BytesIO(plain()))
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows(max_row=6) for cell in row):
            cell.font = Font(color=Color(theme=0), bold=True)
            cell.fill = PatternFill("solid", fgColor="FF1F4E78")
        red = DifferentialStyle(font=Font(color="FF9C0006"), fill=PatternFill(bgColor="FFFFC7CE"))
        sheet.conditional_formatting.add("B6:E9", Rule("expression", dxf=red, formula=["B6>9"]))
    assert by_name(read_bytes("x.xlsx", saved(book))) == by_name(read_bytes("x.xlsx", plain()))


@pytest.mark.parametrize(
    "look",
    [
        DifferentialStyle(font=Font(color="FFFFFFFF")),
        DifferentialStyle(
            font=Font(color="FF336699"), fill=PatternFill("solid", bgColor="FF336699")
        ),
    ],
)
def test_a_condition_that_hides_costs_the_sheet(look: DifferentialStyle) -> None:
    """A figure in the colour of its cell is seen by nobody: which one, no reader can tell."""
    book = load_workbook(io.BytesIO(plain()))
    rule = Rule("expression", dxf=look, formula=["B6<9"])
    book.worksheets[0].conditional_formatting.add("B6:E9", rule)
    got = read_bytes("x.xlsx", saved(book))
    (stray,) = [one for one in got.notices if one.unread]
    assert "shows numbers by conditions" in text_of_stray(stray)
    assert len(got.sections) == len(read_bytes("x.xlsx", plain()).sections) - 1


def test_an_empty_row_of_a_table_is_a_row() -> None:
    """A label without figures that goes on a table is unread; a sentence is none."""
    rows = [("I alt a", 9, 9, 9), ("Kvinner", 4, 4, 4), ("Menn",)]
    got = read_bytes("x.xlsx", sheet_of(*rows))
    assert [one.unread for one in got.notices] == [Unread(1, 0)]
    for below, times in (
        ("Foreløpige tall.", 1),
        ("Tallene er foreløpige.", 0),
        ("* færre enn fire", 0),
    ):
        got = read_bytes("x.xlsx", sheet_of(*rows[:2], ("Menn", 5, 5, 5), (below,)))
        assert [one.unread.rows for one in got.notices] == [0] * times


def test_a_workbook_of_which_nothing_is_read() -> None:
    """One message says so, with the first cell that is in the way."""
    rows = [("I alt a", 1.5, 1.5, 1.5), ("Kvinner", 1.5, 4, 4)]
    with pytest.raises(UnreadableError, match=r"none of its 2 rows .* Sheet!B5 holds no whole"):
        read_bytes("x.xlsx", sheet_of(*rows))


def test_a_dash_that_stands_for_zero_is_no_figure() -> None:
    """In accounts a zero is not shown; what is shown is a dash, as for what is missing."""
    data = accounts(sheet_of(("I alt a", 4, 4, 4), ("Kvinner", 4, 4, 4), ("Menn", 0, 0, 0)))
    got = read_bytes("x.xlsx", data)
    assert [row.label for row in got.tables[0].rows] == ["Kvinner"]
    assert got.notices[0].unread == Unread(1, 3)

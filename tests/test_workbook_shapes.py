"""Workbooks in the shapes that NAV's have: no cell is wrong, and what is not read is told."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.properties import PageSetupProperties

from tests.test_other_families import drawn as of_regions
from tests.test_workbook_damage import by_name
from tests.truth import Truth
from tests.workbook_shapes import MONTHS, SHAPES, WRITERS, Drawn, Shape, drawn
from tiltak_audit.errors import UnreadableError
from tiltak_audit.model.remark import Mended, NotAudited
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit

Plant = Callable[[Drawn, int], None]

# What a true report may be told of: stars, regions that nobody is of, a whole report's sections.
HARMLESS = {"TA121", "TA123", "TA127", "TA128"}


@cache
def reports() -> dict[str, Report]:
    """Give reports of three families."""
    return {
        "TILT140": Truth(3, 3, 40_000).of_group(),
        "TILT100": Truth(5, 4, 40_000).overview(),
        "HL060": of_regions(4, 10),
    }


@pytest.mark.parametrize("name", ["TILT140", "TILT100", "HL060"])
@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("shape", SHAPES)
def test_no_cell_is_wrong(shape: str, writer: str, name: str) -> None:
    """Every cell is read as it was drawn, nothing is left unread, and no warning is given."""
    true = reports()[name]
    holds_all_of(WRITERS[writer](drawn(true, SHAPES[shape])), true)


@pytest.mark.slow
def test_no_cell_is_wrong_of_what_libreoffice_saves(tmp_path: Path) -> None:
    """What a third program makes of every shape is read as it was drawn."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed here")
    drawings = {}
    for shape in SHAPES:
        for name, true in reports().items():
            drawings[tmp_path / f"{name} {shape}.xlsx"] = true
            written = WRITERS["openpyxl"](drawn(true, SHAPES[shape]))
            (tmp_path / f"{name} {shape}.xlsx").write_bytes(written)
    profile, saved = (tmp_path / "profile").as_uri(), tmp_path / "saved"
    order = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*order, "--outdir", saved, *drawings], check=True, stdout=subprocess.DEVNULL)
    for file, true in drawings.items():
        data = (saved / file.name).read_bytes()
        assert data != file.read_bytes()
        holds_all_of(data, true)


def holds_all_of(data: bytes, true: Report) -> None:
    """Read a workbook and hold it against the report that it was drawn from."""
    got = read_bytes("x.xlsx", data)
    assert by_name(got) == by_name(true)
    assert (got.title, got.period) == (true.title, true.period)
    assert {type(one.remark) for one in got.notices} <= {Mended, NotAudited}
    assert not got.unread
    told = {one.code for one in audit([got]).findings if one.code < "TA6"}
    assert told <= HARMLESS


@pytest.mark.slow
def test_notes_below_tables_that_libreoffice_prints_are_no_labels(tmp_path: Path) -> None:
    """Right below the last row, at its pitch, in a workbook and in the PDF that comes of it."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed here")
    profile = (tmp_path / "profile").as_uri()
    true = reports()["TILT140"]
    files = []
    for at, notes in enumerate(
        (["* Skjermet", "1) Se nav.no"], ["Kilde: SSB"], ["Se nav sine sider."])
    ):
        sheets = drawn(true, SHAPES["plain"])
        for sheet in sheets:
            sheet.rows += [[note] for note in notes]
        files.append(tmp_path / f"{at}.xlsx")
        files[-1].write_bytes(for_paper(WRITERS["openpyxl"](sheets)))
        holds_all_of(files[-1].read_bytes(), true)
    order = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*order, "--outdir", tmp_path, *files], check=True, stdout=subprocess.DEVNULL)
    for file in files:
        got = read_bytes("x.pdf", file.with_suffix(".pdf").read_bytes())
        assert by_name(got) == by_name(true)
        assert got.notices == ()


def for_paper(data: bytes) -> bytes:
    """Widen the columns to what is in them, and print each sheet as wide as a page."""
    book = load_workbook(io.BytesIO(data))
    for sheet in book:
        for column, width in zip("ABCDEF", (60, 24, 24, 24, 24, 24), strict=True):
            sheet.column_dimensions[column].width = width
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def no_label(sheet: Drawn, at: int) -> None:
    """Take the label off a row."""
    months = len(next(iter(reports()["HL060"].tables)).columns)
    end = len(sheet.rows[at]) - months - bool(sheet.merges)
    sheet.rows[at] = [*[None] * end, *sheet.rows[at][end:]]


def no_figure(sheet: Drawn, at: int) -> None:
    """Put a sign for what is missing for a figure."""
    sheet.rows[at][-1] = ".."


def a_sum(sheet: Drawn, at: int) -> None:
    """Let the reader work a figure out."""
    sheet.rows[at][-1] = "12,5"


def over_two(sheet: Drawn, at: int) -> None:
    """Merge a figure over the next one."""
    last = len(sheet.rows[at]) - 1
    sheet.rows[at][last] = None
    sheet.merges.append((at, last - 1, at, last))


def beside(sheet: Drawn, at: int) -> None:
    """Put a figure beside the table."""
    sheet.rows[at] += [None, 17]


def no_head(sheet: Drawn, at: int) -> None:
    """Take the head off the last month, above the row."""
    heads = (n for n in range(at, 0, -1) if MONTHS & {str(one) for one in sheet.rows[n]})
    sheet.rows[next(heads)][-1] = None


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("shape", ["plain", "as HL060", "as TILT"])
@pytest.mark.parametrize("plant", [no_label, no_figure, a_sum, over_two, beside, no_head])
def test_every_cell_that_is_not_read_is_told(plant: Plant, shape: str, writer: str) -> None:
    """What is read is as it was drawn; what is not is counted, and no sum is accused of it."""
    true = reports()["HL060"]
    for seed in range(6):
        sheets = drawn(true, SHAPES[shape])
        rng = random.Random(seed)
        sheet = rng.choice(sheets)
        rows = [n for n, row in enumerate(sheet.rows) if sum(one is not None for one in row) > 9]
        plant(sheet, rng.choice([n for n in rows if not MONTHS & {str(v) for v in sheet.rows[n]}]))
        try:
            got = read_bytes("x.xlsx", WRITERS[writer](sheets))
        except UnreadableError:
            continue
        read, known = by_name(got), by_name(true)
        assert read.items() < known.items(), seed
        assert got.unread.cells > 0, seed
        errors = {one.code for one in audit([got]).findings if one.severity.word == "error"}
        assert {code for code in errors if code < "TA6"} == {"TA114"}, seed


def test_shapes_are_told_apart() -> None:
    """Every shape is a file of its own: none of the tests above tests another one again."""
    made = {repr([drawn(one, shape) for one in reports().values()]) for shape in SHAPES.values()}
    assert len(made) == len(SHAPES)
    assert SHAPES["plain"] == Shape()

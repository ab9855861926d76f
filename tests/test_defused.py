"""What a label holds neither runs in a spreadsheet nor moves a terminal, in any format."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import attrs
import pytest
from openpyxl import load_workbook

from tests.conftest import ROOT, Run
from tests.vtl import tables_of
from tiltak_audit.commands.formats import RESULTS, TABLES
from tiltak_audit.export.tidy import csv_of
from tiltak_audit.export.vtl import vtl_of
from tiltak_audit.export.workbook import xlsx_of
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read, read_bytes

WRONG = ROOT / "tests" / "cases" / "digits_swapped.txt"

# A single character that opens a control sequence, DEL, and the end of a line of other systems.
CONTROLS = "\x9b\x7f\x85"


def labelled(label: str) -> Report:
    """Give a report whose first row has a label."""
    report = read(str(WRONG))
    section = report.sections[0]
    table = section.tables[0]
    row = attrs.evolve(table.rows[0], label=label)
    table = attrs.evolve(table, rows=(row, *table.rows[1:]))
    section = attrs.evolve(section, tables=(table, *section.tables[1:]))
    return attrs.evolve(report, sections=(section, *report.sections[1:]))


def labels(text: str) -> set[str]:
    """Give the labels of rows that a CSV holds, beside those of the case."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {row["row"] for row in rows} - {"I alt", "Menn"}


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("\uff1d1", "'\uff1d1"),
        ("\t=1", "' =1"),
        ("\r=1", "'\\r=1"),
        ("a\x9bb", "'a\\x9bb"),
        ("19-24 år", "19-24 år"),
        ("a=b", "a=b"),
        ("'", "'"),
    ],
)
def test_a_text_is_no_formula(label: str, written: str) -> None:
    """A CSV has a sign before what a spreadsheet would run, and nothing else changed."""
    assert labels(csv_of([labelled(label)])) == {written}


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1", "a=b", "' x"])
def test_what_was_kept_from_running_is_read_as_it_was(label: str) -> None:
    """The sign before it is no part of a label, and one that a label has is."""
    report = read_bytes("t.csv", csv_of([labelled(label)]).encode())
    assert label in {row.label for table in report.tables for row in table.rows}


def test_a_workbook_holds_no_formula() -> None:
    """Each label is a text cell."""
    sheet = load_workbook(io.BytesIO(xlsx_of([labelled("=1+1")]))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def held(data: str) -> set[str]:
    """Give the control characters of a text."""
    return {char for char in data if char == "\x7f" or "\x80" <= char <= "\x9f"}


@pytest.mark.parametrize("form", RESULTS)
def test_late_controls_are_escaped_in_results(run: Run, tmp_path: Path, form: str) -> None:
    """Neither the name of an input nor a label brings one into any format."""
    text = WRONG.read_text("utf-8")
    (tmp_path / f"a{CONTROLS}.txt").write_text(text.replace("Kvinner", f"K{CONTROLS}v"), "utf-8")
    done = run("check", "--format", form, f"a{CONTROLS}.txt", f"absent{CONTROLS}.txt")
    assert done.returncode == 3
    assert held(done.stdout + done.stderr) == set()


@pytest.mark.parametrize("form", [name for name, one in TABLES.items() if not one.binary])
def test_late_controls_are_escaped_in_tables(run: Run, tmp_path: Path, form: str) -> None:
    """The same of the forms of an export that are text."""
    text = WRONG.with_name("only_star.txt").read_text("utf-8")
    (tmp_path / f"a{CONTROLS}.txt").write_text(text.replace("Kvinner", f"K{CONTROLS}v"), "utf-8")
    reveal = ["--reveal"] if TABLES[form].reveals else []
    done = run("export", "--to", form, *reveal, f"a{CONTROLS}.txt")
    assert done.stdout
    assert held(done.stdout + done.stderr) == set()


def test_the_tables_of_identities_are_as_safe() -> None:
    """In the archive for another engine a label is neither a formula nor brings a control."""
    tables = tables_of(vtl_of([labelled(f"=1{CONTROLS}v")]))
    rows = {row["row"] for name in ("cells", "identities") for row in tables[name]}
    assert held("".join(rows)) == set()
    assert "'=1\\x9b\\x7f\\x85v" in rows

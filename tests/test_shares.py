"""Shares: exported with their unit where asked for, and nowhere among counts."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs
import duckdb
import pytest
from openpyxl import load_workbook

from tests.second_reader import COLUMNS
from tiltak_audit.commands.formats import TABLES
from tiltak_audit.families.catalogue import shipped
from tiltak_audit.model.figure import SUPPRESSED, Unit, count, share
from tiltak_audit.model.period import Columns, Month
from tiltak_audit.model.report import TOTAL, Report, Row, Section, Table

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

MONTHS = Columns((Month(2024, 1), Month(2024, 2)), mean=False)
TITLE = "Kommune. Prosent av befolkningen"


def report() -> Report:
    """Give Oslo's counts, and shares of which one is starred and one has two decimals."""
    whole = Row(TOTAL, "", 1, 1, 1, (count(1_310), count(9)))
    oslo = Row("Oslo", "0301", 2, 2, 1, (count(1_310), SUPPRESSED))
    counts = Table("Kommune. Antall", "03 Oslo", MONTHS, whole, (), (oslo,), ())
    total = Row(TOTAL, "", 3, 3, 1, (), (share("28,6"), share("4,55")))
    part = Row("Oslo", "0301", 4, 4, 1, (), (share("6"), SUPPRESSED))
    shares = Table(TITLE, "03 Oslo", MONTHS, total, (), (part,), ())
    return Report(
        "x", "NED155", "Personer", shipped()["NED155"], "", None,
        (Section("Kommune. Antall", (counts,)),), (), (),
        shares=(Section(TITLE, (shares,), unit=Unit.PERCENT),),
    )  # fmt: skip


@pytest.mark.parametrize("form", [name for name, one in TABLES.items() if one.shares])
def test_without_being_asked_an_export_holds_counts_only(form: str) -> None:
    """The bytes are those of the report without its shares."""
    bare = attrs.evolve(report(), shares=())
    assert TABLES[form].bytes_of([bare]) == TABLES[form].bytes_of([report()])


def test_the_csv_says_what_is_printed_and_in_which_unit() -> None:
    """Counts first; of a share there is no range of persons."""
    text = TABLES["csv"].bytes_of([report()], shares=True).decode()
    head, *rows = csv.reader(io.StringIO(text))
    assert head == [*COLUMNS, "unit"]
    assert [(row[7:], row[6]) for row in rows] == [
        (["1310", "1310", "1310", "1310", "1", "persons"], "2024-01"),
        (["9", "9", "9", "9", "1", "persons"], "2024-02"),
        (["1310", "1310", "1310", "1310", "2", "persons"], "2024-01"),
        (["", "0", "3", "*", "2", "persons"], "2024-02"),
        (["28.6", "", "", "28,6", "3", "percent"], "2024-01"),
        (["4.55", "", "", "4,55", "3", "percent"], "2024-02"),
        (["6", "", "", "6", "4", "percent"], "2024-01"),
        (["", "", "", "*", "4", "percent"], "2024-02"),
    ]
    assert {(row[2], row[3]) for row in rows[4:]} == {(TITLE, "03 Oslo")}


def test_json_and_parquet_say_what_the_csv_says(tmp_path: Path) -> None:
    """Values are numbers: in Parquet decimals, exactly."""
    text = TABLES["csv"].bytes_of([report()], shares=True).decode()
    expected = list(csv.DictReader(io.StringIO(text)))
    found = json.loads(TABLES["json"].bytes_of([report()], shares=True))
    assert [(one["unit"], one["printed"], one["line"]) for one in found] == [
        (one["unit"], one["printed"], int(one["line"])) for one in expected
    ]
    values = [float(one["value"]) if one["value"] else None for one in expected]
    assert [one["value"] for one in found] == values
    file = tmp_path / "x.parquet"
    file.write_bytes(TABLES["parquet"].bytes_of([report()], shares=True))
    rows = duckdb.read_parquet(str(file)).project("value, unit").fetchall()
    assert [(value, unit) for value, unit in rows] == [
        (Decimal(one["value"]) if one["value"] else None, one["unit"]) for one in expected
    ]


def test_workbook_and_jsonstat_hold_sections_of_shares_of_their_own() -> None:
    """A sheet and a dataset more, decimals as numbers, shown as printed."""
    data = TABLES["xlsx"].bytes_of([report()], shares=True)
    sheet = load_workbook(io.BytesIO(data)).worksheets[1]
    cells = [[cell.value for cell in row[1:]] for row in sheet.iter_rows() if row[1:]]
    assert cells[-2:] == [[28.6, 4.55], [6, "*"]]
    shown = [cell.number_format for cell in list(sheet.iter_rows())[-2][1:]]
    assert shown == ["0.0", "0.00"]
    found = json.loads(TABLES["jsonstat"].bytes_of([report()], shares=True))
    counts, shares = found["link"]["item"]
    assert (shares["value"], shares["extension"]["unit"]) == ([28.6, 4.55, 6, None], "percent")
    assert shares["status"] == {"3": "*"}
    assert "unit" not in counts["extension"]


def test_a_table_system_takes_no_shares(run: Run) -> None:
    """--to jj is made of what adds up."""
    done = run("export", "--to", "jj", "--reveal", "--shares", "absent.txt")
    assert done.returncode == 2
    assert "--shares cannot be used with --to jj" in done.stderr


def test_a_share_is_as_wide_as_its_print() -> None:
    """Its digits and its comma, a nought at the end too."""
    assert [share(text).width for text in ("6", "28,60")] == [1, 5]

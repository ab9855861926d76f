"""The tables in every form of data say what the tidy CSV says."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.conftest import ROOT, TILT100, TILT140, Run

# Where `make readers` puts programs of other languages.
READERS = ROOT / "build" / "readers"


def tidy(run: Run, path: Path) -> list[dict[str, str]]:
    """Give the observations of the CSV."""
    return list(csv.DictReader(io.StringIO(run("export", "--to", "csv", path).stdout)))


def printed(one: dict[str, Any]) -> dict[str, str]:
    """Write an observation as the CSV does."""
    return {key: "" if value is None else str(value) for key, value in one.items()}


def test_json_says_what_the_csv_says(run: Run) -> None:
    """An object an observation; the value of a star is null."""
    found = json.loads(run("export", "--to", "json", TILT100).stdout)
    told = [
        {key: "" if value is None else str(value) for key, value in one.items()} for one in found
    ]
    assert told == tidy(run, TILT100)
    assert {one["value"] for one in found if one["printed"] == "*"} == {None}


@pytest.mark.parametrize("path", [TILT100, TILT140], ids=["tilt100", "tilt140"])
def test_jsonstat_says_what_the_csv_says(run: Run, path: Path) -> None:
    """A dataset a section: every cell in its place, by the row-major order of the standard."""
    collection = json.loads(run("export", "--to", "jsonstat", path).stdout)
    assert (collection["version"], collection["class"]) == ("2.0", "collection")
    found = {}
    for dataset in collection["link"]["item"]:
        names = [dataset["dimension"][name]["category"]["index"] for name in dataset["id"]]
        assert dataset["size"] == [len(index) for index in names]
        tables, rows, periods = names
        places = [(table, row, period) for table in tables for row in rows for period in periods]
        assert len(dataset["value"]) == len(places)
        for at, place in enumerate(places):
            value, status = dataset["value"][at], dataset["status"].get(str(at))
            assert (value is None) == (status is not None)
            if status != "..":
                found[(dataset["label"].partition(" ")[2], *place)] = "*" if status else str(value)
    expected = {
        (one["section"], one["table"] or "I alt", one["code"] or one["row"], one["period"]): one[
            "printed"
        ]
        for one in tidy(run, path)
    }
    assert found == expected


def test_jsonstat_is_read_by_a_program_of_another_language(run: Run) -> None:
    """jsonstat-toolkit, in JavaScript, finds every figure where the CSV has it, and no other."""
    node = shutil.which("node")
    if not node or not (READERS / "node_modules" / "jsonstat-toolkit").is_dir():
        pytest.skip("jsonstat-toolkit is not installed (make readers)")
    data = run("export", "--to", "jsonstat", TILT140, TILT100).stdout
    script = ROOT / "tests" / "readers" / "jsonstat.cjs"
    done = subprocess.run(
        [node, script, READERS], input=data, capture_output=True, text=True, check=True
    )
    read = [json.loads(line) for line in done.stdout.splitlines()]
    found = Counter(
        (
            *one["dataset"].split(" ", 1),
            one["table"],
            one["label"],
            one["period"],
            one["status"] or one["value"],
        )
        for one in read
        if one["status"] != ".."
    )
    expected = Counter(
        (
            one["report"],
            one["section"],
            one["table"] or "I alt",
            one["row"],
            one["period"],
            "*" if one["printed"] == "*" else int(one["printed"]),
        )
        for path in (TILT140, TILT100)
        for one in tidy(run, path)
    )
    assert found == expected


def sheets_of(data: bytes) -> dict[str, list[list[Any]]]:
    """Read a workbook with calamine, a reader in Rust: the rows of each sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("path", [TILT100, TILT140], ids=["tilt100", "tilt140"])
def test_a_workbook_says_what_the_csv_says(run: Run, tmp_path: Path, path: Path) -> None:
    """One sheet a section, laid out as printed: every label with its figures, stars as ``*``."""
    assert run("export", "--to", "xlsx", path, "--output", "t.xlsx").returncode == 0
    found = [
        [str(row[0]), *(str(cell) if cell == "*" else f"{cell:.0f}" for cell in row[1:])]
        for sheet in sheets_of((tmp_path / "t.xlsx").read_bytes()).values()
        for row in sheet
        # Heads have no figures; the line of months has no label.
        if row[0] and row[-1] != ""
    ]
    expected: list[list[str]] = []
    last: object = None
    for one in tidy(run, path):
        key = one["section"], one["table"], one["row"], one["code"]
        if key != last:
            name = f"I alt {one['table']}" if one["row"] == "I alt" else one["code"]
            label = name if one["row"] == "I alt" else f"{name} {one['row']}"
            expected.append([label.strip()])
            last = key
        expected[-1].append(one["printed"])
    assert found == expected


def test_labels_and_months_of_a_workbook_stay_in_sight(run: Run, tmp_path: Path) -> None:
    """Panes are frozen below the first line of months, right of the labels."""
    assert run("export", "--to", "xlsx", TILT140, "--output", "t.xlsx").returncode == 0
    for sheet in load_workbook(tmp_path / "t.xlsx").worksheets:
        assert sheet.freeze_panes == "B6"
        assert sheet["C5"].value == "Januar"
        assert str(sheet["A6"].value).startswith("I alt")
        assert sheet["B6"].number_format == "#,##0"


def test_several_reports_in_a_workbook_are_told_apart(run: Run, tmp_path: Path) -> None:
    """The sheets bear the code; such a file is refused as an input, not read as one report."""
    assert run("export", "--to", "xlsx", TILT100, TILT140, "--output", "b.xlsx").returncode == 0
    names = load_workbook(tmp_path / "b.xlsx").sheetnames
    assert {name.split(" ")[0] for name in names} == {"TILT100", "TILT140"}
    done = run("check", "b.xlsx")
    assert done.returncode == 3
    assert "it holds several reports (TILT100, TILT140)" in done.stdout


def test_workbooks_without_openpyxl_say_what_to_install(run: Run, tmp_path: Path) -> None:
    """A missing extra is a usage error that names it."""
    (tmp_path / "openpyxl.py").write_text("raise ImportError", encoding="utf-8")
    done = run("export", "--to", "xlsx", TILT100, PYTHONPATH=f"{tmp_path}")
    assert done.returncode == 2
    assert 'pip install "tiltak-audit[xlsx]"' in done.stderr


def test_parquet_says_what_the_csv_says(run: Run, tmp_path: Path) -> None:
    """The same columns and observations, numbers as numbers; read by DuckDB, not its writer."""
    assert run("export", "--to", "parquet", TILT100, "--output", "t.parquet").returncode == 0
    table = duckdb.read_parquet(str(tmp_path / "t.parquet"))
    rows = [printed(dict(zip(table.columns, one, strict=True))) for one in table.fetchall()]
    assert rows == tidy(run, TILT100)
    assert dict(zip(table.columns, map(str, table.types), strict=True))["value"] == "BIGINT"


def test_parquet_without_pyarrow_says_what_to_install(run: Run, tmp_path: Path) -> None:
    """A missing extra is a usage error that names it."""
    (tmp_path / "pyarrow.py").write_text("raise ImportError", encoding="utf-8")
    done = run("export", "--to", "parquet", TILT100, PYTHONPATH=f"{tmp_path}")
    assert done.returncode == 2
    assert 'pip install "tiltak-audit[parquet]"' in done.stderr

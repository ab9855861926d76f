"""The tables in every form of data say what the tidy CSV says."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TILT100, TILT140, Run


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


def test_parquet_says_what_the_csv_says(run: Run, tmp_path: Path) -> None:
    """The same columns and observations, numbers as numbers."""
    parquet: Any = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    assert run("export", "--to", "parquet", TILT100, "--output", "t.parquet").returncode == 0
    table = parquet.read_table(tmp_path / "t.parquet")
    assert list(map(printed, table.to_pylist())) == tidy(run, TILT100)
    assert str(table.schema.field("value").type) == "int64"


def test_parquet_without_pyarrow_says_what_to_install(run: Run, tmp_path: Path) -> None:
    """A missing extra is a usage error that names it."""
    (tmp_path / "pyarrow.py").write_text("raise ImportError", encoding="utf-8")
    done = run("export", "--to", "parquet", TILT100, PYTHONPATH=f"{tmp_path}")
    assert done.returncode == 2
    assert 'pip install "tiltak-audit[parquet]"' in done.stderr

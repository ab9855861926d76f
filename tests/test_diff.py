"""The command that tells what changed from one edition to the next."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import TILT100, TILT140, Run
from tests.test_editions import PLAIN
from tests.test_held_editions import edition

NEW = PLAIN.replace("158 156 160", "158 150 *").replace("Kvinner", "Kvinnelige")


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """Write two editions, and name them."""
    (tmp_path / "old.txt").write_text(edition(), encoding="utf-8")
    (tmp_path / "new.txt").write_text(edition(NEW, "02.12.2025"), encoding="utf-8")
    return "old.txt", "new.txt"


def test_the_table_tells_every_change(run: Run, files: tuple[str, str]) -> None:
    """A revision with size and share, a star without its old count, a label that changed."""
    done = run("diff", *files)
    said = done.stdout.splitlines()
    assert done.returncode == 0
    assert said[0] == (
        "new.txt (2025-12-02) since old.txt (2025-11-02), 2025-01 – 2025-02: 7 figures unchanged, "
        "1 revised, 1 newly starred, 1 with another label"
    )
    assert [line.removeprefix("Tiltak og kjønn · mentor · ") for line in said[-3:]] == [
        "Menn · 2025-01: it is revised since 2025-11-02: 156 → 150 (−6, −3.8 %)",
        "Menn · 2025-02: newly starred, now *",
        "Kvinnelige: it was called “Kvinner”",
    ]
    assert "160 → *" in run("diff", *files, "--reveal").stdout
    assert run("diff", *reversed(files)).stdout == done.stdout


def test_the_csv_has_a_row_a_change(run: Run, files: tuple[str, str], tmp_path: Path) -> None:
    """With both counts, but for one that is hidden now."""
    done = run("diff", *files, "--to", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    keys = ("kind", "row", "period", "from", "to", "size", "share", "against", "path")
    assert [tuple(one[key] for key in keys) for one in rows] == [
        ("revised", "Menn", "2025-01", "156", "150", "-6", "-0.038462", *files),
        ("newly_starred", "Menn", "2025-02", "", "*", "", "", *files),
        ("renamed", "Kvinnelige", "", "Kvinner", "Kvinnelige", "", "", *files),
    ]
    shown = run("diff", *files, "--to", "csv", "--reveal", "--output", "d.csv")
    assert (shown.returncode, ",160,*," in (tmp_path / "d.csv").read_text("utf-8")) == (0, True)


def test_the_json_obeys_its_schema(run: Run, files: tuple[str, str]) -> None:
    """It says what a check says of editions."""
    document = json.loads(run("diff", *files, "--to", "json").stdout)
    jsonschema.validate(document, json.loads(run("schema", "diff").stdout))
    checked = run("check", "new.txt", "--against", "old.txt", "--format", "json").stdout
    assert document["editions"] == json.loads(checked)["editions"]
    assert [one["error"] for one in document["inputs"]] == [None, None]


def test_folders_are_releases(run: Run, tmp_path: Path) -> None:
    """Each report of one is held against its like of the other, and each line names its own."""
    for folder, day, male in (("a", "02.11.2025", "160"), ("b", "02.12.2025", "170")):
        (tmp_path / folder).mkdir()
        text = edition(PLAIN.replace("158 156 160", f"158 156 {male}"), day)
        for code in ("TILT140", "TILT120"):
            path = tmp_path / folder / f"{code}.txt"
            path.write_text(text.replace("TILT140", code), encoding="utf-8")
    said = run("diff", "b", "a").stdout.splitlines()
    assert [line.split()[0] for line in said[-2:]] == ["TILT120", "TILT140"]
    assert all("160 → 170 (+10, +6.2 %)" in line for line in said[-2:])


def test_what_shares_nothing_is_said_and_is_no_error(run: Run) -> None:
    """Two codes; one that is given alone is wrong usage, one that cannot be read is exit 3."""
    done = run("diff", TILT100, TILT140)
    assert done.returncode == 0
    assert done.stdout.count("nothing to compare") == 2
    assert run("diff", TILT100).returncode == 2
    gone = run("diff", TILT100, "gone.txt")
    assert (gone.returncode, "no such file" in gone.stderr) == (3, True)
    assert run("diff", "gone.txt", "lost.txt").returncode == 3


def test_all_changes_are_listed_where_that_is_asked(run: Run, tmp_path: Path) -> None:
    """Else the first of them, and how many there are."""
    rows = [f"\nNavn {letter} {{n}} {{n}} {{n}}\n" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØ"]
    for name, n, day in (("old", 10, "02.11.2025"), ("new", "*", "02.12.2025")):
        text = PLAIN + "".join(rows).format(n=n)
        (tmp_path / f"{name}.txt").write_text(edition(text, day), encoding="utf-8")
    said = run("diff", "old.txt", "new.txt").stdout.splitlines()
    assert said[-1] == "… 59 more (--verbose)"
    every = run("diff", "old.txt", "new.txt", "-v").stdout.splitlines()
    assert sum("newly starred" in line for line in every[1:]) == 3 * 28

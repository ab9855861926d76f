"""The command protect: what it tells people and programs, and how it ends."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import jsonschema
import numpy as np
import pytest

from tests.conftest import TILT100, TILT140, Run
from tests.test_protection import belief_of
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.protection.plan import plan_of
from tiltak_audit.protection.wish import Wish

if TYPE_CHECKING:
    from pathlib import Path

    from tiltak_audit.model.report import Report


def test_people_are_told_before_and_after(run: Run) -> None:
    """The report says how many stars leak before and after, and names what to hide."""
    done = run("protect", TILT100)
    assert done.returncode == 0
    assert "9 stars, 4 of them can be worked out" in done.stdout
    assert "stars that must be equal count once; check counts 18\n" in done.stdout
    assert "After     0 can be worked out" in done.stdout
    assert "3 figures (0.6 % of 490), in 3 rows, 6 printings, 5 537 persons" in done.stdout
    assert done.stdout.count("(and 1 other printing)") == 3


def test_shares_have_the_comma_of_norwegian(run: Run) -> None:
    """A share is written as the language of the texts writes it."""
    assert "(0,6 % av 490)" in run("protect", TILT100, "--lang", "nb").stdout
    assert "(0.6 % of 490)" in run("protect", TILT100, "--lang", "en").stdout


def test_the_list_names_figures_as_they_are_printed(run: Run) -> None:
    """Each row of the list is a figure of the tidy export, with what for and what it protects."""
    done = run("protect", TILT100, "--to", "csv")
    found = list(csv.DictReader(io.StringIO(done.stdout)))
    export = csv.DictReader(io.StringIO(run("export", TILT100, "--to", "csv").stdout))
    printed = [tuple(one.values()) for one in export]
    assert len(found) == 6
    assert {one["reason"] for one in found} == {"star"}
    assert all(tuple(one.values())[:-2] in printed for one in found)
    assert all(" / " in one["protects"] for one in found)


def test_the_document_obeys_its_schema(run: Run) -> None:
    """Programs get the plan in the shape that the schema says."""
    document = json.loads(run("protect", TILT100, "--to", "json", "--keep", "fylke").stdout)
    schema = json.loads(run("schema", "protect").stdout)
    jsonschema.validate(document, schema, jsonschema.Draft202012Validator)
    assert document["proved"]
    assert document["options"]["keep"] == ["fylke"]
    assert len(document["hidden"]) == document["least"] == 15


def hidden_text(report: Report) -> str:
    """Print TILT100 with the figures of its plan hidden, line by line."""
    lines = TILT100.read_text("utf-8").split("\n")
    for one in plan_of(belief_of(report), Attacker(), Wish()).hidden:
        for line in {cell.row.line for cell in one.cells}:
            label, *_figures = lines[line - 1].rsplit(" ", 2)
            lines[line - 1] = f"{label} : :"
    return "\n".join(lines)


def test_a_plan_that_is_followed_is_a_report_that_passes(
    run: Run, tmp_path: Path, tilt100: Report
) -> None:
    """A process that never saw the plan finds every star protected; protect has nothing to add."""
    (tmp_path / "followed.txt").write_text(hidden_text(tilt100), "utf-8")
    done = run("check", "followed.txt", "--gate", "all")
    assert done.returncode == 0, done.stdout
    assert "(18 stars, 6 hidden besides)" in done.stdout
    again = json.loads(run("protect", "followed.txt", "--to", "json").stdout)
    assert (again["hidden"], again["stars"], again["opened"]) == ([], 9, 0)


@pytest.mark.parametrize(("form", "file"), [("text", "safe.txt"), ("xlsx", "safe.xlsx")])
def test_a_report_is_printed_with_its_plan(run: Run, form: str, file: str) -> None:
    """What is printed is a report whose figures agree and whose stars are protected."""
    done = run("protect", TILT100, "--to", form, "--output", file)
    assert (done.returncode, done.stdout) == (0, "")
    checked = run("check", file, "--gate", "all", "--format", "json")
    assert checked.returncode == 0
    stars = json.loads(checked.stdout)["verdicts"]["stars"]
    assert (stars["verdict"], stars["recoverable"], stars["secondary"]) == ("protected", 0, 6)


def test_several_reports_are_printed_into_a_folder(run: Run, tmp_path: Path) -> None:
    """Each under its own name; together and alone they pass in a process that saw no plan."""
    other = TILT100.read_text("utf-8").replace("Januar 2026", "Februar 2026")
    other = other.replace("i år Januar", "i år Februar").replace("02.02.2026", "02.03.2026")
    (tmp_path / "feb.txt").write_text(other, "utf-8")
    done = run("protect", TILT100, "feb.txt", "--to", "text", "--output", "safe")
    assert done.returncode == 0
    assert {one.name for one in (tmp_path / "safe").iterdir()} == {TILT100.name, "feb.txt"}
    assert done.stderr.count("written") == 2
    assert run("check", f"safe/{TILT100.name}", "safe/feb.txt", "--gate", "all").returncode == 0
    again = run("protect", f"safe/{TILT100.name}", "safe/feb.txt", "--to", "json").stdout
    assert json.loads(again)["hidden"] == []


def test_reports_that_cannot_go_to_a_folder(run: Run, tmp_path: Path) -> None:
    """Several want a folder, other names than their own there, and no input is lost."""
    (tmp_path / "a.txt").write_bytes(TILT100.read_bytes())
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_bytes(TILT100.read_bytes())
    two = ("protect", "--to", "text", "a.txt")
    for given, said in (
        ([str(TILT140)], "give --output DIR"),
        ([str(TILT140), "--output", "a.txt"], "is a file"),
        (["sub/a.txt", "--output", "safe"], "name one of the files otherwise"),
        ([str(TILT140), "--output", "."], "would be lost"),
        (["--published", "a.txt"], "none to print"),
    ):
        done = run(*two, *given)
        assert (done.returncode, said in done.stderr) == (2, True), given
    assert {one.name for one in tmp_path.iterdir()} == {"a.txt", "sub"}
    assert run("protect", "a.txt", "--to", "xlsx", "--output", "sub").returncode == 0
    assert (tmp_path / "sub" / "a.xlsx").exists()


def test_what_cannot_be_had_is_named(run: Run) -> None:
    """With four values for every star two of TILT100 cannot be had: named, and exit 1."""
    done = run("protect", TILT100, "--values", "4", "--to", "json")
    lost = json.loads(done.stdout)["unprotected"]
    assert done.returncode == 1
    assert {one["cell"]["row"] for one in lost} == {"Svalbard og øvrige områder"}
    assert {one["bar"] for one in lost} == {"signs"}
    told = run("protect", TILT100, "--values", "4").stdout
    assert told.count("what the signs beside it stand for gives it away") == 2


def test_figures_that_must_stay_are_named_where_they_force_a_leak(run: Run) -> None:
    """Where a whole section stays, the figures that give its stars away are told."""
    names = [
        f"Arbeidsmarkedsstatus og {name}"
        for name in ("tiltaksgruppe", "fylke", "kjønn", "alder", "utdanning")
    ]
    kept = [part for name in names for part in ("--keep", name)]
    lost = json.loads(run("protect", TILT100, "--to", "json", *kept).stdout)["unprotected"]
    assert lost
    assert all(one["bar"] == "kept" and one["by"] for one in lost)


def test_what_is_out_stays(run: Run) -> None:
    """A published report cannot be changed: nothing of it is hidden, and what leaks is named."""
    done = run("protect", TILT100, "--published", TILT100, "--to", "json")
    document = json.loads(done.stdout)
    assert done.returncode == 1
    assert document["hidden"] == []
    assert len(document["unprotected"]) == 4


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--keep", "fylk"], "did you mean fylke?"),
        (["--values", "5"], "5 is not in the range"),
        (["--cost", "money"], "money"),
    ],
)
def test_wrong_usage_ends_with_2(run: Run, options: list[str], said: str) -> None:
    """What is not there, or makes no sense, is usage."""
    done = run("protect", TILT100, *options)
    assert done.returncode == 2
    assert said in done.stderr


def test_there_is_no_plan_for_figures_that_do_not_agree(run: Run, tmp_path: Path) -> None:
    """Where a figure is wrong, what a star may be rests on it: exit 3, and check tells."""
    text = TILT100.read_text("utf-8").replace(" 349 349", " 350 350")
    (tmp_path / "wrong.txt").write_text(text, "utf-8")
    done = run("protect", "wrong.txt")
    assert done.returncode == 3
    assert "figures do not agree" in done.stderr
    assert done.stdout == ""
    assert run("protect", "none.txt").returncode == 3


def test_an_interrupt_gives_what_there_is_as_unproved(tilt100: Report) -> None:
    """Whoever stops the search gets what it had, and is told that it is not proved."""
    asked: list[float] = []

    def stop(share: float) -> None:
        asked.append(share)
        if len(asked) > 2:
            raise KeyboardInterrupt

    found = plan_of(belief_of(tilt100), Attacker(), Wish(), progress=stop)
    assert not found.proved
    assert found.hidden


def test_progress_adds_up(tilt100: Report) -> None:
    """What the bar is told adds up to the whole."""
    told: list[float] = []
    plan_of(belief_of(tilt100), Attacker(), Wish(), progress=told.append)
    assert np.isclose(sum(told), 1)

"""Habits of the command line: what was nearly right is answered with what is."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

WRONG = ROOT / "tests" / "cases" / "digits_swapped.txt"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek", "x"], "No such command “chek” (did you mean check?)"),
        ([str(WRONG)], f"tiltak-audit check {WRONG}"),
        (["check", "x", "--format", "jsn"], "(did you mean json?)"),
        (["check", "x", "--fail-on", "warnig"], "(did you mean warning?)"),
        (["export", "x", "--to", "xslx"], "(did you mean xlsx?)"),
        (["check", "x", "--select", "colum-sum"], "(did you mean column-sum?)"),
        (["explain", "mean-of-month"], "(did you mean mean-of-months?)"),
        (["check", "x", "--output", "x.pdf"], "its name tells no format; give one of terminal, "),
        (
            ["check", "x", "--format", "json", "--format", "html", "--output", "y"],
            "fewer --output than --format",
        ),
    ],
)
def test_what_was_nearly_right_is_told(run: Run, arguments: list[str], said: str) -> None:
    """A usage error, whose last words are what was meant."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert " ".join(said.split()) in " ".join(done.stderr.split())


def test_a_file_that_is_nearly_there_is_named(run: Run, tmp_path: Path) -> None:
    """The nearest name of the folder, and nothing where none is near."""
    (tmp_path / "TILT140_2025-11.txt").write_bytes(WRONG.read_bytes())
    done = run("check", "TILT140_2025-1.txt")
    assert done.returncode == 3
    assert "(did you mean TILT140_2025-11.txt?)" in " ".join(done.stdout.split())
    assert "did you mean" not in run("check", "q").stdout


def test_a_rule_goes_by_its_name(run: Run, tmp_path: Path) -> None:
    """Wherever codes are taken: options, configuration, explain."""
    found = json.loads(run("check", WRONG, "--select", "column-sum", "--format", "json").stdout)
    assert found["options"]["select"] == ["TA201"]
    assert [one["code"] for one in found["findings"]] == ["TA201"]
    by_code, by_name = (run("explain", one).stdout for one in ("TA301", "Mean-of-Months"))
    assert by_code == by_name != ""
    (tmp_path / "tiltak-audit.toml").write_text(
        'ignore = ["column_sum"]\n[severity]\ncolumn-sum = "warning"\n'
        '[[waivers]]\nrule = "column-sum"\ntable = "mentor"\nreason = "x"\nauthor = "y"\n'
        "expires = 2099-12-31\n",
        encoding="utf-8",
    )
    ignored = json.loads(run("check", WRONG, "--format", "json").stdout)
    assert (ignored["options"]["ignore"], ignored["findings"]) == (["TA201"], [])
    told = json.loads(run("check", WRONG, "--ignore", "TA9", "--format", "json").stdout)
    (finding,) = told["findings"]
    assert (finding["severity"], finding["waived"]["author"]) == ("warning", "y")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.html", "<!doctype html>"),
        ("a.JSON", "{"),
        ("a.sarif", "{"),
        ("a.xml", "<testsuites"),
        ("a.md", "## tiltak-audit"),
        ("a.txt", "tiltak-audit "),
        ("report", "tiltak-audit "),
    ],
)
def test_a_file_alone_tells_its_format(run: Run, tmp_path: Path, name: str, begins: str) -> None:
    """By its suffix; without one it is the report for people."""
    assert run("check", WRONG, "--output", name).returncode == 1
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_a_format_may_go_to_standard_output_by_its_name(run: Run, tmp_path: Path) -> None:
    """“-” pairs with its format as a file does."""
    pairs = ("--format", "markdown", "--output", "a.md", "--format", "github", "--output", "-")
    done = run("check", WRONG, *pairs)
    assert done.stdout.startswith("::error ")
    assert (tmp_path / "a.md").exists()


@pytest.mark.parametrize("lang", ["no", "nn", "NO"])
def test_norwegian_has_several_names(run: Run, tmp_path: Path, lang: str) -> None:
    """All of them are nb, on the command line and in the configuration."""
    given = json.loads(run("check", WRONG, "--lang", lang, "--format", "json").stdout)
    assert given["options"]["lang"] == "nb"
    (tmp_path / "tiltak-audit.toml").write_text(f'lang = "{lang}"\n', encoding="utf-8")
    assert json.loads(run("check", WRONG, "--format", "json").stdout)["options"]["lang"] == "nb"


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_nothing_binary_goes_to_a_terminal(form: str) -> None:
    """A workbook on a screen is refused before anything is read; a pipe takes it."""
    command = [sys.executable, "-m", "tiltak_audit", "export", str(WRONG), "--to", form]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    shown, screen = pty.openpty()
    try:
        done = subprocess.run(
            command, stdout=screen, stderr=subprocess.PIPE, env=environment, check=False
        )
    finally:
        os.close(screen)
        os.close(shown)
    assert done.returncode == 2
    assert b"is no text for a terminal; give --output PATH" in done.stderr
    piped = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert piped.stdout[:2] in {b"PK", b"PA"}

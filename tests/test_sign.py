"""Another sign than ``:`` for what is hidden: read in every form, written by protect."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import attrs
import pytest

from tests.conftest import TILT100, Run
from tests.test_hidden import FORMS, figures, text, with_hidden
from tests.truth import Truth
from tiltak_audit.errors import UsageError
from tiltak_audit.families.catalogue import family_of
from tiltak_audit.model.figure import Star, hidden_beside
from tiltak_audit.model.report import Report, Row, Table
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.reading.options import ReadOptions

if TYPE_CHECKING:
    from pathlib import Path


def signed(report: Report, sign: str) -> Report:
    """Print another sign for what is hidden."""

    def of_row(row: Row) -> Row:
        return attrs.evolve(
            row,
            figures=tuple(
                attrs.evolve(one, printed=sign) if isinstance(one, Star) and one.secondary else one
                for one in row.figures
            ),
        )

    def of_table(table: Table) -> Table:
        assert isinstance(table.total, Row)
        return attrs.evolve(table, total=of_row(table.total), rows=tuple(map(of_row, table.rows)))

    return attrs.evolve(
        report,
        sections=tuple(
            attrs.evolve(one, tables=tuple(map(of_table, one.tables))) for one in report.sections
        ),
    )


@pytest.mark.parametrize("sign", ["x", "…", "^"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_knows_another_sign(form: str, sign: str) -> None:
    """What the user says is read wherever ``:`` is, and told as it is printed."""
    report = signed(with_hidden(Truth(5, 3, 60).of_group(), random.Random(form)), sign)
    path, data = FORMS[form](report)
    again = read_bytes(path, data, ReadOptions(sign=sign))
    assert figures(again) == figures(report)
    assert any(sign in one for one in figures(report).values())
    assert not again.unread


def test_a_family_may_say_the_sign() -> None:
    """What is hidden is above what its star stands for, and printed with its sign."""
    own = {"name": "own", "extends": "TILT1x0", "codes": ["TILT140"]}
    star = {"sign": "<5", "low": 0, "high": 4, "hidden": "x"}
    options = ReadOptions(families=(family_of({**own, "star": star}, "own.toml"),))
    (table,) = read_bytes("own.txt", text("20", "x", "<5").encode(), options).tables
    kvinner, menn = (row.figures[0] for row in table.rows)
    assert isinstance(menn, Star)
    assert kvinner == hidden_beside(menn)
    assert (kvinner.printed, kvinner.interval.low) == ("x", 5)
    with pytest.raises(UsageError, match=r"star\.hidden"):
        family_of({**own, "star": {**star, "hidden": "*"}}, "own.toml")


@pytest.mark.parametrize("form", ["text", "xlsx"])
def test_what_protect_writes_with_a_sign_is_checked_with_it(run: Run, form: str) -> None:
    """As many are read as were written; without the option it is told that they are not."""
    done = run("protect", TILT100, "--to", form, "--output", "safe", "--sign", "x")
    assert done.returncode == 0, done.stderr
    checked = run("check", "safe", "--gate", "all", "--sign", "x", "--format", "json")
    assert checked.returncode == 0
    stars = json.loads(checked.stdout)["verdicts"]["stars"]
    assert (stars["verdict"], stars["secondary"]) == ("protected", 6)
    without = run("check", "safe", "--gate", "all")
    assert without.stdout.count("TA112 figures-lost") or without.returncode
    again = json.loads(run("protect", "safe", "--to", "json", "--sign", "x").stdout)
    assert again["hidden"] == []


def test_the_configuration_may_say_the_sign(run: Run, tmp_path: Path) -> None:
    """A check of what is printed with it needs no option then."""
    run("protect", TILT100, "--to", "text", "--output", "safe.txt", "--sign", "x")
    (tmp_path / "tiltak-audit.toml").write_text('sign = "x"\n', "utf-8")
    assert run("check", "safe.txt", "--gate", "all").returncode == 0


@pytest.mark.parametrize(
    "sign", ["*", "", " ", "7", "1x", ",", ".", ";", "|", "..", "-", "–", "i", "og"]
)
def test_a_sign_that_is_taken_for_something_else_is_refused(run: Run, sign: str) -> None:
    """A figure, a star, a blank, what parts figures, a word: usage, with the reason."""
    for command in (["protect", TILT100], ["check", TILT100], ["export", TILT100, "--to", "csv"]):
        done = run(*command, "--sign", sign)
        assert done.returncode == 2
        assert "--sign" in done.stderr
        assert "give such as" in done.stderr

"""``--gate stars=new``: what leaks anew fails, what leaked before does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.test_over import YEAR, Edition

# In each month two stars, which keep each other, and one star, which nothing keeps.
KEPT = Edition(((1, 2), (2, 2), (9, 9)))
LOST = Edition(((1, 2), (9, 9), (9, 9)))
GATE = ("--gate", "stars=new", "--lang", "en")


def check(run: Run, folder: Path, old: str, new: str, *options: str) -> tuple[int, str]:
    """Check one text against another, and give the exit code and what is said."""
    for name, text in (("old.txt", old), ("new.txt", new)):
        (folder / name).write_text(text, encoding="utf-8")
    done = run("check", "new.txt", "--against", "old.txt", *options)
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    ("old", "new", "code"), [(KEPT, LOST, 1), (LOST, LOST, 0), (LOST, KEPT, 0)]
)
def test_only_what_leaks_anew_fails(
    run: Run, tmp_path: Path, old: Edition, new: Edition, code: int
) -> None:
    """A row that leaks and did not is exit 1; one that leaked before is told, and no failure."""
    found, said = check(run, tmp_path, old.text("02.03.2025"), new.text("02.04.2025"), *GATE)
    assert found == code
    assert ("gives the like" in said) == (old is new)
    assert ("FAIL" in said) == ("stars can be worked out that could not before" in said) == code


def test_an_edition_against_itself_leaks_nothing_anew(run: Run, tmp_path: Path) -> None:
    """Whatever it leaks, by whichever way; with all stars in the gate it fails."""
    text = YEAR.text("TILT140", 6)
    assert check(run, tmp_path, text, text, *GATE)[0] == 0
    assert check(run, tmp_path, text, text, "--gate", "stars")[0] == 1
    # All stars are more than the new ones.
    assert check(run, tmp_path, text, text, "--gate", "all,stars=new")[0] == 1


def test_the_stars_of_a_way_are_parted(run: Run, tmp_path: Path) -> None:
    """Those that leak anew stand in a finding of their own; together they are all that leak."""
    texts = [YEAR.text("TILT140", month) for month in (5, 6)]
    code, said = check(run, tmp_path, texts[0], texts[1], *GATE[:2], "--format", "json")
    assert code == 1
    found = json.loads(said)
    assert found["gate"] == ["stars=new"]
    told = [one for one in found["findings"] if one["code"] in {"TA503", "TA602"}]
    ungated = json.loads(check(run, tmp_path, *texts, "--format", "json")[1])
    whole = [one for one in ungated["findings"] if one["code"] in {"TA503", "TA602"}]
    number = [sum(int(one["message"].split()[0]) for one in some) for some in (told, whole)]
    assert number[0] == number[1]
    assert len(told) > len(whole)


def test_the_ratchet_needs_an_edition(run: Run, tmp_path: Path) -> None:
    """Without --against it is wrong usage, and says what is missing."""
    (tmp_path / "new.txt").write_text(KEPT.text("02.04.2025"), encoding="utf-8")
    done = run("check", "new.txt", *GATE)
    assert done.returncode == 2
    assert "with --against" in done.stderr


def test_a_report_without_an_older_edition_is_judged_by_all_its_stars(
    run: Run, tmp_path: Path
) -> None:
    """What is held against a report of another code is held against nothing."""
    old = KEPT.text("02.03.2025").replace("TILT140", "TILT110")
    assert check(run, tmp_path, old, LOST.text("02.04.2025"), *GATE)[0] == 1

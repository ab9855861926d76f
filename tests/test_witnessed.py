"""A finding says what another edition printed for the figures that it accuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.answering import serious
from tests.conftest import Run
from tests.pages import whole
from tests.test_editions import PLAIN, edition
from tiltak_audit.model.report import Report
from tiltak_audit.run.audit import audit

OLD = edition(day="02.11.2025")


def notes(new: Report, *against: Report) -> tuple[str, ...]:
    """Give the notes of the only error of a report."""
    (error,) = serious(audit([new], against=against))
    assert error.code == "TA201"
    return error.words.notes


TOTAL = "I alt mentor 308 305 311"


@pytest.mark.parametrize(
    ("old", "said"),
    [
        (TOTAL, "prints 305 for it"),
        ("I alt mentor 308 325 311", "prints 325 for it, too"),
        ("I alt mentor 308 * 311", "prints * for it"),
    ],
)
def test_of_the_culprit_its_old_figure_is_told(old: str, said: str) -> None:
    """What it was, that it was the same, or that it was hidden."""
    new = edition(PLAIN.replace(TOTAL, "I alt mentor 308 325 311"))
    older = edition(PLAIN.replace(TOTAL, old), "02.11.2025")
    assert notes(new, older) == (f"the edition of 2025-11-02 {said}",)


def test_of_several_suspects_those_that_were_others_are_told() -> None:
    """Month and mean of a row are wrong by as much, so that any row may be the wrong one."""
    new = edition(PLAIN.replace("Menn 158 156", "Menn 173 186"))
    told = "of these the edition of 2025-11-02 prints otherwise: Menn mean: 158; Menn 2025-01: 156"
    assert notes(new, OLD) == (told,)
    assert notes(new, edition(PLAIN.replace("Menn 158 156", "Menn 173 186"), "02.11.2025")) == (
        "the edition of 2025-11-02 prints them all alike",
    )


def test_without_another_print_nothing_is_told() -> None:
    """Alone, or beside an edition that does not print the row."""
    new = edition(PLAIN.replace("Menn 158 156", "Menn 158 186"))
    assert notes(new) == ()
    assert notes(new, OLD) != ()
    gone = edition(PLAIN.replace("\nMenn 158 156 160\n", ""), "02.11.2025")
    assert notes(new, gone) == ()


def test_the_older_of_two_is_held_against_the_newer() -> None:
    """The order of the two does not matter: the other one is told."""
    old = edition(PLAIN.replace("Menn 158 156", "Menn 158 186"), "02.11.2025")
    assert notes(old, edition()) == ("the edition of 2025-12-02 prints 156 for it",)


def test_a_total_that_is_printed_again_is_known_by_its_first_print() -> None:
    """The figure of the other edition is told of a reprint, too."""
    again = f"{PLAIN}\n… Tiltak og kjønn\n\n{TOTAL}\n".replace("311\n", "311\n")
    new = edition(again[: again.rindex("305")] + "325 311\n")
    (error,) = serious(audit([new], against=[OLD]))
    assert error.code == "TA401"
    assert error.words.notes == ("the edition of 2025-11-02 prints 305 for it",)


def test_it_is_shown_beside_the_finding(run: Run, tmp_path: Path) -> None:
    """Where a finding is told in full."""
    (tmp_path / "old.txt").write_text(whole(PLAIN).replace("02.12", "02.11"), encoding="utf-8")
    new = whole(PLAIN).replace(TOTAL, "I alt mentor 308 325 311")
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")
    for form in ("terminal", "sarif", "junit"):
        done = run("check", "new.txt", "--against", "old.txt", "--format", form, "--lang", "en")
        assert done.returncode == 1
        assert "the edition of 2025-11-02 prints 305 for it" in " ".join(done.stdout.split()), form

"""A starred mean that the signs of its months fix hides nothing; no plan is asked to protect it."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Run
from tests.test_protection import belief_of
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.disclosure.fixed import fixed_means
from tiltak_audit.disclosure.points import points_of
from tiltak_audit.parsing.read import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from tiltak_audit.model.report import Report

_MONTHS = ("Januar", "Februar", "Mars", "April", "Mai")

_SPLIT = """I alt mentor 23 24 25 21

Kvinner * 4 5 *

Menn 20 20 20 20
"""


def page(months: int, rows: str) -> str:
    """Give a page of some months."""
    return (
        "Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned\n"
        "Tiltak og kjønn Rapport oppdatert: 02.12.2025\n\n"
        f"Januar 2025 - {_MONTHS[months - 1]} 2025\n\nGjennom\nsnitt hittil\n\n"
        f"i år {' '.join(_MONTHS[:months])}\n{rows}"
    )


def read(months: int, rows: str) -> Report:
    """Read it."""
    return read_bytes("page.txt", page(months, rows).encode())


def means(signs: tuple[str, ...]) -> set[int]:
    """Enumerate the starred means that months of some signs may be printed as."""
    choices = [range(4) if sign == "*" else range(4, 16) for sign in signs]
    sums = {sum(months) for months in product(*choices)}
    twice = {(2 * total, len(signs)) for total in sums}
    # A tie may be printed either way.
    rounded = {(one + n - down) // (2 * n) for one, n in twice for down in (0, 1)}
    return {one for one in rounded if one <= 3}


@pytest.mark.parametrize("months", [2, 3, 4])
def test_a_mean_is_fixed_where_all_months_of_its_signs_have_one(months: int) -> None:
    """By enumeration, for every row of signs that a starred mean may stand beside."""
    every = [signs for signs in product("*4", repeat=months) if means(signs)]
    rows = [f"{at} år * {' '.join(signs)}" for at, signs in enumerate(every, 20)]
    report = read(months, "I alt mentor " + ": " * months + ":\n\n" + "\n\n".join(rows) + "\n")
    points = points_of(belief_of(report), Attacker())
    found = fixed_means(points, Attacker())
    fixed = {points.joint.cell(at).row.label for at in found.nonzero()[0].tolist()}
    assert fixed == {f"{at} år" for at, signs in enumerate(every, 20) if len(means(signs)) == 1}


def test_a_plan_names_it_and_what_is_printed_then_passes(run: Run, tmp_path: Path) -> None:
    """Named, and nothing asked for it: worked out where nothing is hidden, and not after that."""
    (tmp_path / "page.txt").write_text(page(3, _SPLIT), "utf-8")
    document = json.loads(run("protect", "page.txt", "--to", "json").stdout)
    assert [(one["row"], one["period"]) for one in document["fixed"]] == [("Kvinner", "mean")]
    assert document["unprotected"] == []
    assert "hide nothing, whatever is hidden" in run("protect", "page.txt").stdout
    assert run("protect", "page.txt", "--to", "text", "--output", "safe.txt").returncode == 0
    for path, recoverable in (("page.txt", 2), ("safe.txt", 0)):
        found = json.loads(run("check", path, "--gate", "all", "--format", "json").stdout)
        assert found["verdicts"]["stars"]["recoverable"] == recoverable

"""Plans against each person who is counted in a star, and so knows it."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import chain, product
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.conftest import TILT100, TILT140, Run
from tests.drawn_tables import COLUMNS, ROWS, drawn, leaking, problem_of
from tiltak_audit.protection.search import searched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def tables(values: Sequence[int], hidden: set[int]) -> Iterator[tuple[int, ...]]:
    """Enumerate every table that fits what is shown, cell by cell."""
    size, total = ROWS * COLUMNS, values[-1]
    choices = [
        range(4) if value < 4 else range(4, total + 1) if at in hidden else (value,)
        for at, value in enumerate(values)
    ]
    # Rows first, so that few are put together.
    rows = [
        [
            row
            for row in product(*choices[at : at + COLUMNS])
            if sum(row) in choices[size + at // COLUMNS]
        ]
        for at in range(0, size, COLUMNS)
    ]
    for some in product(*rows):
        sums = [*map(sum, some), *map(sum, zip(*some, strict=True))]
        table = (*chain(*some), *sums, sum(map(sum, some)))
        if all(one in choice for one, choice in zip(table, choices, strict=True)):
            yield table


def worked_out(values: Sequence[int], hidden: set[int]) -> set[int]:
    """Enumerate what somebody works out who knows one star, whichever and whatever it is."""
    stars = {at for at, value in enumerate(values) if value < 4}
    every = list(tables(values, hidden))
    found = set()
    for star in stars - leaking(values, hidden):
        beside: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        for table in every:
            beside[table[star]].append(table)
        for some in beside.values():
            found |= {
                at for at in (stars | hidden) - {star} if len({table[at] for table in some}) == 1
            }
    return found


# Drawn so that they are enumerated quickly.
@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_nobody_who_is_counted_in_a_star_works_out_another(seed: int) -> None:
    """By enumeration; what is named as lost is lost where everything is hidden that may be."""
    values, rows = drawn(seed)
    problem = problem_of(values, rows)
    found = searched(problem, lambda _: None, problem.star)
    assert found.proved
    hidden = set(np.flatnonzero(found.hidden).tolist())
    lost = found.lost.keys() | found.known.keys()
    assert leaking(values, hidden) <= found.lost.keys()
    assert worked_out(values, hidden) <= lost
    stars = {at for at, value in enumerate(values) if value < 4}
    most = set(np.flatnonzero(problem.may).tolist())
    assert found.known.keys() & stars <= worked_out(values, most)
    alone = searched(problem, lambda _: None)
    assert found.hidden.sum() >= alone.hidden.sum()


def test_the_sample_against_everybody(run: Run) -> None:
    """Two stars that add up to what is 4 or more give each other away, and nothing else does."""
    done = run("protect", TILT100, "--insider", "all", "--to", "text", "--output", "safe.txt")
    assert done.returncode == 1
    checked = json.loads(run("check", "safe.txt", "--insider", "all", "--format", "json").stdout)
    leaks = {one["row"] for one in checked["disclosure"]["cells"] if one["width"] == 0}
    assert leaks == {"Svalbard og øvrige områder"}
    assert run("check", "safe.txt", "--gate", "all").returncode == 0


def test_each_star_in_turn_is_as_all(run: Run) -> None:
    """What check --insider all finds holds what it finds for one star."""
    document = json.loads(run("check", TILT100, "--format", "json", "--insider", "all").stdout)
    told = {
        (one["line"], one["period"]) for one in document["disclosure"]["cells"] if not one["width"]
    }
    export = json.loads(run("export", TILT100, "--to", "json").stdout)
    stars = {one["line"] for one in export if one["printed"] == "*" and one["period"] == "2026-01"}
    found = set()
    for line in sorted(stars)[::2]:
        one = json.loads(
            run("check", TILT100, "--format", "json", "--insider", f"{line}:2026-01").stdout
        )
        found |= {
            (cell["line"], cell["period"])
            for cell in one["disclosure"]["cells"]
            if not cell["width"]
        }
    assert found <= told
    assert {line for line, _ in found} > set(sorted(stars)[::2])


@pytest.mark.parametrize("command", ["check", "protect"])
def test_too_many_stars_are_refused(run: Run, command: str) -> None:
    """Usage, with the number, and what to do."""
    done = run(command, TILT140, "--insider", "all")
    assert done.returncode == 2
    assert "--insider all" in done.stderr
    assert "more than can be tried" in done.stderr


def test_all_are_named_alone(run: Run) -> None:
    """One star beside all of them is usage."""
    done = run("check", TILT100, "--insider", "all", "--insider", "256:2026-01")
    assert done.returncode == 2

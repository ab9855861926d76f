"""Joint conflicts of small systems: the proof is one, and nothing can be left out of it."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tiltak_audit.engine.conflict import core_of
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.refutation import refutation
from tiltak_audit.engine.system import RowOf, System, local, system_of


def has_solution(system: System) -> bool:
    """Try every value of every variable."""
    ranges = [range(low, high + 1) for low, high in zip(system.low, system.high, strict=True)]
    return any(system.holds(np.array(values)) for values in product(*ranges))


def is_minimal_proof(system: System, rows: list[int]) -> bool:
    """Tell whether rows have no solution, and any one fewer do."""
    if has_solution(local(system, np.array(rows))):
        return False
    fewer = [[row for row in rows if row != left] for left in rows]
    return all(not rest or has_solution(local(system, np.array(rest))) for rest in fewer)


def test_two_rows_that_need_a_star_small_and_large() -> None:
    """X + y ≤ 1 and x + z ≥ 6 and two idle rows: the two conflict, the others are left out."""
    system = system_of(
        [0] * 4,
        [3] * 4,
        [
            (0, 9, [(2, 1), (3, 1)]),
            (0, 1, [(0, 1), (1, 1)]),
            (0, 2, [(3, 1), (1, 1)]),
            (6, 6, [(0, 1), (2, 1)]),
        ],
    )
    core = core_of(system, propagate(system)).tolist()
    assert core == [1, 3]
    assert is_minimal_proof(system, core)


def test_bounds_that_meet_in_no_value() -> None:
    """2x = 2y + 1 … a variable that runs out of values is traced back as well as a row."""
    rows: list[RowOf] = [(2, 3, [(0, 2)]), (0, 0, [(0, 1), (1, -1)]), (3, 3, [(1, 1), (2, 1)])]
    system = system_of([0, 2, 0], [3, 3, 0], rows)
    core = core_of(system, propagate(system)).tolist()
    assert is_minimal_proof(system, core)


def test_what_propagation_cannot_see() -> None:
    """X + y, y + z, x + z all 3 with 1 ≤ x, y, z ≤ 2: half integers only; branches refute it."""
    pairs = [(0, 1), (1, 2), (0, 2)]
    rows: list[RowOf] = [(3, 3, [(a, 1), (b, 1)]) for a, b in pairs]
    system = system_of([0] * 3, [3] * 3, rows)
    bounds = propagate(system)
    assert not bounds.conflict
    (core,) = refutation(system, bounds)
    assert core.tolist() == [0, 1, 2]


def test_what_branches_refute_is_made_minimal() -> None:
    """Rows that only share a variable with the contradiction are left out of it."""
    pairs = [(0, 1), (1, 2), (0, 2)]
    rows: list[RowOf] = [(3, 3, [(a, 1), (b, 1)]) for a, b in pairs]
    rows += [(2, 4, [(0, 1), (3, 1)]), (2, 4, [(1, 1), (3, 1)])]
    system = system_of([0] * 4, [3] * 4, rows)
    (core,) = refutation(system, propagate(system))
    assert core.tolist() == [0, 1, 2]


# Nine stars in a square; its three rows add up to 15.
ACROSS: list[RowOf] = [(5, 5, [(v, 1) for v in range(at, at + 3)]) for at in (0, 3, 6)]


def down(column: int, total: int, *others: tuple[int, int]) -> RowOf:
    """Give a column of the square, with others in its sum."""
    return total, total, [(column, 1), (column + 3, 1), (column + 6, 1), *others]


def test_what_a_dual_ray_proves() -> None:
    """Rows of a square add up to 15 and columns to 14: only all six together say so."""
    rows = [(2, 4, [(9, 1), (10, 1)]), *ACROSS, down(0, 5), down(1, 5), down(2, 4)]
    system = system_of([0] * 11, [3] * 11, rows)
    bounds = propagate(system)
    assert not bounds.conflict
    (core,) = refutation(system, bounds)
    assert core.tolist() == [1, 2, 3, 4, 5, 6]


def test_a_fixed_variable_is_part_of_the_proof() -> None:
    """The row that fixes what the ray rests on is in the core, though no component holds it."""
    rows = [*ACROSS, down(0, 5), down(1, 5), down(2, 5, (9, 1)), (1, 1, [(9, 1)])]
    system = system_of([0] * 10, [3] * 10, rows)
    (core,) = refutation(system, propagate(system))
    assert core.tolist() == [0, 1, 2, 3, 4, 5, 6]


def test_nothing_to_refute() -> None:
    """Systems that hold have no refutation: with a free part, and with none."""
    rows: list[RowOf] = [(3, 3, [(0, 1), (1, 1)])]
    for high in (3, 2):
        system = system_of([0, 0], [high, high], rows)
        assert refutation(system, propagate(system)) == ()


row = st.tuples(
    st.integers(0, 5),
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from((-1, 1))), min_size=2, max_size=3),
)


@settings(max_examples=200)
@given(rows=st.lists(row, min_size=2, max_size=6))
def test_a_refutation_is_true_and_none_is_missed(
    rows: list[tuple[int, list[tuple[int, int]]]],
) -> None:
    """There is a proof exactly where brute force finds no solution, and it is minimal."""
    usable: list[RowOf] = [(s, s, terms) for s, terms in rows if len({v for v, _ in terms}) > 1]
    system = system_of([0] * 5, [3] * 5, usable)
    bounds = propagate(system)
    cores = (core_of(system, bounds),) if bounds.conflict else refutation(system, bounds)
    assert bool(cores) is not has_solution(system)
    for core in cores:
        assert not has_solution(local(system, core))

"""The search for smallest sets, against trying every set and every value."""

from __future__ import annotations

from itertools import combinations, product
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiltak_audit.engine import localise
from tiltak_audit.engine.leeway import Rows as Leeway
from tiltak_audit.engine.leeway import Suspicion
from tiltak_audit.engine.localise import ROWS_A_TRY, Sets, left_to_sets, smallest_sets
from tiltak_audit.engine.system import System, system_of

LOW, HIGH = 4, 9
MANY = 10_000

# Rows as coefficients of every variable, 0 where it is not in the row.
Rows = list[tuple[int, ...]]


def suspicion_of(
    stated: list[tuple[int, int]], rows: Rows, candidates: list[bool] | None = None
) -> Suspicion:
    """Give rows that must sum to zero over stated ranges, any point of which may be freed."""
    system = system_of(
        [low for low, _ in stated],
        [high for _, high in stated],
        [(0, 0, [(v, f) for v, f in enumerate(row) if f]) for row in rows],
    )
    points = [low == high for low, high in stated]
    return Suspicion(
        system,
        np.full(len(stated), LOW),
        np.full(len(stated), HIGH),
        np.array(points if candidates is None else candidates),
    )


def found(suspicion: Suspicion, most: int = 3, tries: int = MANY) -> Sets:
    """Search for what mends the rows that are broken as stated."""
    system = suspicion.system
    return smallest_sets(suspicion, system.broken(system.low, system.high).tolist(), most, tries)


def can_hold(suspicion: Suspicion, chosen: tuple[int, ...]) -> bool:
    """Try every value of everything, the chosen freed."""
    system = suspicion.system
    ranges = [
        range(LOW, HIGH + 1) if v in chosen else range(int(low), int(high) + 1)
        for v, (low, high) in enumerate(zip(system.low, system.high, strict=True))
    ]
    return any(sums_hold(system, values) for values in product(*ranges))


def sums_hold(system: System, values: tuple[int, ...]) -> bool:
    """Tell whether all rows hold."""
    sums = system.sums(np.array(values))
    return bool(((system.row_low <= sums) & (sums <= system.row_high)).all())


def smallest_by_force(suspicion: Suspicion) -> list[tuple[int, ...]]:
    """Try all sets of one figure, then of two, then of three."""
    candidates = np.flatnonzero(suspicion.candidates).tolist()
    for size in (1, 2, 3):
        sets = [s for s in combinations(candidates, size) if can_hold(suspicion, s)]
        if sets:
            return sets
    return []


values = st.one_of(st.integers(LOW, HIGH).map(lambda x: (x, x)), st.just((0, 3)))
points = st.integers(LOW, HIGH).map(lambda x: (x, x))
row = st.tuples(*[st.sampled_from((-1, 0, 0, 1))] * 5).filter(lambda row: sum(map(abs, row)) > 1)


@given(stated=st.lists(points, min_size=5, max_size=5), rows=st.lists(row, min_size=1, max_size=4))
def test_single_figures_are_those_that_every_value_allows(
    stated: list[tuple[int, int]], rows: Rows
) -> None:
    """Where all is printed, the single figures found are exactly those that brute force finds."""
    suspicion = suspicion_of(stated, rows)
    system = suspicion.system
    if system.broken(system.low, system.high).size:
        force = [s for s in smallest_by_force(suspicion) if len(s) == 1]
        assert list(found(suspicion, most=1).sets) == force


@settings(max_examples=300)
@given(stated=st.lists(values, min_size=5, max_size=5), rows=st.lists(row, min_size=1, max_size=4))
def test_no_right_set_is_lost(stated: list[tuple[int, int]], rows: Rows) -> None:
    """What is found is no larger than what brute force finds, and holds all of that size."""
    suspicion = suspicion_of(stated, rows)
    system = suspicion.system
    force = smallest_by_force(suspicion)
    if not system.broken(system.low, system.high).size or not force:
        return
    sets = found(suspicion)
    assert sets.complete
    assert sets.sets
    assert len(sets.sets[0]) <= len(force[0])
    if len(sets.sets[0]) == len(force[0]):
        assert set(force) <= set(sets.sets)


def test_the_figure_that_two_broken_rows_share() -> None:
    """5 = 4 + 4 and 6 = 4 + 4, the middle one shared and too large: only it can mend both."""
    # a = s + b, c = s + d with s stated 5 where 4 was meant.
    rows: Rows = [(1, -1, -1, 0, 0), (0, -1, 0, 1, -1)]
    stated = [(8, 8), (5, 5), (4, 4), (9, 9), (5, 5)]
    assert found(suspicion_of(stated, rows)).sets == ((1,),)


def test_a_figure_whose_other_row_holds_is_no_suspect() -> None:
    """X = y is broken; y = z holds, so it is x."""
    rows: Rows = [(1, -1, 0), (0, 1, -1)]
    assert found(suspicion_of([(5, 5), (7, 7), (7, 7)], rows)).sets == ((0,),)


def test_two_figures_where_one_is_not_enough() -> None:
    """Two broken rows without a figure in common need two figures; all four pairs are found."""
    rows: Rows = [(1, -1, 0, 0), (0, 0, 1, -1)]
    sets = found(suspicion_of([(5, 5), (7, 7), (4, 4), (8, 8)], rows))
    assert sets.sets == ((0, 2), (0, 3), (1, 2), (1, 3))


def test_a_freed_figure_may_need_another_in_a_row_that_held() -> None:
    """A = b is broken and only a may be wrong; a = c held, so c is wrong as well."""
    rows: Rows = [(1, -1, 0), (1, 0, -1)]
    stated = [(5, 5), (7, 7), (5, 5)]
    assert found(suspicion_of(stated, rows, [True, False, True])).sets == ((0, 2),)


def test_three_figures_in_a_chain() -> None:
    """A = b is broken, a = c = d held: with b beyond doubt, the three others go together."""
    rows: Rows = [(1, -1, 0, 0), (1, 0, -1, 0), (0, 0, 1, -1)]
    stated = [(5, 5), (7, 7), (5, 5), (5, 5)]
    assert found(suspicion_of(stated, rows, [True, False, True, True])).sets == ((0, 2, 3),)


def test_a_row_that_the_chosen_cannot_obey_alone() -> None:
    """A = 2b with b at most 9: an a that another row needs at 20 frees b in vain."""
    system = system_of(
        [4, 4, 20], [4, 4, 20], [(0, 0, [(0, 1), (1, -2)]), (0, 0, [(0, 1), (2, -1)])]
    )
    suspicion = Suspicion(system, np.full(3, LOW), np.full(3, HIGH), np.array([True, True, False]))
    assert found(suspicion) == Sets((), complete=True, tries=found(suspicion).tries)


def test_two_that_chase_each_other_are_let_go() -> None:
    """A > b and b > a cannot hold, which a round raises by one: what is left then is kept."""
    most = 1_000_000
    rows = [(1, most, [(0, 1), (1, -1)]), (1, most, [(1, 1), (0, -1)])]
    system = system_of([0, 0], [0, 0], rows)
    suspicion = Suspicion(system, np.zeros(2, int), np.full(2, most), np.ones(2, dtype=bool))
    (left,) = left_to_sets(suspicion, [(0, 1)])
    assert left is not None
    assert all(0 < low < high < most for low, high in left.values())


def test_what_rows_leave_to_a_variable() -> None:
    """5 = s + 4 with a star s leaves the 5 at 4 to 7 and the 4 at 4 to 5; 5 = s + 20 nothing."""
    rows: Rows = [(1, -1, -1, 0, 0), (0, 0, 0, 1, -1)]
    suspicion = suspicion_of([(5, 5), (0, 3), (4, 4), (6, 6), (8, 8)], rows)
    assert left_to_sets(suspicion, [(0,), (2,), (3,)]) == [{0: (4, 7)}, {2: (4, 5)}, {3: (8, 8)}]
    suspicion = suspicion_of([(5, 5), (0, 3), (20, 20), (6, 6), (8, 8)], rows)
    assert left_to_sets(suspicion, [(0,), (4,)]) == [None, {4: (6, 6)}]


def test_nothing_to_find() -> None:
    """Where no figure may be freed nothing is found, and nothing was left out."""
    sets = found(suspicion_of([(5, 5), (7, 7)], [(1, -1)], [False, False]))
    assert sets == Sets((), complete=True, tries=0)


def test_the_search_ends_at_its_tries() -> None:
    """With two tries the search ends within a row of the third, and says that it is incomplete."""
    rows: Rows = [(1, -1, 0, 0), (0, 0, 1, -1)]
    sets = found(suspicion_of([(5, 5), (7, 7), (4, 4), (8, 8)], rows), tries=2)
    assert not sets.complete
    assert sets.tries == 4


def looked_at(copies: int, *, shared: bool) -> tuple[int, Sets]:
    """Count the rows that are looked at where one total is printed with that many others.

    A second total says the same as each of them where they are ``shared``.
    """
    made: list[Leeway] = []

    class Counted(Leeway):
        def __init__(self, suspicion: Suspicion) -> None:
            super().__init__(suspicion)
            made.append(self)

    count = copies + 2
    rows = [(0, 0, [(0, 1), (at, -1)]) for at in range(2, count)]
    rows += [(0, 0, [(1, 1), (at, -1)]) for at in range(2, count)] * shared
    stated = [5, 5] + [6 + at % 3 for at in range(copies)]
    system = system_of(stated, stated, rows)
    suspicion = Suspicion(
        system, np.full(count, LOW), np.full(count, HIGH), np.ones(count, dtype=bool)
    )
    with patch.object(localise, "Rows", Counted):
        sets = found(suspicion)
    return made[0].looked, sets


def test_rows_looked_at_grow_with_the_text() -> None:
    """One total that very many others contradict takes twice the rows where they are twice."""
    few, _ = looked_at(500, shared=False)
    many, sets = looked_at(1000, shared=False)
    assert many < 2.5 * few
    assert sets.complete


@pytest.mark.parametrize("copies", [1000, 2000, 4000])
def test_rows_looked_at_count_as_tries(copies: int) -> None:
    """Where each of very many sets needs very many rows the search ends, and says so."""
    looked, sets = looked_at(copies, shared=True)
    assert not sets.complete
    assert sets.tries > MANY
    assert looked < 1.2 * ROWS_A_TRY * MANY

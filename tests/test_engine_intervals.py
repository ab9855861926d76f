"""Exact intervals: what brute force finds, whatever the order; undecided or exact."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine_systems import Drawn, block_places, ends, systems, tables
from tiltak_audit.engine import intervals as module
from tiltak_audit.engine.aliases import merged
from tiltak_audit.engine.extreme import extreme, witness_of
from tiltak_audit.engine.intervals import Intervals, intervals
from tiltak_audit.engine.orbits import neighbours
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.solution import Impossible, Solution, Unknown, solution
from tiltak_audit.engine.solver import Relaxation, Vertex
from tiltak_audit.engine.system import System, system_of


def same(one: Intervals, other: Intervals) -> bool:
    """Tell whether two answers are the same."""
    return one.feasible == other.feasible and (
        not one.feasible or ((one.low == other.low).all() and (one.high == other.high).all()).item()
    )


@given(systems())
def test_exact_is_what_brute_force_finds(drawn: Drawn) -> None:
    """Every end of every variable is decided and right; a contradiction is seen."""
    found = intervals(drawn.system)
    solutions = drawn.solutions()
    assert found.feasible == bool(solutions)
    if solutions:
        low, high = ends(solutions)
        assert found.decided.all()
        assert (found.low == low).all()
        assert (found.high == high).all()


@given(systems(solvable=True))
def test_exact_lies_within_propagated(drawn: Drawn) -> None:
    """Brute force ⊆ exact ⊆ propagated; the planted solution is inside all of them."""
    bounds, found = propagate(drawn.system), intervals(drawn.system)
    assert not bounds.conflict
    assert drawn.planted is not None
    assert (bounds.low <= found.low).all()
    assert (found.high <= bounds.high).all()
    assert (found.low <= drawn.planted).all()
    assert (found.high >= drawn.planted).all()


@given(systems(), st.randoms())
def test_order_does_not_matter(drawn: Drawn, shuffle: random.Random) -> None:
    """Variables and rows in another order give the same intervals."""
    order = list(range(len(drawn.low)))
    shuffle.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    rows = [(a, b, [(place[v], f) for v, f in terms]) for a, b, terms in drawn.rows]
    shuffle.shuffle(rows)
    moved = system_of([drawn.low[v] for v in order], [drawn.high[v] for v in order], rows)
    first, second = intervals(drawn.system), intervals(moved)
    assert first.feasible == second.feasible
    if first.feasible:
        assert (first.low[order] == second.low).all()
        assert (first.high[order] == second.high).all()


@given(systems(solvable=True, equalities=True), st.data())
def test_starring_one_more_never_narrows(drawn: Drawn, data: st.DataObject) -> None:
    """A variable with more values left leaves no other fewer."""
    at = data.draw(st.integers(0, len(drawn.low) - 1))
    assert drawn.planted is not None
    value = drawn.planted[at]
    low, high = list(drawn.low), list(drawn.high)
    low[at] = high[at] = value
    fixed = intervals(system_of(low, high, drawn.rows))
    starred = intervals(drawn.system)
    assert (starred.low <= fixed.low).all()
    assert (fixed.high <= starred.high).all()


@given(systems())
def test_merging_changes_nothing(drawn: Drawn) -> None:
    """Variables that are equal can be one variable."""
    system = drawn.system
    one = merged(system)
    with_aliases, without = intervals(system), intervals(one.system)
    assert with_aliases.feasible == without.feasible
    if without.feasible:
        assert (without.low[one.variable] == with_aliases.low).all()
        assert (without.high[one.variable] == with_aliases.high).all()


@given(tables())
def test_blocks_change_nothing(drawn: tuple[Drawn, int]) -> None:
    """Whether rows are taken for alike, known or guessed, the intervals are the same."""
    table, width = drawn
    system = table.system
    alone = intervals(system)
    assert alone.decided.all()
    assert same(alone, intervals(system, place=block_places(width, system.variables)))
    assert same(alone, intervals(system, place=neighbours(system)))


@given(systems(solvable=True), st.data())
def test_only_what_is_wanted_is_settled(drawn: Drawn, data: st.DataObject) -> None:
    """A variable that is wanted is decided, whatever the others are."""
    wanted = np.array([data.draw(st.booleans()) for _ in drawn.low])
    whole, found = intervals(drawn.system), intervals(drawn.system, wanted)
    assert found.decided[wanted].all()
    assert (found.low[wanted] == whole.low[wanted]).all()
    assert (found.high[wanted] == whole.high[wanted]).all()


@given(systems())
def test_a_solution_is_one(drawn: Drawn) -> None:
    """One solution is found where there is one, and it obeys everything."""
    match solution(drawn.system):
        case Solution(values):
            assert tuple(values.tolist()) in drawn.solutions()
        case Impossible():
            assert drawn.solutions() == []
        case Unknown():
            raise AssertionError


@given(systems())
def test_progress_adds_up(drawn: Drawn) -> None:
    """At the end every variable has been told of."""
    told: list[float] = []
    found = intervals(drawn.system, progress=told.append)
    if found.feasible:
        assert sum(told) == pytest.approx(len(drawn.low) - _unbound(drawn), abs=len(drawn.low))
        assert sum(told) <= len(drawn.low) + 1e-9


def _unbound(drawn: Drawn) -> int:
    named = {v for _a, _b, terms in drawn.rows for v, _f in terms}
    return len(drawn.low) - len(named)


# Systems where the relaxation has no integral vertex, or no vertex that rounds exactly.
NASTY = {
    "parity": ([0] * 20, [1] * 20, [(21, 21, [(v, 2) for v in range(20)])], False),
    "parity of what is free": ([1, 0, 0], [1, 9, 9], [(4, 4, [(0, 1), (1, 4), (2, 6)])], False),
    "triangle": (
        [0] * 3,
        [1] * 3,
        [(1, 1, [(0, 1), (1, 1)]), (1, 1, [(1, 1), (2, 1)]), (1, 1, [(0, 1), (2, 1)])],
        False,
    ),
    "knapsack": (
        [0] * 8,
        [1] * 8,
        [(50_003, 50_003, [(v, 12_501 + 7 * v) for v in range(8)])],
        False,
    ),
    "coprime": ([-900] * 2, [900] * 2, [(1, 1, [(0, 97), (1, -101)])], True),
    "far": ([0] * 3, [10**12] * 3, [(10**12, 10**12, [(0, 3), (1, 5), (2, 7)])], True),
    "very far": ([0] * 2, [2**58] * 2, [(1, 1, [(0, 1), (1, -1)])], True),
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_systems_are_decided(name: str) -> None:
    """Parity, knapsacks and numbers near the limits have exact answers."""
    low, high, rows, feasible = NASTY[name]
    system = system_of(low, high, rows)
    found = intervals(system)
    assert found.feasible == feasible
    assert isinstance(solution(system), Solution if feasible else Impossible)
    if feasible:
        assert found.decided.all()


def test_coprime_steps() -> None:
    """97 x − 101 y = 1 has solutions at distances of 101 and 97."""
    found = intervals(system_of([-900] * 2, [900] * 2, [(1, 1, [(0, 97), (1, -101)])]))
    solutions: list[tuple[int, ...]] = [
        (x, (97 * x - 1) // 101)
        for x in range(-900, 901)
        if (97 * x - 1) % 101 == 0 and abs(97 * x - 1) <= 90_900
    ]
    low, high = ends(solutions)
    assert (found.low.tolist(), found.high.tolist()) == (low.tolist(), high.tolist())


def test_what_is_too_hard_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the search is given up the bounds are proved, and nothing is called decided."""
    monkeypatch.setattr("tiltak_audit.engine.extreme._BRANCHES", 40)
    rows = [(1, 1, [(0, 6), (1, -10), (2, 15)])]
    system = system_of([0] * 3, [10**15] * 3, rows)
    found = intervals(system)
    # 6 · 1 − 10 · 2 + 15 · 1 = 1, so there are solutions.
    assert found.feasible
    assert not found.decided.any()
    assert (found.low <= [1, 2, 1]).all()
    assert (found.high >= [1, 2, 1]).all()


def test_what_is_hard_in_small_parts_is_decided_in_each() -> None:
    """Each is searched by itself: in all of them at once it would take too many branches."""
    box = np.array(list(product(range(10), repeat=3)))
    least, most, rows = [], [], []
    for at in range(12):
        one = np.array([at % 10, 3 * at % 10, 7 * at % 10])
        held = np.full(len(box), fill_value=True)
        for factors, room in (([6, 10, 15], 0), ([3, 2, 4], 4)):
            low = int(one @ factors)
            held &= (low <= box @ factors) & (box @ factors <= low + room)
            rows.append((low, low + room, [(3 * at + i, by) for i, by in enumerate(factors)]))
        least += box[held].min(axis=0).tolist()
        most += box[held].max(axis=0).tolist()
    found = intervals(system_of([0] * 36, [9] * 36, rows))
    assert found.decided.all()
    assert (found.low.tolist(), found.high.tolist()) == (least, most)


def test_where_no_solution_was_found_nothing_is_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three of which each two are one: halves fit, and one branch tells no more."""
    monkeypatch.setattr("tiltak_audit.engine.extreme._BRANCHES", 1)
    rows = [(1, 1, [(at, 1), ((at + 1) % 3, 1)]) for at in range(3)]
    found = intervals(system_of([0] * 3, [1] * 3, rows))
    assert found.feasible
    assert not found.decided.any()


def test_bounds_that_cross_are_a_contradiction() -> None:
    """A variable without a value left makes the system impossible."""
    system = system_of([2], [1], [])
    assert not intervals(system).feasible
    assert isinstance(solution(system), Impossible)


def test_an_interrupt_leaves_what_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was settled before stays; the rest keeps the bounds that are proved."""
    rows = [(5, 5, [(0, 1), (1, 1)]), (5, 5, [(2, 1), (3, 1)])]
    system = system_of([0] * 4, [4] * 4, rows)
    told: list[float] = []

    def stop(step: float) -> None:
        told.append(step)
        if sum(told) >= 2:
            raise KeyboardInterrupt

    found = intervals(system, progress=stop)
    assert found.interrupted
    assert found.decided.tolist() == [True, True, False, False]
    assert (found.low.tolist(), found.high.tolist()) == ([1] * 4, [4] * 4)

    def at_once(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "propagate", at_once)
    found = intervals(system)
    assert found.interrupted
    assert not found.decided.any()


class Blind(Relaxation):
    """A solver that never finds a vertex, nor a reason."""

    def maximise(self, weights: object) -> Vertex | None:
        """Find nothing."""
        del weights
        return None

    def ray(self) -> None:
        """Know nothing."""
        return


class Coarse(Relaxation):
    """A solver whose vertices are fractional and whose duals prove nothing."""

    def __init__(self, system: System) -> None:
        """Remember the sizes."""
        super().__init__(system)
        self._shape = system.variables, system.rows

    def maximise(self, weights: object) -> Vertex | None:
        """Give a point between the integers."""
        del weights
        size, rows = self._shape
        return Vertex(np.full(size, 0.5), np.full(rows, np.nan))


@pytest.mark.parametrize("solver", [Blind, Coarse])
@given(drawn=systems(most=3))
def test_a_bad_solver_makes_nothing_wrong(solver: type[Relaxation], drawn: Drawn) -> None:
    """Without any help of the solver every end is still right, by branching alone."""
    bounds = propagate(drawn.system)
    if bounds.conflict:
        assert drawn.solutions() == []
        return
    system = drawn.system.bounded(bounds.low, bounds.high)
    solutions = drawn.solutions()
    for variable in range(system.variables):
        for sign in (1, -1):
            found = extreme(system, solver(system), variable, sign)
            assert found.feasible == bool(solutions)
            if solutions:
                assert found.bound == max(sign * x[variable] for x in solutions)
                assert found.witness is not None
                assert tuple(found.witness.tolist()) in solutions


@given(drawn=systems(most=3), data=st.data())
def test_what_is_preferred_moves_no_end(drawn: Drawn, data: st.DataObject) -> None:
    """Whatever else should be large or small: the end is what brute force finds."""
    system, solutions = drawn.system, drawn.solutions()
    wish = st.lists(st.sampled_from([-1, 0, 1]), min_size=system.variables)
    ties = np.array(data.draw(wish)[: system.variables], dtype=float)
    for variable in range(system.variables):
        for sign in (1, -1):
            ties[variable] = sign
            found = extreme(system, Relaxation(system), variable, sign, ties=ties)
            assert found.feasible == bool(solutions)
            if solutions:
                assert found.witness is not None
                assert found.bound == max(sign * x[variable] for x in solutions)
                assert found.bound == sign * int(found.witness[variable])


def test_of_what_reaches_as_far_what_is_preferred_is_found() -> None:
    """Of four with ten among them one is at its end, and as many others as may be, too."""
    system = system_of([0] * 4, [4] * 4, [(10, 10, [(at, 1) for at in range(4)])])
    ties = np.array([0.0, 1.0, -1.0, 1.0])
    found = extreme(system, Relaxation(system), 0, -1, ties=ties)
    assert found.witness is not None
    assert found.witness.tolist() == [0, 4, 2, 4]


def test_a_branch_ends_by_a_refutation_or_by_its_last_point() -> None:
    """What propagation does not see is refuted by multipliers, or by trying the one point."""
    pairs = [(0, 1), (1, 2), (0, 2)]
    rows = [(0, 1, [(a, 1), (b, 1)]) for a, b in pairs]
    system = system_of([0] * 3, [1] * 3, [*rows, (2, 3, [(v, 1) for v in range(3)])])
    assert not propagate(system).conflict
    assert not extreme(system, Relaxation(system), 0, 1).feasible
    for value, feasible in ((2, True), (1, False)):
        system = system_of([value], [value], [(2, 2, [(0, 1)])])
        assert extreme(system, Blind(system), 0, 1).feasible == feasible


def test_the_relaxation_is_left_as_it_was() -> None:
    """After a search that branched the solver has the system's own bounds again."""
    # 3 x − 5 y = 8 allows y up to 19/5, and in integers up to 2.
    system = system_of([0, 0], [9, 9], [(8, 8, [(0, 3), (1, -5)])])
    relaxation = Relaxation(system)
    up = np.array([0.0, 1.0])
    for _time in range(2):
        vertex = relaxation.maximise(up)
        assert vertex is not None
        assert vertex.values[1] == pytest.approx(19 / 5)
        assert extreme(system, relaxation, 1, 1).bound == 2


def test_a_vertex_that_breaks_a_row_is_no_witness() -> None:
    """Rounded values are believed only if they obey everything, exactly."""
    system = system_of([0, 0], [3, 3], [(3, 3, [(0, 1), (1, 1)])])
    assert witness_of(system, np.array([1.0, 1.0])) is None
    assert witness_of(system, np.array([0.5, 2.5])) is None
    found = witness_of(system, np.array([1.0 + 1e-9, 2.0]))
    assert found is not None
    assert found.tolist() == [1, 2]


def test_a_component_that_nobody_solves_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the solver is blind and the search too short, no solution is claimed, nor denied."""
    from tiltak_audit.engine import extreme as search
    from tiltak_audit.engine import solution as seeker

    monkeypatch.setattr(seeker, "Relaxation", Blind)
    rows = [(11, 11, [(0, 3), (1, 5), (2, 7)])]
    system = system_of([0] * 3, [9] * 3, rows)
    found = solution(system)
    assert isinstance(found, Solution)
    assert system.holds(found.values)
    monkeypatch.setattr(search, "_BRANCHES", 1)
    assert isinstance(solution(system), Unknown)


def test_a_solver_that_looks_up_often_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Linear programs solved one iteration at a time end at the same optimum."""
    from tiltak_audit.engine import solver

    rows = [(12, 12, [(v, 1) for v in range(8)]), (5, 9, [(v, v % 3 - 1) for v in (0, 2, 5, 6)])]
    system = system_of([0] * 8, [3] * 8, rows)
    weights = np.arange(8.0) - 2.5
    whole = Relaxation(system).maximise(weights)
    monkeypatch.setattr(solver, "_STRETCH", 1)
    steps = Relaxation(system).maximise(weights)
    assert whole is not None
    assert steps is not None
    assert steps.values @ weights == pytest.approx(whole.values @ weights)

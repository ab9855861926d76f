"""The parts of the engine, each by its own law."""

from __future__ import annotations

from fractions import Fraction

import attrs
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.engine_systems import Drawn, block_places, systems, tables
from tiltak_audit.engine import solver
from tiltak_audit.engine.aliases import labels, merged
from tiltak_audit.engine.certificate import Certificate, certified, largest, refuted
from tiltak_audit.engine.components import components, divided
from tiltak_audit.engine.entailed import entailed_by
from tiltak_audit.engine.extreme import witness_of
from tiltak_audit.engine.folded import Folded, folded
from tiltak_audit.engine.intervals import intervals
from tiltak_audit.engine.orbits import neighbours, orbits
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.refutation import refutation
from tiltak_audit.engine.solution import Solution, solution
from tiltak_audit.engine.solver import Relaxation, farthest
from tiltak_audit.engine.system import RowOf, System, Vector, integers, ranges, system_of

# Smallest and largest sum, and the terms, of each row.
Rows = set[tuple[int, int, frozenset[tuple[int, int]]]]


def proved(drawn: Drawn, found: Certificate, variable: int, sign: int) -> Fraction:
    """Work out, in fractions, what multipliers prove of a variable; of nothing, if sign is 0.

    Weak duality, term by term: the multiplied rows, and what is left over at its largest.
    """
    weights = [Fraction(0)] * len(drawn.low)
    weights[variable] += sign
    total = Fraction(0)
    kept = [row for row in drawn.rows if row[2]]
    for (least, most, terms), whole in zip(kept, found.multipliers.tolist(), strict=True):
        factor = Fraction(whole, found.scale)
        total += factor * (most if factor > 0 else least)
        for at, coefficient in terms:
            weights[at] -= factor * coefficient
    for weight, low, high in zip(weights, drawn.low, drawn.high, strict=True):
        total += weight * (high if weight > 0 else low)
    return total


@given(systems(solvable=True), st.data())
def test_what_goes_farthest_in_whole_numbers_is_a_solution(
    drawn: Drawn, data: st.DataObject
) -> None:
    """Of small systems no solution goes further, by enumeration."""
    variable = data.draw(st.integers(0, drawn.system.variables - 1))
    weights = np.zeros(drawn.system.variables)
    weights[variable] = 1
    values = farthest(drawn.system, weights)
    assert values is not None
    found = witness_of(drawn.system, values)
    assert found is not None
    most = max(x[variable] for x in drawn.solutions())
    assert found[variable] == most
    loose = farthest(drawn.system, weights, whole=False)
    assert loose is not None
    assert loose[variable] > most - 1e-6


def test_where_nothing_fits_nothing_goes_far() -> None:
    """Two of at most 3 do not add up to 7."""
    system = system_of([0, 0], [3, 3], [(7, 7, [(0, 1), (1, 1)])])
    assert farthest(system, np.ones(2)) is None


@given(systems(solvable=True), st.data())
def test_certificates_hold_in_fractions(drawn: Drawn, data: st.DataObject) -> None:
    """A certified bound follows from its multipliers, and no solution goes beyond it."""
    assume(drawn.rows)
    system = drawn.system
    variable = data.draw(st.integers(0, system.variables - 1))
    sign = data.draw(st.sampled_from([1, -1]))
    weights = np.zeros(system.variables)
    weights[variable] = sign
    vertex = Relaxation(system).maximise(weights)
    assert vertex is not None
    found = certified(system, variable, sign, vertex.duals)
    assert found.bound == proved(drawn, found, variable, sign) // 1
    assert all(sign * x[variable] <= found.bound for x in drawn.solutions())


@given(systems(solvable=True), st.data())
def test_any_multipliers_are_sound(drawn: Drawn, data: st.DataObject) -> None:
    """Whatever a solver guesses, the bound that is worked out is true."""
    system = drawn.system
    guess = data.draw(
        st.lists(
            st.floats(width=64) | st.sampled_from([0.0, 1.0, -0.5]),
            min_size=system.rows,
            max_size=system.rows,
        )
    )
    variable = data.draw(st.integers(0, system.variables - 1))
    found = certified(system, variable, 1, np.array(guess))
    assert drawn.planted is not None
    assert drawn.planted[variable] <= found.bound
    assert refuted(system, np.array([x if np.isfinite(x) else 1.0 for x in guess])) is None


@given(systems(solvable=False))
def test_refutations_hold_in_fractions(drawn: Drawn) -> None:
    """A system that is refuted has no solution, and the multipliers say why."""
    system = drawn.system
    relaxation = Relaxation(system)
    if relaxation.maximise(np.zeros(system.variables)) is not None:
        return
    ray = relaxation.ray()
    assume(ray is not None)
    assert ray is not None
    found = refuted(system, ray)
    if found is not None:
        assert proved(drawn, found, 0, 0) < 0
        assert drawn.solutions() == []


def test_a_ray_of_nothing_refutes_nothing() -> None:
    """Multipliers that are all zero prove nothing."""
    system = system_of([0], [3], [(2, 2, [(0, 1)])])
    assert refuted(system, np.zeros(1)) is None
    assert Relaxation(system).ray() is None


@pytest.mark.parametrize("size", [2**20, 2**50, 2**57])
def test_proofs_do_not_overflow(size: int) -> None:
    """Bounds near the limits and any scale give the bound that Python's integers give."""
    system = system_of([0, 0], [size, size], [(1, size + 1, [(0, 3), (1, 5)])])
    for scale, whole in ((1, 0), (27_720, 0), (27_720, 9_240), (1, 2**53), (7, -(2**53))):
        by_hand = (size + 1 if whole > 0 else 1) * whole
        for weight in (scale - 3 * whole, -5 * whole):
            by_hand += max(weight * size, 0)
        assert largest(system, {0: scale}, integers([whole])) == by_hand


@given(systems())
def test_propagation_loses_no_solution(drawn: Drawn) -> None:
    """All solutions lie within the propagated bounds; a conflict means there is none."""
    bounds = propagate(drawn.system)
    solutions = drawn.solutions()
    if bounds.conflict:
        assert solutions == []
        return
    for x in solutions:
        assert (bounds.low <= x).all()
        assert (x <= bounds.high).all()
    again = propagate(drawn.system.bounded(bounds.low, bounds.high))
    assert not again.trail
    assert (bounds.free == (bounds.low < bounds.high)).all()


@given(systems())
def test_propagation_says_what_it_used(drawn: Drawn) -> None:
    """The rows of the trail suffice for the same bounds, or for the same conflict."""
    bounds = propagate(drawn.system)
    used = {int(row) for rows, _ in bounds.trail for row in rows}
    if bounds.row >= 0:
        used.add(bounds.row)
    again = propagate(drawn.system.only(integers(sorted(used))))
    assert again.conflict == bounds.conflict
    if not bounds.conflict:
        assert (again.low == bounds.low).all()
        assert (again.high == bounds.high).all()


@given(systems(), st.data())
def test_propagation_from_what_changed(drawn: Drawn, data: st.DataObject) -> None:
    """At a fixpoint, one bound moved in needs a look only at what it touches."""
    bounds = propagate(drawn.system)
    assume(not bounds.conflict)
    at = data.draw(st.integers(0, len(drawn.low) - 1))
    high = bounds.high.copy()
    high[at] = data.draw(st.integers(int(bounds.low[at]), int(high[at])))
    system = drawn.system.bounded(bounds.low, high)
    whole, part = propagate(system), propagate(system, touched=integers([at]))
    assert whole.conflict == part.conflict
    if not whole.conflict:
        assert (whole.low == part.low).all()
        assert (whole.high == part.high).all()


@given(st.integers(-9, 9), st.integers(0, 9), st.sampled_from([-7, -3, -1, 1, 2, 5]))
def test_propagation_is_exact_for_one_variable(least: int, width: int, factor: int) -> None:
    """A row of one variable leaves the integers between its two quotients, and no others."""
    values = [x for x in range(-20, 21) if least <= factor * x <= least + width]
    bounds = propagate(system_of([-20], [20], [(least, least + width, [(0, factor)])]))
    assert bounds.conflict == (not values)
    if values:
        assert (bounds.low.tolist(), bounds.high.tolist()) == ([min(values)], [max(values)])


def test_propagation_may_stop_early() -> None:
    """Rows that tighten by one at a time are left before the end; the bounds are sound."""
    system = system_of(
        [0, 0], [10**6, 10**6], [(0, 10**7, [(0, 1), (1, -1)]), (1, 10**7, [(1, 1), (0, -1)])]
    )
    bounds = propagate(system)
    assert not bounds.conflict
    assert (bounds.low > 0).all()


@given(systems(), st.data())
def test_only_parts_that_are_wanted(drawn: Drawn, data: st.DataObject) -> None:
    """Those that hold a wanted variable are given, as they are among all."""
    bounds = propagate(drawn.system)
    assume(not bounds.conflict)
    wish = st.lists(st.booleans(), min_size=drawn.system.variables)
    wanted = np.array(data.draw(wish)[: drawn.system.variables], dtype=bool)
    every = [one for one in components(drawn.system, bounds) if wanted[one.variables].any()]
    some = list(components(drawn.system, bounds, wanted=wanted))
    assert [one.variables.tolist() for one in some] == [one.variables.tolist() for one in every]
    assert [one.rows.tolist() for one in some] == [one.rows.tolist() for one in every]
    for one, other in zip(some, every, strict=True):
        mine, theirs = attrs.asdict(one.system), attrs.asdict(other.system)
        assert all((mine[name] == theirs[name]).all() for name in mine)


@pytest.mark.parametrize("size", [2, 3, 5, 100])
@given(drawn=systems())
def test_small_parts_are_taken_together(drawn: Drawn, size: int) -> None:
    """Parts are whole parts; small ones are together until they have so many variables."""
    bounds = propagate(drawn.system)
    assume(not bounds.conflict)
    alone = {tuple(one.variables.tolist()) for one in components(drawn.system, bounds)}
    taken = [set(one.variables.tolist()) for one in components(drawn.system, bounds, size)]
    within = [[part for part in alone if part[0] in some] for some in taken]
    assert [{at for part in parts for at in part} for parts in within] == taken
    assert sum(map(len, within)) == len(alone)
    small = [parts for parts in within if max(map(len, parts)) < size]
    assert all(len(parts) == 1 for parts in within if parts not in small)
    for parts in small:
        assert sum(map(len, parts)) < 2 * size
    # No two that follow each other are together fewer than it takes.
    assert len(small) <= 1 + sum(len(part) for parts in small for part in parts) // size


@given(systems())
def test_components_cover(drawn: Drawn) -> None:
    """Every free variable that a row binds is in one component, with all its rows."""
    system = drawn.system
    bounds = propagate(system)
    assume(not bounds.conflict)
    parts = list(components(system, bounds))
    free = set(np.flatnonzero(bounds.free).tolist())
    named = set(system.index.tolist())
    seen = [v for part in parts for v in part.variables.tolist()]
    assert sorted(seen) == sorted(free & named)
    rows = [row for part in parts for row in part.rows.tolist()]
    assert sorted(rows) == [
        row for row in range(system.rows) if free & {v for v, _ in system.terms(row)}
    ]
    for part in parts:
        own = set(part.variables.tolist())
        for row in part.rows.tolist():
            assert {v for v, _ in system.terms(row)} & free <= own


@given(systems(solvable=True))
def test_solutions_are_those_of_the_components(drawn: Drawn) -> None:
    """Values obey the system if and only if their parts obey the components."""
    bounds = propagate(drawn.system)
    solutions = set(drawn.solutions())
    parts = list(components(drawn.system, bounds))
    low, high = tuple(bounds.low.tolist()), tuple(bounds.high.tolist())
    for x in Drawn(low, high, (), None).solutions():
        values = integers(x)
        obeyed = all(part.system.holds(values[part.variables]) for part in parts)
        assert obeyed == (x in solutions)


@given(systems())
def test_division_changes_no_solution(drawn: Drawn) -> None:
    """Rows divided by what their coefficients have in common say the same of integers."""
    assume(drawn.rows)
    system = drawn.system
    after = divided(system)
    for x in Drawn(drawn.low, drawn.high, (), None).solutions():
        assert after.holds(integers(x)) == system.holds(integers(x))
    for row in range(after.rows):
        assert np.gcd.reduce([f for _, f in after.terms(row)]) in {1, -1}


def swapped(system: System, one: int, other: int, block: Vector, position: Vector) -> Rows:
    """Give the rows of a system after two blocks have changed places, position by position."""
    at = {(b, p): v for v, (b, p) in enumerate(zip(block.tolist(), position.tolist(), strict=True))}
    other_of = {one: other, other: one}
    moved = [
        at[other_of.get(b, b), p] for b, p in zip(block.tolist(), position.tolist(), strict=True)
    ]
    return rows_of(system, moved)


def rows_of(system: System, moved: list[int]) -> Rows:
    """Give the rows as a set, with variables renamed."""
    return {
        (
            int(system.row_low[row]),
            int(system.row_high[row]),
            frozenset((moved[v], f) for v, f in system.terms(row)),
        )
        for row in range(system.rows)
    }


@given(tables())
def test_orbits_are_automorphisms(drawn: tuple[Drawn, int]) -> None:
    """Swapping two blocks of one orbit maps the system, with its bounds, to itself."""
    table, width = drawn
    system = table.system
    for block, position in (block_places(width, system.variables), neighbours(system)):
        orbit = orbits(system, block, position)
        first: dict[int, int] = {}
        for v in range(system.variables):
            one = first.setdefault(int(orbit[v]), v)
            assert position[v] == position[one]
            assert (system.low[v], system.high[v]) == (system.low[one], system.high[one])
            if block[v] != block[one]:
                renamed = swapped(system, int(block[v]), int(block[one]), block, position)
                assert renamed == rows_of(system, list(range(system.variables)))


def test_like_rows_are_found() -> None:
    """Rows of the same window, of the same columns, are one orbit a column; others are not."""
    windows = [(1, 3), (1, 3), (0, 3)]
    rows = [(low, high, [(2 * r, 1), (2 * r + 1, 1)]) for r, (low, high) in enumerate(windows)]
    columns = [(4, 4, [(c, 1), (c + 2, 1), (c + 4, 1)]) for c in (0, 1)]
    system = system_of([0] * 6, [3] * 6, [*rows, *columns])
    assert orbits(system, *neighbours(system)).tolist() == [0, 1, 0, 1, 2, 3]
    assert neighbours(system)[0].tolist() == [0, 0, 2, 2, 4, 4]
    # A single sum over everything is no row of a table: its variables are alike.
    whole = system_of([0] * 3, [3] * 3, [(4, 4, [(0, 1), (1, 1), (2, 1)])])
    assert orbits(whole, *neighbours(whole)).tolist() == [0, 0, 0]
    nothing = system_of([0, 0], [1, 1], [])
    assert orbits(nothing, *neighbours(nothing)).tolist() == [0, 0]


def added_up(fold: Folded, values: Vector) -> Vector:
    """Add values up as blocks are."""
    sums = np.zeros(fold.system.variables, dtype=np.int64)
    np.add.at(sums, fold.variable, values)
    return sums


@given(tables())
def test_like_blocks_add_up_to_a_solution_and_are_shared_out_to_one(
    drawn: tuple[Drawn, int],
) -> None:
    """A solution gives one of the sums, from which come a solution and the same sums again."""
    table, width = drawn
    system = table.system
    for block, position in (block_places(width, system.variables), neighbours(system)):
        fold = folded(system, orbits(system, block, position), block)
        assert fold.system.variables <= system.variables
        assert table.planted
        sums = added_up(fold, integers(table.planted))
        assert fold.system.holds(sums)
        shared = fold.unfolded(sums)
        assert system.holds(shared)
        assert (added_up(fold, shared) == sums).all()


def test_what_is_left_over_goes_to_one_row_after_the_other() -> None:
    """Rows of a mean and its months: 1 + 2 persons, of two months, make 2 + 1 of two rows."""
    rows: list[RowOf] = [(0, 0, [(3 * r, 1), (3 * r + 1, -1), (3 * r + 2, -1)]) for r in range(3)]
    rows += [(4, 4, [(c, 1), (c + 3, 1), (c + 6, 1)]) for c in (1, 2)]
    system = system_of([0] * 9, [4, 3, 3] * 3, rows)
    block, position = block_places(3, 9)
    fold = folded(system, orbits(system, block, position), block)
    assert (fold.system.variables, fold.system.rows) == (6, 4)
    # Of the first row 4 = 3 + 1; of the two others together 4 = 1 + 3.
    values = integers([4, 3, 1, 4, 1, 3])
    assert fold.system.holds(values)
    assert fold.unfolded(values).tolist() == [4, 3, 1, 2, 1, 1, 2, 0, 2]


def test_sums_that_cannot_be_shared_out_evenly_are_seen() -> None:
    """Where one is twice the other even shares break a row; the intervals are found then, too."""
    rows: list[RowOf] = [(0, 0, [(2 * r, 1), (2 * r + 1, -2)]) for r in range(3)]
    system = system_of([0] * 6, [4, 2] * 3, [*rows, (3, 3, [(1, 1), (3, 1), (5, 1)])])
    block, position = place = block_places(2, 6)
    fold = folded(system, orbits(system, block, position), block)
    values = integers([4, 2, 2, 1])
    assert fold.system.holds(values)
    assert not system.holds(fold.unfolded(values))
    found = intervals(system, place=place)
    assert found.decided.all()
    assert (found.low.tolist(), found.high.tolist()) == ([0] * 6, [4, 2] * 3)
    assert refutation(system, propagate(system), place) == ()


def test_blocks_may_stand_one_among_the_other() -> None:
    """Three pairs that make 3 each, the second of each in the other order: any may be 0 to 3."""
    rows: list[RowOf] = [(3, 3, [(r, 1), (5 - r, 1)]) for r in range(3)]
    system = system_of([0] * 6, [3] * 6, [*rows, (4, 4, [(0, 1), (1, 1), (2, 1)])])
    place = integers([0, 1, 2, 2, 1, 0]), integers([0, 0, 0, 1, 1, 1])
    found = intervals(system, place=place)
    assert found.feasible
    assert found.decided.all()
    assert (found.low.tolist(), found.high.tolist()) == ([0] * 6, [3] * 6)


def test_a_refutation_is_the_same_where_blocks_are_known() -> None:
    """Parts that have no solution are found beside those of which sums are shared out."""
    odd: list[RowOf] = [
        (1, 1, [(0, 1), (1, 1)]),
        (1, 1, [(1, 1), (2, 1)]),
        (1, 1, [(0, 1), (2, 1)]),
    ]
    system = system_of([0] * 6, [1] * 6, [*odd, (2, 2, [(3, 1), (4, 1), (5, 1)])])
    place = block_places(1, 6)
    (core,) = refutation(system, propagate(system), place)
    assert core.tolist() == [0, 1, 2]


@given(systems())
def test_merged_says_the_same(drawn: Drawn) -> None:
    """The solutions of the merged system, spread out again, are those of the system."""
    found = merged(drawn.system)
    low, high = found.system.low.tolist(), found.system.high.tolist()
    spread = set()
    if all(a <= b for a, b in zip(low, high, strict=True)):
        for x in Drawn(tuple(low), tuple(high), (), None).solutions():
            if found.system.holds(integers(x)):
                spread.add(tuple(integers(x)[found.variable].tolist()))
    assert spread == set(drawn.solutions())
    assert len(set(found.row.tolist())) == found.system.rows


def test_only_equal_variables_are_made_one() -> None:
    """Of x = y and x + z = 0, rows of two terms both, only the first makes two variables one."""
    rows: list[RowOf] = [(0, 0, [(0, 1), (1, -1)]), (0, 0, [(0, 1), (2, 1)])]
    found = merged(system_of([-3] * 3, [3] * 3, rows))
    assert found.variable.tolist() == [0, 0, 1]
    assert found.row.tolist() == [1]


def test_aliases_that_contradict_stay_a_contradiction() -> None:
    """X = y and x = y + 1 have no solution, merged or not."""
    rows = [(0, 0, [(0, 1), (1, -1)]), (1, 1, [(0, 1), (1, -1)])]
    system = system_of([0, 0], [3, 3], rows)
    assert propagate(merged(system).system).conflict
    # Taken at its word only where that is asked for.
    kept = merged(system, np.array([False, True]))
    assert (kept.system.variables, kept.system.rows) == (2, 2)
    one = merged(system_of([0, 0], [3, 3], [(0, 0, [(0, 1), (1, -1)])]))
    assert (one.system.variables, one.system.rows) == (1, 0)


@given(st.integers(1, 12), st.data())
def test_labels_are_the_smallest_of_their_chain(size: int, data: st.DataObject) -> None:
    """Things linked over any chain bear the smallest number in it."""
    number = st.integers(0, size - 1)
    pairs = data.draw(st.lists(st.tuples(number, number), max_size=12))
    groups = [{at} for at in range(size)]
    for one, other in pairs:
        joined = groups[one] | groups[other]
        for at in joined:
            groups[at] = joined
    found = labels(size, np.array(pairs, dtype=np.int64).reshape(-1, 2))
    assert found.tolist() == [min(group) for group in groups]


def test_rows_without_terms() -> None:
    """They are left out where they hold, and refused where they do not."""
    cancelled = [(0, 1), (0, -1)]
    assert system_of([0], [1], [(0, 0, cancelled)]).rows == 0
    with pytest.raises(ValueError, match="a row without terms cannot hold"):
        system_of([0], [1], [(1, 1, cancelled)])
    assert system_of([0], [1], []).sums(integers([0])).tolist() == []


def test_ranges_are_listed_one_after_the_other() -> None:
    """Empty ranges add nothing."""
    assert ranges(integers([3, 9, 1]), integers([5, 9, 4])).tolist() == [3, 4, 1, 2, 3]


def test_a_system_without_rows() -> None:
    """Nothing is bounded, nothing is broken."""
    empty = system_of([0, 1], [3, 3], [])
    least, most = empty.activity(empty.low, empty.high)
    assert (len(least), len(most), len(empty.broken(empty.low, empty.high))) == (0, 0, 0)


@pytest.mark.parametrize("size", range(395, 406))
def test_a_contradiction_is_seen_whenever_propagation_stops(size: int) -> None:
    """X = y and x = y + 1 creep towards each other, and may meet in the very last round."""
    rows: list[RowOf] = [(0, 0, [(0, 1), (1, -1)]), (1, 1, [(0, 1), (1, -1)])]
    system = system_of([0, 0], [size, size], rows)
    bounds = propagate(system)
    assert bounds.conflict or bounds.free.any()
    assert not isinstance(solution(system), Solution)


@pytest.mark.parametrize("way", [1.0, -1.0])
def test_a_ray_refutes_whichever_way_it_points(way: float) -> None:
    """X + y = 10 with both at most 3: the row alone shows it, times any factor but zero."""
    system = system_of([0, 0], [3, 3], [(10, 10, [(0, 1), (1, 1)])])
    found = refuted(system, np.array([way]))
    assert found is not None
    assert found.bound < 0
    assert refuted(system, np.array([0.0])) is None


def test_what_rows_entail_only_together() -> None:
    """Two sums by a third give a variable; each side is refuted by rows that all take part."""
    rows: list[RowOf] = [
        (4, 4, [(0, 1), (1, 1)]),
        (4, 4, [(1, 1), (2, 1)]),
        (4, 4, [(0, 1), (2, 1)]),
        (0, 6, [(3, 1), (0, 1)]),
    ]
    system = system_of([0, 0, 0, 0], [3, 3, 3, 3], rows)
    assert propagate(system).free.all()
    assert entailed_by(system, 0, 2).tolist() == [0, 1, 2]
    assert entailed_by(system, 0, 1).tolist() == []
    assert entailed_by(system, 3, 0).tolist() == []
    # At the end of its range only one side is to be refuted.
    small = system_of([0, 0], [3, 3], [(0, 0, [(0, 1), (1, 1)])])
    assert entailed_by(small, 1, 0).tolist() == [0]
    # Where one other value is left it is refuted too.
    pair = system_of([0, 0], [1, 1], [(1, 2, [(0, 1)]), (0, 1, [(1, 1)])])
    assert entailed_by(pair, 0, 1).tolist() == [0]


def test_a_reduced_system_that_is_not_solved_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the first try of a large system ends early, the whole of it is solved all the same."""
    monkeypatch.setattr(solver, "_LARGE", 2)
    monkeypatch.setattr(solver, "_REDUCED", 1)
    monkeypatch.setattr(solver, "_STRETCH", 2)
    rng = np.random.default_rng(7)
    rows: list[RowOf] = [
        (20, 40, [(int(v), 1) for v in rng.choice(60, 12, replace=False)]) for _ in range(25)
    ]
    system = system_of([0] * 60, [9] * 60, rows)
    vertex = solver.Relaxation(system).maximise(rng.uniform(0.5, 1.5, 60))
    assert vertex is not None
    assert (system.sums(np.rint(vertex.values * 1e6).astype(np.int64)) <= 40_000_100).all()

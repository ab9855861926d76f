"""Two reports that differ only in what a recoverable star is have one plan, but at its ends."""

from __future__ import annotations

from functools import cache

import attrs
import numpy as np

from tests.drawn_tables import problem_of
from tiltak_audit.engine.most import MOST
from tiltak_audit.protection.leaks import Audits
from tiltak_audit.protection.search import searched

_ROWS, _COLUMNS = 3, 4
_SIZE = _ROWS * _COLUMNS

# As in a report: many small counts, and some large.
_COUNTS = [0, 1, 2, 3, 5, 7, 9, 12, 20, 35, 60]

Values = tuple[int, ...]
Sums = list[tuple[list[int], int]]


def table_of(cells: Values) -> tuple[Values, Sums]:
    """Give a table: cells, the sums of rows and of columns, that of all; with its identities."""
    inner = np.array(cells).reshape(_ROWS, _COLUMNS)
    number = np.arange(_SIZE).reshape(_ROWS, _COLUMNS)
    sums = [*inner.sum(1).tolist(), *inner.sum(0).tolist(), int(inner.sum())]
    rows = [(number[at].tolist(), _SIZE + at) for at in range(_ROWS)]
    rows += [(number[:, at].tolist(), _SIZE + _ROWS + at) for at in range(_COLUMNS)]
    rows.append((list(range(_SIZE, _SIZE + _ROWS)), _SIZE + len(sums) - 1))
    return (*cells, *sums), rows


@cache
def recoverable(cells: Values) -> frozenset[int]:
    """List the cells that can be worked out."""
    values, rows = table_of(cells)
    problem = problem_of(values, rows)
    _, found = Audits(problem).leaks(np.zeros(len(values), dtype=bool), problem.star)
    return frozenset(at for at, _ in found if at < _SIZE)


@cache
def plan(cells: Values) -> Values:
    """Plan for a table, of figures of few persons first."""
    values, rows = table_of(cells)
    cost = 1 + 0.02 * np.log(np.array(values) + 1) / np.log(MOST)
    found = searched(attrs.evolve(problem_of(values, rows), cost=cost), lambda _: None)
    return tuple(np.flatnonzero(found.hidden).tolist())


def twins(seed: int, values: Values) -> list[list[Values]]:
    """Draw a table; for each star give the plans where it is one or another of some values."""
    share = [0.1] * 4 + [0.6 / 7] * 7
    drawn = tuple(np.random.default_rng(seed).choice(_COUNTS, _SIZE, p=share).tolist())
    found = []
    for star in sorted(recoverable(drawn)):
        others = [(*drawn[:star], value, *drawn[star + 1 :]) for value in values]
        signs = {tuple(one < 4 for one in table_of(cells)[0]) for cells in others}
        if len(signs) == 1 and all(star in recoverable(cells) for cells in others):
            found.append([plan(cells) for cells in others])
    return found


def test_a_plan_does_not_tell_one_from_two() -> None:
    """Where a star is 1 in one and 2 in the other, with its sums, the same figures are hidden."""
    pairs = [plans for seed in range(12) for plans in twins(seed, (1, 2))]
    assert len(pairs) > 20
    assert all(one == other for one, other in pairs)


def test_a_plan_may_tell_that_a_star_is_at_its_end() -> None:
    """As the docs say: a star of 0 or 3 can move one way only, so another plan may be needed."""
    pairs = [plans for seed in range(4) for plans in twins(seed, (0, 1))]
    assert any(one != other for one, other in pairs)

"""What a row gives away of a figure that is hidden alone in it."""

from __future__ import annotations

import numpy as np

from tests.drawn_tables import drawn, leaking, problem_of
from tiltak_audit.protection.alone import Alone


def test_a_figure_alone_in_its_row_is_known_whatever_else_is_hidden() -> None:
    """By enumeration: with all hidden but the rest of the row, the figure has one value."""
    told = 0
    for seed in range(6):
        values, rows = drawn(seed)
        problem = problem_of(values, rows)
        may = set(np.flatnonzero(problem.may).tolist())
        for cut in Alone(problem).cuts(range(len(values))):
            assert cut.given
            assert cut.target in may
            assert cut.target in leaking(values, may - set(cut.figures))
            told += 1
    assert told > 30


def test_a_row_that_holds_a_star_says_nothing() -> None:
    """Where a star of some width stands in a row, a figure hidden beside it may stay open."""
    values, rows = drawn(1)
    problem = problem_of(values, rows)
    may = set(np.flatnonzero(problem.may).tolist())
    starred = [{*parts, whole} for parts, whole in rows if min(values[at] for at in parts) < 4]
    said = [{*cut.figures, cut.target} for cut in Alone(problem).cuts(range(len(values)))]
    assert len(starred) < len(rows)
    assert said
    assert not any(row & may in said for row in starred)

"""The benchmark of suppression: its tables are what they say, its audit finds all that leaks."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest

from tests.drawn_tables import drawn, leaking

# By name, since mypy takes the folder of a script for another module.
table = import_module("benchmarks.suppression.table")
attack = import_module("benchmarks.suppression.attack")


@pytest.mark.parametrize("seed", range(12))
def test_the_audit_finds_what_enumeration_finds(seed: int) -> None:
    """Of drawn tables with figures hidden, the same figures have one value in all that fit."""
    values, rows = drawn(seed)
    random = np.random.default_rng(seed)
    shown = [at for at, value in enumerate(values[:-1]) if value > 3]
    hidden = set(random.choice(shown, min(seed % 4, len(shown)), replace=False).tolist())
    mask = np.isin(np.arange(len(values)), list(hidden))
    one = table.Table(
        "drawn",
        tuple(map(str, range(len(values)))),
        np.array(values),
        tuple((whole, tuple(parts)) for parts, whole in rows),
        np.arange(len(values)) == len(values) - 1,
        real=False,
    )
    assert set(attack.known(one, mask, informed=True)) == leaking(values, hidden)
    assert set(attack.known(one, mask, informed=False)) <= leaking(values, hidden)


def test_figures_that_only_rows_together_tell_are_found() -> None:
    """Three stars are known from the sums of each two of them, and not without one of the sums."""
    rows = ((3, (0, 1)), (4, (1, 2)), (5, (0, 2)))
    values, nothing = np.array([2, 2, 2, 4, 4, 4]), np.zeros(6, dtype=bool)
    one = table.Table("pairs", tuple("abcdef"), values, rows, nothing, real=False)
    assert attack.known(one, nothing, informed=True) == [0, 1, 2]
    assert attack.known(one, np.arange(6) == 3, informed=True) == []


def test_dimensions_are_crossed_with_all_totals() -> None:
    """Two dimensions, one of two levels, give each figure as the sum of its innermost."""
    regions = {"Total": ["north", "south"], "north": ["a", "b"], "south": ["c"]}
    ages = {"Total": ["young", "old"]}
    counts = {("a", "young"): 5, ("b", "old"): 2, ("c", "young"): 7, ("c", "old"): 1}
    one = table.of_codes("small", counts, [regions, ages])
    told = dict(zip(one.labels, one.values.tolist(), strict=True))
    assert told["Total / Total"] == 15
    assert told["north / Total"] == 7
    assert told["Total / old"] == 3
    assert told["a / old"] == 0
    assert len(told) == 6 * 3
    assert [name for name, stays in zip(one.labels, one.stays, strict=True) if stays] == [
        "Total / Total"
    ]

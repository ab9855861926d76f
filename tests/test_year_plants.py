"""What is planted into the releases of a printed year is found, named, and told alone."""

from __future__ import annotations

import random

import pytest

from tests.year_plants import Plant, total
from tests.year_stars import MONTHS, PLANTS, SEEDS, by_edition, by_means, by_two
from tiltak_audit.demo.year import PrintedYear


@pytest.mark.parametrize("plant", [total, by_edition, by_two, by_means])
def test_a_plant_is_told_alone(plant: Plant) -> None:
    """Those that take a moment, in a month of two years."""
    assert [plant(PrintedYear(seed), 4, random.Random(seed)) for seed in (1, 4)] == [True, True]


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANTS)
def test_every_plant_is_told_alone(name: str) -> None:
    """In some months of some years, as the benchmark states the rates."""
    draw = random.Random(name)
    found = [PLANTS[name](PrintedYear(seed), month, draw) for seed in SEEDS for month in MONTHS]
    assert set(found) - {None} == {True}

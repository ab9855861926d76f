"""The public way to a report's figures: records with names, one a printed figure."""

from __future__ import annotations

import attrs
import pytest

import tiltak_audit
from tests.conftest import TILT100, TILT140
from tests.second_reader import COLUMNS, cells
from tiltak_audit import Observation


@pytest.mark.parametrize("path", [TILT100, TILT140], ids=["tilt100", "tilt140"])
def test_every_printed_figure_is_an_observation(path: object) -> None:
    """The records say what the second reader reads, in print order, by the names of the export."""
    assert [field.name for field in attrs.fields(Observation)] == COLUMNS
    found = tiltak_audit.observations(tiltak_audit.read(str(path)))
    told = [
        ["" if value is None else str(value) for value in attrs.astuple(one, recurse=False)]
        for one in found
    ]
    assert told == cells(str(path))


def test_a_star_is_between_0_and_3() -> None:
    """What is starred has no value, and bounds; what is printed is its own bounds."""
    found = list(tiltak_audit.observations(tiltak_audit.read(str(TILT100))))
    assert {(one.value, one.low, one.high) for one in found if one.printed == "*"} == {(None, 0, 3)}
    counts = [one for one in found if one.printed != "*"]
    assert all(int(one.printed) == one.value == one.low == one.high for one in counts)

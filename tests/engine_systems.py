"""Small systems drawn at random, and the truth about them by trying all values."""

from __future__ import annotations

import itertools

import attrs
import numpy as np
from hypothesis import strategies as st

from tiltak_audit.engine.system import RowOf, System, Vector, system_of


@attrs.frozen(eq=False)
class Drawn:
    """A system in plain numbers.

    Attributes:
        low: Smallest value of each variable.
        high: Largest.
        rows: Smallest and largest sum, and the terms.
        planted: Values that obey everything; where nothing is planted the rows may contradict.
    """

    low: tuple[int, ...]
    high: tuple[int, ...]
    rows: tuple[RowOf, ...]
    planted: tuple[int, ...] | None

    @property
    def system(self) -> System:
        """Give it to the engine."""
        return system_of(self.low, self.high, self.rows)

    def solutions(self) -> list[tuple[int, ...]]:
        """List all values that obey everything."""
        ranges = [range(a, b + 1) for a, b in zip(self.low, self.high, strict=True)]
        return [x for x in itertools.product(*ranges) if self.obeyed(x)]

    def obeyed(self, x: tuple[int, ...]) -> bool:
        """Tell whether values obey every row."""
        return all(a <= sum(f * x[v] for v, f in terms) <= b for a, b, terms in self.rows)


def ends(solutions: list[tuple[int, ...]]) -> tuple[Vector, Vector]:
    """Give the smallest and the largest value of each variable."""
    points = np.array(solutions)
    return points.min(axis=0), points.max(axis=0)


# Sums of a table, or rows of any kind: parity, knapsacks, windows.
_TABLE = st.sampled_from([-1, 1])
_ANY = st.sampled_from([-1, 1, 2, -2, 3, 5, -7, 60, 10_007])


@st.composite
def systems(
    draw: st.DrawFn, *, solvable: bool | None = None, most: int = 5, equalities: bool = False
) -> Drawn:
    """Draw a system; planted with a solution, contradicting perhaps, or either."""
    size = draw(st.integers(1, most))
    low = [draw(st.integers(-4, 2)) for _ in range(size)]
    high = [a + draw(st.integers(0, 3)) for a in low]
    true = [draw(st.integers(a, b)) for a, b in zip(low, high, strict=True)]
    factors = draw(st.sampled_from([_TABLE, _ANY]))
    rows = []
    for _ in range(draw(st.integers(0, 4))):
        variables = draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=size, unique=True))
        terms = [(v, draw(factors)) for v in variables]
        total = sum(f * true[v] for v, f in terms)
        below, above = (0, 0) if equalities else draw(st.sampled_from([(0, 0), (0, 2), (1, 0)]))
        rows.append((total - below, total + above, terms))
    planted = solvable if solvable is not None else draw(st.booleans())
    if not planted:
        rows = [
            (a + shift, b + shift, terms)
            for a, b, terms in rows
            for shift in [draw(st.sampled_from([0, 0, 0, 1, -2]))]
        ]
    return Drawn(tuple(low), tuple(high), tuple(rows), tuple(true) if planted else None)


def block_places(columns: int, size: int) -> tuple[Vector, Vector]:
    """Give the block and position of variables that come in rows of some columns."""
    at = np.arange(size)
    return at // columns, at % columns


@st.composite
def tables(draw: st.DrawFn) -> tuple[Drawn, int]:
    """Draw rows of a table with column totals and row windows; give it, and its columns."""
    height, width = draw(st.integers(2, 4)), draw(st.integers(1, 3))
    alike = draw(st.booleans())
    line = [draw(st.integers(0, 2)) for _ in range(width)]
    true = [
        line[c] if alike and draw(st.booleans()) else draw(st.integers(0, 2))
        for _ in range(height)
        for c in range(width)
    ]
    high = [draw(st.sampled_from([2, 2, 2, 3])) for _ in range(height * width)]
    rows: list[RowOf] = []
    for c in range(width):
        cells = [r * width + c for r in range(height)]
        total = sum(true[at] for at in cells)
        rows.append((total, total, [(at, 1) for at in cells]))
    for r in range(height):
        cells = [r * width + c for c in range(width)]
        total = sum(true[at] for at in cells)
        slack = draw(st.sampled_from([1, 2]))
        rows.append((total - slack, total + slack, [(at, 1) for at in cells]))
    low = [0] * (height * width)
    high = [max(a, b) for a, b in zip(high, true, strict=True)]
    return Drawn(tuple(low), tuple(high), tuple(rows), tuple(true)), width

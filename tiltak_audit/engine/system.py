"""A system of integer variables with bounds, and rows that bound sums of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from tiltak_audit.engine.most import MOST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Vector = NDArray[np.int64]
Mask = NDArray[np.bool_]


# More than any sum of 64-bit terms that are counts.
_ANYTHING = 2**60

# Numbers that are so many times fewer than what they may be are sorted sooner than marked.
_FEW = 16

# One row: the smallest and largest sum, and the coefficient of each variable in it.
RowOf = tuple[int, int, "Sequence[tuple[int, int]]"]


@attrs.frozen(eq=False, repr=False)
class System:
    """Rows ``row_low ≤ Σ coefficient · x ≤ row_high`` over integers ``low ≤ x ≤ high``.

    The entries of row ``r`` are ``start[r] … start[r + 1]`` of ``index`` and ``coefficient``
    (compressed sparse rows); no row is empty and none names a variable twice.

    Attributes:
        low: Smallest value a variable may have; one a variable.
        high: Largest value.
        start: Where the entries of each row begin; one more than there are rows.
        index: The variable of each entry.
        coefficient: Its factor, not 0.
        row_low: Smallest sum of each row.
        row_high: Largest sum.
    """

    low: Vector
    high: Vector
    start: Vector
    index: Vector
    coefficient: Vector
    row_low: Vector
    row_high: Vector

    @property
    def variables(self) -> int:
        """Count the variables."""
        return len(self.low)

    @property
    def rows(self) -> int:
        """Count the rows."""
        return len(self.row_low)

    @cached_property
    def row(self) -> Vector:
        """Give the row of each entry."""
        return np.repeat(np.arange(self.rows), np.diff(self.start))

    @cached_property
    def by_variable(self) -> tuple[Vector, Vector]:
        """Give the entries sorted by variable, and where those of each variable begin."""
        order = np.argsort(self.index, kind="stable")
        return order, offsets(np.bincount(self.index, minlength=self.variables))

    def entries(self, rows: Vector) -> Vector:
        """List the entries of some rows, row by row."""
        return ranges(self.start[rows], self.start[rows + 1])

    def rows_with(self, variables: Vector) -> Vector:
        """List the rows that hold any of some variables, each once, in order."""
        rows = self.row[self.entries_of(unique(variables))]
        if len(rows) * _FEW < self.rows:
            return unique(rows)
        found = np.zeros(self.rows, dtype=bool)
        found[rows] = True
        return np.flatnonzero(found)

    def entries_of(self, variables: Vector) -> Vector:
        """List the entries of some variables, variable by variable."""
        order, start = self.by_variable
        return order[ranges(start[variables], start[variables + 1])]

    def only(self, rows: Vector) -> System:
        """Give the system of some rows, over the same variables."""
        if len(rows) == self.rows and (rows == np.arange(self.rows)).all():
            return self
        first, after = self.start[rows], self.start[rows + 1]
        entries = ranges(first, after)
        return System(
            self.low,
            self.high,
            offsets(after - first),
            self.index[entries],
            self.coefficient[entries],
            self.row_low[rows],
            self.row_high[rows],
        )

    def bounded(self, low: Vector, high: Vector) -> System:
        """Give the same rows over other bounds."""
        return self._with_rows(attrs.evolve(self, low=low, high=high))

    def _with_rows(self, made: System) -> System:
        """Let another know what is known of the terms of the rows, which are the same."""
        for name in ("row", "by_variable"):
            object.__setattr__(made, name, getattr(self, name))
        return made

    def freed(self, variables: Vector | Mask) -> System:
        """Give the same rows with some variables unknown: 0 or more."""
        low, high = self.low.copy(), self.high.copy()
        low[variables], high[variables] = 0, MOST
        return self.bounded(low, high)

    def muted(self, rows: Vector | Mask) -> System:
        """Give the system of which some rows say nothing."""
        low, high = self.row_low.copy(), self.row_high.copy()
        low[rows], high[rows] = -_ANYTHING, _ANYTHING
        return self._with_rows(attrs.evolve(self, row_low=low, row_high=high))

    def terms(self, row: int) -> list[tuple[int, int]]:
        """List variable and coefficient of each entry of a row."""
        part = slice(self.start[row], self.start[row + 1])
        return list(zip(self.index[part].tolist(), self.coefficient[part].tolist(), strict=True))

    def sums(self, values: Vector) -> Vector:
        """Give the sum of every row."""
        if not self.rows:
            return np.zeros(0, dtype=np.int64)
        return np.add.reduceat(self.coefficient * values[self.index], self.start[:-1])

    def activity(self, low: Vector, high: Vector) -> tuple[Vector, Vector]:
        """Give the smallest and the largest sum of each row over these bounds."""
        if not self.rows:
            return self.row_low, self.row_high
        small, large = self.extremes(low, high)
        start = self.start[:-1]
        return np.add.reduceat(small, start), np.add.reduceat(large, start)

    def extremes(self, low: Vector, high: Vector) -> tuple[Vector, Vector]:
        """Give the smallest and the largest value of the term of each entry."""
        up = self.coefficient > 0
        here_low, here_high = low[self.index], high[self.index]
        return (
            self.coefficient * np.where(up, here_low, here_high),
            self.coefficient * np.where(up, here_high, here_low),
        )

    def broken(self, low: Vector, high: Vector) -> Vector:
        """List the rows that nothing within these bounds obeys."""
        least, most = self.activity(low, high)
        return np.flatnonzero((least > self.row_high) | (most < self.row_low))

    def holds(self, values: Vector) -> bool:
        """Tell whether integer values obey every bound and every row, exactly."""
        sums = self.sums(values)
        return bool(
            (self.low <= values).all()
            and (values <= self.high).all()
            and (self.row_low <= sums).all()
            and (sums <= self.row_high).all()
        )


def system_of(low: Sequence[int], high: Sequence[int], rows: Iterable[RowOf]) -> System:
    """Make a system of plain numbers.

    Terms of one variable are added up, those of coefficient 0 and rows without terms left out.

    Raises:
        ValueError: A row without terms has a sum other than 0.

    >>> system_of([0, 0], [3, 3], [(4, 4, [(0, 1), (1, 1)])]).rows
    1
    """
    starts, index, coefficient, lows, highs = [0], [], [], [], []
    for least, most, terms in rows:
        added: dict[int, int] = {}
        for variable, factor in terms:
            added[variable] = added.get(variable, 0) + factor
        kept = [(variable, factor) for variable, factor in added.items() if factor]
        if not kept:
            if not least <= 0 <= most:
                msg = "a row without terms cannot hold"
                raise ValueError(msg)
            continue
        index += [variable for variable, _ in kept]
        coefficient += [factor for _, factor in kept]
        starts.append(len(index))
        lows.append(least)
        highs.append(most)
    return System(*map(integers, (low, high, starts, index, coefficient, lows, highs)))


def local(system: System, rows: Vector) -> System:
    """Give the system of some rows over the variables that they hold, renumbered in order."""
    part = system.only(rows)
    variables, index = np.unique(part.index, return_inverse=True)
    return attrs.evolve(
        part, low=system.low[variables], high=system.high[variables], index=index.reshape(-1)
    )


def upper(high: int) -> int | None:
    """Give an upper bound; none where it only says that nothing bounds a count.

    A mean of a year's months, of which one is unknown, is at most a twelfth of what that is.
    """
    return high if high < MOST // 12 else None


def integers(values: Sequence[int]) -> Vector:
    """Make a vector."""
    return np.array(values, dtype=np.int64)


def unique(numbers: Vector) -> Vector:
    """Give each of some numbers once, sorted; np.unique would load np.ma to do so."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    found: Vector = ordered[first]
    return found


def offsets(lengths: Vector) -> Vector:
    """Give where each of some stretches of these lengths begins, and the end of the last."""
    start = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=start[1:])
    return start


def ranges(first: Vector, after: Vector) -> Vector:
    """List the numbers of several ranges, one after the other."""
    lengths = after - first
    start = offsets(lengths)
    return np.arange(start[-1]) + np.repeat(first - start[:-1], lengths)

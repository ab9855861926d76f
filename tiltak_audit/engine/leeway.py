"""What the rows of a system leave to a few variables that are freed together.

A variable may be in very many rows. Those that hold no other freed variable are not looked at one
by one for each set: the strictest of them is found in a list that is sorted once a variable.
"""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING

import attrs
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from tiltak_audit.engine.system import Mask, System, Vector

# Rounds of tightening the variables of one set; stopping early is sound.
_ROUNDS = 40

# One side of a range, or of what a row leaves.
Range = tuple[int, int]


@attrs.frozen(eq=False, repr=False)
class Suspicion:
    """A system with the values that were stated, and what may be freed.

    Attributes:
        system: The rows, over bounds as stated: one value, or the range of an unknown.
        free_low: Smallest value each variable may have once freed.
        free_high: Largest.
        candidates: Which may be freed.
        sums: The smallest and the largest sum of each row over these bounds, where they are known.
    """

    system: System
    free_low: Vector
    free_high: Vector
    candidates: Mask
    sums: tuple[Vector, Vector] | None = None


@attrs.frozen(eq=False, repr=False)
class _Alone:
    """What each row of a variable leaves it where nothing else in that row is freed.

    Attributes:
        ranges: The range that each row leaves; rows rising.
        by_low: The rows, those that leave the largest smallest value first.
        by_high: The rows, those that leave the smallest largest value first.
    """

    ranges: dict[int, Range]
    by_low: list[int]
    by_high: list[int]


class Rows:
    """The rows of a suspicion, as what each leaves to the variables of a set."""

    def __init__(self, suspicion: Suspicion) -> None:
        """Take what every row leaves beside the bounds as stated."""
        system = suspicion.system
        self._system = system
        self._suspicion = suspicion
        least, most = suspicion.sums or system.activity(system.low, system.high)
        # What is left for freed variables: row_low − most … row_high − least, plus their own part.
        self._low = system.row_low - most
        self._high = system.row_high - least
        self._terms: dict[int, dict[int, int]] = {}
        self._candidates: dict[int, set[int]] = {}
        self._of: dict[int, _Alone] = {}
        # How many rows were looked at, each as often as it was.
        self.looked = 0

    def candidates(self, row: int) -> set[int]:
        """Give the variables of a row that may be freed."""
        if row not in self._candidates:
            mask = self._suspicion.candidates
            self._candidates[row] = {v for v in self._terms_of(row) if mask[v]}
        return self._candidates[row]

    def allow(self, chosen: Sequence[int]) -> bool:
        """Tell whether values of the chosen can obey every row that holds one of them."""
        return self.ranges(chosen) is not None

    def ranges(self, chosen: Sequence[int]) -> dict[int, Range] | None:
        """Give the values that the rows leave to the chosen, taken a row at a time."""
        shared = self._shared(chosen)
        ranges: dict[int, Range] = {}
        for variable in chosen:
            low, high = ranges[variable] = self._left_alone(variable, shared)
            if low > high:
                return None
        left = [self._left(row, chosen) for row in sorted(shared)]
        for _ in range(_ROUNDS):
            before = dict(ranges)
            self.looked += len(left)
            for (low, high), terms in left:
                if not _tighten(ranges, low, high, terms):
                    return None
            if ranges == before:
                break
        return ranges

    def conflict(self, chosen: tuple[int, ...]) -> list[int]:
        """Give few rows that the chosen alone cannot obey: one more variable of them is needed."""
        if len(chosen) > 1:
            rows = sorted(set(chain.from_iterable(self._alone(v).ranges for v in chosen)))
            self.looked += len(rows)
            return rows
        (variable,) = chosen
        ends = self._alone(variable).ranges
        least, most = self._free(variable)
        self.looked += len(ends)
        for row, (low, high) in ends.items():
            if max(low, least) > min(high, most):
                return [row]
        return _opposed(ends, lambda row: len(self.candidates(row)))

    def _terms_of(self, row: int) -> dict[int, int]:
        """Give the coefficient of each variable of a row."""
        if row not in self._terms:
            self._terms[row] = dict(self._system.terms(row))
        return self._terms[row]

    def _free(self, variable: int) -> Range:
        free = self._suspicion
        return int(free.free_low[variable]), int(free.free_high[variable])

    def _shared(self, chosen: Sequence[int]) -> set[int]:
        """Give the rows that hold two of the chosen or more."""
        shared: set[int] = set()
        for pair in combinations(chosen, 2):
            fewer, more = sorted((self._alone(v).ranges for v in pair), key=len)
            self.looked += len(fewer)
            shared.update(row for row in fewer if row in more)
        return shared

    def _left_alone(self, variable: int, shared: Collection[int]) -> Range:
        """Give what the rows leave a variable that hold nothing else that is freed."""
        alone = self._alone(variable)
        self.looked += 1
        low, high = self._free(variable)
        lowest = next((row for row in alone.by_low if row not in shared), None)
        highest = next((row for row in alone.by_high if row not in shared), None)
        if lowest is not None and highest is not None:
            low, high = max(low, alone.ranges[lowest][0]), min(high, alone.ranges[highest][1])
        return low, high

    def _alone(self, variable: int) -> _Alone:
        if variable not in self._of:
            order, start = self._system.by_variable
            entries = order[start[variable] : start[variable + 1]]
            rows, factor = self._system.row[entries], self._system.coefficient[entries]
            ends = factor * self._system.low[variable], factor * self._system.high[variable]
            low, high = self._low[rows] + np.maximum(*ends), self._high[rows] + np.minimum(*ends)
            size, down = np.abs(factor), factor < 0
            low, high = np.where(down, -high, low), np.where(down, -low, high)
            low, high = -(-low // size), high // size
            self.looked += len(rows)
            self._of[variable] = _Alone(
                dict(
                    zip(rows.tolist(), zip(low.tolist(), high.tolist(), strict=True), strict=True)
                ),
                rows[np.argsort(-low, kind="stable")].tolist(),
                rows[np.argsort(high, kind="stable")].tolist(),
            )
        return self._of[variable]

    def _left(self, row: int, chosen: Iterable[int]) -> tuple[Range, list[tuple[int, int]]]:
        """Give what a row leaves to the sum of the chosen, and their coefficients in it."""
        terms = self._terms_of(row)
        low, high = int(self._low[row]), int(self._high[row])
        held = [(variable, terms[variable]) for variable in chosen if variable in terms]
        for variable, factor in held:
            ends = _ends(self._system, variable, factor)
            low, high = low + ends[1], high + ends[0]
        return (low, high), held


def _opposed(ends: dict[int, Range], cost: Callable[[int], int]) -> list[int]:
    """Give the two rows of which one leaves only more than the other, together the cheapest."""
    by_low = sorted(ends, key=lambda row: -ends[row][0])
    pairs: list[tuple[int, list[int]]] = []
    at, cheapest = 0, (0, -1)
    # The lower its largest value, the more rows are above it.
    for row in sorted(ends, key=lambda row: -ends[row][1]):
        while at < len(by_low) and ends[by_low[at]][0] > ends[row][1]:
            above = cost(by_low[at]), by_low[at]
            cheapest = above if cheapest[1] < 0 else min(cheapest, above)
            at += 1
        if cheapest[1] >= 0:
            pairs.append((cheapest[0] + cost(row), sorted((cheapest[1], row))))
    return min(pairs)[1]


def _ends(system: System, variable: int, factor: int) -> Range:
    ends = factor * int(system.low[variable]), factor * int(system.high[variable])
    return min(ends), max(ends)


def _tighten(
    ranges: dict[int, Range], low: int, high: int, terms: Sequence[tuple[int, int]]
) -> bool:
    """Tighten ranges in place to ``low ≤ Σ factor · x ≤ high``; tell whether all have values."""
    parts = [sorted((f * ranges[v][0], f * ranges[v][1])) for v, f in terms]
    least, most = sum(part[0] for part in parts), sum(part[1] for part in parts)
    for (variable, factor), (small, large) in zip(terms, parts, strict=True):
        bottom, top = low - (most - large), high - (least - small)
        if factor < 0:
            bottom, top = -top, -bottom
        size = abs(factor)
        old_low, old_high = ranges[variable]
        new = max(old_low, -(-bottom // size)), min(old_high, top // size)
        if new[0] > new[1]:
            return False
        ranges[variable] = new
    return True

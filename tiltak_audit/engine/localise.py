"""Which few variables, freed, make broken rows possible: error localisation in integers.

The principle of Fellegi and Holt (1976): change the fewest figures. All sets of the smallest size
are found, by branching on what a row in conflict leaves to free (De Waal, Pannekoek & Scholtus
2011). A set is dropped only where no value of its variables obeys the rows that hold them, with
every other variable within its bounds, so the right set is never lost, unless it is larger.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.engine.system import Mask, System, Vector

# Rounds of tightening the variables of one set; stopping early is sound.
_ROUNDS = 40

# One side of a range, or of what a row leaves.
Range = tuple[int, int]


@attrs.frozen
class Sets:
    """The smallest sets that may be freed.

    Attributes:
        sets: Variables, rising in each; sets in order.
        complete: Whether all sets up to the size that was asked for were tried.
        tries: Sets that were tried.
    """

    sets: tuple[tuple[int, ...], ...]
    complete: bool
    tries: int


@attrs.frozen(eq=False)
class Suspicion:
    """A system with the values that were stated, and what may be freed.

    Attributes:
        system: The rows, over bounds as stated: one value, or the range of an unknown.
        free_low: Smallest value each variable may have once freed.
        free_high: Largest.
        candidates: Which may be freed.
    """

    system: System
    free_low: Vector
    free_high: Vector
    candidates: Mask


def smallest_sets(suspicion: Suspicion, broken: Iterable[int], most: int, tries: int) -> Sets:
    """Find all smallest sets of at most ``most`` variables that mend all broken rows.

    Ends after so many tries at the latest; what is found until then is right, but there may be
    more, and ``complete`` says so.
    """
    search = _Search(suspicion, tuple(broken), tries)
    for size in range(1, most + 1):
        found = search.of_size(size)
        if found or search.spent:
            return Sets(tuple(sorted(found)), complete=not search.spent, tries=search.tries)
    return Sets((), complete=True, tries=search.tries)


def sets_of_size(
    suspicion: Suspicion, broken: Iterable[int], size: int, tries: int
) -> Iterator[tuple[int, ...]]:
    """Yield sets of a size that mend all broken rows, until so many were tried.

    No smaller set of the candidates may mend them.
    """
    yield from _Search(suspicion, tuple(broken), tries).each_of_size(size)


def left_to_sets(
    suspicion: Suspicion, sets: Iterable[tuple[int, ...]]
) -> list[dict[int, Range] | None]:
    """Give the values that the rows leave the variables of each set, freed together.

    A row is taken at a time; nothing is given for a set that no values mend.
    """
    rows = _Rows(suspicion)
    return [rows.ranges(chosen) for chosen in sets]


class _Search:
    """A depth-first search that counts its tries."""

    def __init__(self, suspicion: Suspicion, broken: tuple[int, ...], tries: int) -> None:
        self._rows = _Rows(suspicion)
        self._broken = broken
        self._most_tries = tries
        self.tries = 0
        self._hits: dict[int, set[int]] = {}
        for row in broken:
            for variable in self._rows.candidates(row):
                self._hits.setdefault(variable, set()).add(row)
        self._most_hits = max(map(len, self._hits.values()), default=0)

    @property
    def spent(self) -> bool:
        """Tell whether the tries are used up."""
        return self.tries > self._most_tries

    def of_size(self, size: int) -> set[tuple[int, ...]]:
        """Give all sets of a size; sets of fewer were found not to be enough."""
        return set(self.each_of_size(size))

    def each_of_size(self, size: int) -> Iterator[tuple[int, ...]]:
        """Yield the sets of a size, as they are found."""
        seen: set[frozenset[int]] = set()
        stack: list[frozenset[int]] = [frozenset()]
        while stack and not self.spent:
            chosen = stack.pop()
            open_rows = [r for r in self._broken if not chosen & self._rows.candidates(r)]
            room = size - len(chosen)
            if len(open_rows) > room * self._most_hits:
                continue
            for variable in self._next(chosen, open_rows, last=room == 1):
                more = chosen | {variable}
                if more in seen:
                    continue
                seen.add(more)
                if room > 1:
                    stack.append(more)
                    continue
                self.tries += 1
                if self._rows.allow(tuple(more)):
                    yield tuple(sorted(more))

    def _next(self, chosen: frozenset[int], open_rows: list[int], *, last: bool) -> Iterable[int]:
        """List the variables of which one must be freed besides those chosen."""
        if open_rows and last:
            hit = set.intersection(*(self._rows.candidates(row) for row in open_rows))
            return sorted(hit - chosen)
        if open_rows:
            row = min(open_rows, key=lambda r: (len(self._rows.candidates(r)), r))
            return sorted(self._rows.candidates(row) - chosen)
        rows = self._rows.conflict(tuple(sorted(chosen)))
        return sorted(set().union(*map(self._rows.candidates, rows)) - chosen)


class _Rows:
    """The rows of a suspicion, as what each leaves to the variables of a set."""

    def __init__(self, suspicion: Suspicion) -> None:
        system = suspicion.system
        self._system = system
        self._suspicion = suspicion
        least, most = system.activity(system.low, system.high)
        # What is left for freed variables: row_low − most … row_high − least, plus their own part.
        self._low = (system.row_low - most).tolist()
        self._high = (system.row_high - least).tolist()
        self._terms: dict[int, dict[int, int]] = {}
        self._candidates: dict[int, set[int]] = {}
        self._of: dict[int, list[int]] = {}

    def terms(self, row: int) -> dict[int, int]:
        """Give the coefficient of each variable of a row."""
        if row not in self._terms:
            self._terms[row] = dict(self._system.terms(row))
        return self._terms[row]

    def candidates(self, row: int) -> set[int]:
        """Give the variables of a row that may be freed."""
        if row not in self._candidates:
            mask = self._suspicion.candidates
            self._candidates[row] = {v for v in self.terms(row) if mask[v]}
        return self._candidates[row]

    def rows_with(self, variable: int) -> list[int]:
        """List the rows that hold a variable."""
        if variable not in self._of:
            order, start = self._system.by_variable
            entries = order[start[variable] : start[variable + 1]]
            self._of[variable] = self._system.row[entries].tolist()
        return self._of[variable]

    def allow(self, chosen: Sequence[int]) -> bool:
        """Tell whether values of the chosen can obey every row that holds one of them."""
        return self.ranges(chosen) is not None

    def ranges(self, chosen: Sequence[int]) -> dict[int, Range] | None:
        """Give the values that the rows leave to the chosen, taken a row at a time."""
        free = self._suspicion
        ranges = {v: (int(free.free_low[v]), int(free.free_high[v])) for v in chosen}
        left = [self._left(row, chosen) for row in self._touched(chosen)]
        for _ in range(_ROUNDS if len(chosen) > 1 else 1):
            before = dict(ranges)
            for (low, high), terms in left:
                if not _tighten(ranges, low, high, terms):
                    return None
            if ranges == before:
                break
        return ranges

    def conflict(self, chosen: tuple[int, ...]) -> list[int]:
        """Give few rows that the chosen alone cannot obey: one more variable of them is needed."""
        rows = self._touched(chosen)
        if len(chosen) > 1:
            return rows
        free, (variable,) = self._suspicion, chosen
        ends: list[tuple[Range, int]] = []
        for row in rows:
            (low, high), terms = self._left(row, chosen)
            ranges = {variable: (int(free.free_low[variable]), int(free.free_high[variable]))}
            if not _tighten(ranges, low, high, terms):
                return [row]
            ends.append((ranges[variable], row))
        pairs = [
            [one, other]
            for ((low, high), one), ((least, most), other) in combinations(ends, 2)
            if low > most or least > high
        ]
        return min(pairs, key=lambda pair: (sum(len(self.candidates(row)) for row in pair), pair))

    def _touched(self, chosen: Iterable[int]) -> list[int]:
        return sorted({row for variable in chosen for row in self.rows_with(variable)})

    def _left(self, row: int, chosen: Iterable[int]) -> tuple[Range, list[tuple[int, int]]]:
        """Give what a row leaves to the sum of the chosen, and their coefficients in it."""
        terms = self.terms(row)
        low, high = self._low[row], self._high[row]
        held = [(variable, terms[variable]) for variable in chosen if variable in terms]
        for variable, factor in held:
            ends = _ends(self._system, variable, factor)
            low, high = low + ends[1], high + ends[0]
        return (low, high), held


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

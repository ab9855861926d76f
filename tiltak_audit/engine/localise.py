"""Which few variables, freed, make broken rows possible: error localisation in integers.

The principle of Fellegi and Holt (1976): change the fewest figures. All sets of the smallest size
are found, by branching on what a row in conflict leaves to free (De Waal, Pannekoek & Scholtus
2011). A set is dropped only where no value of its variables obeys the rows that hold them, with
every other variable within its bounds, so the right set is never lost, unless it is larger.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.engine.leeway import Rows
from tiltak_audit.engine.system import integers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.engine.leeway import Range, Suspicion

# Rows that are looked at for one try of a set, on average; more of them count as more tries.
ROWS_A_TRY = 40


@attrs.frozen(eq=False, repr=False)
class Sets(Alike):
    """The smallest sets that may be freed.

    Attributes:
        sets: Variables, rising in each; sets in order.
        complete: Whether all sets up to the size that was asked for were tried.
        tries: Sets that were tried, or more where very many rows were looked at for them.
    """

    sets: tuple[tuple[int, ...], ...]
    complete: bool
    tries: int


def smallest_sets(suspicion: Suspicion, broken: Iterable[int], most: int, tries: int) -> Sets:
    """Find all smallest sets of at most ``most`` variables that mend all broken rows.

    Ends after so many tries at the latest; what is found until then is right, but there may be
    more, and ``complete`` says so.
    """
    search = Hunt(suspicion, tuple(broken), tries)
    for size in range(1, most + 1):
        found = search.of_size(size)
        if found or search.spent:
            return Sets(tuple(sorted(found)), complete=not search.spent, tries=search.used)
    return Sets((), complete=True, tries=search.used)


def left_to_sets(
    suspicion: Suspicion, sets: Iterable[tuple[int, ...]]
) -> list[dict[int, Range] | None]:
    """Give the values that the rows leave the variables of each set, freed together.

    A row is taken at a time; nothing is given for a set that no values mend.
    """
    asked = list(sets)
    system = suspicion.system
    held = system.rows_with(integers(list(chain.from_iterable(asked))))
    rows = Rows(attrs.evolve(suspicion, system=system.only(held), sums=None))
    return [rows.ranges(chosen) for chosen in asked]


class Hunt:
    """A depth-first search that counts its tries, and ends when they are used up."""

    def __init__(self, suspicion: Suspicion, broken: tuple[int, ...], tries: int) -> None:
        """Take the rows that are broken, and how many sets may be tried."""
        self._rows = Rows(suspicion)
        self._broken = broken
        self._most_tries = tries
        self._most_rows = (tries + 1) * ROWS_A_TRY
        self._tries = 0
        self._hits: dict[int, set[int]] = {}
        for row in broken:
            for variable in self._rows.candidates(row):
                self._hits.setdefault(variable, set()).add(row)
        self._most_hits = max(map(len, self._hits.values()), default=0)

    @property
    def spent(self) -> bool:
        """Tell whether the tries are used up."""
        return self.used > self._most_tries

    @property
    def used(self) -> int:
        """Count the tries, or what the rows that were looked at come to, where that is more."""
        return max(self._tries, self._rows.looked // ROWS_A_TRY)

    def of_size(self, size: int) -> set[tuple[int, ...]]:
        """Give all sets of a size; sets of fewer were found not to be enough."""
        return set(self.each_of_size(size))

    def each_of_size(self, size: int) -> Iterator[tuple[int, ...]]:
        """Yield the sets of a size, as they are found; no smaller one mends all broken rows."""
        seen: set[frozenset[int]] = set()
        stack: list[frozenset[int]] = [frozenset()]
        while stack and not self.spent:
            chosen = stack.pop()
            room = size - len(chosen)
            open_rows = self._open(chosen, room * self._most_hits)
            if open_rows is None:
                continue
            for variable in self._next(chosen, open_rows, last=room == 1):
                more = chosen | {variable}
                if more in seen:
                    continue
                seen.add(more)
                if room > 1:
                    self._rows.looked += 1
                    stack.append(more)
                    continue
                self._tries += 1
                if self._rows.allow(tuple(more)):
                    yield tuple(sorted(more))
                if self._rows.looked > self._most_rows:
                    return

    def _open(self, chosen: frozenset[int], most: int) -> list[int] | None:
        """List the broken rows that hold none of the chosen; nothing where they are too many."""
        hit = [self._hits.get(variable, set()) for variable in chosen]
        if len(self._broken) - sum(map(len, hit)) > most:
            return None
        self._rows.looked += len(self._broken)
        open_rows = [row for row in self._broken if not any(row in rows for rows in hit)]
        return open_rows if len(open_rows) <= most else None

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

"""What changed from one edition to the next, figure by figure."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.editions.rows import matched
from tiltak_audit.model.figure import Count, Star
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.editions.pairs import EditionPair
    from tiltak_audit.editions.rows import Matched, RowPair
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.figure import Figure


class Kind(Enum):
    """What became of a figure."""

    # Another count.
    REVISED = "revised"
    # A count that is hidden now, or hidden for another reason.
    STARRED = "newly_starred"
    # A star that is a count now.
    SHOWN = "newly_shown"


@attrs.frozen(eq=False, repr=False)
class Change:
    """A figure that is printed otherwise in the newer of two editions.

    Attributes:
        older: The figure of the older edition.
        newer: That of the newer.
        kind: What became of it.
    """

    older: Cell
    newer: Cell
    kind: Kind

    @property
    def size(self) -> int | None:
        """Give how many persons more are printed; none where either is hidden."""
        was, now = self.older.figure, self.newer.figure
        return now.value - was.value if isinstance(was, Count) and isinstance(now, Count) else None

    @property
    def share(self) -> Fraction | None:
        """Give the size as a share of what was printed; none where that is 0 or hidden."""
        was, size = self.older.figure, self.size
        return Fraction(size, was.value) if size and isinstance(was, Count) and was.value else None

    def was(self, *, reveal: bool) -> Figure | None:
        """Give the older figure; none where the newer edition hides it, unless ``reveal``."""
        return self.older.figure if reveal or self.kind is not Kind.STARRED else None

    @property
    def weight(self) -> tuple[int, Fraction]:
        """Give what the largest of revisions is told by: persons, then their share."""
        return abs(self.size or 0), abs(self.share or Fraction(0))


class Revisions(Record):
    """All that changed between two editions.

    Attributes:
        pair: The editions.
        matched: Their rows side by side.
        unchanged: How many figures both print alike.
        changes: Those that they do not, in the print order of the newer.
    """

    pair: EditionPair
    matched: Matched
    unchanged: int
    changes: tuple[Change, ...]

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """List the changes of a kind."""
        return tuple(one for one in self.changes if one.kind is kind)

    def cells(self) -> Iterator[tuple[Cell, Cell]]:
        """Yield every figure that both print, older and newer."""
        for row in self.matched.rows:
            yield from row.cells()


def revisions_of(pair: EditionPair) -> Revisions:
    """Hold two editions against each other: every figure of the same point and month."""
    found = matched(pair)
    changes = [change for row in found.rows for change in _changed(row)]
    figures = sum(len(row.columns) for row in found.rows)
    return Revisions(pair, found, figures - len(changes), tuple(changes))


def _changed(row: RowPair) -> Iterator[Change]:
    was, now = row.older.row, row.newer.row
    assert was
    assert now
    old, new = was.figures, now.figures
    # Equal counts are one object, so that most rows take no more than this.
    if all(old[there] is new[here] for there, here in row.columns):
        return
    for older, newer in row.cells():
        kind = _kind(older.figure, newer.figure)
        if kind:
            yield Change(older, newer, kind)


def _kind(was: Figure, now: Figure) -> Kind | None:
    if was == now or (isinstance(was, Star) and isinstance(now, Star) and _alike(was, now)):
        return None
    if isinstance(now, Star):
        return Kind.STARRED
    return Kind.SHOWN if isinstance(was, Star) else Kind.REVISED


def _alike(was: Star, now: Star) -> bool:
    """Tell whether two signs may stand for one count."""
    return was.interval.meets(now.interval)

"""A plan: the printed figures to hide besides, why each, and what cannot be had."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.disclosure.fixed import fixed_means
from tiltak_audit.disclosure.points import points_of
from tiltak_audit.protection.posing import problem_of
from tiltak_audit.protection.search import searched

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.engine.system import Mask
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.report import Report
    from tiltak_audit.protection.search import Found
    from tiltak_audit.protection.wish import Wish
    from tiltak_audit.suspects.belief import Belief


class Reason(Enum):
    """What a figure is hidden for."""

    # A star, which could be worked out, or kept too few values, if it stayed.
    STAR = "star"
    # Another figure that is hidden besides, which could be worked out.
    FURTHER = "further"
    # Other months of its row.
    ROW = "row"


class Bar(Enum):
    """Why a star cannot be protected."""

    # Figures that must stay give it away.
    KEPT = "kept"
    # What the signs beside it stand for gives it away, whatever is hidden.
    SIGNS = "signs"
    # Whoever knows another star works it out, whatever is hidden.
    INSIDER = "insider"


@attrs.frozen(eq=False, repr=False)
class Hidden:
    """One point to hide.

    Attributes:
        cells: Every printing of it, the first one first.
        reason: What for.
        protects: The stars or further figures that leak if it alone is shown again, at their
            first printing.
    """

    cells: tuple[Cell, ...]
    reason: Reason
    protects: tuple[Cell, ...]

    @property
    def cell(self) -> Cell:
        """Give its first printing."""
        return self.cells[0]

    @property
    def persons(self) -> int:
        """Give its count; of a mean as printed."""
        return self.cell.printed.low


@attrs.frozen(eq=False, repr=False)
class Unprotected:
    """A star that cannot keep the values asked for.

    Attributes:
        cell: The star, at its first printing.
        bar: Why.
        by: Figures that must stay of which one would have to be hidden; of ``INSIDER`` the star
            that is known.
    """

    cell: Cell
    bar: Bar
    by: tuple[Cell, ...]


@attrs.frozen(eq=False, repr=False)
class Plan:
    """A plan for a run.

    Attributes:
        hidden: What to hide, in print order.
        unprotected: The stars that it cannot protect.
        fixed: Starred means that the signs of their months fix, so that they protect nothing.
        stars: How many stars there are, each point once.
        printed: As how many a check counts them, which counts those that must be equal each.
        opened: How many of them could be worked out, or kept too few values, and do not any more.
        figures: How many figures are printed and could be hidden, each point once.
        partial: How many rows have some months hidden, and others not that might be.
        whole: How many points were hidden, if these rows had all of them hidden.
        least: No plan for the same stars hides fewer points.
        proved: Whether an audit of the result shows that it holds.
    """

    hidden: tuple[Hidden, ...]
    unprotected: tuple[Unprotected, ...]
    fixed: tuple[Cell, ...]
    stars: int
    printed: int
    opened: int
    figures: int
    partial: int
    whole: int
    least: int
    proved: bool

    def of(self, report: Report) -> frozenset[Cell]:
        """Give the printed figures of one report to hide, every printing of each."""
        return frozenset(cell for one in self.hidden for cell in one.cells if cell.report is report)

    @property
    def persons(self) -> int:
        """Count the persons in what is hidden; a person is counted once a figure."""
        return sum(one.persons for one in self.hidden)

    @property
    def printings(self) -> int:
        """Count the figures on paper that are hidden."""
        return sum(len(one.cells) for one in self.hidden)


def plan_of(
    belief: Belief,
    attacker: Attacker,
    wish: Wish,
    published: Collection[Report] = (),
    progress: Callable[[float], None] = lambda _: None,
) -> Plan:
    """Plan for the figures of all reports, as far as they are believed.

    Raises:
        UsageError: Something to be kept is not there.
    """
    points = points_of(belief, attacker)
    problem = problem_of(points, attacker, wish, published)
    known = _months(points) if attacker.everyone else None
    found = searched(problem, progress, known)
    fixed = np.intersect1d(points.stars, np.flatnonzero(fixed_means(points, attacker)))
    told = _Told(points, found, whole_rows=wish.whole_rows)
    return told.plan(problem.printed, tuple(points.joint.cells(fixed)))


def _months(points: Points) -> Mask:
    """Tell which variables are stars of a month: persons are counted in them."""
    joint = points.joint
    ours = points.stars[~joint.secondary[points.stars] & ~joint.mean[points.stars]]
    found = np.zeros(points.merged.system.variables, dtype=bool)
    found[points.merged.variable[ours]] = True
    return found


def in_order(reports: Iterable[Report]) -> list[Report]:
    """Sort reports so that a plan does not depend on the order they are given in."""
    return sorted(reports, key=lambda one: (one.code, str(one.period), one.edition, one.path))


class _Told:
    """What was found, in figures of the reports."""

    def __init__(self, points: Points, found: Found, *, whole_rows: bool) -> None:
        self._points, self._found = points, found
        self._shown = found.whole if whole_rows else found.hidden
        self._partial = 0 if whole_rows else found.partial
        self._of = points.merged.variable
        self._order = np.argsort(self._of, kind="stable")
        self._sorted = self._of[self._order]

    def plan(self, printed: Mask, fixed: tuple[Cell, ...]) -> Plan:
        found, stars, joint = self._found, self._points.stars, self._points.joint
        hidden = sorted(np.flatnonzero(self._shown).tolist(), key=self._first)
        needs, ours = found.needs, stars[~joint.secondary[stars]]
        return Plan(
            tuple(self._hidden(at, needs.get(at, [])) for at in hidden),
            tuple(self._unprotected()),
            fixed,
            len(np.unique(self._of[ours])),
            len(ours),
            len(found.opened),
            int(printed.sum()),
            self._partial,
            int(found.whole.sum()),
            found.least,
            found.proved,
        )

    def _unprotected(self) -> Iterator[Unprotected]:
        for at, by in sorted(self._found.lost.items()):
            named = tuple(self._cell(one) for one in sorted(by, key=self._first))
            yield Unprotected(self._cell(at), Bar.KEPT if by else Bar.SIGNS, named)
        for at, star in sorted(self._found.known.items()):
            yield Unprotected(self._cell(at), Bar.INSIDER, (self._cell(star),))

    def _hidden(self, at: int, needs: list[int]) -> Hidden:
        further = all(self._found.hidden[needs]) and needs
        why = Reason.FURTHER if further else Reason.STAR
        return Hidden(
            tuple(self._points.joint.cells(self._printings(at))),
            why if self._found.hidden[at] else Reason.ROW,
            tuple(self._cell(one) for one in sorted(set(needs), key=self._first)),
        )

    def _printings(self, at: int) -> np.ndarray:
        ends = np.searchsorted(self._sorted, [at, at + 1])
        return self._order[ends[0] : ends[1]]

    def _first(self, at: int) -> int:
        return int(self._printings(at)[0])

    def _cell(self, at: int) -> Cell:
        return self._points.joint.cell(self._first(at))

"""Violated identities to cases: those that share figures have one root cause."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tiltak_audit.identities.identity import Balance
from tiltak_audit.model.period import MEAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.findings.finding import Evidence
    from tiltak_audit.identities.identity import Identity, Term
    from tiltak_audit.model.cell import Cell

# One sum that breaks in so many periods is one cause: a row lost, doubled or moved.
_MANY_PERIODS = 3


def cases_of(evidence: Sequence[Evidence]) -> list[tuple[Evidence, ...]]:
    """Group evidence into cases, each sorted by code and line, in order of the first line.

    Two violated identities are one case where they share a figure, or where they are the same
    sum and it breaks in many periods, or in as many as it has months.
    """
    groups = _Groups(len(evidence))
    by_cell: dict[Cell, int] = {}
    by_identity: dict[Identity, list[int]] = defaultdict(list)
    for at, one in enumerate(evidence):
        by_identity[one.identity].append(at)
        for term in one.terms:
            groups.join(at, by_cell.setdefault(term.cell, at))
    for members in by_identity.values():
        if len(members) >= min(_MANY_PERIODS, _months(evidence[members[0]])):
            for member in members[1:]:
                groups.join(member, members[0])
    cases: dict[int, list[Evidence]] = defaultdict(list)
    for at, one in enumerate(evidence):
        cases[groups.find(at)].append(one)
    return [joined([case]) for case in cases.values()]


def joined(cases: Iterable[Iterable[Evidence]]) -> tuple[Evidence, ...]:
    """Give the evidence of one or several cases as one, sorted by code and line."""
    return tuple(sorted((one for case in cases for one in case), key=_order))


def place_of(case: Sequence[Evidence]) -> Term:
    """Give the figure that all identities of a case share, else the whole of the first.

    Where they are of several periods and share one row, its figure in the first of them.
    """
    first = case[0]
    shared = set.intersection(*({term.cell for term in one.terms} for one in case))
    if len(shared) == 1:
        return next(term for term in first.terms if term.cell in shared)
    rows = set.intersection(*({term.cell.row for term in one.terms} for one in case))
    if not shared and len(rows) == 1:
        return next(term for term in first.terms if term.cell.row in rows)
    return first.terms[0]


def is_shared(case: Sequence[Evidence]) -> bool:
    """Tell whether several identities point at the place of a case."""
    row = place_of(case).cell.row
    return len(case) > 1 and all(row in {t.cell.row for t in one.terms} for one in case)


def _months(evidence: Evidence) -> int:
    identity = evidence.identity
    periods = identity.periods if isinstance(identity, Balance) else ()
    return sum(period != MEAN for period in periods)


def _order(evidence: Evidence) -> tuple[str, int, str]:
    return evidence.code, evidence.terms[0].cell.row.line, evidence.period


class _Groups:
    """Disjoint sets with path halving (Tarjan 1975)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, at: int) -> int:
        """Give the group of a member."""
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def join(self, one: int, other: int) -> None:
        """Make two groups one; the lower number names it."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first

"""Whose region is not known: how large a share of all they are."""

from __future__ import annotations

from math import sqrt
from statistics import median
from typing import TYPE_CHECKING

from tiltak_audit.cube.fold import fold
from tiltak_audit.cube.regions import UNKNOWN
from tiltak_audit.plausibility.history import OPEN, cell_of
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.model.cell import Cell
    from tiltak_audit.plausibility.history import History, Line

# Persons; fewer are a handful.
_GROUP = 30

# The share that is never usual; of the reports that are public it is at most 1.2 %.
_SHARE = 0.05

# How far above its usual share, as twice the difference of square roots: standard deviations of a
# count (Anscombe 1948).
_LEAST = 8.0

# Months from which what is usual can be told.
_MONTHS = 3


class UnknownShare(Record):
    """A row of those of whom nobody knows where they belong, which is large.

    Attributes:
        cell: Its figure in the month in which it is largest, beside what is usual.
        whole: Persons in all, in that month.
        usual: The share that is usual, per cent; none where too few months tell.
    """

    cell: Cell
    whole: int
    usual: float | None


def unknown_of(histories: Sequence[History]) -> list[UnknownShare]:
    """Find shares of the unknown that jump, or are large, one a table, the widest first."""
    return [found for history in histories for found in _of_table(history)]


def _of_table(history: History) -> Iterator[UnknownShare]:
    if fold(history.table.label) == fold(UNKNOWN):
        return  # there everybody is
    totals = next((line for line in history.lines if line.total), None)
    for line in history.lines:
        if line.largest >= _GROUP and line.unknown and totals:
            found = list(_of_row(history, line, totals))
            if found:
                yield max(found, key=lambda one: one[0])[1]


def _of_row(history: History, line: Line, totals: Line) -> Iterator[tuple[float, UnknownShare]]:
    least = history.report.family.star.high
    shares: dict[int, float] = {}
    for at, (own, whole) in enumerate(zip(line.values, totals.values, strict=True)):
        if own > OPEN and whole > 0:
            shares[at] = max(own, least) / whole
    for at, share in shares.items():
        own, whole = line.values[at], totals.values[at]
        if history.columns[at] is None or own < _GROUP:
            continue
        others = [one for month, one in shares.items() if month != at]
        usual = median(others) if len(others) >= _MONTHS else None
        far = usual is not None and 2 * (sqrt(own) - sqrt(usual * whole)) >= _LEAST
        if far or share >= _SHARE:
            percent = None if usual is None else 100 * usual
            yield share, UnknownShare(cell_of(history, line, at), whole, percent)

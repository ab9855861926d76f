"""Shares of a total that jump from one month to the next."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.identities.identity import Balance, Law
from tiltak_audit.model.report import TOTAL
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.identities.judged import Judged
    from tiltak_audit.identities.series import Series
    from tiltak_audit.model.cell import Cell

# Of 688 shares of steady dimensions in the samples none moved by more than 4.2, of statuses within
# a tiltak none by more than 6.6 but at a break.
_LEAST = 8.0

# Persons, expected or printed; a smaller group jumps by a handful.
_GROUP = 30


class Jump(Record):
    """A category whose count is far from what its share of the month before gives.

    Attributes:
        cell: The category's count in a month.
        expected: Persons: its share of the month before, of the total of this month.
        size: How far off, as the difference of twice the square roots, which for counts is a
            standard deviation a unit (Anscombe 1948).
    """

    cell: Cell
    expected: int
    size: float


def jumps_of(judged: Judged) -> Iterator[Jump]:
    """Yield the largest jump of each sum and month, in print order.

    Only printed figures of sums that are whole count, and only splits that the family calls
    steady, and those of one row by the dimension that moves with the mix of rows.
    """
    for identity, _verdicts in judged.verdicts:
        if isinstance(identity, Balance) and _steady(identity):
            for before, period in zip(identity.periods, identity.periods[1:], strict=False):
                jumps = list(_between(identity, before, period))
                if jumps:
                    yield max(jumps, key=lambda jump: jump.size)


def _steady(identity: Balance) -> bool:
    if not identity.complete or len(identity.whole) != 1 or not identity.parts:
        return False
    part = identity.parts[0]
    family = part.report.family
    dimensions = dimensions_of(part.table.section, family)
    match identity.law:
        case Law.COLUMN_SUM:
            return dimensions.inner in family.steady
        case Law.CROSS:
            # Everybody's statuses move with the mix of tiltak, too.
            return dimensions.outer == family.moving and identity.whole[0].row.label != TOTAL
        case _:
            return False


def _between(identity: Balance, before: str, period: str) -> Iterator[Jump]:
    (whole,) = identity.whole
    old, new = _count(whole, before), _count(whole, period)
    if not old or new is None or "-" not in before:
        return
    for part in identity.parts:
        was, now = _count(part, before), _count(part, period)
        if was is None or now is None:
            continue
        expected = was * new / old
        size = abs(2 * sqrt(now) - 2 * sqrt(expected))
        if size >= _LEAST and max(now, expected) >= _GROUP:
            yield Jump(part.cell(part.periods.index(period)), round(expected), size)


def _count(series: Series, period: str) -> int | None:
    """Give a printed count; nothing for a star."""
    column = series.periods.index(period)
    return None if series.stars[column] else series.low[column]

"""Shares held against their counts: of how many persons in all each can be, and all can be.

What a family says is of one whole, such as the labour force of a region, must be so for some number
of persons. A share that is printed to d decimals is off by half a unit of the last one at most.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.cube.fold import fold, key_of
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.figure import Share, Unit
from tiltak_audit.model.report import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.model.report import Report, Row, Section, Table

# Named among the dimensions that are of one whole: the months of a row.
_MONTH = "month"

_PER_UNIT = {Unit.PERCENT: 100, Unit.PER_MILLE: 1000}

_Point = frozenset[tuple[str, str]]


@attrs.frozen
class Wholes:
    """How many persons there may be in all.

    Attributes:
        low: At least.
        high: At most; none for any number.
    """

    low: int = 0
    high: int | None = None

    def both(self, other: Wholes) -> Wholes:
        """Give what this and the other leave; nothing where the one ends before the other."""
        highs = [one for one in (self.high, other.high) if one is not None]
        return Wholes(max(self.low, other.low), min(highs, default=None))

    @property
    def empty(self) -> bool:
        """Tell whether no number is left."""
        return self.high is not None and self.low > self.high


@attrs.frozen(eq=False)
class Ratio:
    """A printed share, and the count that it is of.

    Attributes:
        share: Where the share is printed.
        count: Where the count is.
        printed: The share.
        per: What a whole is, 100 of per cent.
        wholes: Of how many persons the count can be that share.
    """

    share: Cell
    count: Cell
    printed: Share
    per: int
    wholes: Wholes


@attrs.frozen(eq=False)
class OddShare:
    """Shares of one whole that cannot all be so.

    Attributes:
        odd: Those without one of which all others could be: the one that is wrong, if it is one
            alone. All of them where there is no such one.
        others: The rest.
        wholes: Of how many persons the others are.
    """

    odd: tuple[Ratio, ...]
    others: tuple[Ratio, ...]
    wholes: Wholes


@attrs.frozen(eq=False)
class OddMonth(OddShare):
    """Shares of one row, month by month, that cannot all be of one whole."""


def odd_shares(report: Report) -> Iterator[OddShare]:
    """Yield shares that disagree with others of the same whole, one finding a whole."""
    over = report.family.one_whole
    kind = OddMonth if _MONTH in over else OddShare
    for ratios in _groups(report, over).values() if over else ():
        if _all(ratios).empty:
            yield _odd(ratios, kind)


def wholes_of(share: Share, per: int, low: int, high: int) -> Wholes:
    """Give of how many persons in all a count of a range can be a share.

    >>> wholes_of(Share("2,5"), 100, 50, 50)
    Wholes(low=1961, high=2040)
    """
    digits = share.printed.replace(",", "")
    half, value = per * 2 * 10 ** len(share.printed.partition(",")[2]), int(digits)
    least = -(-half * low // (2 * value + 1))
    return Wholes(least, half * high // (2 * value - 1) if value else None)


def _all(ratios: Sequence[Ratio]) -> Wholes:
    found = Wholes()
    for one in ratios:
        found = found.both(one.wholes)
    return found


def _odd(ratios: list[Ratio], kind: type[OddShare]) -> OddShare:
    without = {one: _all([other for other in ratios if other is not one]) for one in ratios}
    odd = tuple(one for one, left in without.items() if not left.empty) or tuple(ratios)
    others = tuple(one for one in ratios if one not in odd)
    return kind(odd, others, without[odd[0]] if len(odd) == 1 else _all(others))


def _groups(report: Report, over: Sequence[str]) -> dict[tuple[object, ...], list[Ratio]]:
    """Collect the shares of each whole that have a count."""
    counts: dict[tuple[_Point, str], Cell] = {}
    for section in report.sections:
        for cell, point in _cells(report, section):
            counts.setdefault((point, cell.period), cell)
    groups: dict[tuple[object, ...], list[Ratio]] = defaultdict(list)
    for section in report.shares:
        for cell, point in _cells(report, section):
            count, printed = counts.get((point, cell.period)), cell.row.shares[cell.column]
            if count and isinstance(printed, Share) and not count.printed.unbounded:
                per = _PER_UNIT[section.unit]
                wholes = wholes_of(printed, per, count.printed.low, count.printed.high)
                of = frozenset(one for one in point if one[0] not in over)
                measure = cell.table.point.measure if cell.table.point else section.unit
                month = "" if _MONTH in over else cell.period
                groups[of, measure, month].append(Ratio(cell, count, printed, per, wholes))
    return groups


def _cells(report: Report, section: Section) -> Iterator[tuple[Cell, _Point]]:
    """Yield the figures of months with the categories that they are of."""
    for table in section.tables:
        columns = range(int(table.columns.mean), len(table.columns.periods))
        for row in table.printed():
            point = _point(report, table, row)
            yield from ((Cell(report, table, row, column), point) for column in columns)


def _point(report: Report, table: Table, row: Row) -> _Point:
    region = key_of(row.code, row.label)
    if of := table.point:
        # Where there are several columns of shares their heads are categories, too.
        categories = ((name, fold(one)) for name, one in of.categories if name != of.measure)
        return frozenset({*categories, ("level", of.level), ("region", region)})
    dimensions = dimensions_of(table.section, report.family)
    total = row is table.total or row.label == TOTAL
    return frozenset(
        {(dimensions.outer, fold(table.label)), (dimensions.inner, "" if total else region)}
    )

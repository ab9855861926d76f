"""Shares and the counts that they are of: of how many persons in all each can be.

What a family says is of one whole, such as the labour force of a region, must be so for some number
of persons. A share that is printed to d decimals is off by half a unit of the last one at most.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.cube.fold import fold, key_of
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.figure import Share, Unit
from tiltak_audit.model.report import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.model.report import Report, Row, Section, Table

# Named among the dimensions that are of one whole: the months of a row.
MONTH = "month"

_PER_UNIT = {Unit.PERCENT: 100, Unit.PER_MILLE: 1000}

_Point = frozenset[tuple[str, str]]


@attrs.frozen(eq=False)
class Wholes(Alike):
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


# Any number.
ANY = Wholes()


@attrs.frozen(eq=False, repr=False)
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


def wholes_of(share: Share, per: int, low: int, high: int) -> Wholes:
    """Give of how many persons in all a count of a range can be a share.

    >>> wholes_of(Share("2,5"), 100, 50, 50)
    Wholes(low=1961, high=2040)
    """
    half, value = _scaled(share, per)
    least = -(-half * low // (2 * value + 1))
    return Wholes(least, half * high // (2 * value - 1) if value else None)


def counts_of(share: Share, per: int, wholes: Wholes) -> tuple[int, int | None]:
    """Give the least and the most persons that a share can be of so many in all.

    >>> counts_of(Share("0,6"), 100, Wholes(497, 503))
    (3, 3)
    """
    half, value = _scaled(share, per)
    least = -(-wholes.low * (2 * value - 1) // half)
    most = None if wholes.high is None else wholes.high * (2 * value + 1) // half
    return max(least, 0), most


def _scaled(share: Share, per: int) -> tuple[int, int]:
    """Give a whole in halves of the share's last decimal, and the share in such units."""
    digits = share.printed.replace(",", "")
    return per * 2 * 10 ** len(share.printed.partition(",")[2]), int(digits)


def whole_of(ratios: Iterable[Ratio], known: Wholes = ANY) -> Wholes:
    """Give of how many persons all of some shares can be, of those that are known."""
    found = known
    for one in ratios:
        found = found.both(one.wholes)
    return found


def ratios_of(report: Report) -> Iterator[list[Ratio]]:
    """Give the shares that have a count, a list for each whole that the family knows of."""
    over = report.family.one_whole
    if not over:
        return
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
                month = "" if MONTH in over else cell.period
                groups[of, measure, month].append(Ratio(cell, count, printed, per, wholes))
    yield from groups.values()


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

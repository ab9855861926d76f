"""The printed rows of tables of observations, by what they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.fold import fold, key_of
from tiltak_audit.identities.series import series_of
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.identities.series import Series
    from tiltak_audit.model.report import Report

    # Dimension and folded category.
    Categories = frozenset[tuple[str, str]]


@attrs.frozen(eq=False, repr=False)
class Group:
    """The rows of the same categories, level, measure and month, whichever sheet prints them.

    Attributes:
        measure: What is counted.
        level: The level of the regions.
        month: ISO.
        categories: Of all dimensions.
        rows: By region, each printing of it.
        doubts: Whether a row may be missing because it was not read.
    """

    measure: str
    level: str
    month: str
    categories: Categories
    rows: dict[str, list[Series]] = attrs.field(factory=dict)
    doubts: list[int] = attrs.field(factory=list)

    def row(self, region: str) -> tuple[Series, ...]:
        """Give the first printing of a region, if it has one."""
        return tuple(self.rows.get(region, ())[:1])

    def knows(self, region: str) -> bool:
        """Tell whether a region is printed, or else left out."""
        return region in self.rows or not self.doubts


class CubeOf(Record):
    """All groups of a report."""

    groups: dict[tuple[str, str, str, Categories], Group]

    def at(self, measure: str, level: str, month: str, categories: Categories) -> Group | None:
        """Give the group of some categories, if one is printed."""
        return self.groups.get((measure, level, month, categories))

    def beside(self, group: Group, level: str) -> Group | None:
        """Give what a group is on another level of regions."""
        return self.at(group.measure, level, group.month, group.categories)

    def scopes(self) -> Iterator[list[Group]]:
        """Yield the groups that differ in nothing but their categories."""
        found: dict[tuple[str, str, str], list[Group]] = {}
        for one in self.groups.values():
            found.setdefault((one.measure, one.level, one.month), []).append(one)
        yield from found.values()


def cube_of(report: Report) -> CubeOf:
    """Collect the rows of a report's tables of observations."""
    groups: dict[tuple[str, str, str, Categories], Group] = {}
    for table in report.tables:
        point = table.point
        assert point
        (month,) = table.columns.periods
        key = (point.measure, point.level, month, folded(point.categories))
        group = groups.setdefault(key, Group(*key))
        group.doubts.extend(table.doubts)
        for row in table.rows:
            series = series_of(report, table, row)
            group.rows.setdefault(key_of(row.code, row.label), []).append(series)
    return CubeOf(groups)


def folded(categories: Iterable[tuple[str, str]]) -> Categories:
    """Give categories as they are compared."""
    return frozenset((dimension, fold(category)) for dimension, category in categories)

"""A report as observations of a cube: a point, and the rows that print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.cube.fold import fold, key_of
from tiltak_audit.cube.regions import register_for
from tiltak_audit.identities.series import series_of
from tiltak_audit.model.report import Row
from tiltak_audit.model.wording import is_of_row_above
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.cube.dimensions import Dimensions
    from tiltak_audit.identities.series import Series
    from tiltak_audit.model.family import Family, Level
    from tiltak_audit.model.report import Report, Table

    # Dimension and folded category, of at most two dimensions.
    Point = frozenset[tuple[str, str]]


class Observed(Record):
    """A table with its rows as series.

    Attributes:
        table: The table.
        family: Of its report.
        dimensions: Of its section.
        total: The first printing of the total, if it was read.
        reprints: The later printings.
        rows: The parts by category: the code, or the folded label.
        whole_section: Whether no other table of its section can have been left unread.
        whole_period: Whether its months are those of the report's period, as its means are.
        category: What the total is of: folded, or the code of a fylke; empty for everybody.
        of_rows: Rows that count some of another, ``herav kvinner``, each with that one; with
            none where no part stands above it.
    """

    table: Table
    family: Family
    dimensions: Dimensions
    total: Series | None
    reprints: tuple[Series, ...]
    rows: dict[str, Series]
    whole_section: bool
    whole_period: bool
    category: str
    of_rows: tuple[tuple[Series, Series | None], ...] = ()

    @property
    def totals(self) -> tuple[Series, ...]:
        """Give the total as a side of an identity."""
        return (self.total,) if self.total else ()

    @property
    def complete(self) -> bool:
        """Tell whether no part can be missing."""
        return not self.table.doubts

    @property
    def point(self) -> Point:
        """Give the point of the total."""
        return point(self.dimensions.outer, self.category)


class Observations(Record):
    """The tables of one section.

    Attributes:
        tables: All of them, in print order.
    """

    tables: list[Observed]

    @property
    def dimensions(self) -> Dimensions:
        """Give what its tables are about."""
        return self.tables[0].dimensions

    @property
    def parts(self) -> list[Observed]:
        """List the tables of one category each; that of everybody is their whole."""
        return [one for one in self.tables if one.dimensions.outer and one.category]

    @property
    def overall(self) -> list[Observed]:
        """List the tables whose rows together count all persons: everybody's, or else all."""
        return [one for one in self.tables if not one.category] or self.tables


def sections_of(observed: Iterable[Observed]) -> list[Observations]:
    """Group the tables of a report by section, in print order."""
    sections: dict[str, list[Observed]] = {}
    for one in observed:
        sections.setdefault(one.table.section, []).append(one)
    return [Observations(tables) for tables in sections.values()]


def point(dimension: str, category: str) -> Point:
    """Give the point of one category; of everybody, where the category is empty."""
    return frozenset({(dimension, category)}) if category else frozenset()


def observe(report: Report) -> list[Observed]:
    """Turn every table of a report into series, in print order."""
    return [
        _observed(report, table, whole_section=not section.doubts)
        for section in report.sections
        for table in section.tables
    ]


def _observed(report: Report, table: Table, *, whole_section: bool) -> Observed:
    dimensions = dimensions_of(table.section, report.family)
    category = fold(table.label)
    outer = report.family.level_of(dimensions.outer)
    if outer and report.period:
        register = register_for(report.family, report.period.last)
        category = register.fylke_of(table.label) or _code(table.label, outer) or category
    rows: dict[str, Series] = {}
    of_rows: list[tuple[Series, Series | None]] = []
    above: Series | None = None
    for row in table.rows:
        series = series_of(report, table, row)
        if is_of_row_above(row.label):
            of_rows.append((series, above))
        else:
            rows[key_of(row.code, row.label)] = series
            above = series
    return Observed(
        table,
        report.family,
        dimensions,
        series_of(report, table, table.total) if isinstance(table.total, Row) else None,
        tuple(series_of(report, table, row) for row in table.reprints),
        rows,
        whole_section,
        report.period is None or report.period.months == table.columns.months,
        category,
        tuple(of_rows),
    )


def _code(label: str, level: Level) -> str:
    """Give the code that a label begins with, if it is as long as those of a level."""
    code = label.partition(" ")[0]
    return code if code.isdecimal() and len(code) == level.digits else ""


def points_of(observed: list[Observed]) -> dict[Point, list[Series]]:
    """List the printings of every point, one a table, in print order."""
    points: dict[Point, list[Series]] = {}
    for one in observed:
        if one.total:
            points.setdefault(one.point, []).append(one.total)
        # A row of two dimensions is printed once a report, unless a section repeats.
        whole, inner = one.point, one.dimensions.inner
        for category, series in one.rows.items():
            points.setdefault(whole | point(inner, category), []).append(series)
    return points

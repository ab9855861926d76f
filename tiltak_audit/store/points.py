"""Observations with what they are of: categories, regions, and whether they are totals."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.cube.regions import FYLKE, KOMMUNE, LEVELS, register_for, vintage_of
from tiltak_audit.export.tidy import said_by
from tiltak_audit.model.figure import Count, Share, Unit
from tiltak_audit.model.period import MEAN, QUARTER, Month
from tiltak_audit.model.point import COUNTRY
from tiltak_audit.model.report import TOTAL
from tiltak_audit.store.schema import column_of, dimensions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.cube.regions import Register
    from tiltak_audit.model.figure import Figure
    from tiltak_audit.model.report import Report, Row, Section, Table

# Columns of one vintage of regions: it, their numbers, and which periods they are.
_Part = tuple[str | None, list[int], dict[str, list[str] | list[str | None]]]

# Levels of regions, the finest first.
_FINEST = (KOMMUNE, FYLKE)


def rows_of(report: Report) -> Iterator[dict[str, object]]:
    """Yield the printed rows, of counts and shares: columns of the store with their values.

    A column that differs from figure to figure has the list of its values. A row whose months have
    regions of several vintages is there once a vintage.
    """
    placing = _Placing(report)
    for section in (*report.sections, *report.shares):
        said = _counted if section.unit is Unit.PERSONS else _shared
        for table in section.tables:
            parts, own = placing.parts(table.columns.periods), placing.table(section, table)
            for row in table.printed():
                figures = row.printed
                assert len(figures) == len(table.columns.periods)
                for vintage, at, when in parts:
                    of = placing.row(section, table, row, vintage)
                    yield {**own, **of, **when, **said([figures[one] for one in at])}


def _counted(figures: Sequence[Any]) -> dict[str, object]:
    """Give what counts say; where none is hidden their values say all of it (see database.py)."""
    values = [one.value if isinstance(one, Count) else None for one in figures]
    if None not in values:
        return {"value": values}
    said = zip(*map(said_by, figures), strict=True)
    return dict(zip(("value", "low", "high", "printed"), said, strict=True))


def _shared(shares: Sequence[Figure | Share]) -> dict[str, object]:
    """Give what shares say, which allow no range of persons."""
    values = [str(one.value) if isinstance(one, Share) else None for one in shares]
    return {"share": values, "printed": [one.printed for one in shares]}


class _Placing:
    """Says what the observations of a report are of, once of each place and vintage."""

    def __init__(self, report: Report) -> None:
        self.report = report
        tidy = report.family.tidy
        self.totals = {one.name: one.total for one in tidy.dimensions} if tidy else {}
        self.registers: dict[str | None, Register] = {}
        self.parts = cache(self._parts)

    def table(self, section: Section, table: Table) -> dict[str, object]:
        """Give what says of all rows of a table where they are printed."""
        report = self.report
        return {
            "source": report.path,
            "report": report.code,
            "edition": report.edition or None,
            "section": section.title,
            "table": table.label,
            "unit": section.unit.value,
        }

    def _parts(self, periods: tuple[str, ...]) -> list[_Part]:
        """Part the columns of a table by the vintage of their regions."""
        times = [self._time(one) for one in periods]
        return [
            (
                vintage,
                at,
                {"period": [periods[one] for one in at], "month": [times[one][0] for one in at]},
            )
            for vintage in dict.fromkeys(vintage for _month, vintage in times)
            for at in [[one for one, time in enumerate(times) if time[1] == vintage]]
        ]

    def _time(self, period: str) -> tuple[str | None, str | None]:
        """Give the first day of a month or quarter, and the vintage of its regions.

        A mean has no day, and the vintage of the last month; without a year there is neither.
        """
        last = self.report.period and self.report.period.last
        month = last if period == MEAN else _month(period)
        if not (month and month.year):
            return None, None
        vintage = vintage_of(month)
        if vintage not in self.registers:
            self.registers[vintage] = register_for(self.report.family, month)
        return None if period == MEAN else f"{month.year:04}-{month.number:02}-01", vintage

    def row(
        self, section: Section, table: Table, row: Row, vintage: str | None
    ) -> dict[str, object]:
        """Give what says which row it is, and what its figures of one vintage are of."""
        point, label, code = table.point, row.label, row.code
        # Tidy tables tell themselves what they are of.
        if point:
            categories = dict(point.categories)
            total = any(one == self.totals.get(name) for name, one in categories.items())
            categories = {
                name: one for name, one in categories.items() if one != self.totals.get(name)
            }
        else:
            found = dimensions_of(section.title, self.report.family)
            categories = {found.outer: table.label, found.inner: "" if label == TOTAL else label}
            total = label == TOTAL or bool(found.outer and not table.label)
        named = {
            column_of(name): one[:1].upper() + one[1:]
            for name, one in categories.items()
            if name and one
        }
        level = point.level if point else next((one for one in _FINEST if one in named), COUNTRY)
        named |= _regions(named.get(FYLKE, ""), code, self.registers.get(vintage))
        other = {name: one for name, one in named.items() if name not in dimensions()}
        return {
            **{name: one for name, one in named.items() if name not in other},
            "other": other,
            "row": label,
            "code": code,
            "line": self.report.origin.place(row.line)[1],
            "measure": point.measure if point else Unit.PERSONS.value,
            "is_total": total,
            "level": level,
            "vintage": vintage,
        }


def _month(period: str) -> Month:
    """Give the month, or the first one of a quarter."""
    year, _dash, rest = period.partition("-")
    quarter = rest.removeprefix("Q")
    return Month(int(year), int(rest) if rest == quarter else QUARTER * (int(quarter) - 1) + 1)


def _regions(fylke: str, code: str, regions: Register | None) -> dict[str, str]:
    """Give the codes of fylke and kommune, as far as they are known."""
    if len(code) not in LEVELS:
        named = regions.fylke_of(fylke) if regions and fylke else ""
        return {FYLKE: named} if named else {}
    if LEVELS[len(code)] == FYLKE:
        return {FYLKE: code}
    above = regions.parent_of(code) if regions else ""
    return {KOMMUNE: code} | ({FYLKE: above} if above else {})

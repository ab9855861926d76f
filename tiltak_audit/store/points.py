"""Observations with what they are of: categories, regions, and whether they are totals."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.cube.regions import FYLKE, KOMMUNE, LEVELS, register_for, vintage_of
from tiltak_audit.export.tidy import said_by
from tiltak_audit.model.figure import Share, Unit
from tiltak_audit.model.period import MEAN, QUARTER, Month
from tiltak_audit.model.point import COUNTRY
from tiltak_audit.model.report import TOTAL
from tiltak_audit.store.schema import column_of, dimensions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tiltak_audit.cube.regions import Register
    from tiltak_audit.model.figure import Figure
    from tiltak_audit.model.report import Report, Row, Section, Table

# Levels of regions, the finest first.
_FINEST = (KOMMUNE, FYLKE)


def rows_of(report: Report) -> Iterator[dict[str, object]]:
    """Yield a row an observation, counts and shares: columns of the store with their values."""
    placing = _Placing(report)
    for section in (*report.sections, *report.shares):
        said = _counted if section.unit is Unit.PERSONS else _shared
        for table in section.tables:
            for row in table.printed():
                about = placing.row(section, table, row)
                for period, printed in zip(table.columns.periods, row.printed, strict=True):
                    yield about(period) | said(printed)


def _counted(figure: Any) -> dict[str, object]:  # noqa: ANN401  a figure, as the section is
    value, low, high, printed = said_by(figure)
    return {"value": value, "low": low, "high": high, "printed": printed}


def _shared(share: Figure | Share) -> dict[str, object]:
    """Give what a share says, which allows no range of persons."""
    value = str(share.value) if isinstance(share, Share) else None
    return {"share": value, "printed": share.printed}


class _Placing:
    """Says what the observations of a report are of, once of each place and vintage."""

    def __init__(self, report: Report) -> None:
        self.report = report
        sections = (*report.sections, *report.shares)
        every = [table for section in sections for table in section.tables]
        # Tidy tables tell themselves what they are of.
        self.points = {(one.section, one.label): one.point for one in every if one.point}
        tidy = report.family.tidy
        self.totals = {one.name: one.total for one in tidy.dimensions} if tidy else {}
        self.registers: dict[str | None, Register] = {}
        self.time = cache(self._time)
        self.place = cache(self._place)

    def row(self, section: Section, table: Table, row: Row) -> Callable[[str], dict[str, object]]:
        """Give what says of each period what the figure of a row is of."""
        report = self.report
        own = {
            "report": report.code,
            "edition": report.edition or None,
            "section": section.title,
            "table": table.label,
            "row": row.label,
            "code": row.code,
            "unit": section.unit.value,
            "line": report.origin.place(row.line)[1],
        }
        of: dict[str | None, dict[str, object]] = {}

        def about(period: str) -> dict[str, object]:
            month, vintage = self.time(period)
            if vintage not in of:
                place = self.place(section.title, table.label, row.label, row.code, vintage)
                of[vintage] = own | place
            return {**of[vintage], "period": period, "month": month}

        return about

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

    def _place(
        self, section: str, table: str, row: str, code: str, vintage: str | None
    ) -> dict[str, object]:
        point = self.points.get((section, table))
        if point:
            categories = dict(point.categories)
            total = any(one == self.totals.get(name) for name, one in categories.items())
            categories = {
                name: one for name, one in categories.items() if one != self.totals.get(name)
            }
        else:
            found = dimensions_of(section, self.report.family)
            categories = {found.outer: table, found.inner: "" if row == TOTAL else row}
            total = row == TOTAL or bool(found.outer and not table)
        named = {
            column_of(name): one[:1].upper() + one[1:]
            for name, one in categories.items()
            if name and one
        }
        level = point.level if point else next((one for one in _FINEST if one in named), COUNTRY)
        named |= _regions(named.get(FYLKE, ""), code, self.registers.get(vintage))
        return {
            **{name: one for name, one in named.items() if name in dimensions()},
            "other": {name: one for name, one in named.items() if name not in dimensions()},
            "source": self.report.path,
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

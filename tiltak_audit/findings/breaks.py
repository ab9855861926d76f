"""Breaks: months in which figures moved for a reason that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.alike import Alike
from tiltak_audit.cube.fold import fold
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from tiltak_audit.model.cell import Place
    from tiltak_audit.model.family import BreakOf, Family


class Break(Alike, Record):
    """A month, and what moved in it.

    Attributes:
        period: ``2025-04``.
        reason: What happened.
        place: Report, section, table and row by name, those that are given; none means all.
    """

    period: str
    reason: str
    place: tuple[tuple[str, str], ...] = ()

    def covers(self, place: Place) -> bool:
        """Tell whether a figure moved for this reason."""
        printed = {
            "report": place.report,
            "section": place.section,
            "table": place.table,
            "row": place.row,
        }
        return place.period == self.period and all(
            fold(printed[name]) == fold(text) for name, text in self.place
        )


def breaks_of(family: Family) -> tuple[Break, ...]:
    """Give the breaks that a family knows."""
    return tuple(
        Break(one.period, one.reason, place)
        for one in family.breaks
        for place in _places(one, family)
    )


def _places(one: BreakOf, family: Family) -> list[tuple[tuple[str, str], ...]]:
    if one.dimension:
        sections = (s.title for s in family.sections if one.dimension in {s.outer, s.inner})
        return [(("section", title),) for title in sections]
    return [(("section", one.section),) if one.section else ()]

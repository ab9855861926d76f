"""What tidy tables and a report of another family both print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.cube.fold import fold
from tiltak_audit.identities.cube import cube_of
from tiltak_audit.identities.identity import Balance, Law
from tiltak_audit.identities.observations import point, points_of
from tiltak_audit.model.point import COUNTRY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.identities.cube import Group
    from tiltak_audit.identities.observations import Observed, Point
    from tiltak_audit.model.report import Report
    from tiltak_audit.model.tidy import Tidy


def identities_elsewhere(report: Report, observed: list[Observed]) -> Iterator[Balance]:
    """Yield the figures of tidy tables against those of the same points in another report.

    A category that counts all others is no category of a point, nor is the country.
    """
    tidy = report.family.tidy
    assert tidy
    points = points_of(observed)
    shared = {one.name for one in tidy.counts if one.also_in}
    for group in [one for one in cube_of(report).groups.values() if one.measure in shared]:
        for region, rows in group.rows.items():
            there = points.get(_point(group, region, tidy), ())
            for other in [one for one in there if group.month in one.periods][:1]:
                yield Balance(Law.ELSEWHERE, (other,), (rows[0],), (group.month,))


def also_in(report: Report) -> frozenset[str]:
    """List the codes of the reports that print some of the figures of tidy tables."""
    tidy = report.family.tidy
    counts = tidy.counts if tidy and report.is_tidy else ()
    return frozenset(code for one in counts for code in one.also_in)


def _point(group: Group, region: str, tidy: Tidy) -> Point:
    totals = {(one.name, fold(one.total)) for one in tidy.dimensions}
    place = point(group.level, region) if group.level != COUNTRY else frozenset()
    return (group.categories - totals) | place

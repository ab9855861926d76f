"""The identities among tables of observations, as the description of the family has them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tiltak_audit.cube.fold import fold
from tiltak_audit.cube.regions import register_for
from tiltak_audit.identities.cube import cube_of, folded
from tiltak_audit.identities.identity import Balance, Law
from tiltak_audit.model.point import COUNTRY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.identities.cube import Categories, CubeOf, Group
    from tiltak_audit.identities.series import Series
    from tiltak_audit.model.family import Family
    from tiltak_audit.model.report import Report
    from tiltak_audit.model.tidy import DimensionOf, SideOf, Tidy


def identities_of_tidy(report: Report) -> Iterator[Balance]:
    """Yield every identity of a report's tables of observations.

    A row that is left out counts as zero, unless it may be one that was not read.
    """
    family, tidy = report.family, report.family.tidy
    assert tidy
    cube = cube_of(report)
    for group in cube.groups.values():
        for first, *others in group.rows.values():
            yield from [_balance(Law.RESTATED, (one,), (first,), group) for one in others]
    for scope in cube.scopes():
        for dimension in tidy.dimensions:
            yield from _splits(scope, dimension)
        yield from _country(cube, scope, family)
        for above, below in pairwise(family.levels):
            if scope[0].level == below.name:
                yield from _below(cube, scope, above.name, family)
        for one in tidy.equal:
            yield from _equal(cube, scope, one.left, one.right)


def _balance(  # noqa: PLR0913  all that an identity has
    law: Law,
    whole: Iterable[Series],
    parts: Iterable[Series],
    group: Group,
    *,
    complete: bool = True,
    at_most: bool = False,
) -> Balance:
    return Balance(law, tuple(whole), tuple(parts), (group.month,), complete, at_most)


def _splits(scope: list[Group], split: DimensionOf) -> Iterator[Balance]:
    """Hold the total of a dimension against its parts, region by region."""
    families: dict[Categories, dict[str, Group]] = {}
    for group in scope:
        category = dict(group.categories).get(split.name)
        if category is not None:
            rest = group.categories - {(split.name, category)}
            families.setdefault(rest, {})[category] = group
    total = fold(split.total)
    there = {category for one in families.values() for category in one}
    if total not in there:
        return
    exhaustive = split.exhaustive and len(there) > 1 and {fold(one) for one in split.parts} <= there
    for groups in families.values():
        for region in dict.fromkeys(key for one in groups.values() for key in one.rows):
            yield from _split(groups, total, region, exhaustive=exhaustive)


def _split(
    groups: dict[str, Group], total: str, region: str, *, exhaustive: bool
) -> Iterator[Balance]:
    first = next(iter(groups.values()))
    whole = groups[total].row(region) if total in groups else ()
    others = [one for category, one in groups.items() if category != total]
    parts = tuple(series for one in others for series in one.row(region))
    known = all(one.knows(region) for one in groups.values())
    if exhaustive:
        yield _balance(Law.CROSS, whole, parts, first, complete=known)
    if whole and parts and not (exhaustive and known):
        # Parts that are not all there are may hold the same persons.
        for some in [parts] if exhaustive else [(one,) for one in parts]:
            yield _balance(Law.PART, whole, some, first, at_most=True)


def _country(cube: CubeOf, scope: list[Group], family: Family) -> Iterator[Balance]:
    """Hold the country against its fylker: they are all of it where the residual is listed."""
    tidy = family.tidy
    first = [scope[0].level] == [one.name for one in family.levels[:1]]
    there = any(_same(one[0], scope[0], COUNTRY) for one in cube.scopes())
    if not (tidy and first and there):
        return
    whole = residual_listed(scope, tidy)
    for group in scope:
        country = cube.beside(group, COUNTRY)
        above = [series for rows in country.rows.values() for series in rows[:1]] if country else []
        below = [rows[0] for rows in group.rows.values()]
        known = not group.doubts and not (country and country.doubts)
        if whole:
            yield _balance(Law.REGION, above, below, group, complete=known)
        if above and below and not (whole and known):
            yield _balance(Law.PART, above, below, group, at_most=True)


def residual_listed(scope: list[Group], tidy: Tidy) -> bool:
    """Tell whether tables list the region of whoever is of no other one."""
    return not tidy.residual or any(fold(tidy.residual) in one.rows for one in scope)


def _same(one: Group, other: Group, level: str) -> bool:
    return (one.measure, one.month, one.level) == (other.measure, other.month, level)


def _below(cube: CubeOf, scope: list[Group], level: str, family: Family) -> Iterator[Balance]:
    """Hold every region of a level, such as a fylke, against those below it, its kommuner.

    Whose kommune is not known is of the fylke alone, but where the family says otherwise.
    """
    exhaustive = family.tidy is not None and scope[0].level in family.tidy.whole
    for group in scope:
        above = cube.beside(group, level)
        for code, below in regions_below(group, family).items():
            whole = above.row(code) if above else ()
            known = bool(above) and not group.doubts
            if whole and exhaustive:
                yield _balance(Law.REGION, whole, below, group, complete=known)
            if whole and not (exhaustive and known):
                yield _balance(Law.PART, whole, below, group, at_most=True)


def regions_below(group: Group, family: Family) -> dict[str, list[Series]]:
    """Collect the first printing of the regions that are part of each region above."""
    found: dict[str, list[Series]] = {}
    register = register_for(family, group.month)
    for code in filter(str.isdigit, group.rows):
        found.setdefault(register.parent_of(code), []).append(group.rows[code][0])
    return found


def _equal(cube: CubeOf, scope: list[Group], left: SideOf, right: SideOf) -> Iterator[Balance]:
    """Hold two sums over all categories of some dimensions against each other."""
    first = scope[0]
    if first.measure != left.count:
        return
    others = [one for one in cube.scopes() if _same_but(one[0], first, right)]
    here = _summands(scope, left)
    there = _summands(others[0], right) if others else []
    both = (*here, *there) if here and there else ()
    for region in dict.fromkeys(key for one in both for key in one.rows):
        known = all(one.knows(region) for one in both)
        whole = [series for one in there for series in one.row(region)]
        parts = [series for one in here for series in one.row(region)]
        yield _balance(Law.CROSS, whole, parts, first, complete=known)


def _same_but(one: Group, other: Group, side: SideOf) -> bool:
    return (one.measure, one.month, one.level) == (side.count, other.month, other.level)


def _summands(scope: list[Group], side: SideOf) -> list[Group]:
    """Give the groups that a side adds up: of its dimensions and no others."""
    at = folded(side.at.items())
    dimensions = {*side.over, *(dimension for dimension, _category in at)}
    return [
        one
        for one in scope
        if {dimension for dimension, _category in one.categories} == dimensions
        and at <= one.categories
    ]

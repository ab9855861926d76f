"""The identities of one report."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

from tiltak_audit.cube.regions import register_for
from tiltak_audit.identities.identity import Balance, Law, MeanOfMonths, shared_periods
from tiltak_audit.identities.observations import point, points_of, sections_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.identities.observations import Observed, Point
    from tiltak_audit.identities.series import Series
    from tiltak_audit.model.family import Family


def identities_within(observed: list[Observed]) -> Iterator[Identity]:
    """Yield every identity of one report's tables.

    One law produces them: a point equals the sum of its parts along a dimension, and a point
    printed twice is one figure. A row that is left out counts as zero, unless rows of its
    table may be lost.
    """
    points = points_of(observed)
    for one in observed:
        yield from _of_table(one, points)
    yield from _restated(points)
    yield from _crossed(observed, points)
    for family in dict.fromkeys(one.family for one in observed):
        for wide, narrow in pairwise(family.levels):
            yield from _regions(observed, family, wide.name, narrow.name)


def _of_table(one: Observed, points: dict[Point, list[Series]]) -> Iterator[Identity]:
    """Yield the sums of the columns, the reprints of the total, the means of the rows."""
    whole = one.totals or tuple(points.get(one.point, ())[:1])
    parts = tuple(one.rows.values())
    # Rows that are left out are zero, and where all of them are, so is the total.
    if whole or parts:
        yield from _balance(Law.COLUMN_SUM, whole, parts, complete=bool(whole) and one.complete)
    for series, above in one.of_rows:
        some = (above,) if above else one.totals
        yield Balance(Law.PART, some, (series,), series.periods, at_most=True)
    for reprint in one.reprints:
        yield Balance(Law.RESTATED, (reprint,), one.totals, reprint.periods)
    if one.table.columns.mean and one.whole_period:
        for series in (*one.totals, *one.rows.values(), *(series for series, _ in one.of_rows)):
            yield MeanOfMonths(series)


def _balance(
    law: Law, whole: tuple[Series, ...], parts: tuple[Series, ...], *, complete: bool
) -> Iterator[Balance]:
    """Give a sum; where parts may be lost, what still can be said: they are at most the whole."""
    periods = shared_periods(whole + parts)
    yield Balance(law, whole, parts, periods, complete=complete)
    if not complete and whole and parts:
        yield Balance(Law.PART, whole, parts, periods, at_most=True)


def _restated(points: dict[Point, list[Series]]) -> Iterator[Identity]:
    """Hold every later table's print of a point against the first one's."""
    for first, *others in points.values():
        for other in others:
            yield Balance(Law.RESTATED, (other,), (first,), shared_periods((first, other)))


def _crossed(observed: list[Observed], points: dict[Point, list[Series]]) -> Iterator[Identity]:
    """Yield a section's totals against everybody, and each row over all its tables."""
    printed_alone = _categories(points)
    summed = {one.dimensions.inner for one in observed if not one.dimensions.outer}
    for section in sections_of(observed):
        tables = section.parts
        if not tables:
            continue
        outer, inner = section.dimensions.outer, section.dimensions.inner
        here = {one.category for one in tables}
        all_there = tables[0].whole_section and printed_alone.get(outer, set()) <= here
        everybody = points.get(frozenset(), [])
        if outer not in summed and everybody and all(one.total for one in tables):
            summed.add(outer)
            totals = tuple(one.total for one in tables if one.total)
            yield from _balance(Law.CROSS, (everybody[0],), totals, complete=all_there)
        parts: dict[str, list[Series]] = {}
        for one in tables:
            for category, series in one.rows.items():
                parts.setdefault(category, []).append(series)
        torn = [one for one in tables if not one.complete]
        for category, across in parts.items():
            whole = points.get(point(inner, category))
            if whole:
                known = all_there and all(category in one.rows for one in torn)
                yield from _balance(Law.CROSS, (whole[0],), tuple(across), complete=known)


def _categories(points: dict[Point, list[Series]]) -> dict[str, set[str]]:
    """List, by dimension, the categories that are printed on their own."""
    found: dict[str, set[str]] = {}
    for at in points:
        if len(at) == 1:
            for name, category in at:
                found.setdefault(name, set()).add(category)
    return found


def _regions(
    observed: list[Observed], family: Family, wide: str, narrow: str
) -> Iterator[Identity]:
    """Hold every section of a level, such as fylker, against every one of the next, kommuner.

    Sections of the same outer dimension meet table by table. Where only one has such a
    dimension, its tables together meet the other's one, unless that has a partner of its own.
    """
    sections = sections_of(observed)
    fylker = [one for one in sections if one.dimensions.inner == wide]
    kommuner = [one for one in sections if one.dimensions.inner == narrow]
    outers = {one.dimensions.outer for one in fylker} & {one.dimensions.outer for one in kommuner}
    for above, below in product(fylker, kommuner):
        both = {above.dimensions.outer, below.dimensions.outer}
        if len(both) == 1:
            by_category = {one.category: one for one in below.tables}
            for one in above.tables:
                if one.category in by_category:
                    yield from _hierarchy([one], [by_category[one.category]], family)
        elif "" in both and not both & outers:
            # Of a section with such a dimension only the tables of one category each.
            yield from _hierarchy(above.parts or above.tables, below.parts or below.tables, family)


def _hierarchy(
    fylker: list[Observed], kommuner: list[Observed], family: Family
) -> Iterator[Identity]:
    """Hold a fylke over all its tables against its kommuner over all of theirs."""
    parts: dict[str, list[Series]] = {}
    register = register_for(family, fylker[0].table.columns.months[-1])
    for one in kommuner:
        for code, series in one.rows.items():
            parent = register.parent_of(code) if code.isdigit() else code
            parts.setdefault(parent, []).append(series)
    all_tables = all(one.whole_section for one in fylker + kommuner)
    whole_below = all_tables and all(one.complete for one in kommuner)
    codes = dict.fromkeys([code for one in fylker for code in one.rows] + list(parts))
    for code in codes:
        whole = tuple(one.rows[code] for one in fylker if code in one.rows)
        below = tuple(parts.get(code, ()))
        known = all(one.complete or code in one.rows for one in fylker)
        if known:
            yield from _balance(Law.REGION, whole, below, complete=whole_below)
        else:
            yield Balance(Law.REGION, whole, below, shared_periods(whole + below), complete=False)

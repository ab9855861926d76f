"""The identities between reports of the same months."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from tiltak_audit.alike import Alike
from tiltak_audit.cube.fold import fold
from tiltak_audit.editions.pairs import months_of
from tiltak_audit.identities.identity import Balance, Law
from tiltak_audit.model.period import MEAN
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.identities.observations import Observed
    from tiltak_audit.model.family import Overview
    from tiltak_audit.model.report import Report


class Link(Alike, Record):
    """Two reports that print the same counts.

    Attributes:
        overview: The report of all main groups.
        group: The report of one.
        months: The months both print, ISO; empty where they share none.
        groups: The main groups that are compared; empty where the title names none.
        how: What the family of the group's report says of the overview.
    """

    overview: Report
    group: Report
    months: tuple[str, ...]
    groups: tuple[str, ...]
    how: Overview


def links_of(reports: list[Report]) -> list[Link]:
    """Pair every overview with every report of a main group."""
    others = [(one, one.family.overview) for one in reports if one.family.overview and one.code]
    paired = [
        (overview, other, how)
        for overview, (other, how) in product(reports, others)
        if how and overview.family.name == how.family and overview.code
    ]
    months = {one: months_of(one) for one in {one for *both, _how in paired for one in both}}
    groups = {one: _groups(*one) for one in {(overview, how) for overview, _other, how in paired}}
    return [
        Link(
            overview,
            other,
            tuple(month for month in months[other] if month in months[overview]),
            _named(other.title, groups[overview, how], how),
            how,
        )
        for overview, other, how in paired
    ]


def _groups(overview: Report, how: Overview) -> list[str]:
    """List the labels of all main groups in an overview, each once."""
    labels = dict.fromkeys(
        row.label
        for table in overview.tables
        if fold(how.rows) in fold(table.section)
        for row in table.rows
    )
    return list(labels)


def _named(title: str, groups: list[str], how: Overview) -> tuple[str, ...]:
    """Find the main groups that a title names, all of it and nothing else."""
    before, _rows, after = how.title.partition("{rows}")
    match = re.match(rf"{re.escape(before)}([^.]+){re.escape(after)}", title)
    rest = fold(match[1].replace(",", " ")) if match else ""
    found = []
    for group in sorted(groups, key=lambda label: -len(fold(label))):
        if fold(group) in rest:
            found.append(group)
            rest = rest.replace(fold(group), "", 1)
    return tuple(found) if rest in {"", "og"} else ()


def identities_between(
    link: Link, overview: list[Observed], group: list[Observed]
) -> Iterator[Balance]:
    """Yield, status by status, the group's total in its own report against the overview."""
    if not link.months or not link.groups:
        return
    keys = [fold(name) for name in link.groups]
    by_status = {
        one.category: one
        for one in overview
        if one.dimensions.inner == link.how.rows and one.dimensions.outer == link.how.by
    }
    done = set()
    for one in group:
        there = by_status.get(one.category)
        if one.dimensions.outer != link.how.by or there is None or one.category in done:
            continue
        done.add(one.category)
        parts = tuple(there.rows[key] for key in keys if key in there.rows)
        complete = one.total is not None and (there.complete or len(parts) == len(keys))
        same = one.table.columns == there.table.columns
        periods = ((MEAN,) if same and one.table.columns.mean else ()) + link.months
        yield Balance(Law.GROUP_TOTAL, one.totals, parts, periods, complete=complete)
    yield from _over_all(link, by_status, group)


def _over_all(
    link: Link, by_status: dict[str, Observed], group: list[Observed]
) -> Iterator[Balance]:
    """Yield the group's grand total against its rows in the overview, where all of them are."""
    total = next((one.total for one in group if not one.category and one.total), None)
    statuses = [fold(one) for one in link.group.family.categories.get(link.how.by, ())]
    if not total or not statuses or not {*statuses} <= by_status.keys():
        return
    tables = [by_status[status] for status in statuses]
    keys = [fold(name) for name in link.groups]
    parts = tuple(one.rows[key] for one in tables for key in keys if key in one.rows)
    complete = all(one.complete for one in tables)
    yield Balance(Law.GROUP_TOTAL, (total,), parts, link.months, complete=complete)

"""The identities between reports of the same months."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.dimensions import GRUPPE, OVERVIEW, STATUS
from tiltak_audit.cube.fold import fold
from tiltak_audit.identities.identity import Balance, Law
from tiltak_audit.model.period import MEAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.identities.observations import Observed
    from tiltak_audit.model.report import Report

# "Tiltaksdeltakere på oppfølging. Demografi. …"
_GROUPS = re.compile(r"Tiltaksdeltakere på ([^.]+)")


@attrs.frozen
class Link:
    """Two reports that print the same counts.

    Attributes:
        overview: The report of all main groups.
        group: The report of one.
        months: The months both print, ISO; empty where they share none.
        groups: The main groups that are compared; empty where the title names none.
    """

    overview: Report
    group: Report
    months: tuple[str, ...]
    groups: tuple[str, ...]


def links_of(reports: list[Report]) -> list[Link]:
    """Pair every overview with every report of a main group."""
    overviews = [report for report in reports if report.code == OVERVIEW]
    others = [
        report
        for report in reports
        if report.code.startswith(OVERVIEW[:4]) and report.code != OVERVIEW
    ]
    months = {report: _months(report) for report in (*overviews, *others)}
    named = {overview: _groups(overview) for overview in overviews}
    return [
        Link(
            overview,
            other,
            tuple(month for month in months[other] if month in months[overview]),
            _named(other.title, named[overview]),
        )
        for overview, other in product(overviews, others)
    ]


def _groups(overview: Report) -> list[str]:
    """List the labels of all main groups in an overview, each once."""
    labels = dict.fromkeys(
        row.label
        for table in overview.tables
        if fold(GRUPPE) in fold(table.section)
        for row in table.rows
    )
    return list(labels)


def _months(report: Report) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(str(month) for table in report.tables for month in table.columns.months)
    )


def _named(title: str, groups: list[str]) -> tuple[str, ...]:
    """Find the main groups that a title names, all of it and nothing else."""
    match = _GROUPS.match(title)
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
        if one.dimensions.inner == GRUPPE and one.dimensions.outer == STATUS
    }
    done = set()
    for one in group:
        there = by_status.get(one.category)
        if one.dimensions.outer != STATUS or there is None or one.category in done:
            continue
        done.add(one.category)
        parts = tuple(there.rows[key] for key in keys if key in there.rows)
        complete = one.total is not None and (there.complete or len(parts) == len(keys))
        same = one.table.columns == there.table.columns
        periods = ((MEAN,) if same and one.table.columns.mean else ()) + link.months
        yield Balance(Law.GROUP_TOTAL, one.totals, parts, periods, complete=complete)

"""What a whole report of its family holds: its sections, and the tables of each."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tiltak_audit.alike import Alike
from tiltak_audit.cube.dimensions import dimensions_of, section_of
from tiltak_audit.cube.fold import fold
from tiltak_audit.model.remark import Gone
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from tiltak_audit.model.report import Report

# Sections that must print a table of a category before it counts as one: a label may be misread.
_WITNESSES = 2


class Whole(Alike, Record):
    """What a report should hold, and what of it is not there.

    Attributes:
        sections: How many sections it should have; those that no family lists are counted, too.
        tables: How many tables they should have.
        missing: The titles of the sections that are not there.
        lost: The tables that are not there, of the sections that are: title and label.
        fewer: How many tables are missing of which no more is known.
        span: The months that are expected, where they are not those of the report.
    """

    sections: int
    tables: int
    missing: tuple[str, ...] = ()
    lost: tuple[tuple[str, str], ...] = ()
    fewer: int = 0
    span: str = ""


class Expected(Alike, Record):
    """What a project expects of its reports, where it is not what their families say.

    Attributes:
        sections: Their titles; none where the family says.
        tables: How many tables each has; none where the sections say.
        first: The first month, such as 2025-01; empty where any may be.
        last: The last month; likewise.
    """

    sections: tuple[str, ...] = ()
    tables: int | None = None
    first: str = ""
    last: str = ""


def whole_of(report: Report, asked: Expected) -> Whole | None:
    """Say what a report should hold; nothing where neither family nor project says.

    The sections that a family lists are those of printed reports, not of tables of observations.
    """
    family = report.family
    listed = () if report.is_tidy else family.sections
    expected = asked.sections or [one.title for one in listed if one.unit == "persons"]
    span = _other_span(report, asked)
    if not (expected or asked.tables or span):
        return None
    there = {_key(section.title, report): section for section in report.sections}
    missing = [title for title in expected if _key(title, report) not in there]
    categories = _categories(report)
    tables, lost = 0, []
    for title in [*missing, *(section.title for section in there.values())]:
        outer = dimensions_of(title, family).outer
        section = there.get(_key(title, report))
        labels = {fold(table.label): table.label for table in section.tables} if section else {}
        known = categories[outer] if outer and outer not in _regions(report) else {}
        if section and labels:
            lost += [(title, label) for key, label in known.items() if key not in labels]
        tables += len({**labels, **known}) or 1
    there_are = sum(len(section.tables) for section in there.values())
    fewer = 0
    if asked.tables is not None:
        tables = asked.tables
        fewer = max(tables - there_are - len(lost), 0) if not missing else 0
    return Whole(len(missing) + len(there), tables, tuple(missing), tuple(lost), fewer, span)


def _other_span(report: Report, asked: Expected) -> str:
    period = report.period
    first, last = (str(period.first), str(period.last)) if period else ("", "")
    wrong = (asked.first and asked.first != first) or (asked.last and asked.last != last)
    return f"{asked.first or '…'} – {asked.last or '…'}" if wrong else ""


def _key(title: str, report: Report) -> str:
    listed = section_of(title, report.family)
    return fold(listed.title if listed else title)


def _regions(report: Report) -> set[str]:
    return {level.name for level in report.family.levels}


def _categories(report: Report) -> dict[str, dict[str, str]]:
    """List, by dimension, the categories that have a table in every section that they part."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    witnesses: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for section in report.sections:
        dimensions = dimensions_of(section.title, report.family)
        for table in section.tables:
            if dimensions.outer:
                witnesses[dimensions.outer][fold(table.label)].append(table.label)
            else:
                rows = {fold(row.label): row.label for row in table.rows}
                found[dimensions.inner].update(rows)
    for outer, labels in witnesses.items():
        for key, printed in labels.items():
            if len(printed) >= _WITNESSES:
                found[outer].setdefault(key, printed[0])
    for outer, named in report.family.categories.items():
        # One that nobody is in has no table; where it has one and lacks it, the totals tell.
        if not witnesses[outer] or _told(report, outer):
            found[outer].update({fold(one): one for one in named})
    return found


def _told(report: Report, outer: str) -> bool:
    """Tell whether reading remarked on a table of a dimension that is not there."""
    return any(
        isinstance(one.remark, Gone)
        and one.remark.kind == "tables"
        and dimensions_of(one.section, report.family).outer == outer
        for one in report.notices
    )

"""Tables as JSON-stat 2.0 (json-stat.org): a collection with a dataset a section."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tiltak_audit.model.figure import Share, Star, Unit
from tiltak_audit.model.period import MEAN
from tiltak_audit.model.report import TOTAL
from tiltak_audit.render.words.plain import in_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.model.figure import Figure
    from tiltak_audit.model.report import Report, Section, Table

_VERSION = "2.0"

# What the status of an empty value says.
_SUPPRESSED = "*"
_NOT_PRINTED = ".."

_Object = dict[str, Any]


def jsonstat_of(reports: Iterable[Report], *, shares: bool = False) -> str:
    """Give every section of the reports as a dataset; an empty value has a status."""
    items = [
        _dataset(report, section)
        for report in reports
        for section in (*report.sections, *(report.shares if shares else ()))
    ]
    collection = {
        "version": _VERSION,
        "class": "collection",
        "label": "tiltak-audit",
        "link": {"item": items},
    }
    return in_json(json.dumps(collection, ensure_ascii=False, separators=(",", ":"))) + "\n"


def _dataset(report: Report, section: Section) -> _Object:
    rows: dict[str, str] = {}
    periods: dict[str, None] = {}
    for table in section.tables:
        periods |= dict.fromkeys(table.columns.periods)
        for row in table.printed():
            rows.setdefault(_key(row.code, row.label), row.label)
    # The total stands first, the mean before the months, as they are printed.
    tables = {table.label or TOTAL: table for table in section.tables}
    values: list[float | None] = []
    status: dict[str, str] = {}
    for table in tables.values():
        printed = _figures(table)
        for key in rows:
            for period in periods:
                figure = printed.get((key, period), _NOT_PRINTED)
                if isinstance(figure, str):
                    status[str(len(values))] = figure
                values.append(None if isinstance(figure, str) else figure)
    star = report.family.star
    hidden = star.hidden in status.values()
    dataset: _Object = {
        "version": _VERSION,
        "class": "dataset",
        "label": f"{report.code} {section.title}".strip(),
        "source": "NAV",
        "id": ["table", "row", "period"],
        "size": [len(tables), len(rows), len(periods)],
        "dimension": {
            "table": _dimension("table", {name: name for name in tables}),
            "row": _dimension("row", rows),
            "period": _dimension("period", {period: period for period in periods}),
        },
        "value": values,
        "status": status,
        "extension": {
            "status": {
                _SUPPRESSED: f"suppressed: {star.low} to {star.high}",
                **({star.hidden: f"hidden: {star.high + 1} or more"} if hidden else {}),
                _NOT_PRINTED: "not printed: zero, or not read",
            }
        },
    }
    if MEAN not in periods:
        # The mean of the months is no point in time.
        dataset["role"] = {"time": ["period"]}
    if section.unit is not Unit.PERSONS:
        # A star among shares stands for few persons, not for few per cent.
        dataset["extension"] = {
            "unit": section.unit.value,
            "status": {
                _SUPPRESSED: "suppressed",
                **({star.hidden: "hidden"} if hidden else {}),
                _NOT_PRINTED: "not printed, or not read",
            },
        }
    if report.edition:
        dataset["updated"] = report.edition
    return dataset


def _key(code: str, label: str) -> str:
    return code or label


def _figures(table: Table) -> dict[tuple[str, str], float | str]:
    """Give the printed figures of a table by row and period; a star as it is."""
    return {
        (_key(row.code, row.label), period): _value(figure)
        for row in table.printed()
        for period, figure in zip(table.columns.periods, row.printed, strict=True)
    }


def _value(figure: Figure | Share) -> float | str:
    match figure:
        case Star():
            return figure.printed if figure.secondary else _SUPPRESSED
        case Share():
            return float(figure.value)
    return figure.value


def _dimension(label: str, categories: dict[str, str]) -> _Object:
    return {
        "label": label,
        "category": {"index": list(categories), "label": categories},
    }

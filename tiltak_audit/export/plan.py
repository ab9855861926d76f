"""The list of a plan: one printed figure to hide a row, with what for and what it protects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.export.tidy import COLUMNS, in_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.cell import Cell
    from tiltak_audit.protection.plan import Hidden
    from tiltak_audit.run.planned import Planned

_HEAD = (*COLUMNS, "reason", "protects")


def csv_of(planned: Planned) -> str:
    """Give the list as comma-separated values, every printing of a figure a row."""
    return in_csv(_HEAD, (line for one in planned.plan.hidden for line in _lines(one)))


def _lines(one: Hidden) -> Iterator[tuple[object, ...]]:
    protects = "; ".join(map(_named, one.protects))
    for cell in one.cells:
        report, table, row, stands = cell.report, cell.table, cell.row, cell.printed
        place = report.code, report.edition, table.section, table.label, row.label, row.code
        figure = stands.low, stands.low, stands.high, cell.figure.printed
        _page, line = report.origin.place(row.line)
        yield (*place, cell.period, *figure, line, one.reason.value, protects)


def _named(cell: Cell) -> str:
    table = cell.table
    return " / ".join(filter(None, (table.section, table.label, cell.row.name, cell.period)))

"""A report with further figures hidden, each by the sign of what is hidden beside stars."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.model.figure import Count, hidden_beside
from tiltak_audit.model.report import Row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.figure import Star
    from tiltak_audit.model.report import Report, Table


def hidden_in(report: Report, cells: Iterable[Cell]) -> Report:
    """Give a report in which some of its printed counts are hidden; stars stay what they are.

    A total that is hidden in one of its printings is hidden in all that its table has.

    Raises:
        UsageError: The family prints the sign for small counts.
    """
    star = report.family.star.figure
    hidden = hidden_beside(star)
    if star.printed == hidden.printed:
        raise UsageError(
            _("“{sign}” is what {family} prints for a small count, so it can hide no other").format(
                sign=hidden.printed, family=report.family.name
            )
        )
    columns: dict[Row, set[int]] = defaultdict(set)
    for cell in cells:
        columns[cell.row].add(cell.column)
    sections = tuple(
        attrs.evolve(one, tables=tuple(_table(table, columns, hidden) for table in one.tables))
        for one in report.sections
    )
    return attrs.evolve(report, sections=sections)


def _table(table: Table, columns: dict[Row, set[int]], hidden: Star) -> Table:
    totals = [one for one in (table.total, *table.reprints) if isinstance(one, Row)]
    of_total = set().union(*(columns.get(one, ()) for one in totals))
    total = table.total
    return attrs.evolve(
        table,
        total=_row(total, of_total, hidden) if isinstance(total, Row) else total,
        reprints=tuple(_row(one, of_total, hidden) for one in table.reprints),
        rows=tuple(_row(one, columns.get(one, ()), hidden) for one in table.rows),
    )


def _row(row: Row, columns: Collection[int], hidden: Star) -> Row:
    if not columns:
        return row
    figures = tuple(
        hidden if at in columns and isinstance(figure, Count) else figure
        for at, figure in enumerate(row.figures)
    )
    return attrs.evolve(row, figures=figures)

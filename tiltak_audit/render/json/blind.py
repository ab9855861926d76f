"""What the identities cannot see, in the shape of the contract."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tiltak_audit.render.json.contract import BlindOf, BlindSectionOf, CoverageOf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.identities.blind import Blind, Summary
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.report import Report, Row, Table


def coverage_of(summaries: Iterable[Summary], rows: Iterable[Blind]) -> CoverageOf:
    """Give the sections and the figures, in print order."""
    sections = [
        BlindSectionOf(
            one.path,
            one.section,
            one.figures,
            one.unchecked,
            one.quantile(Fraction(1, 2)),
            one.quantile(Fraction(1)),
        )
        for one in summaries
    ]
    return CoverageOf(sections, [cell for one in rows for cell in _cells(one)])


def _cells(one: Blind) -> Iterator[BlindOf]:
    # Only the width: which way a figure can move tells what the stars beside it are.
    path, section, table, row, page, line = row_of(one.report, one.table, one.row)
    periods = one.table.columns.periods
    for column, width in one.widths.items():
        yield BlindOf(path, section, table, row, periods[column], page, line, width)


def address_of(cell: Cell) -> tuple[str, str, str, str, str, int | None, int]:
    """Say which figure is meant: path, section, table, row, period, page (none in a text), line."""
    path, section, table, row, page, line = row_of(cell.report, cell.table, cell.row)
    return path, section, table, row, cell.period, page, line


def row_of(report: Report, table: Table, row: Row) -> tuple[str, str, str, str, int | None, int]:
    """Say which row is meant: path, section, table, row, page and line."""
    page, line = report.origin.place(row.line)
    return report.path, table.section, table.label, row.label, page or None, line

"""What the identities cannot see, in the shape of the contract."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypedDict

from tiltak_audit.identities.blind import summaries_of
from tiltak_audit.render.json.contract import BlindOf, BlindSectionOf, CoverageOf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.identities.blind import Blind
    from tiltak_audit.model.cell import Cell


def coverage_of(figures: Sequence[Blind]) -> CoverageOf:
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
        for one in summaries_of(figures)
    ]
    return CoverageOf(sections, [_cell(one) for one in figures])


class Address(TypedDict):
    """Where a figure is printed; page null in a text."""

    path: str
    section: str
    table: str
    row: str
    period: str
    page: int | None
    line: int


def address_of(cell: Cell) -> Address:
    """Say which figure is meant, by names and line."""
    page, line = cell.report.origin.place(cell.row.line)
    return {
        "path": cell.report.path,
        "section": cell.table.section,
        "table": cell.table.label,
        "row": cell.row.label,
        "period": cell.period,
        "page": page or None,
        "line": line,
    }


def _cell(one: Blind) -> BlindOf:
    # Only the width: which way a figure can move tells what the stars beside it are.
    return BlindOf(**address_of(one.cell), width=one.width)

"""What the identities cannot see, in the shape of the contract."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypedDict

from tiltak_audit.identities.blind import Checked, summaries_of
from tiltak_audit.render.json.contract import BlindOf, CoverageOf, SightOf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.identities.blind import Blind
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.origin import Origin


def coverage_of(figures: Sequence[Blind]) -> CoverageOf:
    """Give the sections and the figures, in print order."""
    sections = [
        SightOf(
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


class Where(TypedDict):
    """The page, null in a text, and the line on it."""

    page: int | None
    line: int


def place_of(origin: Origin, line: int) -> Where:
    """Say where a line of a report stands in its input."""
    page, on_page = origin.place(line)
    return {"page": page or None, "line": on_page}


class Address(Where):
    """Where a figure is printed."""

    path: str
    section: str
    table: str
    row: str
    period: str


def address_of(cell: Cell) -> Address:
    """Say which figure is meant, by names and line."""
    return {
        "path": cell.report.path,
        "section": cell.table.section,
        "table": cell.table.label,
        "row": cell.row.label,
        "period": cell.period,
        **place_of(cell.report.origin, cell.row.line),
    }


def _cell(one: Blind) -> BlindOf:
    # Only the width: which way a figure can move tells what the stars beside it are.
    return BlindOf(
        **address_of(one.cell),
        width=one.sight.width if isinstance(one.sight, Checked) else None,
    )

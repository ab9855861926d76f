"""What families print for a suppressed count, as the star that other readers know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.figure import SUPPRESSED

if TYPE_CHECKING:
    from collections.abc import Container

    from tiltak_audit.reading.workbook.cells import Cell
    from tiltak_audit.reading.workbook.sheets import Sheet


def with_stars(sheet: Sheet, signs: Container[str]) -> Sheet:
    """Put a star into every cell that holds a sign alone."""
    if not signs:
        return sheet
    rows = (
        attrs.evolve(row, cells=tuple(_with_star(cell, signs) for cell in row.cells))
        for row in sheet.rows
    )
    return attrs.evolve(sheet, rows=tuple(rows))


def _with_star(cell: Cell, signs: Container[str]) -> Cell:
    return attrs.evolve(cell, text=SUPPRESSED.printed) if cell.words in signs else cell

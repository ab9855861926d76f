"""What is printed for counts that are not shown, as the signs that other readers know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tiltak_audit.reading.workbook.cells import Cell
    from tiltak_audit.reading.workbook.sheets import Sheet


def with_known(sheet: Sheet, signs: Mapping[str, str]) -> Sheet:
    """Put the known sign into every cell that holds another alone."""
    if not signs:
        return sheet
    rows = (
        attrs.evolve(row, cells=tuple(_with_known(cell, signs) for cell in row.cells))
        for row in sheet.rows
    )
    return attrs.evolve(sheet, rows=tuple(rows))


def _with_known(cell: Cell, signs: Mapping[str, str]) -> Cell:
    return attrs.evolve(cell, text=signs[cell.words]) if cell.words in signs else cell

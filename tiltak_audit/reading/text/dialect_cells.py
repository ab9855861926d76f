"""Texts with one cell a line: labels and figures add up to rows by the number of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.reading.spoiled import may_be_spoiled
from tiltak_audit.reading.text.dialect_lines import Kind, Line
from tiltak_audit.reading.text.dialect_rows import Row, doubted
from tiltak_audit.reading.ways import TALLEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.reading.text.dialect_headings import Part

# Rows that do not fit, and such as no damage explains, as shares, up to which a text is read.
_ODD = 0.2
_TORN = 0.02
_FEWEST = 2


def is_by_cells(parts: Iterable[Part]) -> bool:
    """Tell whether most figures stand alone on their lines."""
    alone = rows = 0
    for part in parts:
        for line in part.lines:
            if line.kind is Kind.FIGURES and part.columns > 1:
                alone += line.single
                rows += bool(line.label) and len(line.figures) > 1
    return alone > rows


def rows_by_cells(part: Part) -> list[Row]:
    """Gather the cells of a part into rows.

    A row has as many figures as its table has columns; one with more or fewer is left without
    figures, since nothing then says which cell is whose.
    """
    rows: list[Row] = []
    label: list[Line] = []
    cells: list[Line] = []
    for line in part.lines:
        if line.kind is Kind.BLANK:
            continue
        if _is_cell(line) or (_may_be_spoiled(line) and 0 < _count(cells) < part.columns):
            cells.append(line)
            continue
        if cells:
            rows.append(_row(label, cells, part.columns))
            label, cells = [], []
        label.append(line)
        if line.kind is Kind.FIGURES:
            cells.append(line)
    if label or cells:
        rows.append(_row(label, cells, part.columns))
    return list(doubted(rows))


def in_fragments(rows: Sequence[Row], columns: Sequence[int]) -> bool:
    """Tell whether so many rows do not fit that the text is not one of cells in order.

    A cell too few may be damage; several labels or several rows of figures on end, as where
    the columns were printed one after the other, are none.
    """
    odd = [(row, width) for row, width in zip(rows, columns, strict=True) if row.figures is None]
    torn = sum(
        len(row.pieces) > TALLEST
        or any(piece.starts for piece in row.pieces[1:])
        or len(row.values) >= 2 * width
        or not any(piece.label for piece in row.pieces)
        for row, width in odd
    )
    return (len(odd) >= _FEWEST and len(odd) > _ODD * len(rows)) or torn > _TORN * len(rows)


def _is_cell(line: Line) -> bool:
    return line.kind is Kind.FIGURES and not line.label


def _may_be_spoiled(line: Line) -> bool:
    """Tell whether a line that is no figure may be one that came to harm."""
    return line.kind is Kind.LABEL and may_be_spoiled(line.text.replace(" ", "\u00a0"))


def _count(cells: Iterable[Line]) -> int:
    return sum(len(_figures(cell)) for cell in cells)


def _row(label: Sequence[Line], cells: Sequence[Line], columns: int) -> Row:
    if len(label) > 1 and _count(cells) == columns - 1 and _may_be_spoiled(label[-1]):
        label, cells = label[:-1], [label[-1], *cells]
    starts = [line for line in label[1:] if line.starts]
    figures = [figure for cell in cells for figure in _figures(cell)]
    fits = len(figures) == columns and label and len(label) <= TALLEST and not starts
    if fits:
        return Row(tuple(label), cells[-1], tuple(figures))
    return Row(tuple(label) or tuple(cells[:1]), None, tuple(figures))


def _figures(cell: Line) -> tuple[str, ...]:
    alone = cell.single or cell.kind is Kind.LABEL
    return (cell.text.replace(" ", "\u00a0"),) if alone else cell.figures

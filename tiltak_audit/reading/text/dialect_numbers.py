"""Numbers that end a line of a label which goes on below its figures: ``inntil 4 11 11`` / ``år``.

Parsing gives a label its number back at its end, where it stands in most texts. Here it is not the
end: cells tell the number from the figures, or the row is left without figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.reading.spoiled import fewest, is_grouped
from tiltak_audit.reading.text.dialect_lines import Kind
from tiltak_audit.reading.text.dialect_rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.reading.text.dialect_headings import Part
    from tiltak_audit.reading.text.dialect_lines import Line


def numbered_labels(parts: Sequence[Part]) -> set[str]:
    """List what stands before more figures than a table has, however its thousands are parted."""
    lines = [
        (line, part.columns)
        for part in parts
        for line in part.lines
        if line.kind is Kind.FIGURES and line.label
    ]
    grouped = is_grouped([line.text for line, _ in lines])
    return {line.label for line, columns in lines if _least(line, grouped=grouped) > columns}


def told_apart(rows: Iterable[Row], columns: int, numbered: set[str]) -> Iterator[Row]:
    """Give the rows, each with its number in its label, or open where it cannot be told."""
    for row in rows:
        line = row.figures
        if line is None or line.apart or not row.goes_on or len(line.figures) <= columns:
            yield row
            continue
        parted = line.by_cells(columns)
        if parted is not None:
            pieces = tuple([parted if piece is line else piece for piece in row.pieces])
            yield Row(pieces, parted)
        else:
            yield Row(row.pieces, None) if line.label in numbered else row


def _least(line: Line, *, grouped: bool) -> int:
    return len(line.figures) if grouped or line.apart else fewest(line.figures)

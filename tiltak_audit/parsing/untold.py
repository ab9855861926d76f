"""Labels that end in figures which cannot be told apart: rows that were seen and not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.parsing.tree import LostTotal, Orphan, RowLines, TotalLines
from tiltak_audit.reading.spoiled import ends_in_figures, is_figure, is_strong, may_be_spoiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lark import Token

    from tiltak_audit.model.period import Columns
    from tiltak_audit.parsing.tree import Element

# What the reading of a PDF puts behind figures that cannot be told apart.
_UNTOLD = " ?"

# Without columns, fewer figures than this are part of a sentence.
_FEWEST = 3


def left_in(text: str, columns: Columns | None, *, sure: bool) -> Unread:
    """Count a label that ends in figures as a row: they were seen, and cannot be told.

    Args:
        text: The lines of the label, joined.
        columns: The columns of its table, if they are known.
        sure: Whether no line can be lost on the way from the page.
    """
    if not text.endswith(_UNTOLD) and (sure or not ends_in_figures(text)):
        return ALL_READ
    if columns:
        return Unread(1, len(columns))
    figures = 0
    for token in reversed(text.removesuffix(_UNTOLD).split(" ")):
        if not (is_figure(token) or is_strong(token) or may_be_spoiled(token)):
            break
        figures += 1
    return Unread(1, figures) if figures >= _FEWEST else ALL_READ


def apart(elements: Iterable[Element]) -> Iterator[Element]:
    """Part what stands above and below figures that cannot be told: no label goes on there."""
    for element in elements:
        figures: Token | None = None
        match element:
            case RowLines(pieces, figures) | TotalLines(pieces, figures):
                above, below = _parted(pieces)
            case LostTotal(pieces) | Orphan(pieces):
                above, below = _parted(pieces[:-1])
                below = (*below, pieces[-1])
            case _:
                above = []
        if not above:
            yield element
            continue
        total = isinstance(element, (TotalLines, LostTotal))
        yield LostTotal(above[0]) if total else Orphan(above[0])
        yield from map(Orphan, above[1:])
        yield RowLines(below, figures) if figures is not None else Orphan(below)


def _parted(pieces: tuple[Token, ...]) -> tuple[list[tuple[Token, ...]], tuple[Token, ...]]:
    """Give the stretches of lines that end in figures which cannot be told, and what is left."""
    ends = [at + 1 for at, piece in enumerate(pieces) if piece.endswith(_UNTOLD)]
    starts = [0, *ends]
    return [pieces[start:end] for start, end in zip(starts, ends, strict=False)], pieces[
        starts[-1] :
    ]

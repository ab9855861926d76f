"""Tokens to elements, as the rules of ``grammar/report.lark`` put them together.

Pages, bodies and blocks of the grammar say which token may follow which; what they hold is put one
after the other, so that a loop does for texts what a parser does: a test holds the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.cube.joining import join
from tiltak_audit.reading.elements import (
    Element,
    HeadingLine,
    Kind,
    LostTotal,
    Orphan,
    Piece,
    RowLines,
    TotalLines,
)
from tiltak_audit.reading.spoiled import ends_in_figures
from tiltak_audit.reading.text.lexer import tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_KINDS = {kind.name: kind for kind in Kind}


def elements_of(lines: Sequence[str]) -> tuple[Element, ...]:
    """Give the elements of lines, in print order; no text raises."""
    elements: list[Element] = []
    pieces: list[Piece] = []
    of_total = False
    for kind, text, line, column in tokens_of(lines):
        if kind in _KINDS:
            elements.append(HeadingLine(_KINDS[kind], text, line))
        elif kind == "FIGURES":
            figures = Piece(text, line, column)
            made = TotalLines if of_total else RowLines
            elements.append(made(tuple(pieces), figures))
            pieces, of_total = [], False
        elif kind == "BREAK":
            elements.append(_unfinished(tuple(pieces), of_total=of_total))
            pieces, of_total = [], False
        else:
            pieces.append(Piece(text, line, column))
            of_total = of_total or kind == "TOTAL"
    return tuple(elements)


def _unfinished(pieces: tuple[Piece, ...], *, of_total: bool) -> Orphan:
    """Make the element of a label that no figures follow."""
    texts = [piece.text for piece in pieces]
    if of_total:
        return LostTotal(pieces, ends_in_figures(join(texts)))
    return Orphan(pieces, ends_in_figures(" / ".join(texts)))

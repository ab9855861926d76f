"""The parse tree as a flat list of elements; one method a grammar rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lark import Token, Transformer

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

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Self

_KINDS = {kind.name: kind for kind in Kind}


class Rows(Token):
    """A token that stands for rows with labels.

    Attributes:
        rows: The rows, at least one.
    """

    rows: list[RowLines]

    @classmethod
    def of(cls, rows: list[RowLines]) -> Self:
        """Make the token of rows."""
        token = cls("ROWS", "", line=rows[0].figures.line, column=1)
        token.rows = rows
        return token


def row_of(labels: Sequence[Token], figures: Token) -> RowLines:
    """Make a row of the lines of its label and its figures."""
    return RowLines(_pieces(labels), _piece(figures))


def _piece(token: Token) -> Piece:
    return Piece(str(token), token.line or 0, token.column or 0)


def _flat(children: Iterable[Token | Element | list[Element]]) -> list[Element]:
    elements: list[Element] = []
    for child in children:
        if isinstance(child, list):
            elements += child
        elif isinstance(child, Rows):
            elements += child.rows
        elif isinstance(child, Token):
            elements.append(HeadingLine(_KINDS[child.type], str(child), child.line or 0))
        else:
            elements.append(child)
    return elements


def _pieces(tokens: Iterable[Token]) -> tuple[Piece, ...]:
    return tuple([_piece(token) for token in tokens])


class Elements(Transformer[Token, list[Element]]):
    """Give the elements in print order."""

    def row(self, children: list[Token]) -> RowLines:
        """15 Møre og / Romsdal 232 173."""
        return row_of(children[:-1], children[-1])

    def total(self, children: list[Token]) -> TotalLines:
        """I alt arbeid / med støtte 6 138 5 892."""
        return TotalLines(_pieces(children[:-1]), _piece(children[-1]))

    def total_lost(self, children: list[Token]) -> LostTotal:
        """I alt utvidet / oppfølging i."""
        return LostTotal(_pieces(children[:-1]), ends_in_figures(join(children[:-1])))

    def orphan(self, children: list[Token]) -> Orphan:
        """1103."""
        return Orphan(_pieces(children[:-1]), ends_in_figures(" / ".join(children[:-1])))

    words = block = entries_under_words = body = page = report = staticmethod(_flat)

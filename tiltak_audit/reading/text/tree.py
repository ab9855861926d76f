"""The parse tree as a flat list of elements; one method a grammar rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lark import Token as Terminal
from lark import Transformer

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
from tiltak_audit.reading.text.elements import lost_total, orphan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self


class Run(Terminal):
    """A terminal that stands for elements of one kind, one below the other.

    Attributes:
        elements: The elements, at least one.
    """

    elements: list[Element]

    @classmethod
    def of(cls, kind: str, elements: list[Element]) -> Self:
        """Make the terminal of some kind."""
        made = cls(kind, "")
        made.elements = elements
        return made


def _piece(one: Terminal) -> Piece:
    return Piece(str(one), one.line or 0, one.column or 0)


def _flat(children: Iterable[Terminal | Element | list[Element]]) -> list[Element]:
    elements: list[Element] = []
    for child in children:
        if isinstance(child, list):
            elements += child
        elif isinstance(child, Run):
            elements += child.elements
        elif isinstance(child, Terminal):
            elements.append(HeadingLine(Kind[child.type], str(child), child.line or 0))
        else:
            elements.append(child)
    return elements


def _pieces(terminals: Iterable[Terminal]) -> tuple[Piece, ...]:
    return tuple([_piece(one) for one in terminals])


class Elements(Transformer[Terminal, list[Element]]):
    """Give the elements in print order."""

    def row(self, children: list[Terminal]) -> RowLines:
        """15 Møre og / Romsdal 232 173."""
        return RowLines(_pieces(children[:-1]), _piece(children[-1]))

    def total(self, children: list[Terminal]) -> TotalLines:
        """I alt arbeid / med støtte 6 138 5 892."""
        return TotalLines(_pieces(children[:-1]), _piece(children[-1]))

    def total_lost(self, children: list[Terminal]) -> LostTotal:
        """I alt utvidet / oppfølging i."""
        return lost_total(_pieces(children[:-1]))

    def orphan(self, children: list[Terminal]) -> Orphan:
        """1103."""
        return orphan(_pieces(children[:-1]))

    words = block = entries_under_words = body = page = report = staticmethod(_flat)

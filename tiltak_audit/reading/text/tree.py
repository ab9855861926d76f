"""The parse tree as a flat list of elements; one method a grammar rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from lark import Token as Token  # noqa: PLC0414  the one name of lark that others may have
from lark import Transformer

if TYPE_CHECKING:
    from collections.abc import Iterable


@attrs.frozen
class RowLines:
    """A label and its figures.

    Attributes:
        pieces: The lines of the label, none where only figures are printed.
        figures: The figures as printed, one blank apart.
    """

    pieces: tuple[Token, ...]
    figures: Token


@attrs.frozen
class TotalLines:
    """A total and its figures.

    Attributes:
        pieces: The lines of the label; the first starts with ``I alt``.
        figures: The figures as printed, one blank apart.
    """

    pieces: tuple[Token, ...]
    figures: Token


@attrs.frozen
class LostTotal:
    """A total whose figures do not follow.

    Attributes:
        pieces: The lines of the label; the first starts with ``I alt``.
    """

    pieces: tuple[Token, ...]


@attrs.frozen
class Orphan:
    """Lines of text that no figures follow.

    Attributes:
        pieces: The lines.
    """

    pieces: tuple[Token, ...]


Element = Token | RowLines | TotalLines | LostTotal | Orphan


def _flat(children: Iterable[Element | list[Element]]) -> list[Element]:
    elements: list[Element] = []
    for child in children:
        if isinstance(child, list):
            elements += child
        else:
            elements.append(child)
    return elements


class Elements(Transformer[Token, list[Element]]):
    """Give the elements in print order; heading lines stay tokens."""

    def row(self, children: list[Token]) -> RowLines:
        """15 Møre og / Romsdal 232 173."""
        return RowLines(tuple(children[:-1]), children[-1])

    def total(self, children: list[Token]) -> TotalLines:
        """I alt arbeid / med støtte 6 138 5 892."""
        return TotalLines(tuple(children[:-1]), children[-1])

    def total_lost(self, children: list[Token]) -> LostTotal:
        """I alt utvidet / oppfølging i."""
        return LostTotal(tuple(children[:-1]))

    def orphan(self, children: list[Token]) -> Orphan:
        """1103."""
        return Orphan(tuple(children[:-1]))

    words = block = entries_under_words = body = page = report = staticmethod(_flat)

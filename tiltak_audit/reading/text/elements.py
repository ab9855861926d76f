"""Tokens to the elements of a report: what is plain one by one, what is not by the grammar.

The grammar is the law of the layout, and a test holds what is made here to it. Only where a text
has something that is not plain is it built, since to load lark and to build it takes longer than
to put a report together.
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
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.reading.text.lexer import Token

# What a row or a total is made of, beside its figures.
_OF_LABELS = frozenset({"LABEL", "CODE", "TOTAL"})

_KINDS = Kind.__members__


def elements_of(lines: Sequence[str]) -> tuple[Element, ...]:
    """Put lines together as the elements of the report, in print order; no text raises."""
    plain: list[Element] = []
    found = list(plainly(tokens_of(lines)))
    for one in found:
        if isinstance(one, tuple):
            from tiltak_audit.reading.text.grammar import parsed

            return parsed(found)
        plain.append(one)
    return tuple(plain)


def plainly(tokens: Iterable[Token]) -> Iterator[Element | Token]:
    """Yield the elements that some tokens plainly are, and the others as they are.

    Plain are headings, and labels, whether figures follow or not; figures alone are not.
    """
    first = ""
    labels: list[Token] = []
    pieces: list[Piece] = []
    for token in tokens:
        kind, piece = token
        if kind in _OF_LABELS:
            first = first or kind
            labels.append(token)
            pieces.append(piece)
            continue
        if not pieces and kind in _KINDS:
            yield HeadingLine(_KINDS[kind], piece.text, piece.line)
            continue
        if pieces and kind == "FIGURES":
            yield (TotalLines if first == "TOTAL" else RowLines)(tuple(pieces), piece)
        elif pieces and kind == "BREAK":
            yield (lost_total if first == "TOTAL" else orphan)(tuple(pieces))
        else:
            yield from labels
            yield token
        first, labels, pieces = "", [], []


def lost_total(pieces: tuple[Piece, ...]) -> LostTotal:
    """Make the total that lines are whose figures do not follow."""
    return LostTotal(pieces, ends_in_figures(join([one.text for one in pieces])))


def orphan(pieces: tuple[Piece, ...]) -> Orphan:
    """Make the label that lines are which no figures follow."""
    return Orphan(pieces, ends_in_figures(" / ".join([one.text for one in pieces])))

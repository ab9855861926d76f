"""The grammar of the layout, read by lark: what texts are held to."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lark import Lark, Token, Transformer
from lark.lexer import Lexer

from tests.conftest import ROOT
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

    from lark.common import LexerConf

FOLDER = ROOT / "grammar"


class LineLexer(Lexer):
    """What the package makes of lines, as tokens of lark."""

    def __init__(self, conf: LexerConf) -> None:
        """Take the terminals, which the package knows as patterns."""
        del conf

    # lark hands a custom lexer whatever was given to parse(): here, the lines.
    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Token]:  # noqa: ANN401
        """Yield the tokens of all lines."""
        del parser_state
        for kind, text, line, column in tokens_of(lexer_state):
            yield Token(kind, text, line=line, column=column)


def _piece(token: Token) -> Piece:
    return Piece(str(token), token.line or 0, token.column or 0)


def _pieces(tokens: Iterable[Token]) -> tuple[Piece, ...]:
    return tuple(map(_piece, tokens))


def _flat(children: Iterable[Token | Element | list[Element]]) -> list[Element]:
    elements: list[Element] = []
    for child in children:
        if isinstance(child, list):
            elements += child
        elif isinstance(child, Token):
            elements.append(HeadingLine(Kind[child.type], str(child), child.line or 0))
        else:
            elements.append(child)
    return elements


class Elements(Transformer[Token, list[Element]]):
    """Give the elements in print order; one method a rule."""

    def row(self, children: list[Token]) -> RowLines:
        """A label and its figures."""
        return RowLines(_pieces(children[:-1]), _piece(children[-1]))

    def total(self, children: list[Token]) -> TotalLines:
        """A total and its figures."""
        return TotalLines(_pieces(children[:-1]), _piece(children[-1]))

    def total_lost(self, children: list[Token]) -> LostTotal:
        """A total without figures."""
        return LostTotal(_pieces(children[:-1]), ends_in_figures(join(children[:-1])))

    def orphan(self, children: list[Token]) -> Orphan:
        """A label without figures."""
        return Orphan(_pieces(children[:-1]), ends_in_figures(" / ".join(children[:-1])))

    words = block = entries_under_words = body = page = report = staticmethod(_flat)


@cache
def line_grammar() -> Lark:
    """Build the parser; lark refuses any LALR conflict."""
    return Lark(
        (FOLDER / "report.lark").read_text(encoding="utf-8"),
        parser="lalr",
        lexer=LineLexer,
        start="report",
        transformer=Elements(),
        import_paths=[str(FOLDER)],
        strict=True,
    )


def parsed(lines: Sequence[str]) -> tuple[Element, ...]:
    """Give the elements of lines as the grammar puts them together."""
    return tuple(line_grammar().parse(lines))  # type: ignore[arg-type]


@cache
def terminals() -> dict[str, re.Pattern[str]]:
    """Give the pattern of every terminal, the highest priority first, but of what is declared."""
    terms = line_grammar().parser.lexer_conf.terminals
    ranked = sorted(terms, key=lambda term: (-term.priority, term.name))
    return {term.name: re.compile(term.pattern.to_regexp()) for term in ranked}

"""The only opener of the .lark files: tokens to the elements of a report, by lark."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lark import Lark
from lark import Token as Terminal
from lark.lexer import Lexer

from tiltak_audit.reading.elements import HeadingLine, Kind, LostTotal, TotalLines
from tiltak_audit.reading.text.tree import Elements, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lark.common import LexerConf

    from tiltak_audit.reading.elements import Element
    from tiltak_audit.reading.text.lexer import Token


class LineLexer(Lexer):
    """Every token as a terminal of the grammar; elements that are made already as one of theirs."""

    def __init__(self, conf: LexerConf) -> None:
        """Take the terminals, which ``reading/patterns.py`` knows as patterns."""
        del conf

    # lark hands a custom lexer whatever was given to parse(): here, tokens and elements.
    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Terminal]:  # noqa: ANN401
        """Yield the terminals, one of several elements that stand below each other."""
        del parser_state
        for kind, some in groupby(lexer_state, _kind):
            if kind in {"ROWS", "MARKS"}:
                yield Run.of(kind, list(some))
            else:
                yield from map(_terminal, some)


def _kind(one: Token | Element) -> str:
    """Give the terminal that stands for one; of elements ROWS, or headings and totals, MARKS.

    Most of a report are its rows, and a parser takes longer than this does to see it.
    """
    if isinstance(one, tuple):
        return one[0]
    if isinstance(one, HeadingLine) and one.kind is Kind.SOURCE:
        return one.kind.name
    return "MARKS" if isinstance(one, HeadingLine | TotalLines | LostTotal) else "ROWS"


def _terminal(one: Token | HeadingLine) -> Terminal:
    if isinstance(one, HeadingLine):
        return Terminal(one.kind.name, one.text, line=one.line)
    kind, piece = one
    return Terminal(kind, piece.text, line=piece.line, column=piece.column)


def grammar_folder() -> Path:
    """Find grammar/: inside the installed package, or beside it in a checkout."""
    inside = Path(__file__).parents[2] / "grammar"
    return inside if inside.is_dir() else inside.parent.parent / "grammar"


@cache
def line_grammar(*, strict: bool = False) -> Lark:
    """Build the parser, once a process (15 ms, so no cache on disk).

    ``strict`` makes lark refuse any LALR conflict. The interegular package must stay out of the
    environment: where it is there lark imports it, which takes six times as long as the build.
    """
    return Lark(
        (grammar_folder() / "report.lark").read_text(encoding="utf-8"),
        parser="lalr",
        lexer=LineLexer,
        start="report",
        transformer=Elements(),
        import_paths=[str(grammar_folder())],
        strict=strict,
    )


def parsed(found: Iterable[Token | Element], *, strict: bool = False) -> tuple[Element, ...]:
    """Parse tokens, some of them elements already, into the elements of the report."""
    return tuple(line_grammar(strict=strict).parse(found))  # type: ignore[arg-type]

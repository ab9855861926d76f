"""The only opener of the .lark files: tokens to the elements of a report, by lark."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lark import Lark
from lark import Token as Terminal
from lark.lexer import Lexer

from tiltak_audit.reading.text.lexer import tokens_of
from tiltak_audit.reading.text.tree import Elements, Run, heading_of, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lark.common import LexerConf

    from tiltak_audit.reading.elements import Element
    from tiltak_audit.reading.text.lexer import Token

# What a row or a total is made of, beside its figures.
_OF_LABELS = frozenset({"LABEL", "CODE", "TOTAL"})

# Lines of headings, but for the one that starts a page.
_OF_HEADS = frozenset({"SECTION", "PERIOD", "MONTHS", "HEADER", "FOOTER", "GAP"})


class LineLexer(Lexer):
    """Every token of the lines as a terminal of the grammar."""

    def __init__(self, conf: LexerConf) -> None:
        """Take the terminals, which ``reading/patterns.py`` knows as patterns."""
        del conf

    # lark hands a custom lexer whatever was given to parse(): here, the lines.
    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Terminal]:  # noqa: ANN401
        """Yield the terminals of all lines."""
        del parser_state
        yield from map(_terminal, tokens_of(lexer_state))


class RowLexer(LineLexer):
    """The same, but that what is plain comes as one terminal: ROWS, or headings and totals, MARKS.

    Most tokens of a report are those of its rows, and a parser takes longer than this does to see
    that labels and the figures behind them are one.
    """

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Terminal]:  # noqa: ANN401
        """Yield the terminals of all lines, ROWS and MARKS in place of what they stand for."""
        del parser_state
        run: list[Element] = []
        of = ""
        labels: list[Token] = []
        for token in tokens_of(lexer_state):
            kind = token.kind
            if kind in _OF_LABELS:
                labels.append(token)
                continue
            made: Element | None = None
            here = "MARKS"
            if kind in _OF_HEADS and not labels:
                made = heading_of(token)
            elif kind == "FIGURES" and labels:
                made = row_of(labels, token)
                here = "MARKS" if labels[0].kind == "TOTAL" else "ROWS"
                labels = []
            if run and (made is None or here != of):
                yield Run.of(of, run)
                run = []
            if made is None:
                yield from map(_terminal, [*labels, token])
                labels = []
            else:
                run.append(made)
                of = here
        if run:
            yield Run.of(of, run)


def _terminal(token: Token) -> Terminal:
    kind, text, line, column = token
    return Terminal(kind, text, line=line, column=column)


def grammar_folder() -> Path:
    """Find grammar/: inside the installed package, or beside it in a checkout."""
    inside = Path(__file__).parents[2] / "grammar"
    return inside if inside.is_dir() else inside.parent.parent / "grammar"


@cache
def line_grammar(*, strict: bool = False, lexer: type[LineLexer] = RowLexer) -> Lark:
    """Build the parser, once a process (15 ms, so no cache on disk).

    ``strict`` makes lark refuse any LALR conflict; with a ``LineLexer`` the grammar puts every
    row together, and comes to the same. The interegular package must stay out of the
    environment: where it is there lark imports it, which takes six times as long as the build.
    """
    return Lark(
        (grammar_folder() / "report.lark").read_text(encoding="utf-8"),
        parser="lalr",
        lexer=lexer,
        start="report",
        transformer=Elements(),
        import_paths=[str(grammar_folder())],
        strict=strict,
    )


def elements_of(lines: Sequence[str]) -> tuple[Element, ...]:
    """Parse lines into the elements of the report, in print order; no text raises."""
    return tuple(line_grammar().parse(lines))  # type: ignore[arg-type]

"""The line lexer: one token a line, two where figures follow a label, and context.

It invents no pattern of its own: it joins the terminals of ``grammar/`` and matches each
against a whole line. What a pattern cannot see it adds as two tokens: BREAK, where a label
ends without figures, and GAP, where a line starts with the blank that only a page head
starts with. The last line of months says how many figures a row has: figures that came to
harm are FIGURES, too. Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lark import Token
from lark.lexer import Lexer

from tiltak_audit.model.wording import BLANKS, NBSP
from tiltak_audit.reading.extent import LONGEST_LINE, shown
from tiltak_audit.reading.text.columns import Width
from tiltak_audit.reading.text.tree import Rows, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lark.common import LexerConf

    from tiltak_audit.reading.elements import RowLines

# The terminals that may have figures behind them on the same line.
_LABELS = frozenset({"TOTAL", "LABEL"})
_PIECES = _LABELS | {"CODE"}
_OF_ROWS = _PIECES - {"TOTAL"}

_DIGITS = "0123456789"
_NUMBER = re.compile(r"[0-9]{2}")
_OF_FIGURES = _DIGITS + "*: \u00a0"


class LineLexer(Lexer):
    """Turn lines into tokens; see the module's page."""

    def __init__(self, conf: LexerConf) -> None:
        """Join the terminals' patterns, the highest priority first."""
        patterns = {term.name: term.pattern.to_regexp() for term in conf.terminals}
        figures = patterns.pop("FIGURES")
        by_priority = sorted(conf.terminals, key=lambda term: (-term.priority, term.name))
        self._line = re.compile(
            "|".join(
                f"(?P<{term.name}>{patterns[term.name]})"
                for term in by_priority
                if term.name in patterns
            )
        )
        self._figures = re.compile(rf"(?<![^ ])(?:{figures})$")
        self._only_figures = re.compile(figures)

    # lark hands a custom lexer whatever was given to parse(): here, the lines.
    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Token]:  # noqa: ANN401
        """Yield the tokens of all lines, with line and column, both 1-based."""
        del parser_state
        open_label = long = False
        line = 0
        width = Width.of(lexer_state)
        for line, raw in enumerate(lexer_state, 1):
            text = raw.strip(BLANKS)
            if not text:
                if open_label:
                    yield Token("BREAK", "", line=line, column=1)
                    open_label = False
                continue
            kind, label, figures = self._read(text, width)
            column = 1 if raw[0] not in BLANKS else raw.index(text[0]) + 1
            gap = column > 1 and kind != "SOURCE"
            # No label goes on below a line that is longer than lines of tables are.
            if open_label and (gap or long or _starts(kind, text)):
                yield Token("BREAK", "", line=line, column=1)
            if gap:
                yield Token("GAP", "", line=line, column=1)
            width.see(kind, text)
            if label:
                yield Token(kind, label, line=line, column=column)
            if figures:
                at = column + len(text) - len(figures)
                yield Token("FIGURES", figures, line=line, column=at)
            open_label = kind in _PIECES and not figures
            long = len(text) > LONGEST_LINE
        if open_label:
            yield Token("BREAK", "", line=line + 1, column=1)

    def _read(self, text: str, width: Width) -> tuple[str, str, str]:
        """Give the kind of a line, its label or all of it, and the figures at its end.

        Where a label is known from its place on a page or sheet, a tab keeps its last digits
        from its figures: ``Under 4`` and ``250``.
        """
        if len(text) > LONGEST_LINE:
            return "LABEL", shown(text), ""
        label, tab, figures = text.partition("\t")
        if tab and (self._only_figures.fullmatch(figures) or width.start(figures) == 0):
            kind = self._kind(label)
            return kind if kind in _PIECES else "LABEL", label.rstrip(BLANKS), figures
        text = text.replace("\t", " ")
        kind = self._kind(text)
        if kind not in _LABELS:
            return kind, text, ""
        found = self._figures_in(text, width)
        spoiled = None if found is not None and width.fits(text, found) else width.start(text)
        at = spoiled if spoiled is not None else found
        return (kind, text, "") if at is None else (kind, text[:at].rstrip(BLANKS), text[at:])

    def _kind(self, text: str) -> str:
        match = self._line.fullmatch(text)
        return (match and match.lastgroup) or "LABEL"

    def _figures_in(self, text: str, width: Width) -> int | None:
        """Find where the figures at the end of a line start, if the line is one of figures."""
        if text[-1] not in "*:0123456789":
            return None
        # From the last character on that stands in no figure: else many figures that are
        # followed by something else take quadratic time.
        found = self._figures.search(text, len(text.rstrip(_OF_FIGURES)))
        if found is None:
            return None
        start, figures = found.start(), found.group().split(" ")
        if start and width.is_of_label(figures):
            start, figures = start + len(": "), figures[1:]
        # "Mer enn 12" / "måneder 15 15": one number alone is no row of several columns.
        alone = start and len(figures) == 1 and figures[0] != "*" and not width.one
        return None if alone and NBSP not in figures[0] else start


class RowLexer(LineLexer):
    """The same, but that rows below each other come as one token.

    Most tokens of a report are those of its rows, and a parser takes longer than this does to see
    that labels and the figures behind them are one.
    """

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Token]:  # noqa: ANN401
        """Yield the tokens of all lines, ROWS in place of labels and their figures."""
        rows: list[RowLines] = []
        labels: list[Token] = []
        of_total = False
        for token in super().lex(lexer_state, parser_state):
            if token.type in _OF_ROWS and not of_total:
                labels.append(token)
            elif token.type == "FIGURES" and labels:
                rows.append(row_of(labels, token))
                labels = []
            else:
                if rows:
                    yield Rows.of(rows)
                    rows = []
                yield from labels
                labels = []
                of_total = token.type == "TOTAL" or (of_total and token.type in _OF_ROWS)
                yield token
        if rows:
            yield Rows.of(rows)


def _starts(kind: str, text: str) -> bool:
    """Tell whether a new label, or none, starts here: at a number, ``I alt``, a long line.

    Codes and ages have two digits or more; with one a label goes on: ``kort inntil`` / ``4 år``.
    """
    piece = kind in _PIECES and kind != "TOTAL"
    return not piece or _NUMBER.match(text) is not None or len(text) > LONGEST_LINE

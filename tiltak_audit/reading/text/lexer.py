"""The line lexer: one token a line, two where figures follow a label, and context.

It invents no pattern of its own: what a heading and what figures look like says
``reading/patterns.py``, and a test holds that to the terminals of ``grammar/``. What a pattern
cannot see it adds as two tokens: BREAK, where a label ends without figures, and GAP, where a line
starts with the blank that only a page head starts with, unless all rows do. The last line of months
says how many figures a row has: figures that came to harm are FIGURES, too. Time is linear in the
length of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tiltak_audit.model.wording import BLANKS, NBSP
from tiltak_audit.reading.elements import Piece, is_total
from tiltak_audit.reading.extent import LONGEST_LINE, shown
from tiltak_audit.reading.patterns import are_figures, figures_in, kind_of
from tiltak_audit.reading.spoiled import is_grouped
from tiltak_audit.reading.text.columns import Width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The kinds that may have figures behind them on the same line.
_LABELS = frozenset({"TOTAL", "LABEL"})
_PIECES = _LABELS | {"CODE"}
# Those that say how many figures a row below them has.
_OF_COLUMNS = frozenset({"MONTHS", "SECTION"})

_NUMBER = re.compile(r"[0-9]{2}")
_CODE = re.compile(r"[0-9]{1,4}")
# A line that somebody drew, such as "-----": it says no more than a blank one.
_DRAWN = re.compile(r"([^\w\s*]|_)\1{3,}")

# What a heading starts with that may end in figures.
_HEADINGS = ("Kilde:", "Side ", "Periode:")


# A terminal of the grammar, and what it stands for: a line of a text without blanks around it, or a
# part of one; of BREAK and GAP no text.
Token = tuple[str, Piece]


class _Line(NamedTuple):
    """A line of a text, read below certain columns; most lines of a report are printed often.

    Attributes:
        kind: A terminal of the grammar; empty where it is blank.
        label: What stands before its figures, or all of it.
        figures: Those at its end.
        column: Where it starts, 1-based.
        at: Where its figures start, 1-based.
        gap: Whether it starts with the blank that only a page head starts with.
        starts: Whether no label goes on with it.
        long: Whether it is longer than lines of tables are.
    """

    kind: str
    label: str = ""
    figures: str = ""
    column: int = 1
    at: int = 1
    gap: bool = False
    starts: bool = True
    long: bool = False


_BLANK = _Line("")


def tokens_of(lines: Sequence[str]) -> Iterator[Token]:
    """Yield the tokens of all lines."""
    open_label = open_long = False
    number = 0
    for number, line in enumerate(_lines_of(lines), 1):
        kind, label, figures, column, at, gap, starts, long = line
        # No label goes on below a line that is longer than lines of tables are.
        if open_label and (starts or open_long):
            yield "BREAK", Piece("", number, 1)
        if gap:
            yield "GAP", Piece("", number, 1)
        if label:
            yield kind, Piece(label, number, column)
        if figures:
            yield "FIGURES", Piece(figures, number, at)
        open_label, open_long = not figures and kind in _PIECES, long
    if open_label:
        yield "BREAK", Piece("", number + 1, 1)


def _lines_of(lines: Sequence[str]) -> Iterator[_Line]:
    """Read lines one below the other, each once below the same columns."""
    worded = False
    width, indented = Width(is_grouped(lines)), _are_indented(lines)
    known: dict[str, _Line] = {}
    read = {width: known}
    for raw in lines:
        line = known.get(raw)
        if line is None:
            line = known[raw] = _line(raw, width, indented=indented)
        yield line
        kind = line.kind
        if kind in _LABELS:
            worded = False
        elif kind == "HEADER":
            worded = True
        elif kind in _OF_COLUMNS:
            below = width.below(kind, raw.strip(BLANKS), worded=worded)
            if below is not width:
                width, known = below, read.setdefault(below, {})


def _line(raw: str, width: Width, *, indented: bool) -> _Line:
    """Read a line below the columns that it stands under; its text may have indented rows."""
    text = raw.strip(BLANKS)
    if not text or _DRAWN.fullmatch(text):
        return _BLANK
    kind, label, figures = _read(text, width)
    column = 1 if raw[0] not in BLANKS else raw.index(text[0]) + 1
    at = column + len(text) - len(figures)
    gap = column > 1 and kind != "SOURCE" and not indented
    starts = gap or _starts(kind, text)
    return _Line(kind, label, figures, column, at, gap, starts, len(text) > LONGEST_LINE)


def _are_indented(lines: Sequence[str]) -> bool:
    """Tell whether all rows are, and alike, so that a blank before a line says nothing.

    Totals need not be; rows of which some are, or by more than others, may be of a page whose head
    is lost, or of two levels.
    """
    indents: set[int] = set()
    of_total = False
    for raw in lines:
        text = raw.strip(BLANKS)
        total, figures = is_total(text) or of_total, figures_in(text)
        # The label of a total may go on below it.
        of_total = total and text != "" and figures is None
        if total or not figures or kind_of(text) is not None:
            continue
        indents.add(len(raw) - len(raw.lstrip(BLANKS)))
        if 0 in indents or len(indents) > 1:
            return False
    return bool(indents)


def _read(text: str, width: Width) -> tuple[str, str, str]:
    """Give the kind of a line, its label or all of it, and the figures at its end.

    Where a label is known from its place on a page or sheet, a tab keeps its last digits
    from its figures: ``Under 4`` and ``250``.
    """
    if len(text) > LONGEST_LINE:
        return "LABEL", shown(text), ""
    if "\t" in text:
        label, _tab, figures = text.partition("\t")
        if are_figures(figures) or width.start(figures) == 0:
            kind = _kind(label)
            return kind if kind in _PIECES else "LABEL", label.rstrip(BLANKS), figures
        text = text.replace("\t", " ")
    label = width.label_of(text)
    if label and not text.startswith(_HEADINGS):
        return "TOTAL" if is_total(label) else "LABEL", label, text[len(label) + 1 :]
    found = figures_in(text)
    if found is not None and width.are_all(text, found) and not text.startswith(_HEADINGS):
        return "TOTAL" if is_total(text) else "LABEL", text[:found].rstrip(BLANKS), text[found:]
    kind = _kind(text)
    if kind not in _LABELS:
        return kind, text, ""
    at = found if found is None else _start_of(text, found, width)
    if at is None or not width.fits(text, at):
        spoiled = width.start(text)
        at = at if spoiled is None else spoiled
    return (kind, text, "") if at is None else (kind, text[:at].rstrip(BLANKS), text[at:])


def _kind(text: str) -> str:
    heading = kind_of(text)
    if heading:
        return heading.name
    if is_total(text):
        return "TOTAL"
    return "CODE" if _CODE.fullmatch(text) else "LABEL"


def _start_of(text: str, start: int, width: Width) -> int | None:
    """Give where the figures at the end of a line start, if the line is one of figures."""
    figures = text[start:].split(" ")
    if start and width.is_of_label(figures):
        start, figures = start + len(": "), figures[1:]
    # "Mer enn 12" / "måneder 15 15": one number alone is no row of several columns.
    alone = start and len(figures) == 1 and figures[0] != "*" and not width.one
    return None if alone and NBSP not in figures[0] else start


def _starts(kind: str, text: str) -> bool:
    """Tell whether a new label, or none, starts here: at a number, ``I alt``, a long line.

    Codes and ages have two digits or more; with one a label goes on: ``kort inntil`` / ``4 år``.
    """
    piece = kind in _PIECES and kind != "TOTAL"
    return not piece or _NUMBER.match(text) is not None or len(text) > LONGEST_LINE

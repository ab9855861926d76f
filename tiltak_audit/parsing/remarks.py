"""Remarks on a text as a whole: dates, periods, page counters, characters, its end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tiltak_audit.model.notice import Notice
from tiltak_audit.model.remark import Cut, Mended, OtherDate, OtherPeriod, PageCounter
from tiltak_audit.parsing.headings import edition_of, months_in, period_of
from tiltak_audit.parsing.labels import unmarked
from tiltak_audit.parsing.tree import RowLines, TotalLines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.parsing.tree import Element, Token
    from tiltak_audit.reading.text import Text

_COUNTER = re.compile(r"Side ([0-9]+) av ([0-9]+)")
_ENDS_IN_FIGURE = re.compile(r"[0-9*] *$")


def about_the_text(
    text: Text, tokens: list[Token], editions: list[str], periods: list[str]
) -> list[Notice]:
    """Give the remarks, in no order."""
    return [
        *_dates(tokens, editions),
        *_periods(tokens, periods),
        *_counters(tokens),
        *text.notices,
        *_end(text),
    ]


def _dates(tokens: Iterable[Token], editions: list[str]) -> Iterator[Notice]:
    """Remark on the first page of every report date but the most frequent."""
    seen = {edition for edition in editions[:1] if "-" in edition}
    for token in tokens:
        edition = edition_of(token) if token.type == "SECTION" else ""
        if edition and edition not in seen:
            seen.add(edition)
            yield Notice(OtherDate(edition, editions[0]), int(token.line or 0))


def _periods(tokens: Iterable[Token], periods: list[str]) -> Iterator[Notice]:
    """Remark on lines of months, or of periods, that differ from the report's period."""
    if not periods:
        first = next((token for token in tokens if token.type == "MONTHS"), None)
        if first is not None:
            yield Notice(OtherPeriod(), int(first.line or 0))
        return
    names = tuple(month.name for month in period_of(periods[0]).months)
    lines = [
        (token, tuple(months_in(token)))
        for token in tokens
        if token.type == "MONTHS" or (token.type == "PERIOD" and str(token) != periods[0])
    ]
    other = [(token, found) for token, found in lines if token.type == "PERIOD" or found != names]
    # Where most differ the period is wrong, which is one cause.
    for token, _found in other if len(other) <= len(lines) / 2 else other[:1]:
        yield Notice(OtherPeriod(str(token), periods[0]), int(token.line or 0))


def _counters(tokens: Iterable[Token]) -> Iterator[Notice]:
    """Remark on a page counter that does not count up within its section."""
    last = (0, 0)
    for token in tokens:
        if token.type != "FOOTER":
            continue
        match = _COUNTER.search(token)
        if match is None:
            continue
        page, pages = int(match[1]), int(match[2])
        if page > pages or (pages == last[1] and page <= last[0] and page != 1):
            yield Notice(PageCounter(page, pages, last[0]), int(token.line or 0))
        last = page, pages


def about_the_labels(elements: Iterable[Element]) -> Iterator[Notice]:
    """Remark on the footnote marks that were taken off labels."""
    pieces = (
        element.pieces[-1]
        for element in elements
        if isinstance(element, (RowLines, TotalLines)) and element.pieces
    )
    marks = sum(unmarked(piece) != piece for piece in pieces)
    if marks:
        yield Notice(Mended(of_labels=marks), 0, placed=False)


def _end(text: Text) -> Iterator[Notice]:
    if text.cut and _ENDS_IN_FIGURE.search(text.lines[-1]):
        yield Notice(Cut(), len(text.lines))

"""Remarks on a text as a whole: dates, periods, page counters, characters, its end."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tiltak_audit.model.notice import Notice
from tiltak_audit.model.remark import Cut, Mended, OtherDate, OtherPeriod, PageCounter
from tiltak_audit.parsing.headings import edition_of, period_of
from tiltak_audit.parsing.marks import without_marks
from tiltak_audit.reading.elements import Kind
from tiltak_audit.reading.patterns import months_in, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.parsing.stretches import Entry
    from tiltak_audit.reading.elements import Document, HeadingLine

_ENDS_IN_FIGURE = re.compile(r"(?:[0-9*]|(?<!\S):) *$")


def about_the_whole(
    document: Document, headings: list[HeadingLine], editions: list[str], periods: list[str]
) -> list[Notice]:
    """Give the remarks, in no order."""
    return [
        *_dates(headings, editions),
        *_periods(headings, periods),
        *_counters(headings),
        *document.notices,
        *_end(document),
    ]


def _dates(headings: Iterable[HeadingLine], editions: list[str]) -> Iterator[Notice]:
    """Remark on the first page of every report date but the most frequent."""
    seen = {edition for edition in editions[:1] if "-" in edition}
    for line in headings:
        edition = edition_of(line.text) if line.kind is Kind.SECTION else ""
        if edition and edition not in seen:
            seen.add(edition)
            yield Notice(OtherDate(edition, editions[0]), line.line)


def _periods(headings: Iterable[HeadingLine], periods: list[str]) -> Iterator[Notice]:
    """Remark on lines of months, or of periods, that differ from the report's period."""
    if not periods:
        first = next((line for line in headings if line.kind is Kind.MONTHS), None)
        if first is not None:
            yield Notice(OtherPeriod(), first.line)
        return
    names = tuple(month.name for month in period_of(periods[0]).months)
    lines = [
        (line, months_in(line.text))
        for line in headings
        if (line.kind is Kind.MONTHS and line.whole)
        or (line.kind is Kind.PERIOD and line.text != periods[0])
    ]
    other = [line for line, found in lines if line.kind is Kind.PERIOD or found != names]
    # Where most differ the period is wrong, which is one cause.
    for line in other if len(other) <= len(lines) / 2 else other[:1]:
        yield Notice(OtherPeriod(line.text, periods[0]), line.line)


def _counters(headings: Iterable[HeadingLine]) -> Iterator[Notice]:
    """Remark on a page counter that does not count up within its section."""
    last = (0, 0)
    for line in headings:
        if line.kind is not Kind.FOOTER:
            continue
        printed = parts_of(Kind.FOOTER, line.text)
        if not all(printed):
            continue
        page, pages = map(int, printed)
        if page > pages or (pages == last[1] and page <= last[0] and page != 1):
            yield Notice(PageCounter(page, pages, last[0]), line.line)
        last = page, pages


def about_the_labels(entries: Iterable[Entry]) -> Iterator[Notice]:
    """Remark on the footnote marks that were taken off labels."""
    labels = Counter(entry.texts for entry in entries)
    marks = sum(times for label, times in labels.items() if without_marks(label) != label)
    if marks:
        yield Notice(Mended(of_labels=marks), 0, placed=False)


def _end(document: Document) -> Iterator[Notice]:
    if document.torn and _ENDS_IN_FIGURE.search(document.lines[-1]):
        yield Notice(Cut(), len(document.lines))

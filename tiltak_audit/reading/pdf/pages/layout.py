"""Pages to the lines that the grammar of the layout reads, each with its place.

What cannot be placed is printed so that it can be no row: with a mark where figures would end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tiltak_audit.cube.joining import join
from tiltak_audit.model.wording import MEAN_LAST, MEAN_LINES, NBSP
from tiltak_audit.reading.pdf.pages.alignment import Flush, rows_of
from tiltak_audit.reading.pdf.pages.page import Block, HeadLine, Kind
from tiltak_audit.reading.pdf.pages.words import print_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.reading.pdf.pages.columns import Header
    from tiltak_audit.reading.pdf.pages.page import Page
    from tiltak_audit.reading.pdf.pages.rows import Row, TableLine

# Behind figures that could not be told apart: with it the line is no row of figures.
_MARK = " ?"

# Before the period, where the rest of a page head is not recognised: so starts a line above which
# lines are gone, and rows below it are of a section only where other rows show it.
_GONE = " "

# Labels of the dumps have three lines at most; more are joined into the third.
_LINES = 3

# A line that would be read as a row.
_ENDS_IN_FIGURES = re.compile(r".*[0-9*] [0-9*]+")


def lines_of(pages: Sequence[Page]) -> Iterator[tuple[str, int, int]]:
    """Give every line of a document: its text, its page, and its number on the page."""
    blocks = [
        part for page in pages for part in page.parts if isinstance(part, Block) and part.lines
    ]
    tables = [
        (block, attached.rows if attached else ())
        for block, attached in zip(blocks, rows_of(blocks), strict=True)
    ]
    flush = Flush.of((block.header, row.figures.figures) for block, rows in tables for row in rows)
    rows_by_block = {id(block): rows for block, rows in tables}
    period = next((head.text for head in _heads(pages) if head.kind is Kind.PERIOD), "")
    for page in pages:
        gone = page.headless
        for part in page.parts:
            match part:
                case HeadLine():
                    lines = _head(part, prose=page.prose)
                case Block(lines=()):
                    lines = _header(part.header, part.number)
                case Block():
                    lines = _table(part, rows_by_block[id(part)], flush)
            for text, number in lines:
                if gone and isinstance(part, Block):
                    gone = False
                    yield f"{_GONE}{period}", page.number, number
                yield text, page.number, number


def _heads(pages: Iterable[Page]) -> Iterator[HeadLine]:
    return (part for page in pages for part in page.parts if isinstance(part, HeadLine))


def _head(head: HeadLine, *, prose: bool) -> Iterator[tuple[str, int]]:
    if head.kind is not Kind.OTHER or prose or not _ENDS_IN_FIGURES.fullmatch(head.text):
        yield head.text, head.line
    else:
        yield from _alone(head.text + _MARK, head.line)


def _alone(text: str, number: int) -> Iterator[tuple[str, int]]:
    """Give a line that is part of nothing, between blank ones."""
    yield "", number
    yield text, number
    yield "", number


def _header(header: Header, number: int) -> Iterator[tuple[str, int]]:
    if header.mean:
        for words in MEAN_LINES:
            yield words, number
    yield (f"{MEAN_LAST} " if header.mean else "") + " ".join(header.months), number


def _table(block: Block, rows: Sequence[Row], flush: Flush) -> Iterator[tuple[str, int]]:
    if not rows:
        for line in block.lines:
            mark = _MARK if line.has_figures else ""
            yield from _alone(line.line.text + mark, line.line.number)
    for row in rows:
        yield from _row(row, block.header, flush)


def _row(row: Row, header: Header, flush: Flush) -> Iterator[tuple[str, int]]:
    labels: list[str] = []
    for line in row.label:
        # In a text a line that starts with a number starts a label; here the label is known.
        if labels and line.label[:1].isdigit():
            labels[-1] = join((labels[-1], line.label))
        else:
            labels.append(line.label)
    while len(labels) > _LINES:
        labels[-2:] = [join(labels[-2:])]
    if row.orphan:
        yield from _alone(" ".join(labels), row.label[0].line.number)
        return
    printed = _figures(row.figures, header, flush)
    if not labels:
        yield from _alone(printed, row.figures.line.number)
        return
    # The spacing of the dumps: a label of three lines fills its cell.
    if len(labels) < _LINES:
        yield "", row.label[0].line.number
    for label, line in zip(labels[:-1], row.label, strict=False):
        yield label, line.line.number
    # A tab keeps digits at the end of a label from the figures.
    yield f"{labels[-1]}\t{printed}", row.figures.line.number


def _figures(line: TableLine, header: Header, flush: Flush) -> str:
    """Print the figures of a row; with a mark where they could be read as others than they are."""
    found, columns = len(line.figures), len(header.centres)
    printed = " ".join([print_of(word) for word in line.figures])
    # Figures too many could be taken for the groups of fewer ones, where nothing is grouped.
    joinable = found > columns and NBSP not in printed
    misplaced = found == columns and not flush.fits(header, line.figures)
    return f"{_rest(line)}{_MARK}" if line.odd or joinable or misplaced else printed


def _rest(line: TableLine) -> str:
    return line.line.text.removeprefix(line.label).strip()

"""Pages to elements, with lines for excerpts, each with its place.

What cannot be placed is no row: its line bears a mark where figures would end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tiltak_audit.cube.joining import join
from tiltak_audit.model.figure import HIDDEN_SIGN
from tiltak_audit.model.wording import BLANKS, MEAN_LAST, MEAN_LINES, NBSP
from tiltak_audit.reading.elements import HeadingLine, Kind, Piece, is_total
from tiltak_audit.reading.extent import LONGEST_LINE, shown
from tiltak_audit.reading.lines import Lines
from tiltak_audit.reading.patterns import figures_in, kind_of
from tiltak_audit.reading.pdf.pages.alignment import Flush, rows_of
from tiltak_audit.reading.pdf.pages.page import Block, HeadLine
from tiltak_audit.reading.pdf.pages.words import print_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.reading.pdf.pages.columns import Header
    from tiltak_audit.reading.pdf.pages.page import Page
    from tiltak_audit.reading.pdf.pages.rows import Row, TableLine

# Behind figures that could not be told apart, on their line.
_UNTOLD = " ?"

# The blanks around heading lines, as the dumps have them.
_FORMS = {Kind.SOURCE: " {}", Kind.PERIOD: "{} "}

# Labels of the dumps have three lines at most; more are joined into the third.
_LINES = 3

# A line that would be read as a row.
_ENDS_IN_FIGURES = re.compile(r".*(?:[0-9*]|(?<!\S):) (?:[0-9*]+|:)")
_CODE = re.compile(r"[0-9]{1,4}")
_NUMBER = re.compile(r"[0-9]{2}")


def lines_of(pages: Sequence[Page]) -> Lines:
    """Give the elements of a document, and its lines."""
    blocks = [
        part for page in pages for part in page.parts if isinstance(part, Block) and part.lines
    ]
    tables = [(block, rows or ()) for block, rows in zip(blocks, rows_of(blocks), strict=True)]
    flush = Flush.of((block.header, row.figures.figures) for block, rows in tables for row in rows)
    rows_in_order = (rows for _block, rows in tables)
    period = next((head.text for head in _heads(pages) if head.kind is Kind.PERIOD), "")
    layout = _Layout(flush)
    for page in pages:
        gone = page.headless
        for part in page.parts:
            layout.at(page.number, part.line if isinstance(part, HeadLine) else part.number)
            if isinstance(part, HeadLine):
                layout.head(part, prose=page.prose)
                continue
            if not part.lines:
                if gone:
                    layout.gone(period)
                layout.header(part.header)
            else:
                layout.table(part, next(rows_in_order))
            gone = False
    layout.close()
    return layout.lines


def _heads(pages: Iterable[Page]) -> Iterator[HeadLine]:
    return (part for page in pages for part in page.parts if isinstance(part, HeadLine))


class _Layout:
    """The elements so far, and the lines of text since the last one that may be one label."""

    def __init__(self, flush: Flush) -> None:
        self.flush = flush
        self.lines = Lines()
        self.open: list[Piece] = []
        self.one_column = False

    def at(self, page: int, line: int) -> None:
        """Go on at a line of a page."""
        self.lines.place = page, line

    def close(self) -> None:
        """End the lines of text that are open."""
        if self.open:
            self.lines.label(*self.open)
            self.open = []

    def gone(self, period: str) -> None:
        """Say that the rest of a page head is not recognised.

        Rows below it are of a section only where other rows show it.
        """
        self.close()
        line = self.lines.add(f" {period} " if period else " ")
        if period:
            self.lines.elements += [
                HeadingLine(Kind.GAP, "", line),
                HeadingLine(Kind.PERIOD, period, line),
            ]

    def head(self, head: HeadLine, *, prose: bool) -> None:
        """Take a line outside of tables, whatever it was taken for."""
        if head.kind is None and not prose and _ENDS_IN_FIGURES.fullmatch(head.text):
            self._alone(head.text, seen=True)
            return
        kind = head.kind or (kind_of(head.text) if len(head.text) <= LONGEST_LINE else None)
        if kind is None:
            self._text(head.text)
            return
        self.close()
        self.lines.heading(kind, _FORMS.get(kind, "{}").format(head.text))
        if kind is Kind.MONTHS:
            self.one_column = " " not in head.text

    def _text(self, text: str) -> None:
        """Take a line of text: it goes on a label, or has figures, or is read no further."""
        long = len(text) > LONGEST_LINE
        if long or is_total(text) or _NUMBER.match(text):
            self.close()
        start = None if long or _CODE.fullmatch(text) else figures_in(text)
        # One number alone is no row of several columns.
        alone = text[start:] == HIDDEN_SIGN or text[start:].isdigit()
        if start and alone and not self.one_column:
            start = None
        piece = self.lines.piece(text)._replace(text=shown(text))
        if start is None:
            self.open.append(piece)
            if long:
                self.close()
            return
        label = text[:start].rstrip(BLANKS)
        pieces = (*self.open, *([piece._replace(text=label)] if label else ()))
        self.open = []
        self.lines.figures(pieces, Piece(text[start:], piece.line, start + 1))

    def _alone(self, text: str, *, seen: bool = False) -> None:
        """Add a line that is part of nothing, between blank ones, and a mark behind figures."""
        self.close()
        self.lines.add("")
        self.lines.label(self.lines.piece(text, _UNTOLD if seen else ""), seen=seen)
        self.lines.add("")

    def header(self, header: Header) -> None:
        """Add the heading of columns."""
        self.close()
        self.lines.heading(Kind.HEADER, *(MEAN_LINES if header.mean else ()))
        mean = (MEAN_LAST,) if header.mean else ()
        self.lines.heading(Kind.MONTHS, " ".join((*mean, *header.months)))
        self.one_column = not mean and len(header.months) == 1

    def table(self, block: Block, rows: Sequence[Row]) -> None:
        """Add the rows of a table; its lines alone where nothing tells its rows."""
        self.close()
        page, _line = self.lines.place
        if not rows:
            for line in block.lines:
                self.at(page, line.line.number)
                self._alone(line.line.text, seen=line.has_figures)
        for row in rows:
            self._row(row, block.header, page)

    def _row(self, row: Row, header: Header, page: int) -> None:
        labels = _labels(row)
        self.at(page, (row.label or (row.figures,))[0].line.number)
        if row.orphan:
            self._alone(" ".join(labels))
            return
        printed, told = _figures(row.figures, header, self.flush)
        if not labels:
            if told:
                self.lines.add("")
                self.lines.figures((), self.lines.piece(printed))
                self.lines.add("")
            else:
                self._alone(printed, seen=True)
            return
        # The spacing of the dumps: a label of three lines fills its cell.
        if len(labels) < _LINES and self.lines.texts[-1:] != [""]:
            self.lines.add("")
        above = []
        for label, line in zip(labels[:-1], row.label, strict=False):
            self.at(page, line.line.number)
            above.append(self.lines.piece(label))
        self.at(page, row.figures.line.number)
        if told and len(labels[-1]) < LONGEST_LINE:
            self.lines.row(labels[-1], printed, above)
        else:
            last = self.lines.piece(f"{labels[-1]}\t{printed}", _UNTOLD)
            text = shown(last.text.replace("\t", " "))
            self.lines.label(*above, last._replace(text=text), seen=True)


def _labels(row: Row) -> list[str]:
    """Give the lines of a label as a text would print them."""
    labels: list[str] = []
    for line in row.label:
        # In a text a line that starts with a number starts a label; here the label is known.
        if labels and line.label[:1].isdigit():
            labels[-1] = join((labels[-1], line.label))
        else:
            labels.append(line.label)
    while len(labels) > _LINES:
        labels[-2:] = [join(labels[-2:])]
    return labels


def _figures(line: TableLine, header: Header, flush: Flush) -> tuple[str, bool]:
    """Print the figures of a row; tell whether they can be read as no others than they are."""
    found, columns = len(line.figures), len(header.centres)
    printed = " ".join([print_of(word) for word in line.figures])
    # Figures too many could be taken for the groups of fewer ones, where nothing is grouped.
    joinable = found > columns and NBSP not in printed and not set(printed) <= {"*", ":", " "}
    misplaced = found == columns and not flush.fits(header, line.figures)
    if line.odd or joinable or misplaced:
        return line.line.text.removeprefix(line.label).strip(), False
    return printed, True

"""Elements to stretches: the rows that stand under one heading and one total.

The spacing of the page is a check of its own: in every dump seen, a row whose label takes
one or two lines has exactly one blank line above it, a row of three lines none, and the
first row after a gap none. Where a text obeys this on the whole, a row that does not marks
lines that are gone (``Extra.LINES``) or a label that lost a line (``Extra.LABEL``).
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.unread import Unread
from tiltak_audit.parsing.headings import Heading, heading_of
from tiltak_audit.reading.elements import (
    HeadingLine,
    Kind,
    LostTotal,
    Orphan,
    RowLines,
    TotalLines,
)
from tiltak_audit.reading.numbers import spoiled_figures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.reading.elements import Element


# A label takes three lines at most; one of three lines fills its cell and has no blank above.
_TALLEST_LABEL = 3

# Share of rows that must obey the spacing before a row that does not means anything: with
# one line in twenty lost, 86 % of the rows of the dumps still do.
_LAWFUL = 0.6
_FEWEST = 5


_NO_HEADING = heading_of(())


class Extra(Enum):
    """What the spacing above a row says."""

    # As many blank lines as the label's height asks for.
    NONE = 0
    # More: a row, or lines of a heading, are gone.
    LINES = 1
    # Fewer: a line of the label is gone, or only a blank line; or more lines than a label has.
    LABEL = -1


@attrs.define(eq=False, repr=False)
class Entry:
    """A row or total with the spacing above it.

    Attributes:
        lines: The label and the figures.
        spacing: What the blank lines above it say.
        sure: Whether it is known where its figures start; else the sums of its table must fit.
    """

    lines: RowLines
    spacing: Extra
    sure: bool = True

    @property
    def texts(self) -> tuple[str, ...]:
        """Give the lines of the label."""
        return self.lines.texts

    @property
    def first_line(self) -> int:
        """Give the line where the label starts."""
        lines = self.lines
        return (lines.pieces[0] if lines.pieces else lines.figures).line

    @property
    def line(self) -> int:
        """Give the line of the figures."""
        return self.lines.figures.line

    @property
    def figures(self) -> str:
        """Give the figures as printed, one blank apart."""
        return self.lines.figures.text

    @property
    def spoiled(self) -> bool:
        """Tell whether a figure came to harm: shares, with their decimals, look so."""
        return spoiled_figures(self.figures) is not None

    @property
    def unread(self) -> Unread:
        """Count it as a row that is left unread."""
        return Unread(1, len(self.figures.split(" ")))


@attrs.define(eq=False, repr=False)
class Stretch:
    """Rows under one heading and one total.

    Attributes:
        heading: What the heading lines above say; nothing where rows follow a total directly.
        above: These lines.
        total: The total, or what is left of it, if any.
        rows: The rows.
        orphans: Labels without figures among the rows, or above them.
        gone: Lines of the next heading above which a row seems to be gone.
    """

    heading: Heading = _NO_HEADING
    above: list[HeadingLine] = attrs.field(factory=list)
    total: Entry | LostTotal | None = None
    rows: list[Entry] = attrs.field(factory=list)
    orphans: list[Orphan] = attrs.field(factory=list)
    gone: list[int] = attrs.field(factory=list)


def stretches_of(elements: Iterable[Element]) -> list[Stretch]:
    """Group the elements; see the module's page for what the spacing adds."""
    grouping = _Grouping()
    for element in elements:
        if isinstance(element, HeadingLine):
            grouping.heading_line(element)
        else:
            grouping.table_lines(element)
    stretches = grouping.finished()
    entries = list(entries_of(stretches))
    if not _lawful(entries):
        for stretch in stretches:
            stretch.gone.clear()
        _free(entries)
    totals = [entry for entry in entries if isinstance(entry.lines, TotalLines)]
    if len(totals) >= _FEWEST and not _lawful(totals):
        _free(totals)
    return stretches


def _free(entries: Iterable[Entry]) -> None:
    """Let the spacing of rows or totals mean nothing."""
    for entry in entries:
        entry.spacing = Extra.NONE


class _Grouping:
    """The stretches so far, the heading lines since the last row, and the last line."""

    def __init__(self) -> None:
        self.stretches = [Stretch()]
        self.heading: list[HeadingLine] = []
        self.line = 0
        self.after_row = False

    def heading_line(self, found: HeadingLine) -> None:
        """Add a heading line; lines that are gone below a lost total are the total's."""
        current = self.stretches[-1]
        if self.after_row and _row_gone(found, found.line - self.line - 1):
            current.gone.append(found.line)
        below_lost = isinstance(current.total, LostTotal) and not current.rows
        if found.kind is not Kind.GAP or self.heading or not below_lost:
            self.heading.append(found)
        self.line, self.after_row = found.line, False

    def table_lines(self, element: RowLines | Orphan) -> None:
        """Add a row, a total or a label; a total or a heading before it starts a stretch."""
        if self.heading or isinstance(element, (TotalLines, LostTotal)):
            self._start()
        current = self.stretches[-1]
        if isinstance(element, RowLines):
            entry = Entry(element, _spacing(element, self.line))
            if isinstance(element, TotalLines):
                current.total = entry
            else:
                current.rows.append(entry)
            self.line = element.figures.line
        else:
            if isinstance(element, LostTotal):
                current.total = element
            else:
                current.orphans.append(element)
            self.line = element.pieces[-1].line
        self.after_row = True

    def _start(self) -> None:
        self.stretches.append(Stretch(heading_of(self.heading), self.heading))
        self.heading = []

    def finished(self) -> list[Stretch]:
        """Give the stretches; heading lines after the last row make one of their own."""
        if self.heading:
            self._start()
        return self.stretches


def entries_of(stretches: Iterable[Stretch]) -> Iterable[Entry]:
    """List the totals and rows, in print order."""
    for stretch in stretches:
        if isinstance(stretch.total, Entry):
            yield stretch.total
        yield from stretch.rows


def _lawful(entries: Iterable[Entry]) -> bool:
    spacings = [entry.spacing for entry in entries]
    obeying = spacings.count(Extra.NONE)
    return len(spacings) >= _FEWEST and obeying >= _LAWFUL * len(spacings)


def _spacing(lines: RowLines, last_line: int) -> Extra:
    start = lines.pieces[0] if lines.pieces else lines.figures
    first, last = start.line, lines.figures.line
    height = last - first + 1
    if height > _TALLEST_LABEL:
        return Extra.LABEL
    expected = 0 if height == _TALLEST_LABEL or start.column != 1 else 1
    blanks = first - last_line - 1
    if blanks == expected:
        return Extra.NONE
    if blanks > expected:
        return Extra.LINES
    # One line from "I alt" to the figures is whole, whatever stands above it.
    return Extra.NONE if height == 1 and isinstance(lines, TotalLines) else Extra.LABEL


def _row_gone(below: HeadingLine, blanks: int) -> bool:
    """Tell whether more blank lines stand between a row and a heading line than on a page."""
    return blanks > (0 if below.kind is Kind.SOURCE else 1)

"""Lines of a table to its rows: which lines of a label belong to which figures.

Under each way there is at most one choice to give every line of a label to figures; the way that
leaves the fewest without is that of the document. A table that it leaves a row of figures without
label in is not read, since the labels around it could then be anybody's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.report import TOTAL
from tiltak_audit.reading.notes import unmarked_before
from tiltak_audit.reading.pdf.pages.words import figures_of
from tiltak_audit.reading.ways import TALLEST, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.reading.pdf.pages.columns import Header
    from tiltak_audit.reading.pdf.pages.words import VisualLine, Word

# Lines of one label are at most this many heights of a letter apart.
LEADING = 1.7

# How far off, in heights, figures may be from the middle of their label.
_OFF = 0.2


# Codes and ages have two digits or more.
_DIGITS = re.compile(r"[0-9]{2}")


@attrs.frozen(eq=False, repr=False)
class TableLine(Alike):
    """A visual line of a table.

    Attributes:
        line: The line.
        label: Its words left of the columns, one blank apart; empty where there are none.
        figures: Its figures; empty where there are none.
        odd: Whether something stands among the figures that is none.
    """

    line: VisualLine
    label: str
    figures: tuple[Word, ...]
    odd: bool

    @property
    def has_figures(self) -> bool:
        """Tell whether there is something in the columns."""
        return bool(self.figures) or self.odd

    @property
    def height(self) -> int:
        """Give the height of its letters."""
        return self.line.words[0].height


@attrs.frozen(eq=False, repr=False)
class Row(Alike):
    """A row, or lines of a label that no figures were found for.

    Attributes:
        label: The lines that hold its label, from top to bottom.
        figures: The line that holds its figures, or the label's last line.
    """

    label: tuple[TableLine, ...]
    figures: TableLine

    @property
    def orphan(self) -> bool:
        """Tell whether it has no figures."""
        return not self.figures.has_figures


def table_line(line: VisualLine, header: Header) -> TableLine:
    """Split a line into its label and its figures."""
    # Where columns are flush at the left, labels reach beyond the edge.
    edge, start = header.edge, max(header.edge, header.left)
    label: list[Word] = []
    cells: list[Word] = []
    for word in line.words:
        left = word.middle < edge if word.is_figure else word.left < start
        (label if left and not cells else cells).append(word)
    figures = figures_of(cells)
    odd = not all(word.is_figure for word in figures)
    text = unmarked_before(" ".join([word.text for word in label]))
    return TableLine(line, text, () if odd else figures, odd)


def attach(lines: Sequence[TableLine], way: Way, leading: float = LEADING) -> tuple[Row, ...]:
    """Give every line of a label to the figures it belongs to, under one way.

    Args:
        lines: Of one table, from top to bottom.
        way: Where figures stand beside their label.
        leading: Heights of a letter; lines farther apart are not of one label.
    """
    return tuple(_BY_WAY[way](lines, leading))


def leading_of(tables: Iterable[Sequence[Row]]) -> float:
    """Measure how far apart the lines of one label are, in heights of a letter, and a bit more."""
    gaps = sorted(
        (below.line.base - above.line.base) / below.height
        for table in tables
        for row in table
        for above, below in zip(row.label, row.label[1:], strict=False)
    )
    return min(LEADING, 1.12 * gaps[len(gaps) // 2]) if gaps else LEADING


def is_near(above: TableLine, below: TableLine, leading: float) -> bool:
    """Tell whether two lines can be of one label."""
    return below.line.base - above.line.base <= leading * below.height and not _starts(below)


def _starts(line: TableLine) -> bool:
    """Tell whether a label starts here: at a code, at the digits of an age, or at "I alt".

    One digit alone goes on: ``kort inntil`` / ``4 år``.
    """
    return bool(_DIGITS.match(line.label)) or line.label.split(" ")[:2] == TOTAL.split(" ")


def _downwards(lines: Sequence[TableLine], leading: float) -> Iterable[Row]:
    """Labels end at their figures."""
    open_label: list[TableLine] = []
    for line in lines:
        if open_label and not (line.label and is_near(open_label[-1], line, leading)):
            yield Row(tuple(open_label), open_label[-1])
            open_label = []
        if line.label:
            open_label.append(line)
        if line.has_figures:
            yield Row(tuple(open_label), line)
            open_label = []
    if open_label:
        yield Row(tuple(open_label), open_label[-1])


def _upwards(lines: Sequence[TableLine], leading: float) -> Iterable[Row]:
    """Labels start at their figures."""
    label: list[TableLine] = []
    figures: TableLine | None = None
    for line in lines:
        goes_on = label and line.label and is_near(label[-1], line, leading)
        if line.has_figures or not goes_on:
            if label or figures:
                yield Row(tuple(label), figures or label[-1])
            label, figures = [], line if line.has_figures else None
        if line.label:
            label.append(line)
    if label or figures:
        yield Row(tuple(label), figures or label[-1])


def _around(lines: Sequence[TableLine], leading: float) -> Iterable[Row]:
    """Labels have their figures in their middle."""
    labels = [line for line in lines if line.label]
    at = 0
    for figures in (line for line in lines if line.has_figures):
        middle, off = figures.line.base, _OFF * figures.height
        while at < len(labels):
            end = _centred(labels, at, figures, leading)
            if end:
                yield Row(tuple(labels[at:end]), figures)
                at = end
                break
            if labels[at].line.base > middle + off:
                yield Row((), figures)
                break
            yield Row((labels[at],), labels[at])
            at += 1
        else:
            yield Row((), figures)
    for label in labels[at:]:
        yield Row((label,), label)


def _centred(labels: Sequence[TableLine], at: int, figures: TableLine, leading: float) -> int:
    """Give where the label ends that starts at a line and has its middle at figures; or 0."""
    middle, off = figures.line.base, _OFF * figures.height
    for end in range(at + 1, min(at + TALLEST, len(labels)) + 1):
        last = labels[end - 1]
        if end > at + 1 and not is_near(labels[end - 2], last, leading):
            return 0
        # A line beside other figures is of their row.
        if last.has_figures and last is not figures:
            return 0
        if abs((labels[at].line.base + last.line.base) / 2 - middle) <= off:
            return end
    return 0


_BY_WAY = {Way.LAST: _downwards, Way.FIRST: _upwards, Way.MIDDLE: _around}

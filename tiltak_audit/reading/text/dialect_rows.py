"""Which lines of labels belong to which figures.

A tool prints the figures of a row level with the last line of its label, with the first, or
with the middle one; the others of the label's lines then stand before the line of figures,
after it, or around it. One document has one way. It is voted by what each way would break:
a code or ``I alt`` starts a label, a label starts with no small letter, regions have codes,
and around a line of figures stand as many lines before as after. Where two ways break as
little and differ, nothing is guessed: the rows they differ on are left without figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.cube.regions import UNKNOWN
from tiltak_audit.model.wording import is_of_row_above
from tiltak_audit.reading.text.dialect_lines import Kind, Line
from tiltak_audit.reading.ways import TALLEST, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tiltak_audit.reading.text.dialect_headings import Part


@attrs.frozen(eq=False, repr=False)
class Row(Alike):
    """Lines of a label and the figures that are theirs.

    Attributes:
        pieces: The lines of the label, top to bottom; of one with figures its label counts.
        figures: The line of figures; none where none can be shown to be the label's.
        values: The figures, where they are gathered from several lines; of a row without
            figures those that do not fit.
    """

    pieces: tuple[Line, ...]
    figures: Line | None
    values: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Give the label's first line."""
        return self.pieces[0].label if self.pieces else ""

    @property
    def goes_on(self) -> bool:
        """Tell whether its label goes on below a line that has words and its figures."""
        figures = self.figures
        return figures is not None and bool(figures.label) and self.pieces[-1] is not figures

    @property
    def left_over(self) -> int:
        """Count the figures of a row that has none it can be shown to have."""
        return len(self.values) or sum(len(piece.figures) for piece in self.pieces)


@attrs.frozen(eq=False, repr=False)
class Assigned(Alike):
    """The rows of one part under one way.

    Attributes:
        rows: In print order; lines that are left over are rows without figures.
        broken: How often the way is broken.
    """

    rows: tuple[Row, ...]
    broken: int


def assigned(part: Part, way: Way) -> Assigned:
    """Give every line of figures the lines of its label."""
    return _BY_WAY[way](part)


def _last(part: Part) -> Assigned:
    rows: list[Row] = []
    broken = 0
    pending: list[Line] = []
    for line in part.lines:
        if line.kind is Kind.BLANK:
            continue
        if line.starts and pending:
            rows += _left(pending)
            broken += 1
            pending = []
        if line.kind is Kind.LABEL:
            pending.append(line)
            continue
        if line.label:
            pending.append(line)
        elif not pending:
            # Figures below figures: the labels above cannot be told apart either.
            broken += 1
            _open_last(rows)
            rows.append(Row((), line))
            continue
        rows.append(Row(tuple(pending), line))
        broken += _odd(rows[-1], part)
        pending = []
    if pending:
        rows += _left(pending)
        broken += 1
    return Assigned(doubted(rows), broken)


def doubted(rows: list[Row]) -> tuple[Row, ...]:
    """Open a row that starts with a small letter and the one above, which may go on there.

    Where most labels start so it is no sign.
    """
    small = [
        at
        for at, row in enumerate(rows)
        if row.pieces and row.text[:1].islower() and not is_of_row_above(row.text)
    ]
    if len(small) <= len(rows) / 2:
        for at in small:
            rows[at] = attrs.evolve(rows[at], figures=None)
            if at and rows[at - 1].pieces:
                rows[at - 1] = attrs.evolve(rows[at - 1], figures=None)
    return tuple(rows)


def _first(part: Part) -> Assigned:
    rows: list[Row] = []
    broken = 0
    for line in part.lines:
        if line.kind is Kind.BLANK:
            continue
        if line.kind is Kind.LABEL:
            if not rows or line.starts or len(rows[-1].pieces) >= TALLEST:
                broken += 1
                rows.append(Row((line,), None))
            else:
                rows[-1] = attrs.evolve(rows[-1], pieces=(*rows[-1].pieces, line))
            continue
        broken += not line.label
        rows.append(Row((line,) if line.label else (), line))
    broken += sum(_odd(row, part) for row in rows if row.figures)
    return Assigned(doubted(rows), broken)


def _middle(part: Part) -> Assigned:
    """Give each row as many lines after its figures as before; the top row has all above it."""
    rows: list[Row] = []
    broken = 0
    pending: list[Line] = []
    owed = 0
    for line in part.lines:
        if line.kind is Kind.BLANK:
            continue
        if owed and line.kind is Kind.LABEL and not line.starts:
            rows[-1] = attrs.evolve(rows[-1], pieces=(*rows[-1].pieces, line))
            owed -= 1
            continue
        broken += bool(owed)
        owed = 0
        if line.starts and pending:
            rows += _left(pending)
            broken += 1
            pending = []
        if line.kind is Kind.LABEL:
            pending.append(line)
            continue
        owed = min(len(pending), TALLEST)
        broken += not (pending or line.label)
        rows.append(Row((*pending, line) if line.label else tuple(pending), line))
        pending = []
    broken += bool(owed) + bool(pending)
    if pending:
        rows += _left(pending)
    broken += sum(_odd(row, part) for row in rows if row.figures)
    return Assigned(doubted(rows), broken)


def _either(part: Part) -> Assigned:
    """Part the labels at codes; without codes only rows with no line beside them are sure."""
    if part.regional:
        return _by_codes(part)
    lines = [line for line in part.lines if line.kind is not Kind.BLANK]
    rows = []
    for at, line in enumerate(lines):
        beside = lines[at - 1 : at] + lines[at + 1 : at + 2] if at else lines[1:2]
        alone = line.label and all(one.kind is not Kind.LABEL for one in beside)
        if line.kind is Kind.FIGURES and alone:
            rows.append(Row((line,), line))
        elif line.label:
            rows.append(Row((line,), None))
    return Assigned(tuple(rows), 0)


def _by_codes(part: Part) -> Assigned:
    rows: list[Row] = []
    broken = 0
    group: list[Line] = []
    lines = [line for line in part.lines if line.kind is not Kind.BLANK]
    for at, line in enumerate(lines):
        if group and (line.starts or line.label == UNKNOWN):
            broken += _close(group, rows)
            group = []
        group.append(line)
        if at == len(lines) - 1:
            broken += _close(group, rows)
    return Assigned(tuple(rows), broken)


def _close(group: list[Line], rows: list[Row]) -> int:
    """Make the lines from one code to the next a row; leave it open where it is not one row."""
    figures = [line for line in group if line.kind is Kind.FIGURES]
    pieces = tuple(line for line in group if line.label)
    whole = len(figures) == 1 and len(pieces) <= TALLEST and group[0].starts
    whole = whole or (len(figures) == 1 and len(group) == 1 and group[0].label == UNKNOWN)
    rows.append(Row(pieces, figures[0] if whole else None))
    return int(not whole)


def _left(pending: Iterable[Line]) -> list[Row]:
    return [Row(tuple(pending), None)]


def _open_last(rows: list[Row]) -> None:
    """Take the figures from the last row that has a label: they may be another row's."""
    if rows and rows[-1].figures and rows[-1].pieces and not rows[-1].figures.label:
        rows[-1] = Row(rows[-1].pieces, None)


def _odd(row: Row, part: Part) -> bool:
    """Tell whether a row's label starts as no label does."""
    if not row.pieces or len(row.pieces) > TALLEST:
        return True
    if any(piece.starts for piece in row.pieces[1:]):
        return True
    text = row.text
    if part.regional and not row.pieces[0].starts:
        return text != UNKNOWN
    return not is_of_row_above(text) and (text[:1].islower() or text.startswith(("(", "- ")))


_BY_WAY: dict[Way, Callable[[Part], Assigned]] = {
    Way.LAST: _last,
    Way.FIRST: _first,
    Way.MIDDLE: _middle,
    Way.EITHER: _either,
}

"""Labels that end in a number or a star: ``Jobb-klubb 2 10 11 12`` where a row has three figures.

A figure that is printed twice looks the same. The mean must fit what is left, the label without
its number must be none of the report's, and the sums of the table must fit; or the label is
printed so more than once.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.fold import fold
from tiltak_audit.parsing.headings import columns_of
from tiltak_audit.parsing.labels import total_label
from tiltak_audit.parsing.stretches import Entry, entries_of
from tiltak_audit.reading.numbers import (
    FlatReader,
    Open,
    WrongCount,
    fits_mean,
    grouped_figures,
    is_grouped,
)

if TYPE_CHECKING:
    from tiltak_audit.model.period import Columns
    from tiltak_audit.parsing.stretches import Stretch
    from tiltak_audit.reading.elements import RowLines
    from tiltak_audit.reading.numbers import Reading

# A label that is printed with its number so often has it.
_TRUSTED = 2


def give_numbers_back(stretches: list[Stretch], year: int) -> None:
    """Give labels the numbers they end in, where columns say that these are no figures."""
    grouped = any(is_grouped(entry.figures) for entry in entries_of(stretches))
    flat = None if grouped else FlatReader()
    others: list[Entry] = []
    found: list[tuple[Entry, RowLines]] = []
    columns: Columns | None = None
    for stretch in stretches:
        columns = columns_of(stretch.heading, year) or columns
        width = 0 if columns is None else len(columns)
        for entry in entries_of([stretch]):
            lines = None
            if columns is not None and entry.figures.count(" ") >= width and not entry.lines.placed:
                lines = _numbered(entry, columns, flat)
            if lines is None:
                others.append(entry)
            else:
                found.append((entry, lines))
    times = Counter(_label(lines) for _, lines in found)
    known = {_label(entry.lines) for entry in others} if found else set()
    for entry, lines in found:
        trusted = times[_label(lines)] >= _TRUSTED
        if trusted or _label(entry.lines) not in known:
            entry.lines = lines
            entry.sure = trusted


def _label(lines: RowLines) -> str:
    return fold(total_label(lines.texts))


def _numbered(entry: Entry, columns: Columns, flat: FlatReader | None) -> RowLines | None:
    """Give what has too many figures with the first as the end of its label, if it can be that."""
    pieces, figures = entry.lines.pieces, entry.figures
    number, _, rest = figures.partition(" ")
    one_line = bool(pieces) and pieces[-1].line == entry.line
    if entry.spoiled or not one_line or not (number.isdigit() or number == "*"):
        return None
    # Several readings are left to the sums; one that the mean speaks against may be two joined.
    read = _read(figures, columns, flat)
    joined = columns.mean and isinstance(read, tuple) and not fits_mean(read)
    if not joined and not isinstance(read, WrongCount) and read != Open(()):
        return None
    left = _read(rest, columns, flat)
    if not isinstance(left, tuple) or (columns.mean and not fits_mean(left)):
        return None
    # The first figure twice.
    if left[0].printed == number:
        return None
    label = pieces[-1]._replace(text=f"{pieces[-1].text} {number}")
    column = entry.lines.figures.column + len(number) + 1
    moved = entry.lines.figures._replace(text=rest, column=column)
    return attrs.evolve(entry.lines, pieces=(*pieces[:-1], label), figures=moved)


def _read(figures: str, columns: Columns, flat: FlatReader | None) -> Reading | WrongCount | Open:
    if flat is None:
        return grouped_figures(figures, len(columns))
    return flat.read(figures, len(columns.months), mean=columns.mean)

"""What kind of tool made a text, and its lines in the canonical layout.

The canonical layout is the one that Tika prints, and such a text passes as it is. Any other is
parted into headings and tables; headings are put together again, rows are gathered from their
lines or cells. A row takes its place from the line that carries its last figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _
from tiltak_audit.model.notice import Notice
from tiltak_audit.model.origin import Dialect
from tiltak_audit.model.remark import Undecided
from tiltak_audit.model.unread import Unread
from tiltak_audit.model.wording import BLANKS
from tiltak_audit.reading.elements import Kind as Heading
from tiltak_audit.reading.text.dialect_cells import in_fragments, is_by_cells, rows_by_cells
from tiltak_audit.reading.text.dialect_headings import Part, parts_of
from tiltak_audit.reading.text.dialect_lines import Kind, Line, as_code, line_of
from tiltak_audit.reading.text.dialect_numbers import numbered_labels, told_apart
from tiltak_audit.reading.text.dialect_rows import Row, assigned
from tiltak_audit.reading.text.dialect_ways import in_blocks, undecided, way_of
from tiltak_audit.reading.text.layout import Layout
from tiltak_audit.reading.ways import Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Lines of figures alone, as a share, from which they are the tool's way and no damage.
_ALONE = 0.02

# Headings that are broken otherwise than Tika breaks them, as a share: fewer are damage.
_REPAIRS = 0.2

# Lines of labels with a blank line below, as a share, from which blank lines part no rows.
_LOOSE = 0.5
_LOOSE_FEWEST = 3


def other_layout(
    lines: Sequence[str], numbers: Sequence[int], as_it_is: tuple[int, ...], *, tika: bool
) -> Layout:
    """Give the lines of a text in the canonical layout, whichever way it is laid out.

    Args:
        lines: Its lines.
        numbers: The line of the file that each stands on.
        as_it_is: The same, or nothing where they are all lines of the file.
        tika: Whether a page begins as Tika prints it.

    Raises:
        UnreadableError: Its lines are fragments that cannot be put together.
    """
    parts = parts_of([line_of(number, raw) for number, raw in zip(numbers, lines, strict=True)])
    tables = [part for part in parts.parts if not part.heading and part.columns]
    if is_by_cells(tables):
        return _by_cells(parts.parts)
    for part in tables:
        if part.regional:
            part.lines = [as_code(line) for line in part.lines]
    way = way_of(tables)
    figures = [line for part in tables for line in part.lines if line.kind is Kind.FIGURES]
    alone = sum(not line.label for line in figures)
    apart = sum(line.apart for line in figures)
    columns = apart > len(figures) / 2
    mended = parts.mended > _REPAIRS * parts.headings if tika else parts.mended > 0
    as_printed = way is Way.LAST and not (mended or columns or _is_loose(tables))
    if not figures or (as_printed and alone <= _ALONE * len(figures)):
        dialect = Dialect.TIKA if tika else Dialect.ROWS
        return Layout(tuple(lines), as_it_is, dialect if figures else Dialect.UNKNOWN)
    if in_blocks(tables):
        raise UnreadableError(
            _(
                "its labels and figures stand in blocks apart, as pdfminer.six prints them with "
                "wide margins; give the PDF itself, or the text of “pdftotext -layout”"
            )
        )
    return _by_rows(parts.parts, way, columns=columns)


def _by_cells(parts: Iterable[Part]) -> Layout:
    shown: list[tuple[str, int]] = []
    rows: list[Row] = []
    widths: list[int] = []
    for part in parts:
        if part.heading or not part.columns:
            shown += _as_they_are(part.lines)
            continue
        found = rows_by_cells(part)
        rows += found
        widths += [part.columns] * len(found)
        shown += _printed(found)
    if in_fragments(rows, widths):
        raise UnreadableError(
            _(
                "its figures stand column by column or in fragments, as pdftotext and "
                "pdfminer.six print them by default; give the PDF itself, or the text of "
                "“pdftotext -layout”"
            )
        )
    return _layout(shown, Dialect.CELLS, rows)


def _by_rows(parts: Iterable[Part], way: Way | None, *, columns: bool) -> Layout:
    parts = list(parts)
    tables = [part for part in parts if not part.heading and part.columns]
    grouped = columns and all(_fits(line, part) for part in tables for line in part.lines)
    numbered = numbered_labels(tables)
    shown: list[tuple[str, int]] = []
    rows: list[Row] = []
    for part in parts:
        if part.heading or not part.columns:
            shown += _as_they_are(part.lines)
            continue
        given = (assigned(part, way) if way else undecided(part)).rows
        found = list(told_apart(given, part.columns, numbered))
        rows += found
        shown += _printed(found, flat=not grouped)
    if way in {Way.LAST, None}:
        dialect = Dialect.COLUMNS if columns else Dialect.ROWS
    else:
        dialect = Dialect.COLUMNS_AROUND if columns else Dialect.ROWS_AROUND
    return _layout(shown, dialect, rows)


def _is_loose(parts: Iterable[Part]) -> bool:
    """Tell whether blank lines stand within labels, and so part no rows."""
    labels = loose = 0
    for part in parts:
        for line, below in zip(part.lines, part.lines[1:], strict=False):
            labels += line.kind is Kind.LABEL
            loose += line.kind is Kind.LABEL and below.kind is Kind.BLANK
    return loose >= _LOOSE_FEWEST and loose > _LOOSE * labels


def _fits(line: Line, part: Part) -> bool:
    if line.kind is not Kind.FIGURES or (line.apart and len(line.figures) == part.columns):
        return True
    return not line.apart and line.by_cells(part.columns) is not None


def _as_they_are(lines: Iterable[Line]) -> Iterator[tuple[str, int]]:
    for line in lines:
        if line.kind is Heading.SECTION or line.kind is Heading.MONTHS:
            yield f"{line.label} {line.text}".strip(BLANKS), line.number
        elif line.kind is not Kind.BLANK:
            yield line.text, line.number


def _printed(rows: Iterable[Row], *, flat: bool = False) -> Iterator[tuple[str, int]]:
    """Print rows a line a piece, the figures behind the last; a row without ends in a blank."""
    for row in rows:
        pieces = [(piece.label or piece.text, piece.number) for piece in row.pieces]
        if row.figures is None:
            yield from pieces
            yield "", pieces[-1][1] if pieces else 0
            continue
        figures = " ".join(row.values or row.figures.figures)
        if flat and row.figures.apart:
            figures = figures.replace("\u00a0", " ")
        yield from pieces[:-1]
        last = pieces[-1][0] if pieces else ""
        # A tab keeps digits at the end of a label from the figures.
        parted = "\t" if row.figures.apart or not row.figures.label else " "
        yield f"{last}{parted}{figures}".strip(BLANKS), row.figures.number


def _layout(shown: Sequence[tuple[str, int]], dialect: Dialect, rows: Iterable[Row]) -> Layout:
    open_rows = [row for row in rows if row.figures is None and row.pieces]
    notices: tuple[Notice, ...] = ()
    if open_rows:
        at = open_rows[0].pieces[0].number
        cells = [row.left_over for row in open_rows if row.left_over]
        left = Unread(len(cells), sum(cells))
        notices = (Notice(Undecided(len(open_rows)), at, placed=False, unread=left),)
    return Layout(
        tuple(text for text, _number in shown),
        tuple(number for _text, number in shown),
        dialect,
        notices,
    )

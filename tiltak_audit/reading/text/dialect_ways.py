"""Where the figures of a document stand against its labels: one way for all its tables.

The way is voted by what each would break; see dialect_rows.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.reading.text.dialect_lines import Kind, Line
from tiltak_audit.reading.text.dialect_rows import Assigned, Row, assigned
from tiltak_audit.reading.ways import Way, vote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.reading.elements import Kind as Heading
    from tiltak_audit.reading.text.dialect_headings import Part

# Share of the rows at which a way may be broken, by damage, and still be the document's.
_BROKEN = 0.05

# Lines of figures below figures, as a share of the rows, that damage may make.
_ON_END = 0.02
_FEWEST = 2

# So many labels with a blank line below show that blank lines part no rows.
_LOOSE = 3


def way_of(parts: Sequence[Part]) -> Way | None:
    """Find the way of a document: the one that is broken least.

    Returns:
        The way, or none where several break as little and differ, and no blank lines part rows.
    """
    found = vote(parts, assigned, _broken)
    rows = sum(len(one.rows) for one in found.rows[Way.LAST])
    best = list(found.best)
    if found.least > max(1, _BROKEN * rows):
        return Way.LAST if Way.LAST in best else Way.EITHER
    shapes = [[_shape(one.rows) for one in tables] for tables in found.best.values()]
    if all(shape == shapes[0] for shape in shapes):
        return best[0]
    return Way.LAST if Way.LAST in best and _parted(parts) else None


def undecided(part: Part) -> Assigned:
    """Keep the rows on which all ways agree that are not broken; leave the others open."""
    best = [one for (one,) in vote([part], assigned, _broken).best.values()]
    shared = set.intersection(*({_identity(row) for row in one.rows} for one in best))
    rows = tuple(row if _identity(row) in shared else Row(row.pieces, None) for row in best[0].rows)
    return Assigned(rows, best[0].broken)


def in_blocks(parts: Iterable[Part]) -> bool:
    """Tell whether lines of figures stand on end, apart from the labels they belong to."""
    rows = ends = 0
    for part in parts:
        last: Line | None = None
        for line in part.lines:
            if line.kind is Kind.BLANK:
                continue
            if line.kind is Kind.FIGURES:
                rows += 1
                ends += not line.label and last is not None and last.kind is Kind.FIGURES
            last = line
    return ends >= _FEWEST and ends > _ON_END * rows


def _parted(parts: Iterable[Part]) -> bool:
    """Tell whether blank lines stand below figures, as a rule, and not within labels."""
    below: dict[Kind | Heading, list[int]] = {Kind.LABEL: [0, 0], Kind.FIGURES: [0, 0]}
    for part in parts:
        for line, after in zip(part.lines, part.lines[1:], strict=False):
            if line.kind is not Kind.BLANK:
                below[line.kind][after.kind is Kind.BLANK] += 1
    joined, loose = below[Kind.LABEL]
    following, parted = below[Kind.FIGURES]
    return parted > following and (joined > loose or loose < _LOOSE)


def _broken(one: Assigned) -> int:
    return one.broken


def _shape(rows: Iterable[Row]) -> list[tuple[tuple[int, ...], int]]:
    return [_identity(row) for row in rows]


def _identity(row: Row) -> tuple[tuple[int, ...], int]:
    return tuple(piece.number for piece in row.pieces), row.figures.number if row.figures else 0

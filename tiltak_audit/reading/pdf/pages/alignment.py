"""How a document sets its tables: told from all of its tables together."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.reading.pdf.pages.rows import LEADING, attach, leading_of
from tiltak_audit.reading.ways import vote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.reading.pdf.pages.columns import Header
    from tiltak_audit.reading.pdf.pages.page import Block
    from tiltak_audit.reading.pdf.pages.rows import Row
    from tiltak_audit.reading.pdf.pages.words import Word

# Figures of one column are flush to within this many heights of a letter.
_FLUSH = 0.5

# A figure is nearer to the middle of its own column than this share of the way to the next.
_REACH = 0.6

# Columns that stand in the same places, and whether signs are meant: they may be centred.
_Key = tuple[tuple[int, ...], bool]


def rows_of(blocks: Sequence[Block]) -> list[tuple[Row, ...] | None]:
    """Give the rows of every block; none where it cannot be told which labels they have.

    Where several ways leave equally few lines over they must agree on a block.
    """
    tables = [block.lines for block in blocks]
    leading = leading_of(next(iter(vote(tables, attach, _misfits).best.values())))
    best = vote(tables, partial(attach, leading=leading), _misfits).best.values()
    return [
        found[0] if _is_sure(block, found) else None
        for block, found in zip(blocks, zip(*best, strict=True), strict=True)
    ]


def _is_sure(block: Block, found: tuple[tuple[Row, ...], ...]) -> bool:
    """Tell whether it is sure which labels the figures of a block have.

    Where figures lack a label, a line without figures could be theirs; and a line that is left
    over beside another row could be of the label of that one.
    """
    alone = any(not line.has_figures for line in block.lines)
    agreed = all(one == found[0] for one in found)
    bare = any(not row.label for row in found[0])
    return agreed and not (bare and alone) and not _left_beside(block, found[0])


def _left_beside(block: Block, found: Sequence[Row]) -> bool:
    """Tell whether a line left over is as close to another as lines of one label can be."""
    left = {line.line.number for row in found if row.orphan for line in row.label}
    return any(
        (above.line.number in left or below.line.number in left)
        and below.line.base - above.line.base <= LEADING * below.height
        for above, below in pairwise(block.lines)
    )


def _misfits(table: Sequence[Row]) -> int:
    """Count the rows without label or figures."""
    return sum(not row.label or row.orphan for row in table)


@attrs.frozen(eq=False, repr=False)
class Flush(Alike):
    """Where the figures of each column stand.

    Attributes:
        ways: For columns that stand in the same places: whether their figures are flush at the
            left (0), the middle (1) or the right (2), and where, column by column.
    """

    ways: dict[_Key, tuple[int, dict[int, float]]]

    @staticmethod
    def of(rows: Iterable[tuple[Header, Sequence[Word]]]) -> Flush:
        """Measure all rows that have as many figures as columns."""
        places: dict[_Key, dict[int, list[tuple[float, float, float]]]]
        places = defaultdict(lambda: defaultdict(list))
        for header, figures in rows:
            if len(figures) == len(header.centres):
                for at, word in enumerate(figures):
                    key = header.key, word.is_sign
                    places[key][at].append((word.left, word.middle, word.right))
        return Flush({key: _flushest(columns) for key, columns in places.items()})

    def fits(self, header: Header, figures: Sequence[Word]) -> bool:
        """Tell whether every figure stands in its own column, and only there."""
        if len(figures) != len(header.centres):
            return False
        for at, word in enumerate(figures):
            if not (_reaches(header, at, word) or _starts_below(header, at, word)):
                return False
            way, flush = self.ways[header.key, word.is_sign]
            place = (word.left, word.middle, word.right)[way]
            if abs(place - flush[at]) > _FLUSH * word.height:
                return False
        return True


def _reaches(header: Header, at: int, word: Word) -> bool:
    """Tell whether a figure is nearer to the middle of its own column than to another's."""
    centres = header.centres
    before = centres[at] - centres[at - 1] if at else _next(centres, 0)
    after = _next(centres, at)
    return -_REACH * before <= word.middle - centres[at] <= _REACH * after


def _starts_below(header: Header, at: int, word: Word) -> bool:
    """Tell whether a figure stands between where its own column starts and the next one does.

    In spreadsheets heads are flush at the left and figures at the right, so that in a wide
    column neither is in its middle.
    """
    after = (*header.starts, float("inf"))[at + 1]
    return header.starts[at] <= word.left and word.right <= after


def _next(centres: Sequence[float], at: int) -> float:
    """Give how far the next column is, or for the last one the column before."""
    if len(centres) == 1:
        return float("inf")
    at = min(at, len(centres) - 2)
    return centres[at + 1] - centres[at]


def _flushest(
    columns: dict[int, list[tuple[float, float, float]]],
) -> tuple[int, dict[int, float]]:
    """Choose the way in which figures differ least from column to column."""
    best: tuple[float, int, dict[int, float]] | None = None
    for way in range(3):
        spread, flush = 0.0, {}
        for at, places in columns.items():
            flush[at] = median_low([place[way] for place in places])
            spread += sum(abs(place[way] - flush[at]) for place in places)
        if best is None or spread < best[0]:
            best = spread, way, flush
    assert best
    return best[1], best[2]

"""The header of a table: which columns it has, and where their middles are."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.period import MONTH_NAMES
from tiltak_audit.reading.patterns import MEAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.reading.pdf.pages.words import VisualLine, Word

# Lines of one header are closer than this many heights of a letter.
_CLOSE = 2.5

# A month of fewer letters is never broken.
_SHORTEST_PIECE = 2


@attrs.frozen(eq=False, repr=False)
class Header(Alike):
    """The columns of a table.

    Attributes:
        first: Index of its first visual line on the page.
        last: Index of its last one.
        months: Names, from left to right; none where the header makes no sense.
        mean: Whether the mean of the months stands before them.
        centres: Middles of the columns, the mean's first.
        starts: Where the words over each column start.
        edge: What is left of this is no figure.
        left: Where the words over the first column start; words that start left of it are label.
    """

    first: int
    last: int
    months: tuple[str, ...]
    mean: bool
    centres: tuple[float, ...]
    starts: tuple[float, ...]
    edge: float
    left: float

    @cached_property
    def key(self) -> tuple[int, ...]:
        """Give what headers share whose columns stand in the same places."""
        return tuple(round(centre / 100) for centre in self.centres)


def headers_of(lines: Sequence[VisualLine]) -> Iterator[Header]:
    """Find the headers on a page: runs of lines that hold nothing but words of a header."""
    run: list[int] = []
    for at, line in enumerate(lines):
        fits = all(_is_header_word(word.text) for word in line.words)
        near = run and line.base - lines[run[-1]].base <= _CLOSE * line.words[0].height
        if run and not (fits and near):
            yield from _header(lines, run)
            run = []
        if fits:
            run.append(at)
    if run:
        yield from _header(lines, run)


def _is_header_word(text: str) -> bool:
    piece = text.removesuffix("-")
    return text in MONTH_NAMES or (
        bool(piece)
        and (
            piece in MEAN
            or (
                len(piece) >= _SHORTEST_PIECE
                and any(name.startswith(piece) or name.endswith(piece) for name in MONTH_NAMES)
            )
        )
    )


def _header(lines: Sequence[VisualLine], run: list[int]) -> Iterator[Header]:
    words = [word for at in run for word in lines[at].words]
    # A line of prose may end in "i år"; without a month it heads nothing.
    if not any(word.text in MONTH_NAMES for word in words):
        return
    cells = _cells(words)
    texts = [_joined(cell) for cell in cells]
    at = next((at for at, text in enumerate(texts) if text in MONTH_NAMES), 0)
    above = [word for word in words if any(word is one for cell in cells[:at] for one in cell)]
    names, mean = tuple(texts[at:]), bool(above)
    numbers = [MONTH_NAMES.index(name) if name in MONTH_NAMES else -1 for name in names]
    rising = numbers[0] >= 0 and numbers == sorted(set(numbers))
    if not rising or (mean and _joined(above) != MEAN):
        yield Header(run[0], run[-1], (), mean, (), (), 0, 0)
        return
    columns = [above, *cells[at:]] if mean else cells[at:]
    centres = [_centre(cell) for cell in columns]
    starts = tuple(min(word.left for word in cell) for cell in columns)
    first = columns[0]
    edge = _edge(centres, first)
    yield Header(run[0], run[-1], names, mean, tuple(centres), starts, edge, starts[0])


def _edge(centres: list[float], first: list[Word]) -> float:
    """Give where the first column starts: as far before its middle as the next one is half after.

    Of a single column nothing but the words over it tells; figures are not wider than these by
    more than twice.
    """
    if len(centres) > 1:
        return centres[0] - (centres[1] - centres[0]) / 2
    left, right = min(word.left for word in first), max(word.right for word in first)
    return left - (right - left) / 2


def _cells(words: list[Word]) -> list[list[Word]]:
    """Group words, given in reading order, by whether they stand above each other.

    A month in full is always a cell of its own. Cells come from left to right, the words of
    one in reading order.
    """
    cells: list[list[int]] = []
    end = 0
    for at in sorted(range(len(words)), key=lambda at: words[at].left):
        word = words[at]
        alone = word.text in MONTH_NAMES or (cells and words[cells[-1][0]].text in MONTH_NAMES)
        if cells and word.left < end and not alone:
            cells[-1].append(at)
            end = max(end, word.right)
        else:
            cells.append([at])
            end = word.right
    return [[words[at] for at in sorted(cell)] for cell in cells]


def _joined(cell: list[Word]) -> str:
    return "".join([word.text.removesuffix("-") for word in cell])


def _centre(cell: list[Word]) -> float:
    return (min(word.left for word in cell) + max(word.right for word in cell)) / 2

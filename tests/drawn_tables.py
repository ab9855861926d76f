"""Small tables with stars, drawn; what they give away, by enumeration, and the best plan."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.most import MOST
from tiltak_audit.engine.system import system_of
from tiltak_audit.protection.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Cells of a drawn table: rows by columns.
ROWS, COLUMNS = 2, 3  # two rows, as ``ranges`` takes them


def drawn(seed: int) -> tuple[list[int], list[tuple[list[int], int]]]:
    """Draw a table: cells, sums of rows and columns, the sum of all; with its identities."""
    random = np.random.default_rng(seed)
    inner = random.integers(0, 10, size=(ROWS, COLUMNS))
    number = np.arange(ROWS * COLUMNS).reshape(ROWS, COLUMNS)
    values = [*inner.ravel().tolist(), *inner.sum(1).tolist(), *inner.sum(0).tolist()]
    values.append(int(inner.sum()))
    size = ROWS * COLUMNS
    rows = [(number[at].tolist(), size + at) for at in range(ROWS)]
    rows += [(number[:, at].tolist(), size + ROWS + at) for at in range(COLUMNS)]
    rows.append((list(range(size, size + ROWS)), len(values) - 1))
    return values, rows


def problem_of(values: Sequence[int], rows: list[tuple[list[int], int]]) -> Problem:
    """Pose it: what is below 4 is a star, the sum of all stays."""
    count = len(values)
    star = np.array(values) < 4
    low = [0 if value < 4 else value for value in values]
    high = [3 if value < 4 else value for value in values]
    system = system_of(
        low, high, [(0, 0, [(whole, 1), *((at, -1) for at in parts)]) for parts, whole in rows]
    )
    may = ~star
    may[-1] = False
    return Problem(
        system,
        np.where(star, low, 4),
        np.where(star, high, MOST),
        may,
        ~star,
        np.ones(count),
        star,
        np.full(count, 2),
        np.ones(count, dtype=np.int64),
        {},
        (np.arange(count), np.zeros(count, dtype=np.int64)),
    )


def choices(values: Sequence[int], hidden: set[int]) -> list[range]:
    """Give what each figure may be by its sign alone.

    What is hidden is at most the sum of all; where that is hidden, too, a star can move by 3 at
    most, and each cell with it by as much.
    """
    most = values[-1] + (3 * ROWS * COLUMNS if len(values) - 1 in hidden else 0)
    return [
        range(4) if value < 4 else range(4, most + 1) if at in hidden else range(value, value + 1)
        for at, value in enumerate(values)
    ]


def tables(values: Sequence[int], hidden: set[int]) -> Iterator[tuple[int, ...]]:
    """Enumerate every table that fits what is shown, in a way of its own: cell by cell."""
    size, may = ROWS * COLUMNS, choices(values, hidden)

    def fill(done: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        sums = [sum(done[at : at + COLUMNS]) for at in range(0, len(done), COLUMNS)]
        whole = sums[: len(done) // COLUMNS]
        if sum(done) > may[-1][-1] or any(
            one not in may[size + at] for at, one in enumerate(whole)
        ):
            return
        if len(done) < size:
            for value in may[len(done)]:
                yield from fill((*done, value))
            return
        columns = [sum(done[at::COLUMNS]) for at in range(COLUMNS)]
        table = (*done, *sums, *columns, sum(done))
        if all(one in choice for one, choice in zip(table, may, strict=True)):
            yield table

    return fill(())


def ranges(values: Sequence[int], hidden: set[int]) -> tuple[list[int], list[int]]:
    """Give what every figure can be, by trying all first rows and summing up what they leave.

    Of a first row that fits, each cell of the second may be what its column leaves, and their sum
    what the first row leaves of the sum of all; as no more is given of them, each cell takes every
    whole number that the others leave it.
    """
    size = ROWS * COLUMNS
    ends = [(one[0], one[-1]) for one in choices(values, hidden)]
    low, high = np.array(ends).T
    first = np.meshgrid(*(np.arange(a, b + 1) for a, b in ends[:COLUMNS]), indexing="ij")
    above = np.stack([one.ravel() for one in first])
    columns = slice(size + ROWS, size + ROWS + COLUMNS)
    least = np.maximum(low[COLUMNS:size, None], low[columns, None] - above)
    most = np.minimum(high[COLUMNS:size, None], high[columns, None] - above)
    row = above.sum(0)
    down = np.maximum(np.maximum(low[size + 1], low[-1] - row), least.sum(0))
    up = np.minimum(np.minimum(high[size + 1], high[-1] - row), most.sum(0))
    fits = (least <= most).all(0) & (down <= up) & (low[size] <= row) & (row <= high[size])
    above, least, most = above[:, fits], least[:, fits], most[:, fits]
    row, down, up = row[fits], down[fits], up[fits]
    least, most = (
        np.maximum(least, down - (most.sum(0) - most)),
        np.minimum(most, up - (least.sum(0) - least)),
    )
    lows = [above, least, row[None], down[None], above + least, (row + down)[None]]
    highs = [above, most, row[None], up[None], above + most, (row + up)[None]]
    return (
        np.concatenate(lows).min(1).tolist(),
        np.concatenate(highs).max(1).tolist(),
    )


def leaking(values: Sequence[int], hidden: set[int]) -> set[int]:
    """Give the stars and hidden figures that have one value in all tables that fit."""
    low, high = ranges(values, hidden)
    return {
        at for at, value in enumerate(values) if (value < 4 or at in hidden) and low[at] == high[at]
    }


def optimum(values: Sequence[int], most: int) -> int:
    """Give, by trying all below ``most``, how few figures protect as much as can be."""
    stars = {at for at, value in enumerate(values) if value < 4}
    may = [at for at in range(len(values) - 1) if at not in stars]
    lost = leaking(values, set(may)) & stars
    for size in range(most):
        for some in combinations(may, size):
            if not leaking(values, set(some)) - lost:
                return size
    return most

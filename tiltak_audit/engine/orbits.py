"""Variables that a system cannot tell apart: what one of them may be, the others may be.

Variables come in blocks (a printed row) with a position in it (the column). Two blocks are
interchangeable where, position by position, bounds are the same, the rows they share with other
blocks are the same rows with the same coefficients, and the rows within them are alike: then
swapping the two maps every solution to a solution.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.aliases import labels
from tiltak_audit.engine.system import integers, offsets

if TYPE_CHECKING:
    from tiltak_audit.engine.system import Mask, System, Vector

# Of a block that no row stands within.
_NONE: frozenset[tuple[int, int, int]] = frozenset()


def orbits(system: System, block: Vector, position: Vector) -> Vector:
    """Give each variable the number of its orbit, 0 and up.

    Shapes: ``block`` and ``position`` one a variable; no two variables share both.
    """
    within = rows_within(system, block)
    shared, own = _shared(system, ~within), _own(system, within, block, position)
    order = np.lexsort([position, block])
    said = np.stack([position, system.low, system.high, shared], axis=1)[order]
    begin = np.flatnonzero(np.diff(block[order], prepend=-1))
    kinds: dict[object, int] = {}
    kind = np.zeros(system.variables, dtype=np.int64)
    # Blocks in the order of their first variables, so that orbits are numbered in theirs.
    for at in np.argsort(order[begin]).tolist():
        members = slice(begin[at], begin[at + 1] if at + 1 < len(begin) else None)
        one = said[members].tobytes(), own.get(int(block[order[begin[at]]]), _NONE)
        kind[order[members]] = kinds.setdefault(one, len(kinds))
    _, number = np.unique(kind * (int(position.max()) + 1) + position, return_inverse=True)
    return integers(number)


def neighbours(system: System) -> tuple[Vector, Vector]:
    """Guess block and position of each variable: a row of consecutive variables is a block.

    Any guess is sound, since ``orbits`` compares the blocks; a good one finds more alike. A row
    of more than half the variables has no like.
    """
    lengths = np.diff(system.start)
    least = np.minimum.reduceat(system.index, system.start[:-1]) if system.rows else lengths
    most = np.maximum.reduceat(system.index, system.start[:-1]) if system.rows else lengths
    together = (most - least + 1 == lengths) & (2 * lengths <= system.variables)
    entries = system.entries(np.flatnonzero(together))
    pairs = np.stack([system.index[entries], least[system.row[entries]]], axis=1)
    block = labels(system.variables, pairs)
    return block, np.arange(system.variables) - block


def rows_within(system: System, block: Vector) -> Mask:
    """Tell which rows stand within one block."""
    of, start = block[system.index], system.start[:-1]
    alike: Mask = np.minimum.reduceat(of, start) == np.maximum.reduceat(of, start)
    return alike


def _shared(system: System, rows: Mask) -> Vector:
    """Give each variable a number, that of the set of some rows that it is in, with its factors."""
    entries = np.flatnonzero(rows[system.row])
    entries = entries[np.argsort(system.index[entries], kind="stable")]
    said = np.stack([system.row[entries], system.coefficient[entries]], axis=1)
    lengths = np.bincount(system.index[entries], minlength=system.variables)
    return _numbered(said, offsets(lengths))


def _own(
    system: System, rows: Mask, block: Vector, position: Vector
) -> dict[int, frozenset[tuple[int, int, int]]]:
    """List, by block, the rows within it: bounds, and a number of their terms by position."""
    own = np.flatnonzero(rows)
    part = system.only(own)
    place = position[part.index]
    order = np.lexsort([place, part.row])
    said = np.stack([place[order], part.coefficient[order]], axis=1)
    terms = _numbered(said, part.start)
    found: dict[int, set[tuple[int, int, int]]] = defaultdict(set)
    of = block[part.index[part.start[:-1]]]
    every = (of, part.row_low, part.row_high, terms)
    for at, *row in zip(*(one.tolist() for one in every), strict=True):
        found[at].add((row[0], row[1], row[2]))
    return {at: frozenset(rows) for at, rows in found.items()}


def _numbered(said: Vector, start: Vector) -> Vector:
    """Give each run of an array's rows a number, 0 and up, the same to those that are alike."""
    numbers: dict[bytes, int] = {}
    data, size = said.tobytes(), said.itemsize * said.shape[1]
    ends = (start * size).tolist()
    return integers([numbers.setdefault(data[at:end], len(numbers)) for at, end in pairwise(ends)])

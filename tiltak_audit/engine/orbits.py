"""Variables that a system cannot tell apart: what one of them may be, the others may be.

Variables come in blocks (a printed row) with a position in it (the column). Two blocks are
interchangeable where, position by position, bounds are the same, the rows they share with other
blocks are the same rows with the same coefficients, and the rows within them are alike: then
swapping the two maps every solution to a solution.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.aliases import labels

if TYPE_CHECKING:
    from tiltak_audit.engine.system import System, Vector


def orbits(system: System, block: Vector, position: Vector) -> Vector:
    """Give each variable the number of its orbit, 0 and up.

    Shapes: ``block`` and ``position`` one a variable; no two variables share both.
    """
    shared, own = _rows_of_blocks(system, block, position)
    members: dict[int, list[int]] = defaultdict(list)
    for variable, of in enumerate(block.tolist()):
        members[of].append(variable)
    low, high, place = system.low.tolist(), system.high.tolist(), position.tolist()
    kinds: dict[object, int] = {}
    numbers: dict[tuple[int, int], int] = {}
    found = [0] * system.variables
    for of, variables in members.items():
        kind = (
            frozenset((place[v], low[v], high[v], frozenset(shared[v])) for v in variables),
            frozenset(own[of]),
        )
        number = kinds.setdefault(kind, len(kinds))
        for v in variables:
            found[v] = numbers.setdefault((number, place[v]), len(numbers))
    return np.array(found, dtype=np.int64)


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


def _rows_of_blocks(
    system: System, block: Vector, position: Vector
) -> tuple[dict[int, list[tuple[int, int]]], dict[int, list[object]]]:
    """List, by variable, the rows shared with other blocks; by block, the rows within it."""
    of_entry = block[system.index]
    start = system.start[:-1]
    inside = np.minimum.reduceat(of_entry, start) == np.maximum.reduceat(of_entry, start)
    shared: dict[int, list[tuple[int, int]]] = defaultdict(list)
    outside = ~inside[system.row]
    for variable, row, factor in zip(
        system.index[outside].tolist(),
        system.row[outside].tolist(),
        system.coefficient[outside].tolist(),
        strict=True,
    ):
        shared[variable].append((row, factor))
    own: dict[int, list[object]] = defaultdict(list)
    place = position.tolist()
    for row in np.flatnonzero(inside).tolist():
        terms = system.terms(row)
        own[int(block[terms[0][0]])].append(
            (
                int(system.row_low[row]),
                int(system.row_high[row]),
                frozenset((place[variable], factor) for variable, factor in terms),
            )
        )
    return shared, own

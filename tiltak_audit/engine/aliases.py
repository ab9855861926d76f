"""Variables that rows ``x − y = 0`` make one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.system import System, offsets

if TYPE_CHECKING:
    from tiltak_audit.engine.system import Mask, Vector


@attrs.frozen(eq=False, repr=False)
class Merged:
    """A system without aliases.

    Attributes:
        system: One variable a group of equal ones, with the bounds of all of them.
        variable: For each variable of the old system, the one that stands for it.
        row: For each row of the new system, the old one.
    """

    system: System
    variable: Vector
    row: Vector


def merged(system: System, rows: Mask | None = None) -> Merged:
    """Make variables that must be equal one variable; rows that only say so go.

    Where ``rows`` is given, only equalities among these are taken at their word.
    A row whose terms cancel goes too; where it cannot hold then, its variables have no value.
    """
    equal = _equalities(system)
    if rows is not None:
        equal &= rows
    pairs = system.index[system.entries(np.flatnonzero(equal))].reshape(-1, 2)
    _, variable = np.unique(labels(system.variables, pairs), return_inverse=True)
    count = int(variable.max(initial=-1)) + 1
    low = np.full(count, np.iinfo(np.int64).min)
    high = np.full(count, np.iinfo(np.int64).max)
    np.maximum.at(low, variable, system.low)
    np.minimum.at(high, variable, system.high)
    others = np.flatnonzero(~equal)
    renamed = _renamed(system.only(others), variable, low, high)
    left = np.diff(renamed.start) > 0
    broken = others[~left & ((renamed.row_low > 0) | (renamed.row_high < 0))]
    # A contradiction stays one: propagation stops at variables without a value.
    impossible = variable[system.index[system.entries(broken)]]
    low[impossible] = high[impossible] + 1
    kept = np.flatnonzero(left)
    return Merged(renamed.only(kept), variable, others[kept])


def distinct(system: System) -> Vector:
    """List the rows that say something that no row before them does.

    A variable of one value is a number; rows that only hold such are listed.
    """
    fixed = system.low == system.high
    known = np.where(fixed, system.low, 0)
    rest = system.sums(known)
    # Sums of words of 64 bits: equal for equal rows, and for others never in practice.
    names = system.sums(np.where(fixed, 0, _words(system.variables)))
    said = np.stack([names, system.row_low - rest, system.row_high - rest], axis=1)
    _, first = np.unique(said, axis=0, return_index=True)
    listed = np.zeros(system.rows, dtype=bool)
    listed[first] = True
    return np.flatnonzero(listed | (names == 0))


def labels(size: int, pairs: Vector) -> Vector:
    """Give each of some things the smallest number it is linked to, over any chain of pairs.

    Each round passes the smallest number over every pair and shortens all chains by half.
    """
    label = np.arange(size)
    one, other = pairs[:, 0], pairs[:, 1]
    while True:
        least = np.minimum(label[one], label[other])
        before = label.copy()
        np.minimum.at(label, before[one], least)
        np.minimum.at(label, before[other], least)
        label = label[label]
        if (label == before).all():
            return label


def _words(count: int) -> Vector:
    """Make numbers of 64 bits that look random (SplitMix64, Steele et al. 2014).

    The generators of numpy take longer to load than all else that is done with them.
    """
    word = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        word = (word ^ (word >> np.uint64(shift))) * np.uint64(factor)
    return (word ^ (word >> np.uint64(31))).view(np.int64)


def _equalities(system: System) -> Mask:
    two = np.diff(system.start) == 2  # noqa: PLR2004  a row of two terms
    zero = (system.row_low == 0) & (system.row_high == 0)
    candidates = np.flatnonzero(two & zero)
    factors = system.coefficient[system.entries(candidates)].reshape(-1, 2)
    found = np.zeros(system.rows, dtype=bool)
    found[candidates[factors.sum(axis=1) == 0]] = True
    return found


def _renamed(system: System, variable: Vector, low: Vector, high: Vector) -> System:
    """Rename variables, adding up the terms of a row that became one."""
    order, key = _sorted_entries(system, variable)
    first = np.flatnonzero(np.diff(key, prepend=-1))
    factor = np.add.reduceat(system.coefficient[order], first) if first.size else first
    row, index = system.row[order][first], variable[system.index[order]][first]
    kept = factor != 0
    lengths = np.bincount(row[kept], minlength=system.rows)
    return System(
        low, high, offsets(lengths), index[kept], factor[kept], system.row_low, system.row_high
    )


def _sorted_entries(system: System, variable: Vector) -> tuple[Vector, Vector]:
    key = system.row * (int(variable.max(initial=0)) + 1) + variable[system.index]
    order = np.argsort(key, kind="stable")
    return order, key[order]

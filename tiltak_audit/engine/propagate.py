"""Bounds propagation: what each row by itself says of its variables, until nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

if TYPE_CHECKING:
    from tiltak_audit.engine.system import Mask, System, Vector

# Bounds are integers and only tighten, so it ends; but a chain of rows may tighten them by one
# at a time, and stopping early is sound.
_ROUNDS = 400


@attrs.frozen(eq=False, repr=False)
class Bounds:
    """What propagation leaves of every variable.

    Attributes:
        low: Smallest value left.
        high: Largest value left; below ``low`` at a conflict.
        trail: The rows that tightened a bound, with the variables they did it to, in order.
        conflict: Rows that cannot hold, or variables without a value left, were found.
        row: A row that cannot hold; -1 where a variable ran out of values.
    """

    low: Vector
    high: Vector
    trail: tuple[tuple[Vector, Vector], ...]
    conflict: bool
    row: int = -1

    @property
    def free(self) -> Mask:
        """Tell which variables have more than one value left."""
        return self.low < self.high


def propagate(system: System, touched: Vector | None = None, rounds: int = _ROUNDS) -> Bounds:
    """Tighten the bounds of all variables to the fixpoint of the rows.

    Sound: no solution is lost. Not exact: rows are taken one at a time. Stops at the first
    conflict, and after some rounds in any case. Where ``touched`` is given only rows reached
    from these variables are looked at.
    """
    low, high = system.low.copy(), system.high.copy()
    trail: list[tuple[Vector, Vector]] = []
    if (low > high).any():
        return Bounds(low, high, (), conflict=True)
    rows = np.arange(system.rows) if touched is None else system.rows_with(touched)
    for _ in range(rounds):
        if not rows.size:
            break
        part = system.only(rows)
        least, most = part.activity(low, high)
        broken = np.flatnonzero((least > part.row_high) | (most < part.row_low))
        if broken.size:
            return Bounds(low, high, tuple(trail), conflict=True, row=int(rows[broken[0]]))
        new_low, new_high = _implied(part, low, high, least, most)
        index = part.index
        changed = (new_high < high[index]) | (new_low > low[index])
        np.minimum.at(high, index[changed], new_high[changed])
        np.maximum.at(low, index[changed], new_low[changed])
        entries = np.flatnonzero(changed)
        if not entries.size:
            break
        variables = part.index[entries]
        trail.append((rows[part.row[entries]], variables))
        if (low[variables] > high[variables]).any():
            return Bounds(low, high, tuple(trail), conflict=True)
        rows = system.rows_with(variables)
    # Where the rounds are up the last rows may not have been looked at again.
    broken = rows[system.only(rows).broken(low, high)] if rows.size else rows
    return Bounds(
        low, high, tuple(trail), conflict=broken.size > 0, row=int(broken[0]) if broken.size else -1
    )


def implied(system: System, low: Vector, high: Vector) -> tuple[Vector, Vector]:
    """Give, for each entry, the smallest and largest value that its row leaves its variable."""
    return _implied(system, low, high, *system.activity(low, high))


def _implied(
    part: System, low: Vector, high: Vector, least: Vector, most: Vector
) -> tuple[Vector, Vector]:
    factor = part.coefficient
    small, large = part.extremes(low, high)
    # factor · x lies between what the row leaves when the others are at their extremes.
    room = (part.row_high - least)[part.row] + small
    need = (part.row_low - most)[part.row] + large
    up, size = factor > 0, np.abs(factor)
    top, bottom = np.where(up, room, -need), np.where(up, need, -room)
    if (size == 1).all():
        return bottom, top
    return -(-bottom // size), top // size

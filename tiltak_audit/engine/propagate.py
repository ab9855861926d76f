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


@attrs.frozen(eq=False)
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
    trail: tuple[tuple[Vector, Vector], ...] = attrs.field(repr=False)
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
        least, most = activity(part, low, high)
        broken = np.flatnonzero((least > part.row_high) | (most < part.row_low))
        if broken.size:
            return Bounds(low, high, tuple(trail), conflict=True, row=int(rows[broken[0]]))
        changed = _tighten(part, low, high, least, most)
        entries = np.flatnonzero(changed)
        if not entries.size:
            break
        variables = part.index[entries]
        trail.append((rows[part.row[entries]], variables))
        if (low[variables] > high[variables]).any():
            return Bounds(low, high, tuple(trail), conflict=True)
        rows = system.rows_with(variables)
    return Bounds(low, high, tuple(trail), conflict=False)


def activity(part: System, low: Vector, high: Vector) -> tuple[Vector, Vector]:
    """Give the smallest and the largest sum of each row."""
    up = part.coefficient > 0
    small = part.coefficient * np.where(up, low[part.index], high[part.index])
    large = part.coefficient * np.where(up, high[part.index], low[part.index])
    start = part.start[:-1]
    return np.add.reduceat(small, start), np.add.reduceat(large, start)


def allowed(
    part: System, low: Vector, high: Vector, least: Vector, most: Vector
) -> tuple[Vector, Vector]:
    """Give what each row leaves to each of its variables, the others at their bounds.

    ``least`` and ``most`` are the rows' ``activity``. Shapes: one an entry.
    """
    index, factor = part.index, part.coefficient
    up = factor > 0
    here_low, here_high = low[index], high[index]
    small = factor * np.where(up, here_low, here_high)
    large = factor * np.where(up, here_high, here_low)
    # factor · x lies between what the row leaves when the others are at their extremes.
    room = (part.row_high - least)[part.row] + small
    need = (part.row_low - most)[part.row] + large
    size = np.abs(factor)
    top, bottom = np.where(up, room, -need), np.where(up, need, -room)
    return -(-bottom // size), top // size


def _tighten(part: System, low: Vector, high: Vector, least: Vector, most: Vector) -> Mask:
    """Tighten bounds in place by what the rest of each row leaves; tell which entries did."""
    index = part.index
    new_low, new_high = allowed(part, low, high, least, most)
    tighter = (new_high < high[index]) | (new_low > low[index])
    np.minimum.at(high, index[tighter], new_high[tighter])
    np.maximum.at(low, index[tighter], new_low[tighter])
    return tighter

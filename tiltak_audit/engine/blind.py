"""Blind width: how far one value may move before a row breaks, the others at their bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.propagate import implied

if TYPE_CHECKING:
    from tiltak_audit.engine.system import System, Vector

# The width of a variable that no row holds.
UNHELD = np.iinfo(np.int64).max


def blind_widths(system: System) -> Vector:
    """Give how many values beside its own each variable may have before a row breaks.

    Rows without an unknown are taken together: the values that all of them leave. Of a row with
    unknowns only the width counts, and not where the value stands in it, since that would tell
    what the unknowns add up to; so the width is never too small.
    """
    widths = np.full(system.variables, UNHELD)
    if not system.rows:
        return widths
    unknown = (system.low < system.high)[system.index]
    open_row = np.maximum.reduceat(unknown, system.start[:-1])
    size = np.abs(system.coefficient)
    spread = size * (system.high - system.low)[system.index]
    slack = system.row_high - system.row_low + np.add.reduceat(spread, system.start[:-1])
    np.minimum.at(widths, system.index, (slack[system.row] - spread) // size)
    closed = system.only(np.flatnonzero(~open_row))
    if closed.rows:
        low, high = np.full(system.variables, -UNHELD), np.full(system.variables, UNHELD)
        least, most = implied(closed, system.low, system.high)
        np.maximum.at(low, closed.index, least)
        np.minimum.at(high, closed.index, most)
        held = np.unique(closed.index)
        # Where the printed values contradict each other nothing is left to move.
        widths[held] = np.minimum(widths[held], np.maximum(high[held] - low[held], 0))
    return widths

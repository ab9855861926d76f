"""Blind width: how far one value may move before a row breaks, the others at their bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.most import MOST

if TYPE_CHECKING:
    from tiltak_audit.engine.system import System, Vector

# The width of a variable that no row holds from both sides.
UNHELD = np.iinfo(np.int64).max


def blind_widths(system: System) -> Vector:
    """Give how many values beside its own the narrowest row leaves each variable.

    A variable that moves further breaks that row, whatever the others are within their bounds.
    It is the width of the row, and not where the value stands in it: that would tell, in a sum,
    what the unknowns beside it add up to. So it is never too small.
    """
    widths = np.full(system.variables, UNHELD)
    if system.rows:
        size = np.abs(system.coefficient)
        spread = size * (system.high - system.low)[system.index]
        slack = system.row_high - system.row_low + np.add.reduceat(spread, system.start[:-1])
        # A row that only says what is at most something does not hold its terms, nor one with
        # another term that nothing bounds.
        loose = (system.high >= MOST)[system.index]
        others = np.add.reduceat(loose.astype(np.int64), system.start[:-1])[system.row] - loose
        held = (system.row_high < MOST)[system.row] & (others == 0)
        width = (slack[system.row] - spread) // size
        np.minimum.at(widths, system.index[held], width[held])
    return widths

"""Blind width: how far one value may move before a row breaks, the others at their bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.propagate import implied

if TYPE_CHECKING:
    from tiltak_audit.engine.system import Mask, System, Vector


@attrs.frozen(eq=False)
class Reach:
    """What the rows, each by itself, allow a variable, whatever its own bounds are.

    Attributes:
        low: Smallest value that no row refuses; of no meaning where nothing holds it.
        high: Largest.
        held: Whether any row holds the variable.
    """

    low: Vector
    high: Vector
    held: Mask


def reach(system: System) -> Reach:
    """Give the reach of every variable, in one sweep over the rows.

    A row breaks where no values within bounds obey it; several that only together have no
    solution are not seen, nor by whoever judges rows one at a time.
    """
    low = np.full(system.variables, np.iinfo(np.int64).min)
    high = np.full(system.variables, np.iinfo(np.int64).max)
    held = np.zeros(system.variables, dtype=bool)
    if system.rows:
        least, most = implied(system, system.low, system.high)
        np.maximum.at(low, system.index, least)
        np.minimum.at(high, system.index, most)
        held[system.index] = True
    return Reach(low, high, held)

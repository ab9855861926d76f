"""Which single row gives a variable away, once others are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.propagate import implied

if TYPE_CHECKING:
    from tiltak_audit.engine.system import Mask, System, Vector


@attrs.frozen(eq=False)
class Derived:
    """How variables follow.

    Attributes:
        row: For each variable the row that it follows from; -1 where no single row gives it.
        alone: Whether it was the only unknown of an equality, whatever the figures are.
        later: Whether other variables had to be derived before.
    """

    row: Vector
    alone: Mask
    later: Mask


def derive(system: System, exact: Mask, values: Vector) -> Derived:
    """Explain, row by row, the variables that are known to be exact.

    Rows with one unknown come first, to their fixpoint, since that they determine it does not
    depend on any value; then rows whose bounds leave no choice; and again. Each round derives
    a variable, so it ends.
    """
    low, high = system.low.copy(), system.high.copy()
    found = Derived(
        np.full(system.variables, -1), np.zeros(system.variables, bool), np.zeros_like(exact)
    )
    unknown = low < high
    while True:
        entries = _alone(system, low, high)
        alone = entries.size > 0
        if not alone:
            new_low, new_high = implied(system, low, high)
            here_low, here_high = low[system.index], high[system.index]
            narrow = np.maximum(new_low, here_low) == np.minimum(new_high, here_high)
            entries = np.flatnonzero(narrow & (here_low < here_high))
        entries = entries[exact[system.index[entries]]]
        if not entries.size:
            return found
        variables, first = np.unique(system.index[entries], return_index=True)
        found.row[variables] = system.row[entries[first]]
        found.alone[variables] = alone
        derived = unknown & (low == high)
        helped = np.maximum.reduceat(derived[system.index], system.start[:-1])
        found.later[variables] = helped[found.row[variables]]
        low[variables] = high[variables] = values[variables]


def _alone(system: System, low: Vector, high: Vector) -> Vector:
    """List the entries that are the only unknown of an equality."""
    unknown = (low < high)[system.index]
    count = np.add.reduceat(unknown.astype(np.int64), system.start[:-1])
    single = (count == 1) & (system.row_low == system.row_high)
    return np.flatnonzero(unknown & single[system.row])

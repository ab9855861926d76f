"""Which single row gives a variable away, once others are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.propagate import implied

if TYPE_CHECKING:
    from tiltak_audit.engine.system import Mask, System, Vector


@attrs.frozen(eq=False, repr=False)
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


def derive(system: System) -> Derived:
    """Explain, row by row, every variable that single rows determine, once others are known.

    Rows with one unknown come first, to their fixpoint, since that they determine it does not
    depend on any value; then rows whose bounds leave no choice; and again. Each round derives
    a variable, so it ends.
    """
    low, high = system.low.copy(), system.high.copy()
    found = Derived(
        np.full(system.variables, -1),
        np.zeros(system.variables, dtype=bool),
        np.zeros(system.variables, dtype=bool),
    )
    unknown = low < high
    least, most = np.zeros_like(system.index), np.zeros_like(system.index)
    rows = np.arange(system.rows)
    while True:
        # What other rows leave is as it was.
        part, here = system.only(rows), system.entries(rows)
        bottom, top = implied(part, low, high)
        least[here] = np.maximum(bottom, low[part.index])
        most[here] = np.minimum(top, high[part.index])
        entries = _alone(system, low, high)
        entries = entries[least[entries] == most[entries]]
        alone = entries.size > 0
        if not alone:
            entries = np.flatnonzero((least == most) & (low < high)[system.index])
        if not entries.size:
            return found
        variables, first = np.unique(system.index[entries], return_index=True)
        chosen = entries[first]
        found.row[variables] = system.row[chosen]
        found.alone[variables] = alone
        derived = unknown & (low == high)
        helped = np.maximum.reduceat(derived[system.index], system.start[:-1])
        found.later[variables] = helped[found.row[variables]]
        low[variables] = high[variables] = least[chosen]
        rows = system.rows_with(variables)


def _alone(system: System, low: Vector, high: Vector) -> Vector:
    """List the entries that are the only unknown of an equality."""
    unknown = (low < high)[system.index]
    count = np.add.reduceat(unknown.astype(np.int64), system.start[:-1])
    single = (count == 1) & (system.row_low == system.row_high)
    return np.flatnonzero(unknown & single[system.row])

"""Which single row gives a variable away, once others are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.propagate import implied
from tiltak_audit.engine.system import offsets

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
    open_ = unknown[system.index]
    count = np.add.reduceat(open_.astype(np.int64), system.start[:-1])
    least, most = np.zeros_like(system.index), np.zeros_like(system.index)
    rows = np.arange(system.rows)
    while True:
        # What other rows leave is as it was.
        part, here = system.only(rows), system.entries(rows)
        bottom, top = implied(part, low, high)
        least[here] = np.maximum(bottom, low[part.index])
        most[here] = np.minimum(top, high[part.index])
        # Of equalities with one unknown that one.
        single = (count == 1) & (system.row_low == system.row_high)
        entries = np.flatnonzero(open_ & single[system.row])
        entries = entries[least[entries] == most[entries]]
        alone = entries.size > 0
        if not alone:
            entries = np.flatnonzero((least == most) & open_)
        if not entries.size:
            return found
        variables, first = np.unique(system.index[entries], return_index=True)
        chosen = entries[first]
        by = system.row[chosen]
        found.row[variables] = by
        found.alone[variables] = alone
        derived = (unknown & (low == high))[system.index[system.entries(by)]]
        begin = offsets(system.start[by + 1] - system.start[by])[:-1]
        found.later[variables] = np.maximum.reduceat(derived, begin)
        low[variables] = high[variables] = least[chosen]
        now_known = system.entries_of(variables)
        open_[now_known] = False
        np.subtract.at(count, system.row[now_known], 1)
        rows = system.rows_with(variables)

"""Which rows, only together, leave a variable one value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.conflict import core_of
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.refutation import refutation
from tiltak_audit.engine.system import unique

if TYPE_CHECKING:
    from tiltak_audit.engine.system import System, Vector


def entailed_by(system: System, variable: int, value: int) -> Vector:
    """Give rows that refute every smaller and every larger value of a variable.

    For each side a minimal set: leave one row out and that side is refuted no more. Nothing is
    given where the value is not entailed, or not shown to be.
    """
    rows: list[int] = []
    for side in (-1, 1):
        low, high = system.low.copy(), system.high.copy()
        if side < 0:
            high[variable] = value - 1
        else:
            low[variable] = value + 1
        if low[variable] > high[variable]:
            continue
        other = system.bounded(low, high)
        bounds = propagate(other)
        cores = [core_of(other, bounds)] if bounds.conflict else list(refutation(other, bounds))
        if not cores:
            return np.zeros(0, dtype=np.int64)
        rows += cores[0].tolist()
    return unique(np.array(rows, dtype=np.int64))

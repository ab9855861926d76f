"""Rows that hold one by one and cannot hold together: small sets that prove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.system import local, unique

if TYPE_CHECKING:
    from collections.abc import Callable

    from tiltak_audit.engine.propagate import Bounds
    from tiltak_audit.engine.system import Mask, System, Vector


def core_of(system: System, bounds: Bounds) -> Vector:
    """Give a minimal set of rows that propagation alone refutes: without any one it does not."""
    last = np.arange(max(bounds.row, 0), bounds.row + 1)
    return shrunk(
        traced(system, bounds, last, bounds.low > bounds.high),
        lambda rows: propagate(local(system, rows)).conflict,
    )


def shrunk(rows: Vector, refuted: Callable[[Vector], bool]) -> Vector:
    """Leave out rows as long as the rest is refuted: halves first, then ever smaller parts.

    What is left is refuted, and nothing can be left out of it one row at a time.
    """
    size = max(1, len(rows) // 2)
    while True:
        at = 0
        before = len(rows)
        while at < len(rows):
            rest = np.delete(rows, slice(at, at + size))
            if rest.size and refuted(rest):
                rows = rest
            else:
                at += size
        if size == 1 and len(rows) == before:
            return rows
        size = max(1, size // 2)


def traced(system: System, bounds: Bounds, last: Vector, asked: Mask) -> Vector:
    """Add to some rows those that tightened, step by step, the variables of these and others."""
    needed = asked.copy()
    rows = np.zeros(system.rows, dtype=bool)
    rows[last] = True
    needed[system.index[system.entries(last)]] = True
    for took_part, changed in reversed(bounds.trail):
        used = unique(took_part[needed[changed]])
        rows[used] = True
        needed[system.index[system.entries(used)]] = True
    return np.flatnonzero(rows)

"""Which stars two systems may say more of together than each by itself, and by which rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.aliases import distinct
from tiltak_audit.engine.components import components
from tiltak_audit.engine.propagate import propagate

if TYPE_CHECKING:
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.engine.propagate import Bounds
    from tiltak_audit.engine.system import Mask, System, Vector


def in_question(points: Points, apart: Points) -> tuple[System, list[int]]:
    """Give the rows that say something, and the starred months that may follow only from both.

    Args:
        points: Editions with what is the same in them made one.
        apart: The same editions, each by itself.

    Nothing is new of a part whose rows are all of one edition and whose bounds are as tight there.
    """
    known = propagate(apart.merged.system)
    kept = _telling(points, apart, known)
    system = points.merged.system.only(kept)
    bounds = propagate(system)
    if known.conflict or bounds.conflict:
        return system, []
    part_of = _parts(apart, known)
    tight = _tightened(points, apart, bounds, known)
    asked = tight & ~bounds.free
    for part in components(system, bounds):
        parts = np.unique(part_of[points.rows[kept[part.rows]]])
        if tight[part.variables].any() or np.count_nonzero(parts >= 0) > 1:
            asked[part.variables] = True
    stars = points.stars[asked[points.merged.variable[points.stars]]]
    return system, stars[~points.joint.mean[stars]].tolist()


def _telling(points: Points, apart: Points, known: Bounds) -> Vector:
    """List the rows that are no other one's again, nor means that the months cannot miss."""
    system = points.merged.system
    rows = distinct(system)
    said = points.rows[rows]
    implied = _implied(points, apart, known)[said]
    mean = np.zeros(system.variables, dtype=bool)
    mean[points.merged.variable[points.joint.mean]] = True
    # A mean that stands in another row, too, says something by it.
    once = np.bincount(system.index[system.entries(rows)], minlength=system.variables) == 1
    alone = np.logical_or.reduceat((mean & once)[system.index], system.start[:-1])
    return rows[~(implied & alone[rows])]


def _implied(points: Points, apart: Points, known: Bounds) -> Mask:
    """Tell which means hold whatever their months are, as another edition alone bounds these."""
    joint, merged = points.joint, points.merged
    system, size = joint.system, joint.system.variables
    first = np.full(merged.system.variables, size)
    np.minimum.at(first, merged.variable, np.arange(size))
    earlier = first[merged.variable]
    low, high = (bound[apart.merged.variable[earlier]] for bound in (known.low, known.high))
    printed = system.low == system.high
    low, high = np.where(printed, system.low, low), np.where(printed, system.high, high)
    sure = printed | (earlier < np.arange(size)) | joint.mean
    least, most = system.activity(np.where(joint.mean, 0, low), np.where(joint.mean, 0, high))
    sums = system.sums(np.where(joint.mean, merged.variable, 0))
    one = system.sums(joint.mean.astype(np.int64)) == 1
    of_mean = one & (np.diff(system.start) > 1)
    found: Mask = of_mean & np.logical_and.reduceat(sure[system.index], system.start[:-1])
    at = np.where(of_mean, sums, 0)
    # The row is the sum less its months, which is 0.
    found &= (merged.system.low[at] <= -most) & (-least <= merged.system.high[at])
    return found


def _parts(apart: Points, known: Bounds) -> Vector:
    """Give each row of the joint system the number of its part, of what each edition says alone."""
    found = np.full(apart.joint.system.rows, -1)
    for number, part in enumerate(components(apart.merged.system, known)):
        found[apart.rows[part.rows]] = number
    return found


def _tightened(points: Points, apart: Points, bounds: Bounds, known: Bounds) -> Vector:
    """Tell which merged variables are bounded more tightly than any of their prints alone."""
    alone = apart.merged.variable
    here = points.merged.variable
    more = (bounds.low[here] > known.low[alone]) | (bounds.high[here] < known.high[alone])
    found = np.zeros(points.merged.system.variables, dtype=bool)
    found[here[more]] = True
    return found

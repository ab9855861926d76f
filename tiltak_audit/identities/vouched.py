"""The sums that two editions print alike, as far as is seen: they vouch for what is hidden in them.

Every figure of such a sum may be in both editions what it is in one, and those of one of its sides
are all printed. A row that the older edition leaves out counts nobody there, so the sum is alike
only where the newer may print it of nobody, too, which then has it for a month of its own. A row
that is printed no more, or anew without such a month, was revised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.identities.identity import Law
from tiltak_audit.model.period import MEAN

if TYPE_CHECKING:
    from tiltak_audit.editions.changes import Revisions
    from tiltak_audit.engine.system import Mask, Vector
    from tiltak_audit.identities.system import Joint

# Laws of a report's own sums.
_SUMS = (Law.COLUMN_SUM, Law.CROSS, Law.REGION)


@attrs.frozen(eq=False, repr=False)
class Shared:
    """What two editions print of the same points and months.

    Attributes:
        before: For each figure of the newer the same one of the older; else -1.
        after: For each figure of the older the same one of the newer; else -1.
        left_out: Which figures of the newer are of rows that the older leaves out, and may be zero.
    """

    before: Vector
    after: Vector
    left_out: Mask


@attrs.frozen(eq=False, repr=False)
class Vouched:
    """The figures of two editions that sums vouch for.

    Attributes:
        figures: Which figures of the newer are in such a sum.
        beside: For each figure that may be zero, since the older edition leaves it out of such a
            sum, the whole of that sum in the older edition; else -1.
    """

    figures: Mask
    beside: Vector


def shared_of(joint: Joint, revisions: Revisions, *, zero: bool) -> Shared:
    """Note which figures are the same ones, and which the older may have left out."""
    size, base = joint.system.variables, joint.base
    before, after = np.full(size, -1), np.full(size, -1)
    left_out = np.zeros(size, dtype=bool)
    rows = [(one, one.newer.row, one.older.row) for one in revisions.matched.rows]
    # What no sum holds is no figure of the system.
    for one, here, there in [
        (one, base[new], base[old]) for one, new, old in rows if new in base and old in base
    ]:
        for was, now in one.columns:
            before[here + now], after[there + was] = there + was, here + now
    months = set(revisions.pair.months)
    come = [one for one in revisions.matched.come if zero]
    own = [one for one in come if not months.issuperset(map(str, one.table.columns.months))]
    apart = [row for one in own for row in ([one.row] if one.row else one.table.printed())]
    for row in [one for one in apart if one in base]:
        left_out[base[row] : base[row] + len(row.figures)] = True
    return Shared(before, after, left_out & (joint.system.low == 0))


def vouched(joint: Joint, shared: Shared) -> Vouched:
    """Find the sums of the newer edition that are the same in the older."""
    system, before, after = joint.system, shared.before, shared.after
    entries, row, whole = system.index, system.row, system.coefficient > 0
    laws = np.array([_law(one.law, period) for one, period in joint.said], dtype=np.int64)

    def some(mask: Mask) -> Mask:
        return np.logical_or.reduceat(mask, system.start[:-1])

    def newer(older: Mask) -> Mask:
        """Give the sums of the newer edition that have law and whole of some of the older."""
        found = np.zeros(system.rows, dtype=bool)
        for law in range(1, len(_SUMS) + 1):
            wholes = after[entries[(older & (laws == law))[row] & whole]]
            found |= (laws == law) & some(whole & np.isin(entries, wholes[wholes >= 0]))
        return found

    low, high = system.low, system.high
    may = (before >= 0) & (np.maximum(low, low[before]) <= np.minimum(high, high[before]))
    hidden = joint.star | ((before >= 0) & joint.star[before])
    may_lack = shared.left_out[entries] & ~whole
    gone = ((laws > 0) & some(after[entries] >= 0))[row] & (after[entries] < 0)
    alike = ~some(~may[entries] & ~may_lack) & some(may[entries])
    open_sides = [some(hidden[entries] & side) for side in (whole, ~whole)]
    found = (laws > 0) & alike & ~(open_sides[0] & open_sides[1]) & ~newer(some(gone))
    figures = np.zeros(system.variables, dtype=bool)
    figures[entries[found[row]]] = True
    beside = np.full(system.variables, -1)
    lacking = found[row] & ~may[entries] & may_lack
    beside[entries[lacking]] = before[entries[system.start[:-1]][row][lacking]]
    return Vouched(figures & may & hidden, beside)


def _law(law: Law, period: str) -> int:
    return _SUMS.index(law) + 1 if law in _SUMS and period != MEAN else 0

"""The system of a run in printed units: a mean's variable is the mean as it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.most import MOST
from tiltak_audit.engine.system import System, integers, offsets, unique
from tiltak_audit.identities.identity import Balance, MeanOfMonths
from tiltak_audit.model.period import MEAN
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from tiltak_audit.engine.system import Vector
    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.identities.system import Joint


class Printed(Record):
    """A joint system whose variables are the printed figures themselves.

    The variables are those of the joint system, in its order; its rows are the first rows here,
    in its order, and after them come the sums over the mean column, within their rounding (a
    little wider than they are judged where means are starred: that no row may be lost to them).

    Attributes:
        joint: The system it was made from.
        system: Over bounds as printed: a count's one value, a star's range.
        said: The identity and period of each row.
    """

    joint: Joint
    system: System
    said: tuple[tuple[Identity, str], ...]

    def counts(self, rows: Vector) -> Vector:
        """List the variables of some rows that are printed as counts, each once."""
        variables = unique(self.system.index[self.system.entries(rows)])
        return variables[~self.joint.star[variables]]


def printed_of(joint: Joint) -> Printed:
    """Turn a joint system, whose means count persons over their months, into printed units."""
    old = joint.system
    low, high = old.low.copy(), old.high.copy()
    means = [one for one in joint.series if one.table.columns.mean]
    printed = [one.row.figures[0].interval for one in means]
    low[joint.mean] = [one.low for one in printed]
    high[joint.mean] = [one.high for one in printed]
    # Of means: low ≤ months · mean − Σ months ≤ high. A starred mean is below 3.5, never at it.
    # Above an even number, such as the 4 of a star that stands for 0 to 4, the half may be starred.
    months = np.zeros(old.variables, dtype=np.int64)
    months[joint.mean] = [one.months for one in means]
    never = joint.star & (high % 2 == 1)
    least, most = -((months - never) // 2), months // 2
    factor, row_low, row_high = old.coefficient.copy(), old.row_low.copy(), old.row_high.copy()
    at = np.flatnonzero([isinstance(one, MeanOfMonths) for one, _ in joint.said])
    own = old.index[old.start[at]]
    factor[old.start[at]], row_low[at], row_high[at] = months[own], least[own], most[own]
    sums = [
        one
        for one in dict.fromkeys(one for one, _ in joint.said)
        if isinstance(one, Balance) and MEAN in one.periods and not one.restates
    ]
    # The mean is the first column of its row.
    index = integers([joint.base[row.row] for one in sums for row in one.rows])
    sides = integers([len(side) for one in sums for side in (one.whole, one.parts)])
    lengths = sides.reshape(-1, 2).sum(axis=1)
    up = np.repeat(np.arange(len(sides)) % 2 == 0, sides)
    start = offsets(lengths)[:-1]
    lows = np.add.reduceat(np.where(up, least[index], -most[index]), start)
    highs = np.add.reduceat(np.where(up, most[index], -least[index]), start)
    unbounded = np.array([one.at_most for one in sums], dtype=bool)
    system = System(
        low,
        high,
        offsets(np.concatenate([np.diff(old.start), lengths])),
        np.concatenate([old.index, index]),
        np.concatenate([factor, np.where(up, 1, -1) * months[index]]),
        np.concatenate([row_low, lows]),
        np.concatenate([row_high, np.where(unbounded, MOST * months[index[start]], highs)]),
    )
    return Printed(joint, system, (*joint.said, *((one, MEAN) for one in sums)))

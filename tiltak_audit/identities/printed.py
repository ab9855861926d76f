"""The system of a run in printed units: a mean's variable is the mean as it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.most import MOST
from tiltak_audit.engine.system import System, integers, offsets, unique
from tiltak_audit.identities.identity import Balance, MeanOfMonths
from tiltak_audit.model.period import MEAN

if TYPE_CHECKING:
    from tiltak_audit.engine.system import Vector
    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.identities.series import Series
    from tiltak_audit.identities.system import Joint


@attrs.frozen(eq=False, repr=False)
class Printed:
    """A joint system whose variables are the printed figures themselves.

    The variables are those of the joint system, in its order; its rows are the first rows here,
    in its order, and after them come the sums over the mean column, within their rounding (a
    little wider than they are judged where means are starred: that no row may be lost to them).

    Attributes:
        joint: The system it was made from.
        system: Over bounds as printed: a count's one value, a star's range.
        said: The identity and period of each row.
        number: The row of each identity and period, by them.
    """

    joint: Joint
    system: System
    said: tuple[tuple[Identity, str], ...]
    number: dict[tuple[Identity, str], int]

    def counts(self, rows: Vector) -> Vector:
        """List the variables of some rows that are printed as counts, each once."""
        variables = unique(self.system.index[self.system.entries(rows)])
        return variables[~self.joint.star[variables]]


def printed_of(joint: Joint) -> Printed:
    """Turn a joint system, whose means count persons over their months, into printed units."""
    old = joint.system
    factor, row_low, row_high = old.coefficient.copy(), old.row_low.copy(), old.row_high.copy()
    said = list(joint.said)
    means = [
        (row, one.series) for row, (one, _) in enumerate(said) if isinstance(one, MeanOfMonths)
    ]
    # Σ months lies in the window of the mean: low ≤ months · mean − Σ ≤ high.
    at = integers([row for row, _ in means])
    spreads = integers([end for _, one in means for end in _spread(one)]).reshape(-1, 2)
    factor[old.start[at]] = [one.months for _, one in means]
    row_low[at], row_high[at] = spreads[:, 0], spreads[:, 1]
    index: list[int] = []
    factors: list[int] = []
    lengths: list[int] = []
    lows: list[int] = []
    highs: list[int] = []
    for identity in dict.fromkeys(identity for identity, _ in joint.said):
        if not isinstance(identity, Balance) or identity.restates or MEAN not in identity.periods:
            continue
        whole, parts = identity.whole, identity.parts
        months = identity.rows[0].months
        # The mean is the first column of its row.
        index += [joint.base[one.row] for one in identity.rows]
        factors += [months] * len(whole) + [-months] * len(parts)
        lengths.append(len(whole) + len(parts))
        ends = [*map(_spread, whole), *map(_turned, parts)]
        lows.append(sum(low for low, _ in ends))
        highs.append(MOST * months if identity.at_most else sum(high for _, high in ends))
        said.append((identity, MEAN))
    low, high = _as_printed(joint)
    system = System(
        low,
        high,
        offsets(np.concatenate([np.diff(old.start), integers(lengths)])),
        np.concatenate([old.index, integers(index)]),
        np.concatenate([factor, integers(factors)]),
        np.concatenate([row_low, integers(lows)]),
        np.concatenate([row_high, integers(highs)]),
    )
    return Printed(joint, system, tuple(said), {name: row for row, name in enumerate(said)})


def _spread(series: Series) -> tuple[int, int]:
    """Give the range of ``months · mean − sum``; a starred mean is below 3.5, never at it.

    Above an even number, such as the 4 of a star that stands for 0 to 4, the half may be starred.
    """
    months = series.months
    never = series.stars[0] and series.row.figures[0].interval.high % 2
    return -((months - never) // 2), months // 2


def _turned(series: Series) -> tuple[int, int]:
    """Give the range of ``sum − months · mean``."""
    low, high = _spread(series)
    return -high, -low


def _as_printed(joint: Joint) -> tuple[Vector, Vector]:
    low, high = joint.system.low.copy(), joint.system.high.copy()
    means = [one.row.figures[0].interval for one in joint.series if one.table.columns.mean]
    low[joint.mean] = [one.low for one in means]
    high[joint.mean] = [one.high for one in means]
    return low, high

"""Means that the signs of their months fix, whatever is hidden: no suppression can protect them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.system import unique
from tiltak_audit.model.interval import Interval
from tiltak_audit.model.mean import rounded

if TYPE_CHECKING:
    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.engine.system import Mask


def fixed_means(points: Points, attacker: Attacker) -> Mask:
    """Tell which starred means have one value by the signs of their months alone.

    A month that is printed, or hidden beside stars, is larger than a star may be. Where so many
    are that their mean reaches the largest count that is starred, the star of the mean says what
    it is, and hides nothing of the months.

    Returns:
        A mask over the variables of ``joint``.
    """
    joint = points.joint
    above = np.where(points.most < joint.star_high, points.most, joint.star_high) + 1
    least = np.where(joint.star, points.least, np.minimum(joint.system.low, above))
    sums = np.concatenate([[0], np.cumsum(least)])
    fixed = np.zeros_like(joint.star)
    means = np.flatnonzero(joint.mean & joint.star & ~joint.secondary)
    for at, cell in zip(means.tolist(), joint.cells(means), strict=True):
        total = int(sums[at + 1 + cell.months] - sums[at + 1])
        mean = rounded(Interval(total, total), cell.months, attacker.rounding_of(cell))
        fixed[at] = cell.months > 1 and mean.low >= points.most[at]
    return fixed


def unhelped(points: Points, attacker: Attacker) -> Mask:
    """Tell which of them are of reports that hide figures besides: there no more could be done."""
    joint = points.joint
    of = np.repeat(np.arange(len(joint.series)), np.diff(joint.first))
    hiding = {joint.series[at].report for at in unique(of[joint.secondary]).tolist()}
    here = np.array([one.report in hiding for one in joint.series], dtype=bool)[of]
    return here & fixed_means(points, attacker) if hiding else np.zeros_like(joint.star)

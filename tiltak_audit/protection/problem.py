"""What is to be protected, what may be hidden for it, and what that costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.model.interval import Interval
from tiltak_audit.model.mean import Rounding, rounded

if TYPE_CHECKING:
    from tiltak_audit.engine.solver import Floats
    from tiltak_audit.engine.system import Mask, System, Vector


@attrs.frozen(eq=False, repr=False)
class Problem:
    """A system of printed figures; each variable is one point, however often it is printed.

    Attributes:
        system: The figures as they are printed, and the identities.
        low: Smallest value of each figure once it is hidden.
        high: Largest.
        may: Which figures may be hidden.
        printed: Which are printed, and could be hidden if they had not to stay.
        cost: What hiding each costs.
        star: Which are stars.
        needed: How many values each must keep, as a star or once it is hidden.
        months: How many months a mean is the mean of; 1 where a figure is of a month.
        rounding: How means are rounded, by variable.
        place: The block and the position of each, as ``orbits`` takes them.
    """

    system: System
    low: Vector
    high: Vector
    may: Mask
    printed: Mask
    cost: Floats
    star: Mask
    needed: Vector
    months: Vector
    rounding: dict[int, Rounding]
    place: tuple[Vector, Vector]

    def hiding(self, hidden: Mask) -> System:
        """Give the system where some figures more are hidden."""
        return self.system.bounded(
            np.where(hidden, self.low, self.system.low),
            np.where(hidden, self.high, self.system.high),
        )

    def lacking(self, variables: Vector, low: Vector, high: Vector) -> Mask:
        """Tell which variables do not keep as many values as they must within some bounds."""
        values = high - low + 1
        for at in np.flatnonzero((self.months[variables] > 1) & (values > 1)).tolist():
            ends = Interval(int(low[at]), int(high[at]))
            values[at] = self._means(int(variables[at]), ends)
        lacks: Mask = values < self.needed[variables]
        return lacks

    def _means(self, variable: int, sums: Interval) -> int:
        """Count the means that sums may be printed as, among those that its sign stands for."""
        months = int(self.months[variable])
        means = rounded(sums, months, self.rounding[variable])
        sign = Interval(int(self.low[variable]), int(self.high[variable]))
        ends = rounded(sign, months, Rounding.HALF_UP)
        return min(means.high, ends.high) - max(means.low, ends.low) + 1

"""Like blocks added up: a smaller system that says as much of one of them.

Of the blocks that a system cannot tell apart (``orbits``) the first stays as it is, and the others
are added up, variable by variable and row by row. What holds of the whole system holds of the
sums, so a bound that is proved of the smaller one is one of the whole. The other way the sums are
shared out as evenly as they go; whether that obeys every row is for the caller to see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.orbits import rows_within
from tiltak_audit.engine.system import System, offsets

if TYPE_CHECKING:
    from tiltak_audit.engine.system import Vector


@attrs.frozen(eq=False, repr=False)
class Folded:
    """A system with like blocks added up.

    Attributes:
        system: The smaller one. Its first variables are those of the first of like blocks, by
            the numbers of their orbits, the others are sums.
        variable: For each variable of the whole system, the one that it is or is added up in.
        turn: For each of them, which of those that are added up it is, from 0.
        times: Of how many each variable of the smaller system is the sum.
        order: The sums, those next to each other that one row within a block adds up.
        start: For each of these, where those that it is added up with begin.
    """

    system: System
    variable: Vector
    turn: Vector
    times: Vector
    order: Vector
    start: Vector

    def unfolded(self, values: Vector) -> Vector:
        """Share sums out, no part larger than another by more than one.

        What is left over goes to one block after the other, and on from there for the next
        variable of a row, so that the sums of the rows differ by one at most, too.
        """
        least, left = values // self.times, values % self.times
        given = np.cumsum(left[self.order]) - left[self.order]
        begun = np.zeros_like(values)
        begun[self.order] = given - given[self.start]
        turn = (self.turn - begun[self.variable]) % self.times[self.variable]
        shared: Vector = least[self.variable] + (turn < left[self.variable])
        return shared


def folded(system: System, orbit: Vector, block: Vector) -> Folded:
    """Add like blocks up.

    Shapes: ``orbit`` and ``block`` one a variable, as ``orbits`` gives and takes them.
    """
    sizes = np.bincount(orbit)
    count, begin = len(sizes), offsets(sizes)[:-1]
    order = np.lexsort([block, orbit])
    place = np.empty_like(orbit)
    place[order] = np.arange(len(orbit)) - begin[orbit[order]]
    several = np.flatnonzero(sizes > 1)
    sum_of = np.zeros_like(sizes)
    sum_of[several] = count + np.arange(len(several))
    variable = np.where(place == 0, orbit, sum_of[orbit])
    times = np.concatenate([np.ones_like(sizes), sizes[several] - 1])
    # The variable whose bounds and rows stand for those of all that are added up.
    example = order[np.concatenate([begin, begin[several] + 1])]
    within = rows_within(system, block)
    # Rows within the second of like blocks stand for those of all but the first.
    rows = np.flatnonzero(~within | (place[system.index[system.start[:-1]]] <= 1))
    part, within = system.only(rows), within[rows]
    key = part.row * len(times) + variable[part.index]
    _, entries = np.unique(key, return_index=True)
    index, factor = variable[part.index[entries]], part.coefficient[entries]
    scale = np.where(within, times[variable[part.index[part.start[:-1]]]], 1)
    smaller = System(
        system.low[example] * times,
        system.high[example] * times,
        offsets(np.bincount(part.row[entries], minlength=part.rows)),
        index,
        factor,
        part.row_low * scale,
        part.row_high * scale,
    )
    sign = np.zeros_like(times)
    own = within[part.row[entries]]
    sign[index[own]] = np.sign(factor[own])
    sums = np.arange(count, len(times))
    sums = sums[np.lexsort([sign[sums], block[example[sums]]])]
    together = np.stack([block[example[sums]], sign[sums]])
    begins = np.diff(together, axis=1, prepend=together[:, :1] - 1).any(axis=0)
    start = np.maximum.accumulate(np.where(begins, np.arange(len(sums)), 0))
    return Folded(smaller, variable, np.maximum(place - 1, 0), times, sums, start)

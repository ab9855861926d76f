"""What is left open to attack, by plain programs over the innermost counts of a table.

It shares nothing with the search but the table: every figure is a sum of innermost counts, which
are whole numbers; what is printed is known, a star is 0 to 3, and what is hidden besides is 4 or
more to who is informed, and anything to who is not.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

import highspy
import numpy as np
from numpy.typing import NDArray

from .table import LEAST

if TYPE_CHECKING:
    from .table import Table

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

# How far floats may be from whole numbers.
_NEAR = 1e-6

# Pushes of all at once that show no further figure to move, after which each is asked by itself.
_IDLE = 3

_SEED = 1


def known(table: Table, hidden: Mask, *, informed: bool) -> list[int]:
    """List the stars and the figures hidden besides that have one value only."""
    return _Attack(table, hidden, informed=informed).known()


class _Attack:
    def __init__(self, table: Table, hidden: Mask, *, informed: bool) -> None:
        leaves = [at for at, some in enumerate(table.inner) if some == (at,)]
        column = {leaf: n for n, leaf in enumerate(leaves)}
        terms = [[column[leaf] for leaf in some] for some in table.inner]
        low = np.where(table.star, 0, table.values).astype(float)
        high = np.where(table.star, LEAST - 1, table.values).astype(float)
        low[hidden], high[hidden] = (LEAST if informed else 0), table.most
        sums = [at for at in range(len(terms)) if table.inner[at] != (at,)]
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(leaves), len(sums)
        lp.col_cost_ = np.zeros(len(leaves))
        lp.col_lower_, lp.col_upper_ = low[leaves], high[leaves]
        lp.row_lower_, lp.row_upper_ = low[sums], high[sums]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(terms[at]) for at in sums)]).astype(np.int32)
        lp.a_matrix_.index_ = np.concatenate([np.array(terms[at], np.int32) for at in sums])
        lp.a_matrix_.value_ = np.ones(len(lp.a_matrix_.index_))
        self._model = highspy.Highs()  # type: ignore[no-untyped-call]
        self._model.setOptionValue("output_flag", False)  # noqa: FBT003
        self._model.setOptionValue("threads", 1)
        self._model.passModel(lp)
        self._terms, self._columns = terms, np.arange(len(leaves), dtype=np.int32)
        self._index = np.concatenate([np.array(some) for some in terms])
        self._start = np.cumsum([0, *(len(some) for some in terms[:-1])])
        self._targets = np.flatnonzero(table.star | hidden)
        self._least = np.full(len(terms), np.inf)
        self._most = np.full(len(terms), -np.inf)
        # Whether the solver came to a table of fractions.
        self._halves = False

    def known(self) -> list[int]:
        self._push_all()
        if self._halves and self._left().size:
            # Ends that no whole table reaches do not count.
            self._whole(highspy.HighsVarType.kInteger)
            self._push_all()
            self._whole(highspy.HighsVarType.kContinuous)
        return [at for at in self._left().tolist() if self._alone(at)]

    def _left(self) -> NDArray[np.int64]:
        """List the targets that no two tables show to move."""
        moves = self._least[self._targets] < self._most[self._targets]
        return self._targets[~moves]

    def _push_all(self) -> None:
        random = np.random.default_rng(_SEED)
        idle, sign = 0, 1
        while idle < _IDLE and (left := self._left()).size:
            self._pushed(left, sign * random.uniform(0.5, 1.5, left.size))
            idle = 0 if self._left().size < left.size else idle + 1
            sign = -sign

    def _alone(self, at: int) -> bool:
        """Tell whether one figure has one value only."""
        here, one = np.array([at]), np.ones(1)
        if self._least[at] < self._most[at]:
            return False
        high, low = self._pushed(here, one), -self._pushed(here, -one)
        if floor(high + _NEAR) > ceil(low - _NEAR) and not self._least[at] < self._most[at]:
            self._whole(highspy.HighsVarType.kInteger)
            for weight in (one, -one):
                self._pushed(here, weight)
            self._whole(highspy.HighsVarType.kContinuous)
        return not self._least[at] < self._most[at]

    def _whole(self, kind: highspy.HighsVarType) -> None:
        count = len(self._columns)
        self._model.changeColsIntegrality(count, self._columns, np.full(count, kind))

    def _pushed(self, figures: NDArray[np.int64], weights: Floats) -> float:
        """Push figures as far as they go; note the table where it is one of whole numbers."""
        cost = np.zeros(len(self._columns))
        for at, weight in zip(figures.tolist(), weights.tolist(), strict=True):
            cost[self._terms[at]] -= weight
        self._model.changeColsCost(len(cost), self._columns, cost)
        self._model.run()
        assert self._model.getModelStatus() == highspy.HighsModelStatus.kOptimal
        counts = np.array(self._model.getSolution().col_value)
        whole = np.rint(counts)
        if np.abs(counts - whole).max() < _NEAR:
            sums = np.add.reduceat(whole[self._index], self._start)
            np.minimum(self._least, sums, out=self._least)
            np.maximum(self._most, sums, out=self._most)
        else:
            self._halves = True
        return float(-self._model.getObjectiveValue())

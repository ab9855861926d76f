"""Figures that would be hidden alone in a row, which the rest of it would give away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.protection.proof import Cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.protection.problem import Problem


class Alone:
    """The rows in which all is printed: whoever hides one figure of such a row hides two."""

    def __init__(self, problem: Problem) -> None:
        """Find these rows."""
        system = problem.system
        loose = (system.low < system.high)[system.index]
        self._problem = problem
        self._printed = np.bincount(system.row[loose], minlength=system.rows) == 0
        self._printed &= system.row_low == system.row_high

    def cuts(self, figures: Iterable[int]) -> Iterator[Cut]:
        """Yield what must be hidden beside some figures, should a plan hide them."""
        problem, system = self._problem, self._problem.system
        order, start = system.by_variable
        for target in figures:
            for row in system.row[order[start[target] : start[target + 1]]].tolist():
                if self._printed[row] and problem.may[target]:
                    others = [at for at, _ in system.terms(row) if problem.may[at]]
                    yield Cut(target, tuple(sorted({*others} - {target})), given=True)

"""Leaks to somebody who is counted in a star, and so knows what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.disclosure.insiders import MOST_VALUES
from tiltak_audit.engine.components import components
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.protection.leaks import Audits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.engine.system import Mask, Vector
    from tiltak_audit.protection.problem import Problem
    from tiltak_audit.protection.proof import Cut, Prover

# All that a star must keep against somebody who knows another.
_NOT_EXACT = 2


class Knowing:
    """Audits of a problem against each who knows one star."""

    def __init__(self, problem: Problem, known: Mask) -> None:
        """Take the stars that somebody knows.

        Raises:
            UsageError: There are too many to try.
        """
        system = problem.system
        self._problem = attrs.evolve(problem, needed=np.minimum(problem.needed, _NOT_EXACT))
        self._stars = np.flatnonzero(known & (system.low < system.high)).tolist()
        values = int((system.high - system.low + 1)[self._stars].sum())
        if values > MOST_VALUES:
            raise UsageError(
                _(
                    "--insider all: {n} values of stars are more than can be tried ({most}); give "
                    "fewer months or one report"
                ).format(n=values, most=MOST_VALUES)
            )
        # By star, those that somebody works out from another, whatever is hidden.
        self.lost: dict[int, int] = {}
        self._beyond: set[tuple[int, int]] = set()

    def leaks(
        self, hidden: Mask, targets: Mask, *, first: bool = False
    ) -> Iterator[tuple[Prover, int, Vector, int]]:
        """Yield what leaks, what shows it, and the star that is known; ``first`` ends early."""
        parts = self._parts(hidden)
        for star in self._stars:
            asked = np.zeros_like(targets)
            asked[parts.get(star, ())] = True
            asked &= targets
            asked[[star, *(at for at, by in self._beyond if by == star)]] = False
            if not asked.any():
                continue
            for prover, found in self._scenarios(star, hidden, asked, first=first):
                yield from ((prover, target, rows, star) for target, rows in found)
                if found and first:
                    return

    def cuts(self, hidden: Mask, targets: Mask, may: Mask) -> list[Cut]:
        """Say what any plan must hide one of, and note what no plan helps."""
        found = []
        for prover, target, rows, star in self.leaks(hidden, targets):
            cut = prover.cut(target, rows, may)
            if cut.figures or cut.given:
                found.append(cut)
            else:
                self.lost.setdefault(target, star)
                self._beyond.add((target, star))
        return found

    def _parts(self, hidden: Mask) -> dict[int, Vector]:
        """Give for each variable all that is in its part."""
        system = self._problem.hiding(hidden)
        parts = components(system, propagate(system))
        return {at: part.variables for part in parts for at in part.variables.tolist()}

    def _scenarios(
        self, star: int, hidden: Mask, asked: Mask, *, first: bool
    ) -> Iterator[tuple[Prover, list[tuple[int, Vector]]]]:
        system = self._problem.system
        for value in range(int(system.low[star]), int(system.high[star]) + 1):
            low, high = system.low.copy(), system.high.copy()
            low[star] = high[star] = value
            known = attrs.evolve(self._problem, system=system.bounded(low, high))
            try:
                yield Audits(known).leaks(hidden, asked, first=first)
            except UsageError:
                # No figures fit that value, so nobody knows it.
                continue

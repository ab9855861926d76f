"""The search for the few figures to hide so that the stars of a finding cannot be worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.disclosure.exposure import Remedy
from tiltak_audit.engine.components import components
from tiltak_audit.engine.extreme import extreme
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.solver import Relaxation
from tiltak_audit.engine.system import integers
from tiltak_audit.protection.cover import Cover
from tiltak_audit.protection.leaks import Audits
from tiltak_audit.protection.posing import problem_of
from tiltak_audit.protection.proof import Cut, Prover
from tiltak_audit.protection.wish import Wish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.disclosure.exposure import Leak
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.engine.system import Mask, System, Vector
    from tiltak_audit.protection.problem import Problem

# More figures for the stars of a finding are for a whole plan; so is what takes more audits.
_FIGURES, _ROUNDS = 4, 8


class Remedies:
    """The search in one run, by the proofs and audits of a plan's."""

    def __init__(self, points: Points, attacker: Attacker) -> None:
        """Pose the problem once."""
        self._points = points
        self._problem = problem_of(points, attacker, Wish(), ())
        self._audits = Audits(self._problem)
        self._known = propagate(self._problem.system)

    def found(self, leaks: Sequence[Leak]) -> Remedy | None:
        """Find what protects stars that follow from the print alone, of one finding."""
        joint, of = self._points.joint, self._points.merged.variable
        hidden = np.zeros_like(self._problem.star)
        helped = []
        for leak in leaks:
            some = self._hidden(int(of[joint.variable(leak.exposure.cell)]), leak)
            if some is not None:
                helped.append(leak)
                hidden |= some
        if not helped:
            return None
        figures = [joint.cells(np.flatnonzero(of == at)) for at in np.flatnonzero(hidden)]
        return Remedy(tuple(helped), tuple(map(tuple, figures)))

    def _hidden(self, star: int, leak: Leak) -> Mask | None:
        problem, cover = self._problem, Cover(self._problem.cost)
        hidden, may = np.zeros_like(problem.star), problem.may.copy()
        # The whole is as large as the star makes it: what hiding it does would tell the star.
        may[self._wholes(leak)] = False
        rows = problem.system.rows_with(integers([star]))
        said = map(self._points.joint.said.__getitem__, self._points.rows[rows].tolist())
        away = rows[[one not in leak.proof for one in said]]
        for _ in range(_ROUNDS):
            targets = hidden.copy()
            targets[star] = True
            prover, lost = self._audits.leaks(hidden, targets)
            cuts = [prover.cut(target, rows, may) for target, rows in lost]
            cuts += self._telling(hidden, star, away, may)
            if not cuts:
                return hidden
            if not all(cut.figures for cut in cuts) or not cover.add(cuts):
                return None
            hidden, _bound = cover.chosen()
            if hidden.sum() > _FIGURES:
                return None
        return None

    def _wholes(self, leak: Leak) -> list[int]:
        joint, of = self._points.joint, self._points.merged.variable
        return [
            int(of[joint.variable(term.cell)])
            for identity, period in leak.proof
            for term in identity.terms(period)
            if term.sign > 0
        ]

    def _telling(self, hidden: Mask, star: int, away: Vector, may: Mask) -> list[Cut]:
        """Say what figures must be hidden besides to hide a star whatever it is.

        In what gives it away they must be able to take up one person more and one less, while
        the others that can be worked out stay: else their choice would tell its value. Rows
        that do not give it away do not count.
        """
        problem, stars = self._problem, self._problem.star
        system = problem.hiding(hidden)
        low, high, needed = system.low.copy(), system.high.copy(), problem.needed.copy()
        low[stars], high[stars] = self._known.low[stars], self._known.high[stars]
        low[star] -= problem.months[star]
        high[star] += problem.months[star]
        needed[star] = high[star] - low[star] + 1
        kept = np.ones(system.rows, dtype=bool)
        kept[away] = False
        system = system.bounded(low, high).only(np.flatnonzero(kept))
        bounds = propagate(system)
        prover = Prover(_of_months(problem, needed), hidden, system, bounds)
        rows = integers([])
        if bounds.high[star] - bounds.low[star] == high[star] - low[star]:
            for part in components(system, bounds, wanted=np.arange(system.variables) == star):
                at = int(np.searchsorted(part.variables, star))
                if _apart(part.system, at) < needed[star] - 1:
                    rows = part.rows
            if not rows.size:
                return []
        return [prover.cut(star, rows, may)]


def _apart(system: System, at: int) -> int:
    """Tell how far apart a variable is shown to go."""
    relaxation = Relaxation(system)
    ends = [extreme(system, relaxation, at, sign).witness for sign in (-1, 1)]
    low, high = (int(end[at]) if end is not None else 0 for end in ends)
    return high - low


def _of_months(problem: Problem, needed: Vector) -> Problem:
    """Let every value count, of a mean the sums, too."""
    return attrs.evolve(problem, needed=needed, months=np.ones_like(problem.months))

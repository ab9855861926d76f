"""The cheapest further cell to star so that a star can no longer be worked out."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.disclosure.exposure import Remedy
from tiltak_audit.engine.aliases import linked
from tiltak_audit.engine.components import components
from tiltak_audit.engine.extreme import extreme
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.solver import Relaxation
from tiltak_audit.engine.system import local
from tiltak_audit.model.figure import Count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.disclosure.exposure import Leak
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.engine.system import System, Vector
    from tiltak_audit.identities.identity import Term

# Figures audited anew for one star, and for all stars of a way; each costs a part of an audit.
_TRIES = 2
_TRIES_IN_ALL = 6


class Remedies:
    """The search for remedies in one run; each try looks only at what a star is linked to."""

    def __init__(self, points: Points) -> None:
        """Divide the system into parts that have nothing to do with each other."""
        self._points = points
        self._label = linked(points.merged.system)
        self._parts: dict[int, _Part] = {}

    def found(self, leaks: Sequence[tuple[int, Leak]]) -> Remedy | None:
        """Find the smallest printed count whose suppression protects a star, by a new audit.

        The further star is taken to stand for any count, since it is not below 4. Stars are
        tried in order until one is protected; nothing is given where none of the tries helps.
        """
        tries = (
            (star, leak, term)
            for star, leak in leaks
            if not leak.after
            for term in _candidates(leak)
        )
        joint, variable = self._points.joint, self._points.merged.variable
        for star, leak, term in islice(tries, _TRIES_IN_ALL):
            further = int(variable[joint.variable(term.cell)])
            target = int(variable[star])
            part = self._around(target)
            # What lies outside the part, as where an identity holds it on both sides, moves
            # nothing in it.
            if (
                part.holds(further)
                and part.hides(further, self._row(target, leak))
                and part.opens(target, further)
            ):
                return Remedy(leak, term.cell)
        return None

    def _around(self, target: int) -> _Part:
        """Give the part of the system that a star is linked to."""
        system = self._points.merged.system
        label = int(self._label[system.rows_with(np.array([target]))[0]])
        if label not in self._parts:
            rows = np.flatnonzero(self._label == label)
            variables = np.unique(system.index[system.entries(rows)])
            self._parts[label] = _Part(local(system, rows), variables, rows)
        return self._parts[label]

    def _row(self, target: int, leak: Leak) -> int:
        """Give the row that gives a star away."""
        said = self._points.joint.said
        rows = self._points.merged.system.rows_with(np.array([target])).tolist()
        found: int = next(row for row in rows if said[self._points.rows[row]] in leak.proof)
        return found


@attrs.frozen(eq=False)
class _Part:
    """Rows that are linked to each other, over their own variables.

    Attributes:
        system: The rows.
        variables: The number of each variable in the whole system; rising.
        rows: The number of each row.
    """

    system: System
    variables: Vector
    rows: Vector

    def holds(self, variable: int) -> bool:
        """Tell whether a variable of the whole system is one of the part's."""
        at = int(np.searchsorted(self.variables, variable))
        return at < len(self.variables) and int(self.variables[at]) == variable

    def _freed(self, further: int) -> tuple[System, int]:
        at = int(np.searchsorted(self.variables, further))
        return self.system.freed(np.array([at])), at

    def hides(self, further: int, row: int) -> bool:
        """Tell whether, but for the row that gives a star away, a figure could lie either way.

        Then it hides the star whatever the star is, so that the remedy does not tell its value.
        """
        system, at = self._freed(further)
        others = np.flatnonzero(self.rows != row)
        # What follows from the rows around it is enough; ``opens`` looks at everything.
        bounds = propagate(system.only(others), np.array([at]))
        lower, higher = self.system.low[at], self.system.high[at]
        return bool(bounds.low[at] < lower and higher < bounds.high[at])

    def opens(self, target: int, further: int) -> bool:
        """Tell whether a star is shown to have two values once a further figure is unknown."""
        system, _ = self._freed(further)
        at = int(np.searchsorted(self.variables, target))
        bounds = propagate(system)
        if not bounds.free[at]:
            return False
        for part in components(system, bounds):
            here = np.flatnonzero(part.variables == at)
            if here.size:
                relaxation = Relaxation(part.system)
                ends = [extreme(part.system, relaxation, int(here[0]), sign) for sign in (1, -1)]
                values = {int(end.witness[here[0]]) for end in ends if end.witness is not None}
                return len(values) > 1
        return True


def _candidates(leak: Leak) -> Iterator[Term]:
    """List the printed parts of the proof, the smallest first.

    Not the whole, whose size tells, beside its parts, what the star is.
    """
    for identity, period in leak.proof:
        terms = identity.terms(period)
        printed = [t for t in terms if t.sign < 0 and isinstance(t.cell.figure, Count)]
        yield from sorted(printed, key=lambda t: (t.cell.persons.low, t.cell.row.line))[:_TRIES]

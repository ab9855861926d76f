"""The cheapest further cell to star so that a star can no longer be worked out."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.disclosure.exposure import Remedy
from tiltak_audit.engine.components import components
from tiltak_audit.engine.extreme import extreme
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.solver import Relaxation
from tiltak_audit.identities.identity import MeanOfMonths
from tiltak_audit.identities.system import NO_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.disclosure.exposure import Leak
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.identities.identity import Term

# Figures audited anew for one star, and for all stars of a way; each costs a part of an audit.
_TRIES = 2
_TRIES_IN_ALL = 6


def remedies_of(points: Points, leaks: Sequence[tuple[int, Leak]]) -> tuple[Remedy, ...]:
    """Find the smallest printed count whose suppression protects a star, by a new audit.

    The further star is taken to stand for any count, since it is not below 4. Stars are tried
    in order until one is protected; nothing is given where none of the tries helps.
    """
    tries = (
        (star, leak, term) for star, leak in leaks if not leak.after for term in _candidates(leak)
    )
    for star, leak, term in islice(tries, _TRIES_IN_ALL):
        further = points.joint.variable(term.series, term.column)
        target = int(points.merged.variable[star])
        if _protects(points, int(points.merged.variable[further]), target):
            return (Remedy(leak, term.series, term.column),)
    return ()


def _candidates(leak: Leak) -> Iterator[Term]:
    """List the printed figures of the proof, the smallest first."""
    for identity, period in leak.proof:
        terms = list(
            identity.terms() if isinstance(identity, MeanOfMonths) else identity.terms(period)
        )
        printed = [term for term in terms if not term.series.stars[term.column]]
        yield from sorted(printed, key=lambda t: (t.series.low[t.column], t.series.row.line))[
            :_TRIES
        ]


def _protects(points: Points, further: int, target: int) -> bool:
    """Tell whether a star is shown to have two values once a further figure is unknown."""
    system = points.merged.system
    low, high = system.low.copy(), system.high.copy()
    low[further], high[further] = 0, NO_LIMIT
    bounds = propagate(system.bounded(low, high))
    if not bounds.free[target]:
        return False
    for part in components(system, bounds):
        here = np.flatnonzero(part.variables == target)
        if here.size:
            relaxation = Relaxation(part.system)
            ends = [extreme(part.system, relaxation, int(here[0]), sign) for sign in (1, -1)]
            values = {int(end.witness[here[0]]) for end in ends if end.witness is not None}
            return len(values) > 1
    return True

"""Shares of stars held against the sums of the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.disclosure.against_sums import AgainstSums
from tiltak_audit.disclosure.disclose import within
from tiltak_audit.engine.conflict import core_of
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.refutation import refutation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tiltak_audit.disclosure.exposure import Disclosure
    from tiltak_audit.disclosure.narrowed import Narrowed
    from tiltak_audit.engine.system import System, Vector
    from tiltak_audit.suspects.belief import Belief


def contradictions(
    belief: Belief, disclosure: Disclosure, narrowed: Mapping[int, Narrowed]
) -> Iterator[AgainstSums]:
    """Yield shares of stars that contradict sums, with a smallest set of sums.

    Only where all follows from what is printed: nothing where an attacker takes stars for less
    than they may be, or where figures are hidden beside stars, which are anything.

    Args:
        belief: The figures and identities of all reports, as far as they are believed.
        disclosure: What was found of the stars.
        narrowed: The stars of which shares leave fewer values, see ``narrowed_by_share``.
    """
    points, joint = disclosure.points, belief.joint
    if points is None or joint.secondary.any():
        return
    if (points.most < joint.star_high)[joint.star].any():
        return
    left = dict(narrowed)
    while left:
        system = within(belief.system, ((star, one.left) for star, one in left.items()))
        cores = cores_of(system)
        for core in cores:
            some = [left.pop(star) for star in sorted(variables_of(system, core) & left.keys())]
            beside = dict.fromkeys(other for one in some for other in one.beside)
            said = tuple(joint.said[row] for row in belief.rows[core].tolist())
            yield AgainstSums(tuple(one.share for one in some), tuple(beside), said)
        if not cores:
            return


def cores_of(system: System) -> tuple[Vector, ...]:
    """Give minimal sets of rows that have no solution."""
    bounds = propagate(system)
    return (core_of(system, bounds),) if bounds.conflict else refutation(system, bounds)


def variables_of(system: System, rows: Vector) -> set[int]:
    """Give the variables that some rows speak of."""
    return set(system.index[system.entries(rows)].tolist())

"""How the stars that can be worked out are: the identity that gives each away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.disclosure.exposure import Leak, Spill, Way
from tiltak_audit.engine.derive import derive
from tiltak_audit.engine.system import integers
from tiltak_audit.identities.identity import Law, MeanOfMonths

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.disclosure.exposure import Exposure
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.engine.derive import Derived
    from tiltak_audit.engine.system import System
    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.model.report import Report

# Terms of an identity that makes two figures one.
_PAIR = 2


def spills_of(
    points: Points,
    recoverable: dict[int, tuple[Exposure, System]],
    outside: Sequence[int] = (),
) -> tuple[Spill, ...]:
    """Explain every star that can be worked out, and group by how.

    Stars are keyed by their variable, each with the system in which it can be worked out; those
    ``outside`` only with figures of other reports.
    """
    systems = dict.fromkeys(system for _, system in recoverable.values())
    derived = {system: derive(system) for system in systems}
    without = frozenset(outside)
    groups: dict[tuple[object, ...], list[tuple[int, Leak]]] = {}
    for star, (one, system) in recoverable.items():
        leak = _leak(points, star, one, derived[system])
        laws = (identity.law for identity, _ in leak.proof)
        key = (one.cell.report.path, one.secondary, star in without, leak.way, *laws)
        groups.setdefault(key, []).append((star, leak))
    spills = []
    for members in groups.values():
        # A star that follows from the print alone shows the way better than one that follows
        # later.
        members.sort(key=lambda member: member[1].after)
        if members[0][1].way is Way.TOGETHER:
            members[0] = _proved(points, members[0], recoverable)
        by = _others(points, members, recoverable) if members[0][0] in without else ()
        spills.append(_spill([leak for _, leak in members], by))
    return tuple(sorted(spills, key=lambda spill: spill.leaks[0].after))


def _others(
    points: Points,
    members: list[tuple[int, Leak]],
    recoverable: dict[int, tuple[Exposure, System]],
) -> tuple[Report, ...]:
    """List the other reports that stars are worked out from, at once or by what went before."""
    own = members[0][1].exposure.cell.report
    proofs = [one for _, leak in members for one in leak.proof]
    for some in (proofs, _proved(points, members[0], recoverable)[1].proof):
        if others := _beside(own, some):
            return others
    # A figure that another file prints, too, is known before anything follows from it.
    base, system = points.joint.base, points.joint.system
    rows = {base[one.row]: one for identity, _ in proofs for one in identity.rows}
    near = [at + column for at, one in rows.items() for column in range(len(one.low))]
    linked = system.rows_with(integers([members[0][0], *near]))
    return _beside(own, [points.joint.said[row] for row in linked[points.kept[linked]].tolist()])


def _beside(own: Report, proofs: Iterable[tuple[Identity, str]]) -> tuple[Report, ...]:
    """List the reports that identities speak of beside one."""
    rows = (series for identity, _ in proofs for series in identity.rows)
    return tuple(dict.fromkeys(one.report for one in rows if one.report is not own))


def _proved(
    points: Points, member: tuple[int, Leak], recoverable: dict[int, tuple[Exposure, System]]
) -> tuple[int, Leak]:
    """Prove by the fewest identities that a star can be worked out from several together."""
    from tiltak_audit.engine.entailed import entailed_by

    star, leak = member
    exposure, system = recoverable[star]
    rows = entailed_by(system, int(points.merged.variable[star]), exposure.interval.low)
    proof = tuple(points.joint.said[points.rows[row]] for row in rows)
    return star, attrs.evolve(leak, proof=proof)


def _spill(leaks: list[Leak], by: tuple[Report, ...]) -> Spill:
    first = leaks[0]
    law = None if first.way is Way.TOGETHER else first.proof[0][0].law
    return Spill(first.way, law, tuple(leaks), by=by)


def _leak(points: Points, star: int, exposure: Exposure, derived: Derived) -> Leak:
    variable = points.merged.variable[star]
    system, row = points.merged.system, int(derived.row[variable])
    # What another file prints of the same figure comes before all that follows from it.
    printed = system.low[variable] == system.high[variable]
    if not printed and row >= 0 and _holds(points, int(points.rows[row]), star):
        proof = points.joint.said[points.rows[row]]
        alone = bool(derived.alone[variable])
        return Leak(exposure, _way(proof[0], alone=alone), (proof,), bool(derived.later[variable]))
    # Another figure that must be equal follows from that row, or, for a mean, its months do.
    linked = points.joint.system.rows_with(np.array([star]))
    for at in linked[points.kept[linked]].tolist():
        proof = points.joint.said[at]
        links = len(points.joint.system.terms(at)) == _PAIR and proof[0].law is not Law.RESTATED
        of_mean = isinstance(proof[0], MeanOfMonths) and points.joint.mean[star]
        if of_mean or links:
            return Leak(exposure, _way(proof[0], alone=True), (proof,), after=True)
    return Leak(exposure, Way.TOGETHER, (), after=True)


def _holds(points: Points, row: int, star: int) -> bool:
    """Tell whether an identity is about a star, in any of its printings."""
    system = points.joint.system
    here = system.index[system.start[row] : system.start[row + 1]]
    return bool((points.point[here] == star).any())


def _way(identity: Identity, *, alone: bool) -> Way:
    if isinstance(identity, MeanOfMonths):
        return Way.MEAN
    return Way.ONLY_STAR if alone else Way.NO_CHOICE

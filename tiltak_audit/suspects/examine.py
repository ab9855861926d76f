"""A run's identities held together: what explains the violated ones, and what else conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.conflict import core_of
from tiltak_audit.engine.system import integers
from tiltak_audit.identities.printed import printed_of
from tiltak_audit.suspects.belief import Belief, believed
from tiltak_audit.suspects.damage import Damage
from tiltak_audit.suspects.locate import Locator
from tiltak_audit.suspects.suspect import Located, Search

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.engine.system import Vector
    from tiltak_audit.identities.printed import Printed
    from tiltak_audit.identities.system import Joint

# Cases that are looked into, the largest report of wrong figures that a person can use.
_MOST_CASES = 60

# Joint conflicts that are told.
_MOST_CONFLICTS = 20


@attrs.frozen(eq=False)
class Root:
    """One root cause.

    Attributes:
        cases: The cases it explains, by number; none for a joint conflict.
        rows: The rows of the system that prove it.
        located: What may be wrong.
    """

    cases: tuple[int, ...]
    rows: tuple[int, ...]
    located: Located


@attrs.frozen(eq=False)
class Examined:
    """What holding everything together gives.

    Attributes:
        roots: Every case in one root; those of several cases bear all of them.
        conflicts: Identities that hold alone and cannot hold together.
        belief: What is left to believe.
        capped: Whether there may be more conflicts than are listed.
    """

    roots: tuple[Root, ...]
    conflicts: tuple[Root, ...]
    belief: Belief
    capped: bool = False


def examined(joint: Joint, cases: Sequence[Sequence[tuple[int, str]]]) -> Examined:
    """Explain cases of violated identities, and look for conflicts among the others.

    An identity is named by its ``id`` and period. Figures under suspicion are taken as unknown,
    so that one wrong figure never gives a second conflict.
    """
    belief = believed(joint)
    if not cases:
        return _conflicts(belief) if belief.bounds.conflict else Examined((), (), belief)
    printed = printed_of(joint)
    rows = [[printed.number[name] for name in case] for case in cases]
    roots = _roots(printed, rows)
    doubted = _doubted(printed, roots)
    dropped = [row for case in rows for row in case if row < joint.system.rows]
    found = _conflicts(belief.without(doubted, integers(dropped)))
    return attrs.evolve(found, roots=roots)


def _roots(printed: Printed, rows: list[list[int]]) -> tuple[Root, ...]:
    """Try single figures, then damage, then few figures."""
    locator = Locator(printed, rows, printed.joint.star)
    order = range(len(rows))
    located = {at: locator.locate(at, 1) for at in order[:_MOST_CASES]}
    located |= {at: Located(search=Search.SKIPPED) for at in order[_MOST_CASES:]}
    roots = []
    for cases, one in _damage(printed, rows, located):
        roots.append(Root(cases, tuple(row for case in cases for row in rows[case]), one))
        for case in cases:
            del located[case]
    for at, one in located.items():
        if not one.explanations and one.search is Search.DONE:
            located[at] = locator.locate(at)
    roots += [Root((at,), tuple(rows[at]), one) for at, one in located.items()]
    return tuple(sorted(roots, key=lambda root: root.cases))


def _damage(
    printed: Printed, rows: list[list[int]], located: dict[int, Located]
) -> Iterator[tuple[tuple[int, ...], Located]]:
    """Yield the damage that explains several cases, or one that no single figure does."""
    if len(rows) == 1 and located[0].explanations:
        return
    for cases, one in Damage(printed, dict(enumerate(rows))).found():
        if len(cases) > 1 or not located[cases[0]].explanations:
            yield cases, one


def _doubted(printed: Printed, roots: Sequence[Root]) -> Vector:
    """List the figures under suspicion; of a root without suspects, all that it speaks of."""
    doubted: list[int] = []
    for root in roots:
        if root.located.explanations:
            doubted += [
                printed.variable(suspect.cell.series, suspect.cell.column)
                for suspect, _ in root.located.suspects
            ]
        else:
            doubted += printed.counts(integers(root.rows)).tolist()
    return np.unique(integers(doubted))


def _conflicts(belief: Belief) -> Examined:
    """Find conflicts one after the other, each time taking the last one's figures as unknown."""
    found: list[Root] = []
    while belief.bounds.conflict:
        if len(found) == _MOST_CONFLICTS:
            return Examined((), tuple(found), belief, capped=True)
        core = belief.rows[core_of(belief.system, belief.bounds)]
        found.append(Root((), tuple(core.tolist()), Located()))
        system = belief.joint.system
        figures = np.unique(system.index[system.entries(core)])
        belief = belief.without(figures[~belief.joint.star[figures]], core)
    return Examined((), tuple(found), belief)

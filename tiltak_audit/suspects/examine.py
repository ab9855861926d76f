"""A run's identities held together: what explains the violated ones, and what else conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.engine.system import integers, unique
from tiltak_audit.identities.identity import Balance, Law
from tiltak_audit.identities.system import joint_of
from tiltak_audit.suspects.belief import Belief, believed
from tiltak_audit.suspects.suspect import (
    LOST,
    Cause,
    Certainty,
    Explanation,
    Located,
    Search,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.engine.system import Vector
    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.identities.printed import Printed
    from tiltak_audit.identities.system import Joint
    from tiltak_audit.model.report import Report

# Cases that are looked into, the largest report of wrong figures that a person can use.
_MOST_CASES = 60

# A sum that falls short in so many periods has lost a row; where reading remarked on damage, one
# that does so in all of them.
_MANY_PERIODS = 3

_ROW_LOST = Explanation((), Certainty.LIKELY, Cause.ROW_LOST)
_ROWS_LOST = Explanation((), Certainty.LIKELY, Cause.ROWS_LOST)

# No row counts so many times as many persons as the largest one that is printed.
_MOST_OF_ONE_ROW = 10

# Joint conflicts that are told.
_MOST_CONFLICTS = 20


@attrs.frozen(eq=False, repr=False)
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


@attrs.frozen(eq=False, repr=False)
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

    @property
    def joint(self) -> Joint:
        """Give the figures and identities of the run."""
        return self.belief.joint

    def said(self, root: Root) -> list[tuple[Identity, str]]:
        """List the identities and periods that prove a conflict."""
        return [self.joint.said[row] for row in root.rows]


def examined(
    identities: Iterable[Identity],
    cases: Sequence[Sequence[tuple[Identity, str]]],
    reports: Iterable[Report] = (),
) -> Examined:
    """Explain cases of violated identities, and look for conflicts among the others.

    Figures under suspicion are taken as unknown, so that one wrong figure never gives a second
    conflict. Conflicts are those that propagation sees; ``solved`` finds the rest. The stars of
    the reports are part of the system even where no identity speaks of them.
    """
    joint = joint_of(identities, reports)
    belief = believed(joint)
    if not cases:
        return _conflicting(Examined((), (), belief))
    printed = joint.printed
    number = {name: row for row, name in enumerate(printed.said)}
    rows = [[number[name] for name in case] for case in cases]
    roots = _roots(printed, rows)
    dropped = [row for case in rows for row in case if row < joint.system.rows]
    dropped += _short_of_a_row(printed, roots)
    return _conflicting(
        Examined(roots, (), belief.without(_doubted(printed, roots), integers(dropped)))
    )


def solved(known: Examined) -> Examined:
    """Look for conflicts that only the exact solver sees."""
    from tiltak_audit.engine.refutation import refutation

    belief = known.belief
    if known.capped or belief.bounds.conflict:
        return known
    cores = [
        belief.rows[core] for core in refutation(belief.system, belief.bounds, belief.joint.place)
    ]
    if not cores:
        return known
    # Each round believes fewer rows, so the rounds end.
    return solved(_conflicting(_with_conflicts(known, cores)))


def _roots(printed: Printed, rows: list[list[int]]) -> tuple[Root, ...]:
    """Try single figures, then damage, then few figures."""
    from tiltak_audit.suspects.locate import Locator

    locator = Locator(printed, rows)
    order = range(len(rows))
    located = {
        at: _total_lost(printed, rows[at]) or locator.locate(at, 1) for at in order[:_MOST_CASES]
    }
    located |= {at: Located(search=Search.SKIPPED) for at in order[_MOST_CASES:]}
    roots = []
    for cases, one in _damage(printed, rows, located):
        roots.append(Root(cases, tuple(row for case in cases for row in rows[case]), one))
        for case in cases:
            del located[case]
    for at, one in located.items():
        if not one.explanations and one.search is Search.DONE:
            lost = _lost(printed, rows[at])
            located[at] = Located((lost,)) if lost else locator.locate(at)
    if any(not one.explanations for one in located.values()):
        # Where some case has no explanation, prints are wrong that no one suspects; a single
        # identity is then too little to be certain.
        located |= {at: one.unsure() for at, one in located.items() if len(rows[at]) == 1}
    roots += [Root((at,), tuple(rows[at]), one) for at, one in located.items()]
    return tuple(sorted(roots, key=lambda root: root.cases))


def _total_lost(printed: Printed, rows: list[int]) -> Located | None:
    """Tell whether all that is broken is a sum of which the whole is not printed."""
    identity, *others = {printed.said[row][0] for row in rows}
    if others or not isinstance(identity, Balance) or identity.whole:
        return None
    return Located((_ROW_LOST,))


def _lost(printed: Printed, rows: list[int]) -> Explanation | None:
    """Tell whether the parts of one sum fall short of it in many periods, and nothing else."""
    identity, *others = {printed.said[row][0] for row in rows}
    if others:
        return None
    if identity.law is not Law.COLUMN_SUM or not isinstance(identity, Balance):
        return None
    if len(rows) < min(_MANY_PERIODS, len(identity.periods)):
        return None
    least, _ = printed.system.activity(printed.system.low, printed.system.high)
    off = [int(least[row] - printed.system.row_high[row]) for row in rows]
    if min(off) <= 0:
        return None
    from tiltak_audit.suspects.gap import rows_lost_by_all

    whole = identity.whole[0]
    known = rows_lost_by_all(whole.report, whole.table)
    damaged = bool(identity.parts and identity.parts[0].report.notices)
    if len(rows) < _MANY_PERIODS and not (damaged or known):
        return None
    largest = max(
        (
            figure.interval.high
            for row in whole.table.rows
            for figure in row.figures
            if not figure.interval.unbounded
        ),
        default=0,
    )
    # Where all other tables have one row more, it may be the one that counts almost everybody.
    several = known > 1 or (not known and max(off) > _MOST_OF_ONE_ROW * largest)
    return _ROWS_LOST if several else _ROW_LOST


def _damage(
    printed: Printed, rows: list[list[int]], located: dict[int, Located]
) -> list[tuple[tuple[int, ...], Located]]:
    """Give the damage that explains several cases, or one that no single figure does."""
    explained = {at for at, one in located.items() if one.explanations}
    sure = {at for at in explained if located[at].explanations[0].certainty is Certainty.CERTAIN}
    # Figures that are certain one by one did not change places.
    if len(sure) == len(rows) or (len(explained) == len(rows) and len(rows) - len(sure) == 1):
        return []
    from tiltak_audit.suspects.damage import Damage

    return Damage(printed, dict(enumerate(rows)), explained).found()


def _short_of_a_row(printed: Printed, roots: Sequence[Root]) -> list[int]:
    """List the sums that a lost row makes untrue, also in months in which they happen to hold."""
    tables = {
        part.table
        for root in roots
        for one in root.located.explanations
        if one.cause in LOST
        for row in root.rows
        for identity, _ in [printed.said[row]]
        if isinstance(identity, Balance) and identity.whole
        for part in identity.parts
    }
    return [
        row
        for row, (identity, _) in enumerate(printed.joint.said)
        if isinstance(identity, Balance)
        and identity.law is not Law.RESTATED
        and tables.intersection(part.table for part in identity.parts)
    ]


def _doubted(printed: Printed, roots: Sequence[Root]) -> Vector:
    """List the figures under suspicion; of a root without suspects, all that it speaks of."""
    doubted: list[int] = []
    for root in roots:
        if root.located.suspects:
            doubted += [printed.joint.variable(one.cell) for one, _ in root.located.suspects]
        else:
            doubted += printed.counts(integers(root.rows)).tolist()
    return unique(integers(doubted))


def _conflicting(known: Examined) -> Examined:
    """Find conflicts one after the other, each time taking the last one's figures as unknown."""
    if not known.belief.bounds.conflict:
        return _weighed(known)
    from tiltak_audit.engine.conflict import core_of

    while known.belief.bounds.conflict:
        if len(known.conflicts) >= _MOST_CONFLICTS:
            return _weighed(attrs.evolve(known, capped=True))
        belief = known.belief
        core = belief.rows[core_of(belief.system, belief.bounds)]
        known = _with_conflicts(known, [core])
    return _weighed(known)


def _with_conflicts(known: Examined, cores: list[Vector]) -> Examined:
    """Add conflicts, and believe neither their rows nor their figures."""
    belief, system = known.belief, known.belief.joint.system
    for core in cores:
        figures = unique(system.index[system.entries(core)])
        belief = belief.without(figures[~belief.joint.star[figures]], core)
    roots = [Root((), tuple(core.tolist()), Located()) for core in cores]
    return attrs.evolve(known, conflicts=(*known.conflicts, *roots), belief=belief)


def _weighed(known: Examined) -> Examined:
    """Look for single figures that explain the conflicts."""
    if not known.conflicts:
        return known
    from tiltak_audit.suspects.locate import Locator

    printed = known.joint.printed
    rows = [root.rows for root in (*known.roots, *known.conflicts)]
    locator = Locator(printed, rows)
    first = len(known.roots)
    weighed = [
        attrs.evolve(root, located=locator.weigh(first + at))
        for at, root in enumerate(known.conflicts)
    ]
    return attrs.evolve(known, conflicts=tuple(weighed))

"""The figures of two editions that are taken as one: nothing about them was revised.

A month of a later edition may count other persons, and a star does not show that it does. So a
star is taken as the same count in both editions only where a sum that it stands in vouches for it.
Nobody can know that two revisions within such a sum did not cancel out; whoever reads both
editions takes it for granted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.system import integers
from tiltak_audit.identities.identity import Balance, Law, MeanOfMonths, shared_periods
from tiltak_audit.identities.vouched import shared_of, vouched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.editions.changes import Revisions
    from tiltak_audit.engine.system import Mask, Vector
    from tiltak_audit.identities.system import Joint


@attrs.frozen(eq=False, repr=False)
class Unrevised:
    """Several editions as one system.

    Attributes:
        joint: Their figures and identities, and last the equalities of editions.
        before: For each figure the same one of the edition before; -1 where there is none.
        links: Which rows are those equalities.
        beside: For each figure of a row that an older edition leaves out of a sum that is the same,
            the whole of that sum there; else -1.
    """

    joint: Joint
    before: Vector
    links: Mask
    beside: Vector


def unrevised(joint: Joint, revisions: Iterable[Revisions], *, zero: bool = True) -> Unrevised:
    """Link the stars that were not revised from edition to edition.

    ``zero`` tells that a row which a table leaves out counts nobody.
    """
    before, beside = (np.full(joint.system.variables, -1) for _what in range(2))
    found = np.zeros(joint.system.variables, dtype=bool)
    for one in revisions:
        shared = shared_of(joint, one, zero=zero)
        known = vouched(joint, shared)
        before = np.where(shared.before >= 0, shared.before, before)
        beside = np.where(known.beside >= 0, known.beside, beside)
        found |= known.figures
    linked = np.flatnonzero(found | _means(joint, before, found))
    pairs = np.stack([linked, before[linked]], axis=1)
    said = list(_said(joint, pairs))
    system = joint.system
    index = np.concatenate([system.index, pairs.reshape(-1)])
    none = np.zeros(len(linked), dtype=np.int64)
    grown = attrs.evolve(
        system,
        start=np.concatenate([system.start, system.start[-1] + 2 * np.arange(1, len(linked) + 1)]),
        index=index,
        coefficient=np.concatenate([system.coefficient, np.tile(integers([1, -1]), len(linked))]),
        row_low=np.concatenate([system.row_low, none]),
        row_high=np.concatenate([system.row_high, none]),
    )
    links = np.arange(grown.rows) >= system.rows
    whole = attrs.evolve(joint, system=grown, said=(*joint.said, *said))
    return Unrevised(whole, before, links, beside)


def side_by_side(one: Joint, other: Joint) -> Joint:
    """Put two systems that share nothing side by side, the first one's variables first."""
    here, there = one.system, other.system
    return attrs.evolve(
        one,
        system=attrs.evolve(
            here,
            low=np.concatenate([here.low, there.low]),
            high=np.concatenate([here.high, there.high]),
            start=np.concatenate([here.start, here.start[-1] + there.start[1:]]),
            index=np.concatenate([here.index, here.variables + there.index]),
            coefficient=np.concatenate([here.coefficient, there.coefficient]),
            row_low=np.concatenate([here.row_low, there.row_low]),
            row_high=np.concatenate([here.row_high, there.row_high]),
        ),
        series=one.series + other.series,
        first=np.concatenate([one.first, one.first[-1] + other.first[1:]]),
        said=one.said + other.said,
        mean=np.concatenate([one.mean, other.mean]),
        star=np.concatenate([one.star, other.star]),
        base=one.base | {row: here.variables + at for row, at in other.base.items()},
    )


def _means(joint: Joint, before: Vector, linked: Mask) -> Mask:
    """Tell which means of the same months are the same, since all of these are."""
    system = joint.system
    low, high = (
        np.maximum(system.low, system.low[before]),
        np.minimum(system.high, system.high[before]),
    )
    may = (before >= 0) & (low <= high)
    same = linked | (may & (system.low == system.high)) | joint.mean
    rows = [isinstance(one, MeanOfMonths) for one, _ in joint.said]
    whole = np.logical_and.reduceat((same & may)[system.index], system.start[:-1])
    entries = system.index[system.entries(np.flatnonzero(np.array(rows, dtype=bool) & whole))]
    found = np.zeros(system.variables, dtype=bool)
    found[entries[joint.mean[entries]]] = True
    return found


def _said(joint: Joint, pairs: Vector) -> Iterator[tuple[Balance, str]]:
    """Say of each link what it equates, one identity for two rows."""
    rows = np.searchsorted(joint.first, pairs, side="right") - 1
    columns = pairs[:, 0] - joint.first[rows[:, 0]]
    known: dict[tuple[int, int], Balance] = {}
    for (new, old), column in zip(rows.tolist(), columns.tolist(), strict=True):
        if (new, old) not in known:
            here, there = joint.series[new], joint.series[old]
            known[new, old] = Balance(
                Law.UNREVISED, (here,), (there,), shared_periods((here, there))
            )
        yield known[new, old], joint.series[new].periods[column]

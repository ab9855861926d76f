"""The parts of a system that have nothing to do with each other once fixed variables are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.aliases import labels
from tiltak_audit.engine.system import System, offsets, unique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.engine.propagate import Bounds
    from tiltak_audit.engine.system import Mask, Vector


# Variables of parts that are solved together sooner than one by one.
SMALL = 200


@attrs.frozen(eq=False, repr=False)
class Component:
    """Free variables that rows link, and those rows with what is fixed subtracted.

    Attributes:
        system: Over the component's own variables, within their propagated bounds; rows
            ``divided``.
        variables: For each of them, its number in the whole system; rising.
        rows: For each row, its number in the whole system; rising.
    """

    system: System
    variables: Vector
    rows: Vector


def components(
    system: System, bounds: Bounds, together: int = 0, wanted: Mask | None = None
) -> Iterator[Component]:
    """Split a system over propagated bounds; variables that no row binds are in none.

    Parts of fewer variables than ``together`` are taken together, until there are as many. Where
    some variables are ``wanted``, only parts that hold one of them are given.
    """
    free = bounds.free
    entries = np.flatnonzero(free[system.index])
    if not entries.size:
        return
    row, index, factor = system.row[entries], system.index[entries], system.coefficient[entries]
    fixed = system.sums(np.where(free, 0, bounds.low))
    firsts = np.flatnonzero(np.diff(row, prepend=-1))
    # Every entry is linked to the first of its row, which links the row.
    leader = index[np.repeat(firsts, np.diff(np.append(firsts, len(row))))]
    label = labels(system.variables, np.stack([index, leader], axis=1))
    if wanted is not None:
        asked = np.zeros(system.variables, dtype=bool)
        asked[label[wanted]] = True
        kept = asked[label[index]]
        if not kept.any():
            return
        row, index, factor = row[kept], index[kept], factor[kept]
        firsts = np.flatnonzero(np.diff(row, prepend=-1))
    if together:
        label = _together(label, index, together)
    rows, of_row = row[firsts], label[index[firsts]]
    local = np.zeros(system.variables, dtype=np.int64)
    lengths = np.diff(np.append(firsts, len(row)))
    at_entry = np.repeat(of_row, lengths)
    bound = np.zeros(system.variables, dtype=bool)
    bound[index] = True
    members, groups = _grouped(label, np.flatnonzero(bound))
    row_at, _ = _grouped(of_row, np.arange(len(rows)))
    entry_at, _ = _grouped(at_entry, np.arange(len(row)))
    for group in groups:
        variables, here, parts = members[group], row_at[group], entry_at[group]
        local[variables] = np.arange(len(variables))
        yield Component(
            divided(
                System(
                    bounds.low[variables],
                    bounds.high[variables],
                    offsets(lengths[here]),
                    local[index[parts]],
                    factor[parts],
                    system.row_low[rows[here]] - fixed[rows[here]],
                    system.row_high[rows[here]] - fixed[rows[here]],
                )
            ),
            variables,
            rows[here],
        )


def _together(label: Vector, bound: Vector, size: int) -> Vector:
    """Give small parts that follow each other the label of the first of them."""
    names, count = np.unique(label[unique(bound)], return_counts=True)
    small = np.flatnonzero(count < size)
    if len(small) < 2:  # noqa: PLR2004  with another one
        return label
    turn = np.cumsum(count[small]) // size
    first = np.flatnonzero(np.diff(turn, prepend=-1))
    renamed = np.arange(len(label))
    renamed[names[small]] = names[small[np.repeat(first, np.diff(np.append(first, len(small))))]]
    return renamed[label]


def divided(system: System) -> System:
    """Divide each row by the greatest common divisor of its coefficients.

    The sum of what is left is a whole number, so its bounds move in to the next ones; a row
    whose lower bound then exceeds the upper cannot hold. Every row must have terms.
    """
    common = np.gcd.reduceat(np.abs(system.coefficient), system.start[:-1])
    if (common == 1).all():
        return system
    return attrs.evolve(
        system,
        coefficient=system.coefficient // common[system.row],
        row_low=-(-system.row_low // common),
        row_high=system.row_high // common,
    )


def _grouped(label: Vector, things: Vector) -> tuple[dict[int, Vector], list[int]]:
    """Group things by their label: the members of each, and the labels in order."""
    order = things[np.argsort(label[things], kind="stable")]
    names, first = np.unique(label[order], return_index=True)
    parts = np.split(order, first[1:])
    return dict(zip(names.tolist(), parts, strict=True)), names.tolist()

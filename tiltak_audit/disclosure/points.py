"""The figures of a run as an attacker sees them: points, each once, over a merged system."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.disclosure.attacker import MissingRows, PrintedRows
from tiltak_audit.engine.aliases import labels, merged
from tiltak_audit.engine.most import MOST
from tiltak_audit.engine.system import unique
from tiltak_audit.identities.identity import Balance, Law
from tiltak_audit.model.mean import window
from tiltak_audit.model.report import TOTAL
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.engine.aliases import Merged
    from tiltak_audit.engine.system import Mask, System, Vector
    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.identities.series import Series
    from tiltak_audit.identities.system import Joint
    from tiltak_audit.model.figure import Figure
    from tiltak_audit.model.interval import Interval
    from tiltak_audit.model.mean import Rounding
    from tiltak_audit.model.report import Report, Table
    from tiltak_audit.suspects.belief import Belief


class Points(Record):
    """What the attacker works with.

    Attributes:
        joint: The figures and identities.
        merged: Its system within the attacker's bounds, equal figures made one variable.
        rows: For each merged row, the row of ``joint``.
        kept: Which rows of ``joint`` are believed.
        point: For each of its variables, the first printing of the same figure.
        stars: The first printing of every starred point, as variables of ``joint``.
        block: For each merged variable, a number of the printed row it first stands in.
        position: Its column there.
        least: For each variable of ``joint``, the least count that the attacker takes a star for.
        most: The largest.
    """

    joint: Joint
    merged: Merged
    rows: Vector
    kept: Mask
    point: Vector
    stars: Vector
    block: Vector
    position: Vector
    least: Vector
    most: Vector


def points_of(belief: Belief, attacker: Attacker) -> Points:
    """Prepare the system: what is believed, within the attacker's bounds."""
    joint = belief.joint
    system = _rows(joint, attacker, _bounds(joint, attacker, belief.freed))
    one = merged(system.only(belief.rows))
    _, first = np.unique(one.variable, return_index=True)
    block = np.searchsorted(joint.first, first, side="right") - 1
    point = _points(joint, ~belief.dropped)
    printed = unique(point)
    stars = printed[joint.star[printed]]
    return Points(
        joint,
        one,
        belief.rows[one.row],
        ~belief.dropped,
        point,
        stars,
        block,
        first - joint.first[block],
        *_taken_for(joint, attacker),
    )


def _bounds(joint: Joint, attacker: Attacker, freed: Mask) -> System:
    """Give every figure the values that the attacker takes for possible."""
    low, high = joint.system.low.copy(), joint.system.high.copy()
    least, most = _taken_for(joint, attacker)
    low[joint.star], high[joint.star] = least[joint.star], most[joint.star]
    limit = _limit(joint, attacker)
    nonzero = attacker.printed is PrintedRows.NONZERO
    # Most means are stars, and of few kinds.
    known: dict[tuple[Figure, int, Rounding, int], Interval] = {}
    lows, highs = [], []
    means = [one for one in joint.series if one.table.columns.mean]
    for one, most in zip(means, limit[joint.mean].tolist(), strict=True):
        said = one.row.figures[0], one.months, attacker.rounding_of(one), most
        if said not in known:
            known[said] = window(*said)
        sums = known[said]
        lows.append(max(sums.low, int(nonzero and _is_of_somebody(one))))
        highs.append(sums.high)
    low[joint.mean], high[joint.mean] = lows, highs
    return joint.system.bounded(low, high).freed(freed)


def _taken_for(joint: Joint, attacker: Attacker) -> tuple[Vector, Vector]:
    """Give the least and the largest count that the attacker takes each star for."""
    limit = _limit(joint, attacker)
    # Where any count may be starred, what is hidden beside stars is what its report says.
    above = np.where(limit < MOST, limit, joint.star_high) + 1
    hidden = joint.secondary
    return np.where(hidden, above, joint.star_low), np.where(hidden, MOST, limit)


def _limit(joint: Joint, attacker: Attacker) -> Vector:
    """Give what a star may be at most: as families say, where the attacker takes the widest."""
    described = joint.star_high
    if described.size and attacker.most == described.max():
        return described
    return np.full_like(described, attacker.most)


def _is_of_somebody(one: Series) -> bool:
    """Tell whether a row would have been left out, were all its months zero."""
    dimensions = dimensions_of(one.table.section, one.report.family)
    return one.row.label != TOTAL and dimensions.omits_zeros


def _rows(joint: Joint, attacker: Attacker, system: System) -> System:
    """Let the parts fall short of the whole where the attacker does not know missing rows."""
    if attacker.missing is MissingRows.ZERO:
        return system
    lacking = _lacking([identity for identity, _ in joint.said])
    high = system.row_high.copy()
    high[[identity in lacking for identity, _ in joint.said]] = MOST
    return attrs.evolve(system, row_high=high)


def _lacking(identities: list[Identity]) -> set[Identity]:
    """Find the sums that leave out a row or a table which others of their section print."""
    sums = [one for one in identities if isinstance(one, Balance) and one.parts]
    rows: dict[tuple[Report, str], set[str]] = defaultdict(set)
    tables: dict[tuple[Report, str], set[str]] = defaultdict(set)
    for one in sums:
        for part in one.parts:
            section = part.report, part.table.section
            tables[section].add(part.table.label)
            if one.law is Law.COLUMN_SUM:
                rows[section].add(part.row.code or part.row.label)
    found: set[Identity] = set()
    short: set[Table] = set()
    for one in sums:
        section = one.parts[0].report, one.parts[0].table.section
        here = {part.row.code or part.row.label for part in one.parts}
        across = {part.table.label for part in one.parts}
        short_of_rows = one.law is Law.COLUMN_SUM and here != rows[section]
        short_of_tables = one.law is Law.CROSS and across != tables[section]
        if short_of_rows or short_of_tables:
            found.add(one)
        if short_of_rows:
            short.add(one.parts[0].table)
    # A fylke may miss a kommune that its table leaves out.
    regions = [one for one in sums if one.law is Law.REGION]
    return found | {one for one in regions if short.intersection(part.table for part in one.parts)}


def _points(joint: Joint, kept: Mask) -> Vector:
    """Give each figure its first printing."""
    system = joint.system
    pairs = system.index[system.entries(np.flatnonzero(joint.restated & kept))].reshape(-1, 2)
    return labels(system.variables, pairs)

"""The problem of a run: from what an attacker works with to what is to be protected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.cube.fold import fold
from tiltak_audit.disclosure.fixed import fixed_means
from tiltak_audit.engine.most import MOST
from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.model.report import TOTAL
from tiltak_audit.near import hint_of
from tiltak_audit.protection.problem import Problem
from tiltak_audit.protection.wish import Cost

if TYPE_CHECKING:
    from collections.abc import Collection

    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.engine.solver import Floats
    from tiltak_audit.engine.system import Mask, Vector
    from tiltak_audit.identities.series import Series
    from tiltak_audit.model.mean import Rounding
    from tiltak_audit.model.report import Report
    from tiltak_audit.protection.wish import Wish

# Values that a figure hidden besides keeps: it must not be known exactly.
_NOT_EXACT = 2

# What the size of a figure counts beside the number of figures.
_SIZE = 0.02


def problem_of(
    points: Points, attacker: Attacker, wish: Wish, published: Collection[Report]
) -> Problem:
    """Pose the problem.

    Raises:
        UsageError: Something to be kept is not there.
    """
    joint, system, of = points.joint, points.merged.system, points.merged.variable
    star = _some(system.variables, of[points.stars])
    months, rounding = _means(points, attacker)
    above = np.zeros(system.variables, dtype=np.int64)
    if attacker.star_max is not None:
        np.maximum.at(above, of, points.most + 1)
    # A mean's variable is the sum of its months; it is printed after rounding.
    low = above * months - months // 2 * (above > 0)
    printed = ~star & (system.low >= low) & (system.high < MOST)
    further = _some(system.variables, of[points.stars[joint.secondary[points.stars]]])
    needed = np.where(star & ~further, wish.values, _NOT_EXACT)
    np.minimum(needed, above, out=needed, where=star & ~further & (above > 0))
    # A mean that its months fix, all of them hidden, still has a sum that must stay open.
    fixed = of[fixed_means(points, attacker)]
    needed[fixed] = _NOT_EXACT
    sums = months.copy()
    sums[fixed] = 1
    return Problem(
        system,
        np.where(printed, low, system.low),
        np.where(printed, MOST, system.high),
        printed & ~_some(system.variables, of[_kept(joint.series, joint.first, wish, published)]),
        printed,
        cost_of(np.where(printed, system.low // months, 0), wish.cost),
        star,
        needed,
        sums,
        rounding,
        (points.block, points.position),
    )


def _some(size: int, variables: Vector) -> Mask:
    found = np.zeros(size, dtype=bool)
    found[variables] = True
    return found


def _means(points: Points, attacker: Attacker) -> tuple[Vector, dict[int, Rounding]]:
    """Give of how many months each variable is the mean, and how that is rounded."""
    months = np.ones(points.merged.system.variables, dtype=np.int64)
    rounding: dict[int, Rounding] = {}
    means = np.flatnonzero(points.joint.mean)
    of = points.merged.variable[means].tolist()
    for variable, cell in zip(of, points.joint.cells(means), strict=True):
        months[variable] = cell.months
        rounding[variable] = attacker.rounding_of(cell)
    return months, rounding


def _kept(
    series: tuple[Series, ...], first: Vector, wish: Wish, published: Collection[Report]
) -> Vector:
    """List the figures that must stay: grand totals, what was published, what was named."""
    asked = {fold(one): one for one in wish.keep}
    found: set[str] = set()
    every: set[str] = set()
    kept = []
    for number, one in enumerate(series):
        names = _names(one)
        every |= names
        named = names & asked.keys()
        found |= named
        grand = one.row.label == TOTAL and not one.table.label
        if named or grand or one.report in published:
            kept.append(np.arange(first[number], first[number + 1]))
    for name in asked.keys() - found:
        raise UsageError(
            _("--keep {name}: no section, table, row or dimension of that name{hint}").format(
                name=asked[name], hint=hint_of(name, sorted(every))
            )
        )
    return np.concatenate([np.arange(0), *kept])


def _names(one: Series) -> set[str]:
    dimensions = dimensions_of(one.table.section, one.report.family)
    row, table = one.row, one.table
    names = {table.section, table.label, row.name, row.label, row.code}
    # A total is of its own table, whatever the other rows range over.
    names |= {dimensions.outer} if row.label == TOTAL else {dimensions.inner}
    return {fold(name) for name in names if name}


def cost_of(count: Vector, cost: Cost) -> Floats:
    """Give what hiding each costs; of the same cost, few persons cost less."""
    persons: Floats = count.astype(np.float64) + 1
    costs: dict[Cost, Floats] = {
        Cost.FIGURES: 1 + _SIZE * np.log(persons) / np.log(MOST),
        Cost.PERSONS: persons,
        Cost.INFORMATION: np.log2(persons) + _SIZE,
    }
    return costs[cost]

"""The disclosure audit: exact intervals of all stars, and how those that leak do."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.disclosure.exposure import Disclosure, Exposure, Standing
from tiltak_audit.disclosure.insiders import known_cells
from tiltak_audit.disclosure.leaks import spills_of
from tiltak_audit.disclosure.points import points_of
from tiltak_audit.engine.intervals import intervals
from tiltak_audit.model.interval import STAR, Interval
from tiltak_audit.model.mean import Rounding, rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.engine.intervals import Intervals
    from tiltak_audit.suspects.belief import Belief


def disclose(
    belief: Belief,
    attacker: Attacker,
    progress: Callable[[float], None] = lambda _: None,
) -> Disclosure:
    """Audit every star of a run.

    Args:
        belief: The figures and identities of all reports, as far as they are believed.
        attacker: What the attacker is taken to know.
        progress: Told which further share of the work is done; the shares add up to 1.

    Raises:
        UsageError: An insider's cell is no star of the run.
    """
    points = points_of(belief, attacker)
    known = known_cells(points, attacker)
    first: Intervals | None = None
    narrowest: dict[int, Exposure] = {}
    share = 1 / (points.merged.system.variables * prod(map(len, known.values())) or 1)
    for values in product(*known.values()):
        scenario = dict(zip(known, values, strict=True))
        found = _attack(points, scenario, lambda more: progress(more * share))
        if not found.feasible:
            continue
        first = first or found
        for star, one in _exposed(points, attacker, found, set(known)):
            if star not in narrowest or one.width < narrowest[star].width:
                narrowest[star] = one
        if found.interrupted:
            break
    if first is None:
        return Disclosure(attacker, len(points.stars), (), (), impossible=True)
    exposures = [narrowest[star] for star in sorted(narrowest)]
    recoverable = {
        star: one for star, one in narrowest.items() if one.standing is Standing.RECOVERABLE
    }
    spills, stopped = spills_of(points, recoverable, first)
    return Disclosure(
        attacker,
        len(points.stars),
        tuple(exposures),
        spills,
        interrupted=first.interrupted or stopped,
    )


def _attack(
    points: Points, known: dict[int, Interval], progress: Callable[[float], None]
) -> Intervals:
    """Give the intervals of all variables where some are known."""
    system = points.merged.system
    low, high = system.low.copy(), system.high.copy()
    for variable, value in known.items():
        low[variable] = max(value.low, int(low[variable]))
        high[variable] = min(value.high, int(high[variable]))
    wanted = np.zeros(system.variables, dtype=bool)
    wanted[points.merged.variable[points.stars]] = True
    place = points.block, points.position
    return intervals(system.bounded(low, high), wanted, place, progress)


def _exposed(
    points: Points, attacker: Attacker, found: Intervals, known: set[int]
) -> Iterator[tuple[int, Exposure]]:
    """List the stars that are not open, with their variables."""
    joint = points.joint
    variables = points.merged.variable[points.stars]
    width, decided = (found.high - found.low)[variables], found.decided[variables]
    open_width = min(STAR.high, attacker.star_max)
    # A mean is judged by what it would be printed as, so all of them are looked at.
    suspect = (width < open_width) | ~decided | joint.mean[points.stars]
    for at in np.flatnonzero(suspect).tolist():
        star, variable = int(points.stars[at]), int(variables[at])
        if variable in known:
            continue
        cell = joint.cell(star)
        interval = Interval(int(found.low[variable]), int(found.high[variable]))
        if joint.mean[star]:
            months = len(cell.series.table.columns.months)
            # Who knows the sum knows the mean, whichever way a tie would be printed.
            rounding = Rounding.HALF_UP if interval.exact else attacker.rounding
            means = rounded(interval, months, rounding)
            interval = Interval(means.low, min(means.high, attacker.star_max))
        one = Exposure(cell.series, cell.column, interval, open_width, bool(decided[at]))
        if one.standing is not Standing.OPEN:
            yield star, one

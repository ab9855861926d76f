"""The disclosure audit: exact intervals of all stars, and how those that leak do."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.disclosure.exposure import Disclosure, Exposure, Standing, standing_of
from tiltak_audit.disclosure.fixed import unhelped
from tiltak_audit.disclosure.insiders import each_star, known_cells, own_stars
from tiltak_audit.disclosure.leaks import spills_of
from tiltak_audit.disclosure.points import points_of
from tiltak_audit.engine.intervals import intervals
from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.model.interval import Interval
from tiltak_audit.model.mean import Rounding, rounded
from tiltak_audit.suspects.examine import solved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.engine.intervals import Intervals
    from tiltak_audit.engine.system import System
    from tiltak_audit.suspects.belief import Belief
    from tiltak_audit.suspects.examine import Examined


def disclosed(
    known: Examined, attacker: Attacker, progress: Callable[[float], None], *, reveal: bool
) -> tuple[Examined, Disclosure]:
    """Audit every star of a run over what is believed; on a conflict only that sees, once more.

    Gives, too, what is known then: the conflicts that only the exact solver sees among it.
    Values are told only with ``reveal``.

    Raises:
        UsageError: As ``disclose`` does.
    """
    found = disclose(known.belief, attacker, progress)
    more = solved(known) if found.impossible else known
    # Where there is no conflict more, it is what the attacker takes for known that cannot be.
    if len(more.conflicts) > len(known.conflicts):
        found = disclose(more.belief, attacker)
    return more, attrs.evolve(found, revealed=reveal)


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
        UsageError: An insider's cell is no star of the run, or cannot be what it is said to be.
    """
    points = points_of(belief, attacker)
    known, own = known_cells(points, attacker), own_stars(points, attacker)
    stars, secondary = points.stars.tolist(), int(points.joint.secondary[points.stars].sum())
    # What everybody knows comes first; an insider's own star is at risk from others only.
    scenarios = [(dict[int, Interval](), stars)]
    if known:
        others = [star for star in stars if star not in own]
        values = product(*known.values())
        scenarios += [(dict(zip(known, some, strict=True)), others) for some in values]
    if attacker.everyone:
        scenarios += each_star(points)
    share = 1 / max(points.merged.system.variables * len(scenarios), 1)
    feasible, interrupted = 0, False
    narrowest: dict[int, tuple[Exposure, System]] = {}
    for scenario, asked in scenarios:
        system = within(points.merged.system, scenario.items())
        found = _attack(points, system, asked, lambda more: progress(more * share))
        feasible += found.feasible
        for star, one in _exposed(points, attacker, found, asked) if found.feasible else ():
            if star not in narrowest or one.width < narrowest[star][0].width:
                narrowest[star] = one, system
        if found.interrupted:
            interrupted = True
            break
        if not feasible:
            break
    if known and feasible == 1 and not interrupted:
        raise UsageError(_("--insider: no figures fit what is taken for known"))
    if not feasible:
        return Disclosure(attacker, len(stars), (), (), impossible=True, secondary=secondary)
    exposures = [narrowest[star][0] for star in sorted(narrowest)]
    recoverable = {
        star: (one, system)
        for star, (one, system) in narrowest.items()
        if one.standing is Standing.RECOVERABLE
    }
    # What an insider knows is of no report.
    asked = [] if known or attacker.everyone or interrupted else list(recoverable)
    outside = _only_with_others(belief, attacker, asked)
    return Disclosure(
        attacker,
        len(stars),
        tuple(exposures),
        spills_of(points, recoverable, outside or []),
        interrupted=interrupted or outside is None,
        secondary=secondary,
        points=points,
    )


def _only_with_others(belief: Belief, attacker: Attacker, stars: list[int]) -> list[int] | None:
    """List those of some recoverable stars that figures of their own report leave open.

    Gives nothing where the user stopped it.
    """
    reports = {one: {row.report for row in one.rows} for one, _ in belief.joint.said}
    across = np.array([len(reports[one]) > 1 for one, _ in belief.joint.said], dtype=bool)
    if not stars or not across.any():
        return []
    alone = points_of(attrs.evolve(belief, dropped=belief.dropped | across), attacker)
    found = _attack(alone, alone.merged.system, stars, lambda _: None)
    if found.interrupted:
        return None
    known = {
        star
        for star, one in _exposed(alone, attacker, found, stars)
        if one.standing is Standing.RECOVERABLE
    }
    return [star for star in stars if star not in known]


def recoverable_of(
    points: Points, attacker: Attacker, system: System, stars: list[int]
) -> dict[int, Exposure] | None:
    """Give those of some starred months that can be worked out; none where nothing can hold.

    Raises:
        KeyboardInterrupt: The user stopped the search, of which nothing is known then.
    """
    wanted = np.zeros(system.variables, dtype=bool)
    wanted[points.merged.variable[stars]] = True
    found = intervals(system, wanted, (points.block, points.position), exact=False)
    if found.interrupted:
        raise KeyboardInterrupt
    if not found.feasible:
        return None
    exposed = _exposed(points, attacker, found, stars)
    return {star: one for star, one in exposed if one.standing is Standing.RECOVERABLE}


def within(system: System, known: Iterable[tuple[int, Interval]]) -> System:
    """Give the system where more is known of what some variables may be."""
    low, high = system.low.copy(), system.high.copy()
    for variable, value in known:
        low[variable] = max(value.low, int(low[variable]))
        high[variable] = min(value.high, int(high[variable]))
    return system.bounded(low, high)


def _attack(
    points: Points, system: System, stars: list[int], progress: Callable[[float], None]
) -> Intervals:
    """Give the intervals of some stars."""
    wanted = np.zeros(system.variables, dtype=bool)
    wanted[points.merged.variable[stars]] = True
    return intervals(system, wanted, (points.block, points.position), progress)


def _exposed(
    points: Points, attacker: Attacker, found: Intervals, stars: list[int]
) -> Iterator[tuple[int, Exposure]]:
    """List the stars that are not open, with their variables."""
    joint = points.joint
    fixed = unhelped(points, attacker)
    variables = points.merged.variable[stars]
    width, decided = (found.high - found.low)[variables], found.decided[variables]
    # Every total bounds what is hidden beside stars: it must only not be exact.
    least_open = np.minimum(joint.star_high, points.most) - joint.star_low
    open_width = np.where(joint.secondary, 1, least_open)[stars]
    # A mean is judged by what it would be printed as, so all of them are looked at.
    suspect = (width < open_width) | ~decided | joint.mean[stars]
    chosen = np.flatnonzero(suspect)
    numbers = np.array(stars, dtype=np.int64)[chosen]
    at = variables[chosen]
    every = (numbers, found.low[at], found.high[at], decided[chosen], open_width[chosen])
    rows, columns = joint.printed_at(numbers)
    more = (fixed[numbers], joint.mean[numbers], points.least[numbers], points.most[numbers])
    # Few ranges are those of many stars.
    known: dict[tuple[int, int], Interval] = {}
    for star, low, high, sure, opened, held, mean, least, most, row, column in zip(
        *(one.tolist() for one in (*every, *more, rows, columns)), strict=True
    ):
        interval = known.get((low, high)) or known.setdefault((low, high), Interval(low, high))
        if held and not interval.exact:
            continue
        series = joint.series[row]
        if mean:
            rounding = attacker.rounding_of(series)
            interval = _mean(low, high, series.months, rounding, least, most)
        standing = standing_of(interval, opened, decided=sure)
        if standing is not Standing.OPEN:
            yield star, Exposure(series.cell(column), interval, opened, sure, standing)


@cache
def _mean(  # noqa: PLR0913, PLR0917  of what, and within what
    low: int, high: int, months: int, rounding: Rounding, least: int, most: int
) -> Interval:
    """Give what a mean of a sum of months would be printed as.

    Where the sum is known, so is the mean, whichever way a tie is printed: whether there is a tie
    would tell what the sum is.
    """
    tie = low == high and rounding is Rounding.ANY
    means = rounded(Interval(low, high), months, Rounding.HALF_UP if tie else rounding)
    return Interval(*(max(min(end, most), least) for end in (means.low, means.high)))

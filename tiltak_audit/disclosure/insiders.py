"""Cells that somebody knows, found among the stars of a run."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.components import components
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import N_, _
from tiltak_audit.model.figure import count
from tiltak_audit.model.interval import Interval
from tiltak_audit.model.mean import window

if TYPE_CHECKING:
    from tiltak_audit.disclosure.attacker import Attacker, Insider
    from tiltak_audit.disclosure.points import Points

# Every possible value of a cell costs an audit of its own.
_MOST = 64
# Of every star in turn, in the part of it alone.
MOST_VALUES = 2_000
_TOO_MANY = N_("--insider: too many values to try; say what is known with =VALUE")


def own_stars(points: Points, attacker: Attacker) -> set[int]:
    """List the stars that insiders know of themselves, by their first printing."""
    return {int(points.point[_find(points, insider)]) for insider in attacker.insiders}


def known_cells(points: Points, attacker: Attacker) -> dict[int, tuple[Interval, ...]]:
    """Give, by merged variable, what each insider's cell may turn out to be.

    Raises:
        UsageError: A cell is no star of the run, or there are too many values to try.
    """
    known: dict[int, tuple[Interval, ...]] = {}
    for insider in attacker.insiders:
        at = _find(points, insider)
        variable = int(points.merged.variable[at])
        values = _values(points, attacker, at, insider)
        known[variable] = tuple(one for one in known.get(variable, values) if one in values)
        if not known[variable]:
            raise UsageError(
                _("--insider {cell}: another --insider says otherwise").format(cell=insider)
            )
    if prod(map(len, known.values())) > _MOST:
        raise UsageError(_(_TOO_MANY))
    return known


def each_star(points: Points) -> list[tuple[dict[int, Interval], list[int]]]:
    """List for every star of a month each value it may have, and the others of its part.

    Raises:
        UsageError: There are too many values to try.
    """
    joint, system, of = points.joint, points.merged.system, points.merged.variable
    bounds = propagate(system)
    if bounds.conflict:
        return []
    part = np.full(system.variables, -1)
    for number, one in enumerate(components(system, bounds)):
        part[one.variables] = number
    ours = points.stars[~joint.secondary[points.stars] & ~joint.mean[points.stars]]
    ours = ours[part[of[ours]] >= 0]
    low, high = bounds.low[of[ours]], bounds.high[of[ours]]
    if (high - low + 1).sum() > MOST_VALUES:
        raise UsageError(
            _(
                "--insider all: {n} values of stars are more than can be tried ({most}); name "
                "some of the stars"
            ).format(n=int((high - low + 1).sum()), most=MOST_VALUES)
        )
    beside = part[of[points.stars]]
    found = []
    for star, least, most in zip(ours.tolist(), low.tolist(), high.tolist(), strict=True):
        own = int(of[star])
        others = points.stars[(beside == part[own]) & (of[points.stars] != own)].tolist()
        values = range(least, most + 1)
        found += [({own: Interval(value, value)}, others) for value in values]
    return found


def _find(points: Points, insider: Insider) -> int:
    """Give the variable of the figure that an insider knows."""
    joint = points.joint
    paths = {series.report.path for series in joint.series}
    for number, series in enumerate(joint.series):
        here = insider.path == series.report.path or (not insider.path and len(paths) == 1)
        at = series.report.origin.place(series.row.line)
        if here and at == (insider.page, insider.line) and insider.period in series.periods:
            cell = int(joint.first[number]) + series.periods.index(insider.period)
            if joint.star[cell]:
                return cell
            raise UsageError(
                _("--insider: line {line}, {period} is printed, not a star").format(
                    line=insider.line, period=insider.period
                )
            )
    raise UsageError(
        _(
            "--insider: no figure at line {line}, {period}; give FILE:LINE:PERIOD, or "
            "FILE:PAGE/LINE:PERIOD where it has pages"
        ).format(line=insider.line, period=insider.period)
    )


def _values(points: Points, attacker: Attacker, at: int, insider: Insider) -> tuple[Interval, ...]:
    least, most = int(points.least[at]), int(points.most[at])
    if insider.value is None and most >= _MOST:
        raise UsageError(_(_TOO_MANY))
    values = range(least, most + 1) if insider.value is None else (insider.value,)
    if max(values) > most:
        raise UsageError(
            _("--insider {cell}: a star is at most {most}").format(cell=insider, most=most)
        )
    if min(values) < least:
        raise UsageError(
            _("--insider {cell}: a star is at least {least}").format(cell=insider, least=least)
        )
    if not points.joint.mean[at]:
        return tuple(Interval(value, value) for value in values)
    cell = points.joint.cell(at)
    rounding = attacker.rounding_of(cell)
    return tuple(window(count(value), cell.months, rounding) for value in values)

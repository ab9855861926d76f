"""Cells that somebody knows, found among the stars of a run."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.model.figure import count
from tiltak_audit.model.interval import Interval
from tiltak_audit.model.mean import window

if TYPE_CHECKING:
    from tiltak_audit.disclosure.attacker import Attacker, Insider
    from tiltak_audit.disclosure.points import Points

# Every possible value of a cell costs an audit of its own.
_MOST = 64


def known_cells(points: Points, attacker: Attacker) -> dict[int, tuple[Interval, ...]]:
    """Give, by merged variable, what each insider's cell may turn out to be.

    Raises:
        UsageError: A cell is no star of the run, or there are too many values to try.
    """
    known = {
        int(points.merged.variable[at]): _values(points, attacker, at, insider)
        for insider in attacker.insiders
        for at in [_find(points, insider)]
    }
    if prod(map(len, known.values())) > _MOST:
        raise UsageError(
            _("--insider: more than {most} values to try; say what is known with =VALUE").format(
                most=_MOST
            )
        )
    return known


def _find(points: Points, insider: Insider) -> int:
    """Give the variable of the figure that an insider knows."""
    joint = points.joint
    paths = {series.report.path for series in joint.series}
    for number, series in enumerate(joint.series):
        here = insider.path == series.report.path or (not insider.path and len(paths) == 1)
        if here and series.row.line == insider.line and insider.period in series.periods:
            at = int(joint.first[number]) + series.periods.index(insider.period)
            if joint.star[at]:
                return at
            raise UsageError(
                _("--insider: line {line}, {period} is printed, not a star").format(
                    line=insider.line, period=insider.period
                )
            )
    raise UsageError(
        _("--insider: no figure at line {line}, {period}; give FILE:LINE:PERIOD").format(
            line=insider.line, period=insider.period
        )
    )


def _values(points: Points, attacker: Attacker, at: int, insider: Insider) -> tuple[Interval, ...]:
    variable = points.merged.variable[at]
    system = points.merged.system
    high = int(system.high[variable])
    months = points.joint.months(at)
    most = min(attacker.star_max, high)
    if not insider.value and most >= _MOST:
        most = _MOST
    values = insider.value or range(most + 1)
    if not points.joint.mean[at]:
        return tuple(Interval(value, value) for value in values)
    return tuple(window(count(value), months, attacker.rounding) for value in values)

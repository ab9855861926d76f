"""Reports as one table system: stars are suppressed cells, identities the constraints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.argus.jj import JJCell, TableSystem, text_of_table_system
from tiltak_audit.engine.aliases import merged
from tiltak_audit.engine.most import MOST
from tiltak_audit.engine.solution import Impossible, Solution, Unknown, solution
from tiltak_audit.engine.system import System, offsets
from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _
from tiltak_audit.run.audit import audit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.engine.system import Mask, Vector
    from tiltak_audit.model.report import Report


def table_system(reports: Iterable[Report]) -> TableSystem:
    """Write all reports as one system: a cell a figure, one printed again is the same cell.

    A printed figure is published (s), a star unsafe (u) with 0 to 3, what is hidden beside stars
    is suppressed for their sake (m). A mean stands for the sum
    of its months, whose range is known: u where it is starred, m where it is printed. The slack
    of an inequality is m. Figures that no identity holds are left out.

    Raises:
        UnreadableError: No values of the stars obey all identities, or none were found.
    """
    joint = audit(reports).examined.joint
    points = merged(joint.system, joint.restated)
    star = np.zeros(points.system.variables, dtype=bool)
    star[points.variable[joint.star]] = True
    system = _equalities(points.system)
    match solution(system):
        case Solution(values):
            return TableSystem(_cells(system, star, values), system)
        case Impossible():
            raise UnreadableError(
                _(
                    "no values of the stars obey all identities; tiltak-audit check shows which "
                    "are broken"
                )
            )
        case Unknown():
            raise UnreadableError(_("no values of the stars were found that obey all identities"))


def jj_of(reports: Iterable[Report]) -> str:
    """Give all reports as one table system in the JJ format."""
    return text_of_table_system(table_system(reports))


def _equalities(system: System) -> System:
    """Turn inequalities into equalities with a slack variable each, after the others."""
    loose = np.flatnonzero(system.row_low < system.row_high)
    slack = system.variables + np.arange(len(loose))
    lengths = np.diff(system.start)
    ends = np.cumsum(lengths)[loose]
    lengths[loose] += 1
    low, high = system.row_low.copy(), system.row_high.copy()
    low[loose] = high[loose] = 0
    return System(
        np.concatenate([system.low, system.row_low[loose]]),
        np.concatenate([system.high, system.row_high[loose]]),
        offsets(lengths),
        np.insert(system.index, ends, slack),
        np.insert(system.coefficient, ends, -1),
        low,
        high,
    )


def _cells(system: System, star: Mask, values: Vector) -> tuple[JJCell, ...]:
    unsafe = np.zeros(system.variables, dtype=bool)
    unsafe[: len(star)] = star
    columns = (values, unsafe, system.low, system.high)
    return tuple(
        JJCell(index, value, _status(low, high, star=starred), low, high)
        for index, (value, starred, low, high) in enumerate(
            zip(*(column.tolist() for column in columns), strict=True)
        )
    )


def _status(low: int, high: int, *, star: bool) -> str:
    if star and high < MOST:
        return "u"
    return "s" if low == high else "m"

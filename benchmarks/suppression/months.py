"""The months of TILT140 by themselves: tiltak by kommune, fylke and country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.disclosure.points import points_of
from tiltak_audit.engine.solution import Solution, solution
from tiltak_audit.engine.system import local
from tiltak_audit.protection.posing import problem_of
from tiltak_audit.protection.wish import Wish
from tiltak_audit.run.audit import audit

from .table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.engine.system import System
    from tiltak_audit.model.report import Report

# A figure of these is of a tiltak or all, in a kommune, a fylke or the country.
_SECTIONS = {"Tiltak", "Tiltak og fylke", "Tiltak og kommune"}


def months(report: Report) -> Iterator[Table]:
    """Give each month of a report as a table; its stars are what fits the print."""
    points = points_of(audit([report]).examined.belief, Attacker())
    problem = problem_of(points, Attacker(), Wish(), ())
    _, first = np.unique(points.merged.variable, return_index=True)
    cells = list(points.joint.cells(first))
    of = np.array([cell.period if cell.table.section in _SECTIONS else "" for cell in cells])
    assert report.period is not None
    for month in report.period.months:
        here = of == str(month)
        rows = np.flatnonzero(
            np.logical_and.reduceat(here[problem.system.index], problem.system.start[:-1])
        )
        system = local(problem.system, rows)
        used = np.unique(problem.system.only(rows).index)
        fitting = solution(system)
        assert isinstance(fitting, Solution)
        yield Table(
            str(month),
            tuple(f"{cells[at].table.label or 'I alt'} / {cells[at].row.label}" for at in used),
            fitting.values,
            tuple(_sum(system, row) for row in range(system.rows)),
            problem.printed[used] & ~problem.may[used],
            real=True,
        )


def _sum(system: System, row: int) -> tuple[int, tuple[int, ...]]:
    """Tell which whole a row is the sum of, and of which parts."""
    terms = system.terms(row)
    assert system.row_low[row] == system.row_high[row] == 0
    assert {abs(factor) for _, factor in terms} == {1}
    wholes = [[at for at, factor in terms if factor == sign] for sign in (1, -1)]
    whole, parts = sorted(wholes, key=len)
    assert len(whole) == 1
    return whole[0], tuple(parts)

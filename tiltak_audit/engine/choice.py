"""The cheapest choice that meets every demand: a mixed integer program of yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import highspy
import numpy as np

from tiltak_audit.engine.solver import begun, left_behind, managed

if TYPE_CHECKING:
    from tiltak_audit.engine.solver import Floats
    from tiltak_audit.engine.system import Mask, Vector

# Branches looked at before the best choice so far is taken; a count, so that a slow machine
# gives the same answer.
_BRANCHES = 200

# How far a choice may be from the cheapest where there are many things to choose from.
_GAP = 0.003
_MANY = 100

# Searches beside the branches that take longest here; a version without them goes on as it does.
_BESIDE = (
    "mip_heuristic_run_rens",
    "mip_heuristic_run_rins",
    "mip_heuristic_run_root_reduced_cost",
)

# Sums of one or two that are tried before the solver is asked, and how much more another choice
# must cost than the cheapest of them for the solver to choose the same.
_TRIED = 500_000
_APART = 1e-5


@attrs.frozen(eq=False, repr=False)
class Demands:
    """What has to be met: ``Σ weight · x ≥ least``, over yes (1) and no (0).

    Attributes:
        cost: Of each choice; positive.
        start: Where the terms of each demand begin, and the end of the last.
        index: The choice of each term.
        weight: Its weight.
        least: One a demand.
    """

    cost: Floats
    start: Vector
    index: Vector
    weight: Floats
    least: Floats


@attrs.frozen(eq=False, repr=False)
class Choice:
    """A choice that meets every demand.

    Attributes:
        chosen: One a choice.
        bound: No choice that meets them costs less.
        work: What finding it took: steps of the simplex method, each over all demands; a count,
            so that it is the same on every machine.
    """

    chosen: Mask
    bound: float
    work: int = 0


def cheapest(demands: Demands) -> Choice | None:
    """Choose; none where the solver finds no choice that meets every demand."""
    return _one_or_two(demands) or _solved(demands)


def _one_or_two(demands: Demands) -> Choice | None:
    """Choose one or two by trying all; none where the solver may choose otherwise."""
    count, rows = len(demands.cost), len(demands.least)
    if count * count * rows > _TRIED or not (demands.least > 0).any():
        return None
    weight = np.zeros((rows, count))
    weight[np.repeat(np.arange(rows), np.diff(demands.start)), demands.index] = demands.weight
    # Each pair once; none is added to one alone, as if there were a choice that gives nothing.
    one, other = np.triu_indices(count + 1, 1)
    weight = np.append(weight, np.zeros((rows, 1)), axis=1)
    for given, least in zip(weight, demands.least, strict=True):
        # Few pairs meet a demand, so few are left to be held against the next.
        met = given[one] + given[other] >= least
        one, other = one[met], other[met]
    cost = np.append(demands.cost, 0.0)[one] + np.append(demands.cost, 0.0)[other]
    if not cost.size:
        return None
    best = int(cost.argmin())
    # Others cost more beyond doubt: other ones or twos, and any three.
    if (cost < cost[best] + _APART).sum() > 1 or cost[best] + _APART > 3 * demands.cost.min():
        return None
    chosen = np.zeros(count + 1, dtype=bool)
    chosen[[one[best], other[best]]] = True
    return Choice(chosen[:count], float(cost[best]))


def _solved(demands: Demands) -> Choice | None:
    """Choose by branches.

    They alone mostly end with the cheapest; where they do not, they are tried once more
    with all that the solver knows.
    """
    lp = _program(demands)
    many = len(demands.cost) > _MANY
    steps = 0
    for beside in (False, True):
        highs = begun(mip_max_nodes=_BRANCHES, mip_rel_gap=_GAP if many else 0.0, mip_abs_gap=1e-6)
        if not beside:
            for name in _BESIDE:
                highs.setOptionValue(name, False)  # noqa: FBT003  its way
        managed("passModel", highs.passModel(lp))
        managed("run", highs.run())
        left_behind()
        steps += max(int(highs.getInfo().simplex_iteration_count), 0)
        if highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            break
    info = highs.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    chosen = np.array(highs.getSolution().col_value) > 0.5  # noqa: PLR2004  yes or no
    return Choice(chosen, float(info.mip_dual_bound), steps * len(demands.least))


def _program(demands: Demands) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    count, rows = len(demands.cost), len(demands.least)
    lp.num_col_, lp.num_row_ = count, rows
    lp.col_cost_ = demands.cost
    lp.col_lower_, lp.col_upper_ = np.zeros(count), np.ones(count)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * count
    lp.row_lower_, lp.row_upper_ = demands.least, np.full(rows, highspy.kHighsInf)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = demands.start, demands.index
    lp.a_matrix_.value_ = demands.weight
    return lp

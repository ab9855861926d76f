"""Rows that are hidden in some months only, and what it takes to hide them in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from tiltak_audit.engine.system import Mask
    from tiltak_audit.protection.problem import Problem


def whole_rows(
    problem: Problem, hidden: Mask, leaks: Callable[[Mask, Mask], list[int]]
) -> tuple[Mask, int]:
    """Hide the other months of every row that has one hidden, where they can be.

    What can be worked out all the same stays: its sign would hide nothing.

    Args:
        problem: The problem.
        hidden: What a plan hides.
        leaks: Lists those of some figures that can be worked out where some are hidden.

    Returns:
        What is hidden then, and how many rows the plan hides in some months only.
    """
    block, month = problem.place[0], problem.months == 1
    rows = np.unique(block[hidden & month])
    others = problem.may & month & np.isin(block, rows) & ~hidden
    whole = hidden | others
    while lost := leaks(whole, whole & ~hidden):
        whole[lost] = False
    return whole, len(np.unique(block[others]))

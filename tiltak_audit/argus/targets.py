"""Targets: what the reader of a table system can work out of each suppressed cell."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.engine.intervals import intervals
from tiltak_audit.engine.orbits import neighbours

if TYPE_CHECKING:
    from collections.abc import Callable

    from tiltak_audit.argus.jj import TableSystem


class Known(Enum):
    """How well a suppressed cell is known."""

    # One value is left.
    EXACT = "exact"
    # Fewer values are left than its bounds give.
    NARROWED = "narrowed"
    # Both of its bounds can be reached.
    OPEN = "open"
    # The bounds are proved, but whether they can be reached is not.
    UNDECIDED = "undecided"


@attrs.frozen(eq=False, repr=False)
class Target(Alike):
    """A suppressed cell under attack.

    Attributes:
        cell: Its index in the file.
        given: The bounds that the file gives.
        low: It is never smaller.
        high: It is never larger.
        status: How well it is known.
    """

    cell: int
    given: tuple[int, int]
    low: int
    high: int
    status: Known


@attrs.frozen(eq=False, repr=False)
class Attack(Alike):
    """What the constraints of a table system give away.

    Attributes:
        targets: The suppressed cells, in the order of the file.
        feasible: False where it is proved that no table obeys all constraints.
        interrupted: Whether the user stopped the search; what was not known by then is undecided.
    """

    targets: tuple[Target, ...]
    feasible: bool
    interrupted: bool


def attack(table: TableSystem, progress: Callable[[float], None] = lambda _: None) -> Attack:
    """Work out the feasibility interval of every suppressed cell."""
    found = intervals(table.system, place=neighbours(table.system), progress=progress)
    ends = zip(
        table.cells, found.low.tolist(), found.high.tolist(), found.decided.tolist(), strict=True
    )
    return Attack(
        tuple(
            Target(
                cell.index,
                (cell.low, cell.high),
                low,
                high,
                _known((cell.low, cell.high), (low, high), decided=decided),
            )
            for cell, low, high, decided in ends
            if cell.suppressed
        ),
        found.feasible,
        found.interrupted,
    )


def _known(given: tuple[int, int], left: tuple[int, int], *, decided: bool) -> Known:
    if not decided:
        return Known.UNDECIDED
    if left[0] == left[1]:
        return Known.EXACT
    return Known.OPEN if left == given else Known.NARROWED

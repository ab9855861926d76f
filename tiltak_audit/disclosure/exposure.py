"""What the disclosure audit found: every star that can be worked out or narrowed, and how."""

from __future__ import annotations

from collections import Counter
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.figure import Star

if TYPE_CHECKING:
    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.identities.identity import Identity, Law
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.interval import Interval
    from tiltak_audit.model.report import Report


class Way(Enum):
    """How a star can be worked out."""

    # Every other figure of a sum is known.
    ONLY_STAR = "only-star"
    # The sum leaves its stars no choice, so all of them are known.
    NO_CHOICE = "no-choice"
    # A printed mean leaves the months of its row, or they leave the mean, no choice.
    MEAN = "mean"
    # Only several identities together give it.
    TOGETHER = "together"


class Standing(Enum):
    """How well a star protects."""

    # One value is left.
    RECOVERABLE = "recoverable"
    # Fewer values are left than the star says.
    NARROWED = "narrowed"
    # As many as the star says.
    OPEN = "open"
    # More than one is left, as far as is known; which ones is not proved.
    UNDECIDED = "undecided"

    # Members are one of a kind: their names need not be hashed to tell them apart.
    __hash__ = object.__hash__


def standing_of(interval: Interval, open_width: int, *, decided: bool) -> Standing:
    """Tell how well a star protects; see ``Exposure`` for what is known of it."""
    width = interval.high - interval.low
    if width == 0:
        return Standing.RECOVERABLE
    if not decided:
        return Standing.UNDECIDED
    return Standing.NARROWED if width < open_width else Standing.OPEN


@attrs.frozen(eq=False, repr=False)
class Exposure:
    """One star, at its first printing.

    Attributes:
        cell: The star.
        interval: What it can be; persons, of a mean as it would be printed. Where the sum of its
            months is known and a tie may be printed either way, the upper one. A secret.
        open_width: The width of what the print alone leaves.
        decided: Whether the interval is proved to be exact.
        standing: How well it protects.
    """

    cell: Cell
    interval: Interval
    open_width: int
    decided: bool
    standing: Standing

    @property
    def secondary(self) -> bool:
        """Tell whether it is hidden beside stars, and no star itself."""
        figure = self.cell.figure
        return isinstance(figure, Star) and figure.secondary

    @property
    def width(self) -> int:
        """Give how many values beside one are left."""
        return self.interval.high - self.interval.low


@attrs.frozen(eq=False, repr=False)
class Leak:
    """A star that can be worked out, with the identity that gives it away.

    Attributes:
        exposure: The star.
        way: How.
        proof: The identity and period; where only several together do, all of them for the
            first star of its way, and none for the others.
        after: Whether other stars must be worked out before.
    """

    exposure: Exposure
    way: Way
    proof: tuple[tuple[Identity, str], ...]
    after: bool


@attrs.frozen(eq=False, repr=False)
class Spill:
    """The stars of one report that leak in the same way.

    Attributes:
        way: How.
        law: The law of the identities that give them away; none where several together do.
        leaks: The stars, in print order.
        remedy: What protects those of them that follow from the print alone; none where only a
            whole plan does, or where it was not looked for.
        by: The other reports whose figures are needed; none where their own give them away.
        before: Whether the edition that the report is held against gave away the like; known only
            where that is asked.
    """

    way: Way
    law: Law | None
    leaks: tuple[Leak, ...]
    remedy: Remedy | None = None
    by: tuple[Report, ...] = ()
    before: bool = False


@attrs.frozen(eq=False, repr=False)
class Remedy:
    """Printed figures which, hidden too, protect stars.

    Attributes:
        leaks: The stars that they protect.
        figures: Every printing of each figure, the first one first.
    """

    leaks: tuple[Leak, ...]
    figures: tuple[tuple[Cell, ...], ...]


@attrs.frozen(eq=False, repr=False)
class Disclosure:
    """The disclosure audit of a run.

    Attributes:
        attacker: What the attacker is taken to know.
        suppressed: Stars, and figures hidden beside them; one that is printed again counted once.
        exposures: Those that are not open, in print order.
        spills: The proofs of those that can be worked out, by how.
        revealed: Whether values may be told to the user.
        interrupted: Whether it was stopped before its end.
        impossible: Whether the printed figures contradict each other, so that nothing follows.
        secondary: How many of the suppressed are hidden beside stars.
        points: What the attacker works with; none where nothing follows.
        elsewhere: Stars that shares give away, and these counts do not.
    """

    attacker: Attacker
    suppressed: int
    exposures: tuple[Exposure, ...]
    spills: tuple[Spill, ...]
    revealed: bool = False
    interrupted: bool = False
    impossible: bool = False
    secondary: int = 0
    points: Points | None = None
    elsewhere: frozenset[Cell] = frozenset()

    def count(self, standing: Standing) -> int:
        """Count the stars of a standing."""
        if self.impossible:
            return self.suppressed if standing is Standing.UNDECIDED else 0
        exposed = self._standings[standing]
        return exposed if standing is not Standing.OPEN else self.suppressed - len(self.exposures)

    @cached_property
    def narrowed(self) -> tuple[Exposure, ...]:
        """List the stars of which fewer values are left, and more than one whatever is printed."""
        return tuple(one for one in self.by_counts if one.standing is Standing.NARROWED)

    @property
    def by_counts(self) -> tuple[Exposure, ...]:
        """List the stars that are not open, but those that shares give away."""
        if not self.elsewhere:
            return self.exposures
        return tuple(one for one in self.exposures if one.cell not in self.elsewhere)

    @cached_property
    def _standings(self) -> Counter[Standing]:
        return Counter([one.standing for one in self.exposures])

    @property
    def nonzero(self) -> int:
        """Count the stars that can be worked out and are not zero: a secret."""
        return sum(
            one.standing is Standing.RECOVERABLE and one.interval.low > 0 for one in self.exposures
        )

"""What was found of stars that shares give away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from tiltak_audit.disclosure.exposure import Exposure
    from tiltak_audit.identities.ratios import Ratio
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.report import Report


@attrs.frozen(eq=False, repr=False)
class ByShare:
    """The stars of a report that shares give away, and its counts alone do not.

    Attributes:
        report: The report.
        stars: The stars, in print order.
        share: The share beside a star that it gives away, or at least narrows: the first star,
            where that is one of these.
        beside: The shares that tell its whole.
        direct: Stars that follow from their shares, without sums.
        revealed: Whether values may be told.
        before: Whether their rows leaked in another edition by itself; known only where that is
            asked.
    """

    report: Report
    stars: tuple[Exposure, ...]
    share: Ratio
    beside: tuple[Ratio, ...]
    direct: frozenset[Cell]
    revealed: bool
    before: bool = False

    @property
    def by_sums(self) -> int:
        """Count the stars that follow only with sums."""
        return sum(one.cell not in self.direct for one in self.stars)

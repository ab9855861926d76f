"""What was found of stars that editions give away together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.record import Record

if TYPE_CHECKING:
    from tiltak_audit.disclosure.exposure import Exposure
    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.report import Report


class Told(Record):
    """A star that can be worked out with another edition.

    Attributes:
        star: The star, with what it can be: a secret.
        at: The figure of the same point in a report of the run; the star itself where it is there.
    """

    star: Exposure
    at: Cell


@attrs.frozen(eq=False, repr=False)
class GivenAway:
    """The stars of two editions that only both together give away, in one way.

    Attributes:
        report: The report of the run.
        against: The other edition.
        shown: Whether one of the two prints the count.
        stars: The stars, in print order.
        proof: Of the first one the identities that leave it one value.
        revealed: Whether values may be told.
        before: Whether their rows leaked in the other edition by itself; known only where that is
            asked.
    """

    report: Report
    against: Report
    shown: bool
    stars: tuple[Told, ...]
    proof: tuple[tuple[Identity, str], ...]
    revealed: bool
    before: bool = False

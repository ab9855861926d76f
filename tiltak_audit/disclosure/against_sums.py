"""What was found of shares that contradict sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.record import Record

if TYPE_CHECKING:
    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.identities.ratios import Ratio


class AgainstSums(Record):
    """Shares of stars, and identities, that cannot all be so.

    Attributes:
        shares: The shares that are printed beside stars.
        beside: Those that tell of how many persons they are.
        said: The identities, each with its period.
    """

    shares: tuple[Ratio, ...]
    beside: tuple[Ratio, ...]
    said: tuple[tuple[Identity, str], ...]

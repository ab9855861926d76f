"""A printed figure: a count, a share or a star."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from functools import cache

import attrs

from tiltak_audit.model.interval import STAR, Interval


@attrs.frozen
class Count:
    """A printed count.

    Attributes:
        value: Persons; in the mean column, the mean of the months rounded to an integer.
    """

    value: int

    @property
    def interval(self) -> Interval:
        """Give the one value as a range."""
        return Interval(self.value, self.value)

    @property
    def printed(self) -> str:
        """Give the digits without separators."""
        return str(self.value)

    @property
    def width(self) -> int:
        """Count the characters of the print, separators included."""
        return len(f"{self.value:,}")


@attrs.frozen(cache_hash=True)
class Star:
    """A count that is suppressed because it is small.

    Attributes:
        interval: What it stands for; without another word, a count below 4.
        printed: The sign.
    """

    interval: Interval = STAR
    printed: str = "*"

    @property
    def width(self) -> int:
        """Count the characters of the print."""
        return len(self.printed)


@attrs.frozen
class Share:
    """A printed share, which no sum and no identity takes: it says nothing of persons.

    Attributes:
        printed: The digits, with a comma before decimals, as many as are printed.
    """

    printed: str

    @property
    def value(self) -> Decimal:
        """Give the number, exactly as printed, in the unit of its section.

        >>> share("28,60").value
        Decimal('28.60')
        """
        return Decimal(self.printed.replace(",", "."))

    @property
    def width(self) -> int:
        """Count the characters of the print."""
        return len(self.printed)


class Unit(Enum):
    """What the figures of a section count."""

    PERSONS = "persons"
    PERCENT = "percent"
    PER_MILLE = "per mille"


# What identities take.
Figure = Count | Star

SUPPRESSED = Star()


@cache
def count(value: int) -> Count:
    """Give the one Count of a value: a report prints few values, many times."""
    return Count(value)


@cache
def share(printed: str) -> Share:
    """Give the one Share of a print."""
    return Share(printed)

"""A printed figure: a count, a share, a star, or the sign of what is hidden beside stars."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from functools import cache

import attrs

from tiltak_audit.engine.most import MOST
from tiltak_audit.model.interval import STAR, Interval

# Statistics Norway's sign for what is not shown.
HIDDEN_SIGN = ":"


@cache
def _exactly(value: int) -> Interval:
    return Interval(value, value)


@attrs.frozen(repr=False)
class Count:
    """A printed count.

    Attributes:
        value: Persons; in the mean column, the mean of the months rounded to an integer.
    """

    value: int

    @property
    def interval(self) -> Interval:
        """Give the one value as a range."""
        return _exactly(self.value)

    @property
    def printed(self) -> str:
        """Give the digits without separators."""
        return str(self.value)

    @property
    def width(self) -> int:
        """Count the characters of the print, separators included."""
        return len(f"{self.value:,}")


@attrs.frozen(cache_hash=True, repr=False)
class Star:
    """A count that is suppressed: because it is small, or so that no small one can be worked out.

    Attributes:
        interval: What it stands for; without another word, a count below 4. Unbounded where it
            is hidden for the sake of others.
        printed: The sign.
        beside: The sign of what is hidden beside it.
    """

    interval: Interval = STAR
    printed: str = "*"
    beside: str = HIDDEN_SIGN

    @property
    def secondary(self) -> bool:
        """Tell whether it is hidden for the sake of others, and not because it is small."""
        return self.interval.unbounded

    def limited(self, star_max: int | None) -> Interval:
        """Give what it stands for where the largest count that is starred is another.

        >>> SUPPRESSED.limited(5), HIDDEN.limited(5).low
        (Interval(low=0, high=5), 6)
        """
        if star_max is None:
            return self.interval
        if self.secondary:
            # Where any count may be starred, the sign still says what its report says.
            return self.interval if star_max >= MOST else Interval(star_max + 1, MOST)
        return Interval(self.interval.low, star_max)

    @property
    def width(self) -> int:
        """Count the characters of the print."""
        return len(self.printed)


@attrs.frozen(repr=False)
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


def star_of_all(figures: tuple[Figure, ...]) -> Star | None:
    """Give the star that all of some figures are, if they are of one: most rows with stars are."""
    first = figures[0] if figures else None
    return first if type(first) is Star and figures.count(first) == len(figures) else None


@cache
def hidden_beside(star: Star) -> Star:
    """Give what stands for a count that is hidden for the sake of stars: more than they are."""
    return Star(Interval(star.interval.high + 1, MOST), star.beside, star.beside)


HIDDEN = hidden_beside(SUPPRESSED)


@cache
def count(value: int) -> Count:
    """Give the one Count of a value: a report prints few values, many times."""
    return Count(value)


@cache
def share(printed: str) -> Share:
    """Give the one Share of a print."""
    return Share(printed)

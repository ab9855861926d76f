"""What a printed mean says of the months it is the mean of, and what months say of it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from tiltak_audit.engine.most import MOST
from tiltak_audit.model.figure import Star
from tiltak_audit.model.interval import Interval

if TYPE_CHECKING:
    from tiltak_audit.model.figure import Figure


class Rounding(Enum):
    """Which way a mean halfway between two integers is rounded."""

    # Up: 4.5 is printed as 5.
    HALF_UP = "half-up"
    # To the even one: 4.5 is printed as 4, 5.5 as 6.
    HALF_EVEN = "half-even"
    # Not known, so either is taken for possible.
    ANY = "any"

    # Members are one of a kind: their names need not be hashed to tell them apart.
    __hash__ = object.__hash__


def window(
    mean: Figure, months: int, rounding: Rounding = Rounding.ANY, star_max: int | None = None
) -> Interval:
    """Give the sums of ``months`` true counts that round to a printed mean.

    A mean is rounded to an integer and starred after rounding. ``*`` means a mean below 3.5,
    however ties are rounded (domain: measured on the published tables); of a star that stands for
    other counts, up to ``star_max`` where that is given, a mean that rounds to one of them.

    >>> from tiltak_audit.model.figure import SUPPRESSED, count
    >>> window(count(4), 2), window(SUPPRESSED, 11), window(count(7), 1)
    (Interval(low=7, high=9), Interval(low=0, high=38), Interval(low=7, high=7))
    >>> window(count(4), 2, Rounding.HALF_UP), window(count(5), 2, Rounding.HALF_EVEN)
    (Interval(low=7, high=8), Interval(low=10, high=10))
    """
    half, even = months // 2, months % 2 == 0
    if isinstance(mean, Star):
        stands = mean.limited(star_max)
        least, most = stands.low, stands.high
        # The tie above an odd number is rounded up both ways, that below it by halves to even
        # only.
        tie = most % 2 == 0 and rounding is not Rounding.HALF_UP and even
        down = even and rounding is Rounding.HALF_EVEN and least % 2
        low = max(0, months * least - half + bool(down))
        return Interval(low, ((2 * most + 1) * months - (not tie)) // 2)
    odd = mean.value % 2
    down = even and rounding is Rounding.HALF_EVEN and odd
    up = even and (rounding is Rounding.HALF_UP or down)
    centre = months * mean.value
    return Interval(max(0, centre - half + bool(down)), centre + half - bool(up))


def rounded(sums: Interval, months: int, rounding: Rounding = Rounding.ANY) -> Interval:
    """Give the means that may be printed where the months add up to one of some sums.

    >>> rounded(Interval(7, 9), 2), rounded(Interval(7, 9), 2, Rounding.HALF_UP)
    (Interval(low=3, high=5), Interval(low=4, high=5))
    """
    match rounding:
        case Rounding.ANY:
            half = months // 2
            low, high = max(0, -((half - sums.low) // months)), (sums.high + half) // months
        case Rounding.HALF_UP:
            low, high = ((2 * end + months) // (2 * months) for end in (sums.low, sums.high))
        case _:
            low, high = (_half_even(end, months) for end in (sums.low, sums.high))
    return Interval(low, max(high, MOST) if sums.unbounded else high)


def _half_even(total: int, months: int) -> int:
    whole, rest = divmod(total, months)
    return whole + (2 * rest > months or (2 * rest == months and whole % 2 == 1))

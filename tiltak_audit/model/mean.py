"""What a printed mean says of the months it is the mean of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.model.figure import Star
from tiltak_audit.model.interval import Interval

if TYPE_CHECKING:
    from tiltak_audit.model.figure import Figure


def window(mean: Figure, months: int) -> Interval:
    """Give the sums of ``months`` true counts that round to a printed mean.

    A mean is rounded to an integer, ties either way, and starred after rounding: ``*`` means
    a mean below 3.5 (domain: measured on the published tables).

    >>> from tiltak_audit.model.figure import SUPPRESSED, count
    >>> window(count(4), 2), window(SUPPRESSED, 11), window(count(7), 1)
    (Interval(low=7, high=9), Interval(low=0, high=38), Interval(low=7, high=7))
    """
    if isinstance(mean, Star):
        return Interval(0, (7 * months - 1) // 2)
    return Interval(max(0, months * mean.value - months // 2), months * mean.value + months // 2)

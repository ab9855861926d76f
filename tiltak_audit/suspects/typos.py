"""How like a slip of the finger it is that one number was printed for another."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tiltak_audit.model.interval import Interval
from tiltak_audit.suspects.suspect import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator

# How common each slip is among wrong figures, in parts of a billion: a judgement, not a
# measurement. It only ranks explanations that all are possible.
_SHARES = {
    Cause.SWAPPED: 300_000_000,
    Cause.DIGIT: 400_000_000,
    Cause.LOST: 100_000_000,
    Cause.DOUBLED: 100_000_000,
    Cause.THOUSANDS: 20_000_000,
    Cause.UNKNOWN: 80_000_000,
}

_GROUP = 1000
_DIGITS = "0123456789"


def cause_of(printed: int, repair: Interval) -> Cause:
    """Name the commonest slip that turns a value of the range into what is printed."""
    for cause, values in _origins(printed):
        if any(repair.low <= value <= repair.high for value in values):
            return cause
    thousands = _with_group(printed, repair)
    return Cause.THOUSANDS if thousands else Cause.UNKNOWN


def likeness(printed: int, repair: Interval) -> int:
    """Weigh how likely the print is, if a value of the range was meant, in parts of a billion."""
    weight = 0
    for cause, values in _origins(printed):
        inside = sum(repair.low <= value <= repair.high for value in values)
        weight += _SHARES[cause] * inside // max(1, len(values))
    if _with_group(printed, repair):
        weight += _SHARES[Cause.THOUSANDS] // _GROUP
    reach = 10 + 2 * printed
    width = min(repair.high - repair.low + 1, reach)
    return weight + _SHARES[Cause.UNKNOWN] * width // reach


@lru_cache(maxsize=1024)
def _origins(printed: int) -> tuple[tuple[Cause, set[int]], ...]:
    """Give each slip with the numbers that it may have turned into the print."""
    digits = str(printed)
    places = range(len(digits))
    pairs = range(len(digits) - 1)
    swapped = _numbers(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in pairs)
    other = _numbers(digits[:i] + d + digits[i + 1 :] for i in places for d in _DIGITS)
    longer = _numbers(digits[:i] + d + digits[i:] for i in range(len(digits) + 1) for d in _DIGITS)
    shorter = _numbers(digits[:i] + digits[i + 1 :] for i in places)
    return (
        (Cause.SWAPPED, swapped - {printed}),
        (Cause.DIGIT, other - {printed}),
        (Cause.LOST, longer),
        (Cause.DOUBLED, shorter),
    )


def _numbers(texts: Iterator[str]) -> set[int]:
    """Read numbers; one that begins with 0 is none that is printed."""
    return {int(text) for text in texts if text and text[0] != "0"}


def _with_group(printed: int, repair: Interval) -> bool:
    """Tell whether a value of the range lost or gained three digits at an end."""
    behind = repair.low <= printed * _GROUP + _GROUP - 1 and printed * _GROUP <= repair.high
    # The first number at or above the range's low end that ends in the printed three digits.
    before = repair.low + (printed - repair.low) % _GROUP
    whole_group = _GROUP > printed >= _GROUP // 10
    gained = printed >= _GROUP and any(
        repair.low <= value <= repair.high for value in (printed // _GROUP, printed % _GROUP)
    )
    return behind or (whole_group and before <= repair.high) or gained


def counts_of(repair: Interval, small: int) -> Interval:
    """Give the part of a repair that is printed as counts, those above the small ones."""
    return Interval(max(repair.low, small + 1), repair.high)


def as_printed(repair: Interval, star: Interval) -> Interval:
    """Widen a repair that reaches into what a star stands for to all that a star says."""
    if not repair.meets(star):
        return repair
    return Interval(min(star.low, repair.low), max(star.high, repair.high))

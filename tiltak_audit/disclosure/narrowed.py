"""What shares leave of the stars that they are printed beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.engine.most import MOST
from tiltak_audit.identities.ratios import (
    MONTH,
    Wholes,
    counts_of,
    ratios_of,
    whole_of,
    wholes_of,
)
from tiltak_audit.model.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.disclosure.exposure import Disclosure
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.engine.system import Mask
    from tiltak_audit.identities.ratios import Ratio
    from tiltak_audit.suspects.belief import Belief

# So often what shares leave of one star is held against the others of its whole, at most.
_ROUNDS = 8


@attrs.frozen(eq=False, repr=False)
class Narrowed:
    """A star of which its share leaves fewer values.

    Attributes:
        share: Its share.
        beside: The shares that tell of how many persons it is.
        left: What they leave of the star, in persons.
    """

    share: Ratio
    beside: tuple[Ratio, ...]
    left: Interval


def narrowed_by_share(belief: Belief, disclosure: Disclosure) -> dict[int, Narrowed]:
    """Give the stars of which shares leave fewer values, by variable, but those in doubt.

    None where the stars were not audited to the end. Shares that are of one whole month by month
    are left alone: that they are is no more than likely. Those that contradict each other leave
    nothing.
    """
    narrowed: dict[int, Narrowed] = {}
    points = disclosure.points
    if points is None or disclosure.impossible or disclosure.interrupted:
        return narrowed
    for report in dict.fromkeys(series.report for series in points.joint.series):
        if MONTH not in report.family.one_whole:
            for ratios in ratios_of(report):
                narrowed |= _narrowed(ratios, points, belief.freed)
    return narrowed


def _narrowed(ratios: list[Ratio], points: Points, freed: Mask) -> Iterator[tuple[int, Narrowed]]:
    """Yield the stars of one whole of which their shares leave fewer values."""
    counts, stars = _counts(ratios, points, freed)
    given = dict(counts)
    for _round in range(_ROUNDS):
        before = dict(counts)
        for one in stars:
            # A share is of somebody.
            whole = whole_of(_within(counts, one), Wholes(1))
            low, high = counts_of(one.printed, one.per, whole)
            least, most = counts[one]
            low, high = max(low, least), most if high is None else min(high, most)
            if whole.empty or low > high:
                return
            counts[one] = low, high
        if counts == before:
            break
    for one, star in stars.items():
        if counts[one] != given[one]:
            others = _within(counts, one)
            # Those that bound the whole from below and from above say all that the others do.
            ends = others and (
                max(others, key=lambda other: other.wholes.low),
                min(others, key=lambda other: _most(other.wholes)),
            )
            yield star, Narrowed(one, tuple(dict.fromkeys(ends)), Interval(*counts[one]))


def _counts(
    ratios: list[Ratio], points: Points, freed: Mask
) -> tuple[dict[Ratio, tuple[int, int]], dict[Ratio, int]]:
    """Give what each count can be, but of those that are accused, and the stars among them."""
    counts: dict[Ratio, tuple[int, int]] = {}
    stars: dict[Ratio, int] = {}
    for one in ratios:
        # Counts of which no identity speaks are no part of the system: nothing speaks against them.
        inside = one.count.row in points.joint.base
        variable = points.joint.variable(one.count) if inside else -1
        if inside and freed[variable]:
            continue
        if one.count.printed.exact:
            counts[one] = one.count.printed.low, one.count.printed.low
        elif inside and points.joint.star[variable]:
            stars[one] = star = int(points.point[variable])
            counts[one] = int(points.least[star]), int(points.most[star])
    return counts, stars


def _within(counts: dict[Ratio, tuple[int, int]], but: Ratio) -> list[Ratio]:
    """Give the ratios but one, each with the wholes that what is known of its count leaves."""
    return [
        attrs.evolve(one, wholes=wholes_of(one.printed, one.per, *ends))
        for one, ends in counts.items()
        if one is not but
    ]


def _most(wholes: Wholes) -> int:
    return MOST if wholes.high is None else wholes.high

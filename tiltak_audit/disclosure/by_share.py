"""Stars that shares give away: printed beside them, of a whole that other shares tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.disclosure.disclose import recoverable_of, within
from tiltak_audit.disclosure.exposure import Standing
from tiltak_audit.disclosure.given_by_share import ByShare
from tiltak_audit.engine.most import MOST
from tiltak_audit.engine.propagate import propagate
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

    from tiltak_audit.disclosure.exposure import Disclosure, Exposure
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.engine.system import Mask, System, Vector
    from tiltak_audit.identities.ratios import Ratio
    from tiltak_audit.model.report import Report
    from tiltak_audit.suspects.belief import Belief

# So often what shares leave of one star is held against the others of its whole, at most.
_ROUNDS = 8


@attrs.frozen(eq=False, repr=False)
class _Narrowed:
    """A star with what its share leaves of it, persons, and the shares that tell its whole."""

    share: Ratio
    beside: tuple[Ratio, ...]
    left: Interval


def by_share(belief: Belief, disclosure: Disclosure) -> Iterator[ByShare]:
    """Find the stars that can be worked out with the shares of reports, and not without.

    Shares that are of one whole month by month are left alone: that they are is no more than
    likely. Nothing follows where the stars were not audited to the end, or from shares that
    contradict each other, or the sums.

    Raises:
        KeyboardInterrupt: The user stopped it.
    """
    points = disclosure.points
    if points is None or disclosure.impossible or disclosure.interrupted:
        return
    narrowed: dict[int, _Narrowed] = {}
    for report in dict.fromkeys(series.report for series in points.joint.series):
        if MONTH not in report.family.one_whole:
            for ratios in ratios_of(report):
                narrowed |= _narrowed(ratios, points, belief.freed)
    if not narrowed:
        return
    exposed = [one for one in disclosure.exposures if one.standing is Standing.RECOVERABLE]
    known = {points.joint.variable(one.cell) for one in exposed}
    asked = [star for star in points.stars.tolist() if star not in known]
    found: dict[int, Exposure] | None = None
    while narrowed and found is None:
        left = ((_at(points, star), one.left) for star, one in narrowed.items())
        system = within(points.merged.system, left)
        found = recoverable_of(points, disclosure.attacker, system, asked)
        if found is None:
            narrowed = _agreeing(narrowed, points, system)
    told: dict[Report, dict[int, Exposure]] = {}
    for star, exposure in (found or {}).items():
        told.setdefault(exposure.cell.report, {})[star] = exposure
    for report, stars in told.items():
        direct = [star for star in stars if star in narrowed and narrowed[star].left.exact]
        of_shares = direct + [star for star in stars if star in narrowed]
        own = [star for star, one in narrowed.items() if one.share.count.report is report]
        first = next(iter([*of_shares, *own, *narrowed]))
        order = sorted(stars, key=lambda star: (star != first, star))
        proof = narrowed[first]
        yield ByShare(
            report,
            tuple(stars[star] for star in order),
            proof.share,
            proof.beside,
            frozenset(stars[star].cell for star in direct),
            disclosure.revealed,
        )


def _agreeing(
    narrowed: dict[int, _Narrowed], points: Points, system: System
) -> dict[int, _Narrowed]:
    """Give the stars that take no part in a contradiction of shares and sums.

    Gives none where it cannot be told which do.
    """
    from tiltak_audit.engine.conflict import core_of
    from tiltak_audit.engine.refutation import refutation

    bounds = propagate(system)
    cores = [core_of(system, bounds)] if bounds.conflict else refutation(system, bounds)
    apart = np.flatnonzero(system.low > system.high)
    part = {*apart.tolist(), *(at for core in cores for at in _variables(system, core))}
    fewer = {star: one for star, one in narrowed.items() if _at(points, star) not in part}
    return fewer if len(fewer) < len(narrowed) else {}


def _variables(system: System, rows: Vector) -> list[int]:
    found: list[int] = system.index[system.entries(rows)].tolist()
    return found


def _at(points: Points, star: int) -> int:
    return int(points.merged.variable[star])


def _narrowed(ratios: list[Ratio], points: Points, freed: Mask) -> Iterator[tuple[int, _Narrowed]]:
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
            yield star, _Narrowed(one, tuple(dict.fromkeys(ends)), Interval(*counts[one]))


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

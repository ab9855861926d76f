"""Stars that shares give away: printed beside them, of a whole that other shares tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.disclosure.disclose import recoverable_of
from tiltak_audit.disclosure.exposure import Standing
from tiltak_audit.disclosure.given_by_share import ByShare
from tiltak_audit.engine.most import MOST
from tiltak_audit.identities.ratios import MONTH, counts_of, ratios_of, whole_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.disclosure.exposure import Disclosure, Exposure
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.engine.system import Mask
    from tiltak_audit.identities.ratios import Ratio
    from tiltak_audit.model.report import Report
    from tiltak_audit.suspects.belief import Belief


@attrs.frozen(eq=False)
class _Narrowed:
    """A star with what its share leaves of it, persons, and the shares that tell its whole."""

    share: Ratio
    beside: tuple[Ratio, ...]
    low: int
    high: int

    @property
    def exact(self) -> bool:
        """Tell whether one value is left."""
        return self.low == self.high


def by_share(belief: Belief, disclosure: Disclosure) -> Iterator[ByShare]:
    """Find the stars that can be worked out with the shares of reports, and not without.

    Shares that are of one whole month by month are left alone: that they are is no more than
    likely. Nothing follows where the stars were not audited to the end, or from shares that
    contradict each other.

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
    system = points.merged.system
    low, high = system.low.copy(), system.high.copy()
    for star, one in narrowed.items():
        at = points.merged.variable[star]
        low[at], high[at] = max(low[at], one.low), min(high[at], one.high)
    if (low > high).any():
        return
    exposed = [one for one in disclosure.exposures if one.standing is Standing.RECOVERABLE]
    known = {points.joint.variable(one.cell) for one in exposed}
    asked = [star for star in points.stars.tolist() if star not in known]
    found = recoverable_of(points, disclosure.attacker, system.bounded(low, high), asked)
    told: dict[Report, dict[int, Exposure]] = {}
    for star, exposure in (found or {}).items():
        told.setdefault(exposure.cell.report, {})[star] = exposure
    for report, stars in told.items():
        direct = [star for star in stars if star in narrowed and narrowed[star].exact]
        of_shares = direct + [star for star in stars if star in narrowed]
        first = next(iter([*of_shares, *narrowed]))
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


def _narrowed(ratios: list[Ratio], points: Points, freed: Mask) -> Iterator[tuple[int, _Narrowed]]:
    """Yield the stars of one whole of which their shares leave fewer values."""
    # Counts of which no identity speaks are no part of the system: nothing speaks against them.
    variables = {
        one: points.joint.variable(one.count)
        for one in ratios
        if one.count.row in points.joint.base
    }
    accused = {one for one, variable in variables.items() if freed[variable]}
    printed = [one for one in ratios if one not in accused and one.count.printed.exact]
    whole = whole_of(printed)
    if whole.empty or not printed:
        return
    # Those that bound it from below and from above say all that the others do.
    beside = (
        max(printed, key=lambda one: one.wholes.low),
        min(printed, key=lambda one: MOST if one.wholes.high is None else one.wholes.high),
    )
    for one, variable in variables.items():
        star = int(points.point[variable])
        low, high = counts_of(one.printed, one.per, whole)
        least, most = (int(ends[star]) for ends in (points.least, points.most))
        low, high = max(low, least), most if high is None else min(high, most)
        if points.joint.star[star] and (low, high) != (least, most):
            yield star, _Narrowed(one, tuple(dict.fromkeys(beside)), low, high)

"""Stars that shares give away: printed beside them, of a whole that other shares tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.disclosure.contradictions import cores_of, variables_of
from tiltak_audit.disclosure.disclose import recoverable_of, within
from tiltak_audit.disclosure.exposure import Standing
from tiltak_audit.disclosure.given_by_share import ByShare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tiltak_audit.disclosure.exposure import Disclosure, Exposure
    from tiltak_audit.disclosure.narrowed import Narrowed
    from tiltak_audit.disclosure.points import Points
    from tiltak_audit.engine.system import System
    from tiltak_audit.model.report import Report


def by_share(disclosure: Disclosure, narrowed: Mapping[int, Narrowed]) -> Iterator[ByShare]:
    """Find the stars that can be worked out with the shares of reports, and not without.

    Nothing follows from shares that contradict the sums.

    Args:
        disclosure: What was found of the stars without them.
        narrowed: The stars of which they leave fewer values, see ``narrowed_by_share``.

    Raises:
        KeyboardInterrupt: The user stopped it.
    """
    points = disclosure.points
    if points is None or not narrowed:
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
    narrowed: Mapping[int, Narrowed], points: Points, system: System
) -> dict[int, Narrowed]:
    """Give the stars that take no part in a contradiction of shares and sums.

    Gives none where it cannot be told which do.
    """
    apart = np.flatnonzero(system.low > system.high)
    part = set(apart.tolist()).union(*(variables_of(system, core) for core in cores_of(system)))
    fewer = {star: one for star, one in narrowed.items() if _at(points, star) not in part}
    return fewer if len(fewer) < len(narrowed) else {}


def _at(points: Points, star: int) -> int:
    return int(points.merged.variable[star])

"""The edit of Hidiroglou and Berthelot: how large a change is, and how large is usual.

M. A. Hidiroglou and J.-M. Berthelot, Survey Methodology 12 (1986), 73–83. Powers and limits start
from Statistics Norway's own (``Hb`` of its package Kostra: pU = 0.5, pA = 0.05).
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike

if TYPE_CHECKING:
    from collections.abc import Sequence

# A: what the distance of a quartile is at least, of the median effect.
_LEAST = 0.05


@attrs.frozen(eq=False)
class Spread(Alike):
    """How far the effects of one kind usually lie from their median.

    Attributes:
        middle: The median.
        below: From the first quartile to the median.
        above: From the median to the third quartile.
    """

    middle: float
    below: float
    above: float

    def distance(self, effect: float) -> float:
        """Give how far the quartile of an effect's side lies from the median."""
        return self.above if effect >= self.middle else self.below


def effect_of(before: float, now: float, ratio: float) -> float:
    """Give the effect E of a change: its ratio beside the usual one, weighted by size (U = ½).

    Args:
        before: Persons, above 0.
        now: Persons, above 0.
        ratio: The usual ratio of now to before.

    >>> round(effect_of(100, 144, 1.0), 6), round(effect_of(144, 100, 1.0), 6)
    (5.28, -5.28)
    """
    own = now / before
    size = own / ratio - 1 if own >= ratio else 1 - ratio / own
    return size * sqrt(max(before, now))


def spread_of(effects: Sequence[float]) -> Spread:
    """Give the spread of effects, of which there is at least one.

    >>> spread_of([1.0, 2.0, 4.0, 5.0])
    Spread(middle=3.0, below=1.25, above=1.25)
    """
    ranked = sorted(effects)
    first, middle, third = (_quantile(ranked, share) for share in (0.25, 0.5, 0.75))
    least = abs(_LEAST * middle)
    return Spread(middle, max(middle - first, least), max(third - middle, least))


def _quantile(ranked: Sequence[float], share: float) -> float:
    """Interpolate as R does unless told otherwise (type 7)."""
    whole, part = divmod((len(ranked) - 1) * share, 1)
    at = int(whole)
    after = ranked[min(at + 1, len(ranked) - 1)]
    return ranked[at] + part * (after - ranked[at])

"""What a figure of a tidy table is of."""

from __future__ import annotations

import attrs

from tiltak_audit.alike import Alike

# The level above all others, of one region.
COUNTRY = "country"


@attrs.frozen(eq=False, repr=False)
class Point(Alike):
    """What all figures of a table of observations are of, but for the region and the month.

    Attributes:
        measure: What is counted, by the description's name, such as ``persons``.
        level: The level of its regions: ``country``, ``fylke`` or ``kommune``.
        categories: Dimension and category, as printed, in the order of the columns.
    """

    measure: str
    level: str
    categories: tuple[tuple[str, str], ...]

"""How much was seen and not read."""

from __future__ import annotations

import attrs

from tiltak_audit.alike import Alike


@attrs.frozen(eq=False, repr=False)
class Unread(Alike):
    """Figures that were seen at a place and left unread; false where there are none.

    Attributes:
        rows: Rows, totals among them.
        cells: The figures of these rows, as far as they can be counted.
    """

    rows: int = 0
    cells: int = 0

    def __add__(self, other: Unread) -> Unread:
        """Give both together."""
        return Unread(self.rows + other.rows, self.cells + other.cells)

    def __bool__(self) -> bool:
        """Tell whether anything was left unread."""
        return self.rows > 0


# Everything was read.
ALL_READ = Unread()

"""A colon that ends a label, told from the sign of a figure that is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.model.figure import HIDDEN_SIGN
from tiltak_audit.reading.spoiled import fewest

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_of_label(figures: Sequence[str], columns: int, *, grouped: bool) -> bool:
    """Tell whether the first of the figures at the end of a line is the colon of its label.

    It is where it stands alone before figures that are not as many with it as a row has. Of a
    row with another such sign it is one, too.

    >>> is_of_label([":", "12", "13"], 2, grouped=True), is_of_label([":", "12"], 2, grouped=True)
    (True, False)
    """
    first, *others = figures
    if first != HIDDEN_SIGN or HIDDEN_SIGN in others:
        return False
    least = len(figures) if grouped else fewest(figures)
    return not least <= columns <= len(figures)

"""One planted error, as the answer key tells it."""

from __future__ import annotations

from enum import Enum

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.i18n import N_


class Kind(Enum):
    """What is planted; each in a table of its own."""

    # The figures of two neighbouring rows change places.
    ROWS_SWAPPED = "rows-swapped"
    # Two neighbouring digits of one month change places.
    DIGITS_SWAPPED = "digits-swapped"
    # One digit of one month of a total is another one.
    TOTAL_DIGIT = "total-digit"
    # A mean is not the mean of its months.
    MEAN_OFF = "mean-off"
    # A row is not there.
    ROW_LOST = "row-lost"
    # A total is another one where it is printed again.
    REPRINT = "reprint-differs"
    # A count that should be a star is printed.
    SMALL_COUNT = "small-count"
    # The overview counts persons of one main group under another.
    GROUP_TOTAL = "group-total"
    # One digit of one kommune is another one.
    KOMMUNE_DIGIT = "kommune-digit"


WORDS = {
    Kind.ROWS_SWAPPED: N_("the figures of this row and of the next one changed places"),
    Kind.DIGITS_SWAPPED: N_("two digits changed places"),
    Kind.TOTAL_DIGIT: N_("one digit of the total was replaced"),
    Kind.MEAN_OFF: N_("the mean is off"),
    Kind.ROW_LOST: N_("the row was taken out; the line is that of the row above it"),
    Kind.REPRINT: N_("the total is another one where it is printed again"),
    Kind.SMALL_COUNT: N_("a count below 4 is printed where a star must stand"),
    Kind.GROUP_TOTAL: N_("persons of this main group are counted under another one"),
    Kind.KOMMUNE_DIGIT: N_("one digit was replaced"),
}


@attrs.frozen(eq=False, repr=False)
class Answer(Alike):
    """Where an error is, what it is, and the code that a check should find it under.

    Attributes:
        kind: What was planted.
        file: The file's name.
        line: The line that carries the figure, 1-based, in the planted file; of a lost row,
            that of the row above it.
        section: The section's title.
        table: The total's label without ``I alt``.
        row: The row's label, with its code.
        period: ``2025-01`` or ``mean``; empty where the whole row is wrong.
        printed: What is printed now; empty where nothing is.
        true: What should be printed.
        code: The code of the finding that names it.
        beside: Codes of findings that the error gives besides.
    """

    kind: Kind
    file: str
    line: int
    section: str
    table: str
    row: str
    period: str
    printed: str
    true: str
    code: str
    beside: tuple[str, ...] = ()

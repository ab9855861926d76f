"""What every report prints in the same words, whichever form it arrives in or is written to."""

from __future__ import annotations

import re
from functools import cache

# Groups thousands.
NBSP = "\u00a0"

# Blanks that stand around what a line says.
BLANKS = f" \t{NBSP}"

# How a text begins that a spreadsheet takes for a formula: with a sign, also a wide one, or with
# blanks and a sign.
FORMULA = f"[ {NBSP}]*[=+@\\-\uff1d\uff0b\uff0d\uff20]"

# Over the mean column: whole, and as the dumps break it; the last words stand before the months.
MEAN_WORDS = "Gjennomsnitt hittil i år"
MEAN_LINES = ("Gjennom", "snitt hittil")
MEAN_LAST = "i år"

# "Om statistikken": the page that explains the statistics; it holds sentences, not tables.
PROSE = "Om "

# What stands alone at the top or the foot of a page, or before the report's code and title.
SOURCE = "Kilde: NAV"

# What text tools print after the last page: the blank that would start the next page head.
LAST_LINE = " "

# "herav kvinner", "- av dette": of the row above, and so no part of the sum.
_OF_ROW_ABOVE = re.compile(r"(?:[-–] ?)?(?:herav|hvorav|derav|av dette|av disse)\b", re.IGNORECASE)


@cache
def is_of_row_above(label: str) -> bool:
    """Tell whether a label says that its row counts some of the row above it.

    >>> is_of_row_above("herav kvinner"), is_of_row_above("Kvinner")
    (True, False)
    """
    return _OF_ROW_ABOVE.match(label) is not None


def grouped(value: int, separator: str = NBSP) -> str:
    """Print a count with its thousands grouped.

    >>> grouped(38544, " ")
    '38 544'
    """
    return f"{value:,}".replace(",", separator)

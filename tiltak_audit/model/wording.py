"""What every report prints in the same words, whichever form it arrives in or is written to."""

from __future__ import annotations

# Groups thousands.
NBSP = "\u00a0"

# Blanks that stand around what a line says.
BLANKS = f" \t{NBSP}"

# Over the mean column: whole, and as the dumps break it; the last words stand before the months.
MEAN_WORDS = "Gjennomsnitt hittil i år"
MEAN_LINES = ("Gjennom", "snitt hittil")
MEAN_LAST = "i år"

# "Om statistikken": the page that explains the statistics; it holds sentences, not tables.
PROSE = "Om "

# What text tools print after the last page: the blank that would start the next page head.
LAST_LINE = " "


def grouped(value: int, separator: str = NBSP) -> str:
    """Print a count with its thousands grouped.

    >>> grouped(38544, " ")
    '38 544'
    """
    return f"{value:,}".replace(",", separator)

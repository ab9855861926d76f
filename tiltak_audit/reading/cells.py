"""One cell of a workbook to the figure that it shows, if it shows one."""

from __future__ import annotations

import re
from typing import Any

# Where digits stop being figures in the grammar's dialect.
_LIMIT = 10**12

# What a number format holds besides digits: spaces, escaped and quoted text, conditions.
_DECORATION = re.compile(r'_.|\\.|\*.|"[^"]*"|\[[^\]]*\]| ')
# Formats that show a whole number as it is: no percent, no thousands left out.
_WHOLE = re.compile(r"(?:General|GENERAL|general|@|[#,]*0)")

_LONGEST_SHOWN = 40


def figure_of(cell: Any) -> str:  # noqa: ANN401  a cell of any kind
    """Print a count or a star as the texts do; nothing for what is neither.

    A count is a number that is whole and shown as it is: no text of digits, no formula, no date,
    no percent.
    """
    value = getattr(cell, "value", None)
    if value == "*":
        return "*"
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    if isinstance(value, float) and not value.is_integer():
        return ""
    shown = _DECORATION.sub("", str(cell.number_format).partition(";")[0])
    if not 0 <= value < _LIMIT or not _WHOLE.fullmatch(shown):
        return ""
    return f"{int(value):,}".replace(",", "\u00a0")


def shown(cell: Any) -> str:  # noqa: ANN401  a cell of any kind
    """Say what a cell holds."""
    value = getattr(cell, "value", None)
    if value is None:
        return "–"
    plain = isinstance(value, (int, float)) and not isinstance(value, bool)
    said = f"{value!r} ({cell.number_format})" if plain else repr(value)
    return said[:_LONGEST_SHOWN]

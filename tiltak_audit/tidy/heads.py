"""Heads of columns, compared as people compare them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tiltak_audit.cube.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_ANY = "*"


def matches(text: str, patterns: Iterable[str]) -> bool:
    """Tell whether a head is one of some, in which * stands for any letters.

    >>> matches("Nåværende_Fylke_Nr_Navn", ["Nåværende * Nr Navn"]), matches("År-måned", ["År"])
    (True, False)
    """
    return any(_pattern(one).fullmatch(_folded(text)) for one in patterns)


def _folded(text: str) -> str:
    """Fold a head; programs put a low line where people put a blank."""
    return fold(text.replace("_", " "))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(_folded(part)) for part in text.split(_ANY)), re.DOTALL)

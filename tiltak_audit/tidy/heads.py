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

    >>> matches("Nåværende Fylke Nr Navn", ["Nåværende * Nr Navn"]), matches("År-måned", ["År"])
    (True, False)
    """
    return any(_pattern(one).fullmatch(fold(text)) for one in patterns)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(fold(part)) for part in text.split(_ANY)), re.DOTALL)

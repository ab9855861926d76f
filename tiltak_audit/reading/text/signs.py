"""What families print for a suppressed count, as the star that the grammar knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def with_stars(text: str, signs: Iterable[str]) -> tuple[str, frozenset[int]]:
    r"""Put a star for every sign that stands alone; give the lines whose columns move by that.

    >>> with_stars("Kvinner <5 12\nMenn 7", ["<5"])
    ('Kvinner * 12\nMenn 7', frozenset({1}))
    """
    alone = "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))
    if not alone or not re.search(alone, text):
        return text, frozenset()
    lines = text.split("\n")
    starred = [re.sub(rf"(?<!\S)(?:{alone})(?!\S)", "*", line) for line in lines]
    pairs = enumerate(zip(lines, starred, strict=True), 1)
    moved = frozenset(number for number, (line, now) in pairs if len(line) != len(now))
    return "\n".join(starred), moved

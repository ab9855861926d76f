"""What is printed for counts that are not shown, as the signs that the grammar knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_known(text: str, signs: Mapping[str, str]) -> tuple[str, frozenset[int]]:
    r"""Put the known sign for every other that stands alone; give the lines that move by that.

    >>> with_known("Kvinner <5 12\nMenn 7", {"<5": "*"})
    ('Kvinner * 12\nMenn 7', frozenset({1}))
    """
    alone = "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))
    if not alone or not re.search(alone, text):
        return text, frozenset()
    other = re.compile(rf"(?<!\S)(?:{alone})(?!\S)")
    lines = text.split("\n")
    known = [other.sub(lambda found: signs[found[0]], line) for line in lines]
    pairs = enumerate(zip(lines, known, strict=True), 1)
    moved = frozenset(number for number, (line, now) in pairs if len(line) != len(now))
    return "\n".join(known), moved

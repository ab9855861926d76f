"""Labels compared as people compare them: without case, blanks, hyphens and accents."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Sami letters that have no canonical decomposition; text tools print either form.
_SAMI = str.maketrans("ŋđŧ", "ndt")

# Combining accents, blanks, hyphens and dashes, controls and soft hyphens.
_LEFT_OUT = {"Mn", "Zs", "Pd", "Cc", "Cf"}


class _Kept(dict[int, int | None]):
    """What becomes of each character, looked up once: itself, or nothing."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = None if unicodedata.category(chr(code)) in _LEFT_OUT else code
        return kept


_KEPT = _Kept()

# The hyphen of a range, 20-24, is part of it.
_RANGE = re.compile(r"(?<=[0-9]) ?[-–] ?(?=[0-9])")


@cache
def fold(label: str) -> str:
    """Give a label in lower case, without blanks, hyphens and accents."""
    label = _RANGE.sub("_", label)
    plain = unicodedata.normalize("NFD", label.casefold().translate(_SAMI))
    return plain.translate(_KEPT)


def key_of(code: str, label: str) -> str:
    """Give what a row is known by in its table: its region's code, or else its label.

    >>> key_of("0301", "Oslo"), key_of("", "20-24 år")
    ('0301', '20_24ar')
    """
    return code or fold(label)

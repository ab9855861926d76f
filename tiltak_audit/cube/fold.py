"""Labels compared as people compare them: without case, blanks, hyphens and accents."""

from __future__ import annotations

import unicodedata
from functools import cache

# Sami letters that have no canonical decomposition; text tools print either form.
_SAMI = str.maketrans("ŋđŧ", "ndt")


@cache
def fold(label: str) -> str:
    """Give the letters and digits of a label, lower case, without accents."""
    plain = unicodedata.normalize("NFD", label.casefold().translate(_SAMI))
    return "".join(char for char in plain if char.isalnum())

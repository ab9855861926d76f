"""Text from inputs made safe and aligned for a terminal."""

from __future__ import annotations

import unicodedata

_ESCAPED = {"Cc", "Cf", "Cs", "Co", "Cn"}


def visible(text: str) -> str:
    """Replace what would move or colour a terminal: controls are escaped, odd blanks plain.

    >>> visible("a\\x1b[31m\\tb")
    'a\\\\x1b[31m b'
    """
    if text.isprintable() and text.isascii():
        return text
    return "".join(_safe(char) for char in text)


def _safe(char: str) -> str:
    if char in "\t\u00a0":
        return " "
    if unicodedata.category(char) in _ESCAPED:
        return char.encode("unicode_escape").decode()
    return char


def number(value: int) -> str:
    """Group thousands by a blank, as the reports do.

    >>> number(38544)
    '38 544'
    """
    return f"{value:,}".replace(",", " ")

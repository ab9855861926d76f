"""Text from inputs made safe to show, and aligned for a terminal."""

from __future__ import annotations

import re
import unicodedata

# The blank within a number, where no line may end.
_NUMBER = re.compile(r"(?<=[0-9]) (?=[0-9]{3}\b)")

# Narrower than this a column of text is no longer readable; it runs over instead.
_LEAST_WIDTH = 10

_LATE_CONTROLS = re.compile("[\x7f-\x9f]")

_ESCAPED = {"Cc", "Cf", "Cs", "Co", "Cn"}


def visible(text: str) -> str:
    """Replace what would move or colour a terminal: controls are escaped, odd blanks plain."""
    if text.isprintable():
        return text
    return "".join(_safe(char) for char in text)


def in_json(text: str) -> str:
    """Escape the controls that JSON and TOML let stand: DEL and C1, U+007F to U+009F."""
    return _LATE_CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def in_json_bytes(text: bytes) -> bytes:
    """Do the same in UTF-8, where these are DEL, or begin with C2, which few texts have."""
    return in_json(text.decode()).encode() if b"\x7f" in text or b"\xc2" in text else text


def _safe(char: str) -> str:
    if char in "\t\u00a0":
        return " "
    if unicodedata.category(char) in _ESCAPED:
        return char.encode("unicode_escape").decode()
    return char


def unbroken(text: str) -> str:
    """Keep a line from ending at the blank within a number."""
    return _NUMBER.sub("\u00a0", text)


def wrapped(text: str, width: int, indent: int) -> str:
    """Wrap a text whose first line starts at a column; later lines start there too.

    >>> print("do  " + wrapped("compare the two", 14, indent=4))
    do  compare
        the two
    """
    # Only what is shown on a terminal is wrapped.
    from textwrap import wrap

    whole = unbroken(text)
    room = max(width - indent, _LEAST_WIDTH)
    lines = wrap(whole, room, break_on_hyphens=False, break_long_words=False)
    return ("\n" + " " * indent).join(lines).replace("\u00a0", " ")

"""Letters that came apart: UTF-8 that was read as cp1252, once or more often, or lost them.

Bytes of UTF-8 read as cp1252 are pairs such as ``Ã¸``, which no Norwegian word holds; they
are put together again, as often as it takes. Where a letter was replaced by ``?`` or U+FFFD
nothing is left to put together: that is only counted. Every pattern is linear.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import islice

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.record import Record

# How often a text may have been read wrong and saved again.
_ROUNDS = 3

# The bytes that cp1252 leaves undefined are kept as the controls of latin-1.
_BYTES = {
    character: byte
    for byte in range(0x80, 0x100)
    for character in {bytes([byte]).decode("cp1252", "ignore") or chr(byte), chr(byte)}
}
_AFTER = "[" + re.escape("".join(c for c, byte in _BYTES.items() if byte < 0xC0)) + "]"  # noqa: PLR2004  continuation bytes
_APART = f"[Â-ÆË]{_AFTER}|[\u00e2\u00ef]{_AFTER}{_AFTER}"

# What shows that letters came apart: pairs that stand for what reports are full of.
_SIGN = "Ã[¥¸¦…˜†\u0085\u0098\u0086ƒ]|[0-9]Â[ \u00a0][0-9]{3}|Â[\u00a0§«»\u00ad]|â€"

# What may come out: the letters and marks of the west, and those of Sámi names.
_MAY_BE = frozenset(map(chr, range(0xA0, 0x100))) | frozenset(
    "čČđĐŋŊšŠŧŦžŽ“”‘’‚„†‡–—…€‰‹›ˆ˜Œœ•™Ÿƒ\u202f\u2009\u2007\u2010\u2011\u2212\ufb01\ufb02\ufffe\ufeff"
)

# U+00A0 lost its second half where a text tool took that for a blank.
_HALF = "(?<=[0-9])Â (?=[0-9]{3}(?![0-9]))"

# A letter was there: U+FFFD, or "?" before or between small letters, or in "på".
_LOST = r"\ufffd|(?<=\w)\?(?=[a-zæøå])|(?<!\S)\?(?=[a-zæøå])|(?<!\w)p\?(?=\s|$)"
# The one word of a column heading that such a letter stands in.
_YEAR = "(?<![^ \n])i [?\ufffd]{1,2}r(?![^ \n])"


@attrs.frozen(eq=False, repr=False)
class Mended(Alike):
    """A text with its letters put together.

    Attributes:
        text: The text.
        found: What was put together, as found, and how often; empty where nothing was.
        rounds: How often the text had been read wrong.
        line: The first line with such letters.
    """

    text: str
    found: Counter[str] = attrs.field(factory=Counter)
    rounds: int = 0
    line: int = 0


def mended(text: str) -> Mended:
    """Put letters together that came apart, as often as there are signs of it."""
    sign = re.search(_SIGN, text) if any(first in text for first in "ÂÃâ") else None
    if sign is None:
        return Mended(text)
    line = text.count("\n", 0, sign.start()) + 1
    found: Counter[str] = Counter()
    rounds = 0
    while rounds < _ROUNDS and re.search(_SIGN, text):
        rounds += 1
        seen: Counter[str] = Counter()
        text = re.sub(_APART, lambda match, seen=seen: _together(match[0], seen), text)  # type: ignore[misc]
        text, halves = re.subn(_HALF, "\u00a0", text)
        found = found or seen
        if halves:
            found["Â"] += halves
    return Mended(text, found, rounds, line)


class Lost(Alike, Record):
    """Letters that are gone for good.

    Attributes:
        text: The text; the words of column headings, where no doubt is, are whole again.
        times: How many letters are gone.
        line: The first line that lacks one.
        words: The first words that lack one.
    """

    text: str
    times: int = 0
    line: int = 0
    words: tuple[str, ...] = ()


# So many words are shown as examples, of the first so many.
_SHOWN = 3
_LOOKED_AT = 60


def lost_letters(text: str) -> Lost:
    """Count the letters that were replaced by a mark."""
    if "?" not in text and "\ufffd" not in text:
        return Lost(text)
    first = re.search(_LOST, text)
    if first is None:
        return Lost(text)
    some = [match.start() for match in islice(re.finditer(_LOST, text), _LOOKED_AT)]
    words = list(dict.fromkeys(_word_at(text, at) for at in some))[:_SHOWN]
    times = sum(1 for _match in re.finditer(_LOST, text))
    line = text.count("\n", 0, first.start()) + 1
    return Lost(re.sub(_YEAR, "i år", text), times, line, tuple(words))


def _word_at(text: str, at: int, most: int = 30) -> str:
    before = re.split(r"\s", text[max(at - most, 0) : at])[-1]
    return before + re.split(r"\s", text[at : at + most])[0]


def _together(apart: str, seen: Counter[str]) -> str:
    whole = _whole(apart)
    if whole != apart:
        seen[apart] += 1
    return whole


@cache
def _whole(apart: str) -> str:
    try:
        whole = bytes(_BYTES[character] for character in apart).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return apart
    return whole if whole in _MAY_BE or whole in _BYTES else apart

"""Characters to those that the grammar knows: one blank, one hyphen, whole letters.

Every reader has its characters from here. Digits are left as they are: only 0 to 9 are figures,
whatever else looks like one is a letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

# Blanks of fixed width that are printed for U+00A0: figure, thin and narrow space.
GROUPING = "\u2007\u2009\u202f"
# Blanks that part words.
PARTING = "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u205f\u3000"
# Of no width, or of direction only.
NOTHING = (
    "\u200b\u200c\u200d\u2060\ufeff\u180e\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069"
)

# What stands for another character, by what it is read as.
_READ_AS = {
    "\u00a0": GROUPING,
    " ": PARTING,
    # Soft, Unicode's own and unbreakable hyphen, what PDFium prints for one at the end of a
    # line, minus, figure dash and en dash.
    "-": "\u00ad\u2010\u2011\ufffe\u2212\u2012\u2013",
    "": NOTHING,
    "ff": "\ufb00",
    "fi": "\ufb01",
    "fl": "\ufb02",
    "ffi": "\ufb03",
    "ffl": "\ufb04",
    "st": "\ufb05\ufb06",
}
READ_AS = {odd: read for read, odds in _READ_AS.items() for odd in odds}

_TABLE = str.maketrans(READ_AS)
_AS_WIDE = str.maketrans({odd: read for odd, read in READ_AS.items() if len(read) == 1})
_ODD = re.compile("[" + "".join(READ_AS) + "]")

# Where a word may be broken and is not; elsewhere, as at the end of a line, it is a hyphen.
_SOFT = re.compile(r"(?<=[^\W\d_])\u00ad+(?=[^\W\d_])")


def in_grammar(text: str) -> tuple[str, Counter[str]]:
    """Put the characters of a text into those of the grammar.

    Returns:
        The text, and how often each odd character was found; letters that were composed are
        counted under the empty string.
    """
    found: Counter[str] = Counter()
    if text.isascii():
        return text, found
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        found[""] = max(len(text) - len(composed), 1)
    if _ODD.search(composed):
        found.update({odd: times for odd in READ_AS if (times := composed.count(odd))})
        # Where what stood between them is gone, letters and their marks may be composed too.
        composed = unicodedata.normalize("NFC", _SOFT.sub("", composed).translate(_TABLE))
    return composed, found


def has_moved(line: str, read: str) -> bool:
    """Tell whether characters of a line stand elsewhere where it is read."""
    return line != read and line.translate(_AS_WIDE) != read

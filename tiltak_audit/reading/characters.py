"""Characters to those that the grammar knows: one blank, one hyphen, whole letters.

Digits are left as they are: only 0 to 9 are figures, whatever else looks like one is a letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from tiltak_audit.i18n import _
from tiltak_audit.model.notice import Notice, Remark
from tiltak_audit.reading.mojibake import lost_letters, mended

if TYPE_CHECKING:
    from collections.abc import Iterator

# What stands for another character, by what it is read as.
_READ_AS = {
    # Blanks of fixed width that text tools print for U+00A0: figure, thin and narrow space.
    "\u00a0": "\u2007\u2009\u202f",
    " ": "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u205f\u3000",
    # Soft, Unicode's own and unbreakable hyphen, what pdfium prints for one at the end of a
    # line, minus, figure dash and en dash.
    "-": "\u00ad\u2010\u2011\ufffe\u2212\u2012\u2013",
    # Of no width, or of direction only.
    "": "\u200b\u200c\u200d\u2060\ufeff\u180e\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069",
    "ff": "\ufb00",
    "fi": "\ufb01",
    "fl": "\ufb02",
    "ffi": "\ufb03",
    "ffl": "\ufb04",
    "st": "\ufb05\ufb06",
}
_TABLE = {ord(odd): read for read, odds in _READ_AS.items() for odd in odds}
_ODD = re.compile("[" + "".join(map(chr, _TABLE)) + "]")

# Where no other line end is, these end lines: next line, line and paragraph separator, VT.
_OTHER_ENDS = re.compile("[\u0085\u2028\u2029\x0b]")


def plain(text: str) -> tuple[str, list[Notice]]:
    """Mend a text, letter by letter; lines stay lines, each with its number.

    Returns:
        The text with LF at line ends, and the remarks on what was mended or cannot be.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    notices = []
    whole = mended(text)
    text = whole.text
    if whole.rounds:
        said = ", ".join(f"{apart} ({times})" for apart, times in sorted(whole.found.items()))
        facts: dict[str, str | int] = {"characters": said, "rounds": whole.rounds}
        notices.append(Notice(Remark.MOJIBAKE, whole.line, placed=False, facts=facts))
    if "\n" not in text:
        text = _OTHER_ENDS.sub("\n", text)
    lost = lost_letters(text)
    text = lost.text
    if lost.times:
        facts = {"times": lost.times, "words": ", ".join(f"“{word}”" for word in lost.words)}
        notices.append(Notice(Remark.LETTERS, lost.line, placed=False, facts=facts))
    text, said = _mended(text)
    if said:
        facts = {"characters": said}
        notices.append(Notice(Remark.CHARACTERS, 0, placed=False, facts=facts))
    return text, notices


def _mended(text: str) -> tuple[str, str]:
    said = []
    if not unicodedata.is_normalized("NFC", text):
        composed = unicodedata.normalize("NFC", text)
        said.append(_("letters composed ({times})").format(times=len(text) - len(composed)))
        text = composed
    if _ODD.search(text):
        found = Counter(_ODD.findall(text))
        said += _words_of(found)
        text = text.translate(_TABLE)
    return text, ", ".join(said)


def _words_of(found: Counter[str]) -> Iterator[str]:
    for odd, times in sorted(found.items()):
        read = _TABLE[ord(odd)]
        shown = f"“{read}”" if read.strip() else f"U+{ord(read):04X}" if read else _("nothing")
        yield _("U+{odd:04X} as {read} ({times})").format(odd=ord(odd), read=shown, times=times)

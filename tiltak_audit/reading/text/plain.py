"""A text as decoded to a text of the grammar's characters, and what was mended on the way."""

from __future__ import annotations

import re

from tiltak_audit.alike import Alike
from tiltak_audit.model.notice import Notice
from tiltak_audit.model.remark import LostLetters, Mended, Mojibake
from tiltak_audit.reading.characters import READ_AS, has_moved, in_grammar
from tiltak_audit.reading.text.mojibake import lost_letters, mended
from tiltak_audit.record import Record

# Where no other line end is, these end lines: next line, line and paragraph separator, VT.
_OTHER_ENDS = re.compile("[\u0085\u2028\u2029\x0b]")


class Plain(Alike, Record):
    """A text of the grammar's characters.

    Attributes:
        text: The text, with LF at line ends.
        notices: The remarks on what was mended or cannot be.
        shifted: The lines on which characters do not stand in the column of the file.
    """

    text: str
    notices: tuple[Notice, ...] = ()
    shifted: frozenset[int] = frozenset()


def plain(text: str) -> Plain:
    """Mend a text, letter by letter; lines stay lines, each with its number."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    notices = []
    whole = mended(text)
    if whole.rounds:
        remark = Mojibake(tuple(sorted(whole.found.items())), whole.rounds)
        notices.append(Notice(remark, whole.line, placed=False))
    ended = whole.text if "\n" in text else _OTHER_ENDS.sub("\n", whole.text)
    lost = lost_letters(ended)
    if lost.times:
        letters = LostLetters(lost.times, tuple(lost.words))
        notices.append(Notice(letters, lost.line, placed=False))
    read, found = in_grammar(lost.text)
    if found:
        replaced = tuple((odd, READ_AS[odd] if odd else "", n) for odd, n in sorted(found.items()))
        notices.append(Notice(Mended(replaced), 0, placed=False))
    return Plain(read, tuple(notices), _shifted(text, read))


def _shifted(text: str, read: str) -> frozenset[int]:
    if text == read:
        return frozenset()
    given = (text if "\n" in text else _OTHER_ENDS.sub("\n", text)).split("\n")
    lines = enumerate(zip(given, read.split("\n"), strict=False), 1)
    return frozenset(number for number, (line, now) in lines if has_moved(line, now))

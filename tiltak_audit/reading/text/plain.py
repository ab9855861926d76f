"""A text as decoded to a text of the grammar's characters, and what was mended on the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.i18n import _
from tiltak_audit.model.notice import Notice, Remark
from tiltak_audit.reading.characters import READ_AS, has_moved, in_grammar
from tiltak_audit.reading.text.mojibake import lost_letters, mended

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

# Where no other line end is, these end lines: next line, line and paragraph separator, VT.
_OTHER_ENDS = re.compile("[\u0085\u2028\u2029\x0b]")


@attrs.frozen
class Plain:
    """A text of the grammar's characters.

    Attributes:
        text: The text, with LF at line ends.
        notices: The remarks on what was mended or cannot be.
        shifted: The lines on which characters do not stand in the column of the file.
    """

    text: str = attrs.field(repr=False)
    notices: tuple[Notice, ...] = ()
    shifted: frozenset[int] = frozenset()


def plain(text: str) -> Plain:
    """Mend a text, letter by letter; lines stay lines, each with its number."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    notices = []
    whole = mended(text)
    if whole.rounds:
        said = ", ".join(f"{apart} ({times})" for apart, times in sorted(whole.found.items()))
        facts: dict[str, str | int] = {"characters": said, "rounds": whole.rounds}
        notices.append(Notice(Remark.MOJIBAKE, whole.line, placed=False, facts=facts))
    ended = whole.text if "\n" in text else _OTHER_ENDS.sub("\n", whole.text)
    lost = lost_letters(ended)
    if lost.times:
        facts = {"times": lost.times, "words": ", ".join(f"“{word}”" for word in lost.words)}
        notices.append(Notice(Remark.LETTERS, lost.line, placed=False, facts=facts))
    read, found = in_grammar(lost.text)
    if found:
        facts = {"characters": ", ".join(_words_of(found))}
        notices.append(Notice(Remark.CHARACTERS, 0, placed=False, facts=facts))
    return Plain(read, tuple(notices), _shifted(text, read))


def _shifted(text: str, read: str) -> frozenset[int]:
    if text == read:
        return frozenset()
    given = (text if "\n" in text else _OTHER_ENDS.sub("\n", text)).split("\n")
    lines = enumerate(zip(given, read.split("\n"), strict=False), 1)
    return frozenset(number for number, (line, now) in lines if has_moved(line, now))


def _words_of(found: Counter[str]) -> Iterator[str]:
    """Say what was read as what, composed letters first."""
    for odd, times in sorted(found.items()):
        if not odd:
            yield _("letters composed ({times})").format(times=times)
            continue
        read = READ_AS[odd]
        shown = f"“{read}”" if read.strip() else f"U+{ord(read):04X}" if read else _("nothing")
        yield _("U+{odd:04X} as {read} ({times})").format(odd=ord(odd), read=shown, times=times)

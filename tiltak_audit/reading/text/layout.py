"""The lines of a text in the canonical layout, that of Tika, whose texts pass as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tiltak_audit.alike import Alike
from tiltak_audit.model.origin import Dialect
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.model.notice import Notice

# What no dump as Tika prints it holds: columns set apart, a cell or a bare date alone on a
# line, a line of figures only, a column heading broken in another way.
_OTHERWISE = re.compile(
    "\n[ \u00a0]*(?:Rapport oppdatert|Gjennom[^\n]|Gj[a-z]{0,4}\n"
    "|(?:[*:]|[0-9]{1,3})(?:[ \u00a0](?:[*:]|[0-9]{1,3}))*+[ \u00a0]*+(?:\n|$))"
)
# The two blanks, spelled out, are looked for quickly.
_SEVERAL_BLANKS = re.compile("  [ \u00a0]*+(?P<figure>[0-9*])?")
_PAGE = re.compile("^[ \u00a0]Kilde: NAV [A-Z]", re.MULTILINE)


class Layout(Alike, Record):
    """The lines of a text in the canonical layout.

    Attributes:
        lines: The lines.
        numbers: The line of the file each stands on; empty where they are the file's own.
        dialect: How the text prints rows.
        notices: What had to be remarked, by line of the file.
    """

    lines: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    dialect: Dialect = Dialect.UNKNOWN
    notices: tuple[Notice, ...] = ()


def layout_of(text: str, lines: Sequence[str], numbers: Sequence[int]) -> Layout:
    """Give the lines of a text in the canonical layout.

    Args:
        text: The text whole.
        lines: Its lines.
        numbers: The line of the file that each stands on.

    Raises:
        UnreadableError: Its lines are fragments that cannot be put together.
    """
    all_lines = range(1, len(lines) + 1)
    as_they_are = numbers == all_lines or list(numbers) == list(all_lines)
    as_it_is = () if as_they_are else tuple(numbers)
    tika = _PAGE.search(text) is not None
    if tika and not (_is_set_apart(text) or _OTHERWISE.search(text)):
        return Layout(tuple(lines), as_it_is, Dialect.TIKA)
    from tiltak_audit.reading.text.dialect import other_layout

    return other_layout(lines, numbers, as_it_is, tika=tika)


def _is_set_apart(text: str) -> bool:
    """Tell whether several blanks stand before a figure."""
    return any(blanks["figure"] for blanks in _SEVERAL_BLANKS.finditer(text))

"""Marks of footnotes behind the figures of a text, which are no part of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tiltak_audit.reading.extent import LONGEST_LINE
from tiltak_audit.reading.patterns import figures_in

if TYPE_CHECKING:
    from collections.abc import Sequence

# Glued to a figure, or behind it on its own: "311¹", "311 1)", "311(1)", "* *)".
_MARK = re.compile(
    r"(?<=[0-9*])(?:[ \u00a0]*(?:[⁰¹²³⁴-⁹]+[)⁾]?|\((?:[0-9]{1,2}|\*)\)|\*\))"
    r"|[ \u00a0]+[0-9]{1,2}\))(?=[ \u00a0\t\r]|$)",
    re.MULTILINE,
)
# The same from its last character on, which few lines have: many times faster.
_MAY_BE = re.compile(r"[)⁾⁰¹²³⁴-⁹](?:(?<=[0-9*⁰¹²³⁴-⁹].)|(?<=[⁰¹²³⁴-⁹]))")
_BLANKS = re.compile("[ \t]+")
# Where a mark was taken off.
_TAKEN = "\0"


def without_marks(lines: Sequence[str]) -> tuple[Sequence[str], frozenset[int]]:
    """Take marks off figures where these are then one a column; give the indexes of the lines, too.

    Behind the first figure of a line, and elsewhere, what stands there is not known to be a mark.
    """
    text = "\n".join(lines)
    if not (_MAY_BE.search(text) and _MARK.search(text)):
        return lines, frozenset()
    from tiltak_audit.reading.text.dialect_headings import parts_of
    from tiltak_audit.reading.text.dialect_lines import line_of

    parts = parts_of([line_of(at, raw) for at, raw in enumerate(lines)]).parts
    changed = list(lines)
    for part in parts:
        for line in part.lines if part.columns and not part.heading else ():
            changed[line.number] = _unmarked(lines[line.number], part.columns)
    return changed, frozenset(at for at, line in enumerate(lines) if changed[at] != line)


def _unmarked(raw: str, columns: int) -> str:
    if len(raw) > LONGEST_LINE or _TAKEN in raw:
        return raw
    marked = _MARK.sub(_TAKEN, raw)
    without = marked.replace(_TAKEN, "")
    text = _BLANKS.sub(" ", without.strip(" \t"))
    start = None if without == raw else figures_in(text)
    if not start or len(text[start:].split(" ")) != columns:
        return raw
    # What stands before the first mark may end a label, "Fase 1 (2)", of which a figure is lost.
    first = _BLANKS.sub(" ", marked.strip(" \t")).split(" ")[-columns]
    return raw if _TAKEN in first else without

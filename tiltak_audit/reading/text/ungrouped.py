"""Thousands that nothing groups, ``1310``, to thousands as the reports print them.

Four digits may also be the code of a kommune, or a year: a line is changed where its last
tokens are numbers, as many as its table has columns, behind a label that ends in none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tiltak_audit.model.wording import BLANKS, NBSP

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = r"(?:[*:]|0|[1-9][0-9]{0,8})"  # noqa: S105  of a line, not of a login
# Four digits or more beside another figure; each starts with what is looked for quickly.
_SEVERAL = (
    re.compile(rf"[1-9](?<![^ \n].)[0-9]{{3,8}} +{_TOKEN}"),
    re.compile(r"[*:0-9] +[1-9][0-9]{3,8} *$", re.MULTILINE),
)
_NUMBERS = re.compile(rf"(?<![^ ]){_TOKEN}(?: +{_TOKEN})*+$")
_LONG = re.compile(r"[0-9]{4,9}")


def with_groups(lines: Sequence[str]) -> tuple[Sequence[str], frozenset[int]]:
    """Group the thousands of figures; give the lines, and the indexes of those changed."""
    # Most lines of a report are printed often.
    text = "\n".join(dict.fromkeys(lines))
    if not any(several.search(text) for several in _SEVERAL):
        return lines, frozenset()
    from tiltak_audit.reading.text.dialect_headings import parts_of
    from tiltak_audit.reading.text.dialect_lines import line_of

    parts = parts_of([line_of(at, raw) for at, raw in enumerate(lines)]).parts
    changed = list(lines)
    for part in parts:
        if part.heading or not part.columns:
            continue
        for line in part.lines:
            changed[line.number] = _grouped(lines[line.number], part.columns)
    places = (at for at, line in enumerate(lines) if changed[at] != line)
    return changed, frozenset(places)


def _grouped(line: str, columns: int) -> str:
    text = line.rstrip(BLANKS)
    found = _NUMBERS.search(text, len(text.rstrip("0123456789*: ")))
    if found is None or len(found[0].split()) != columns:
        return line
    label = text[: found.start()].strip(BLANKS)
    if not label or not _LONG.search(found[0]):
        return line
    return text[: found.start()] + _LONG.sub(_as_printed, found[0])


def _as_printed(digits: re.Match[str]) -> str:
    return f"{int(digits[0]):,}".replace(",", NBSP)

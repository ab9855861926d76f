"""What separates the heads of a text, where it is one of separated values."""

from __future__ import annotations

import csv
import io
from codecs import getincrementaldecoder
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from tiltak_audit.errors import UnreadableError
from tiltak_audit.reading.text.encoding import decoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_SEPARATORS = ",;\t|"

# What heads may be written in, so that they are known; the text is decoded by what is in it.
_ENCODINGS = ("utf-8-sig", "cp1252", "cp865", "mac-roman")

# A row of heads, with what stands above it, is not longer.
_LONGEST_HEADS = 8_192
_FIRST_ROWS = 10


def separator_of(data: bytes, known: Callable[[Sequence[str]], bool]) -> str:
    """Find what separates the heads of a text; nothing where its first rows are no heads.

    Args:
        data: The text.
        known: Tells whether heads are those of a table that is known.
    """
    known = cache(known)
    start = data[:_LONGEST_HEADS]
    if not any(one.encode() in start for one in _SEPARATORS):
        return ""
    if 0 in start:
        try:
            texts = [decoded(data).text[:_LONGEST_HEADS]]
        except UnreadableError:
            return ""
    else:
        texts = _read_in_each(start)
    found = (
        one
        for text in texts
        for one in _SEPARATORS
        if one in text
        for _line, row in islice(rows_of(text, one), _FIRST_ROWS)
        if len(row) > 1 and known(heads_of(row))
    )
    return next(found, "")


def _read_in_each(start: bytes) -> list[str]:
    """Read the start of a text in each encoding that it may be in, which for UTF-8 is that one."""
    try:
        return [getincrementaldecoder("utf-8-sig")().decode(start)]
    except UnicodeDecodeError:
        return [start.decode(one, "replace") for one in _ENCODINGS]


def heads_of(row: Sequence[str]) -> tuple[str, ...]:
    """Give what a row says as heads, one blank where there are several."""
    return tuple([" ".join(one.split()) for one in row])


def rows_of(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something, with the line each begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    for row in reader:
        if any(one.strip() for one in row):
            yield line, row
        line = reader.line_num + 1

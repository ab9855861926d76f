"""A text of separated values as a table."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _
from tiltak_audit.model.wording import FORMULA
from tiltak_audit.reading.extent import check_extent
from tiltak_audit.reading.text.encoding import decoded
from tiltak_audit.tidy.raw import NOTHING, RawTable, Record, field_of
from tiltak_audit.tidy.separator import heads_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# A sentence below a table, in one field: "Kilde: NAV".
_NOTE = re.compile(r"[^\W0-9_][^0-9]*[ :]|\*+ ")

_DEFUSED = re.compile(f"'{FORMULA}")


def separated_tables(
    data: bytes, encoding: str, separator: str, known: Callable[[Sequence[str]], bool]
) -> tuple[list[RawTable], str]:
    """Read a text of separated values; give its encoding, too.

    A field may be quoted, and hold line ends then. What stands above the heads, such as a title,
    is a table without heads.

    Raises:
        UnreadableError: It cannot be decoded, or is too large, or a quote has no end.
    """
    found = decoded(data, encoding)
    check_extent(found.text)
    try:
        rows = list(rows_of(found.text, separator))
    except csv.Error as error:
        raise UnreadableError(
            _("it is no text of separated values: {reason}").format(reason=error)
        ) from error
    at = next((at for at, (_line, row) in enumerate(rows) if known(heads_of(row))), 0)
    (line, first), *below = rows[at:]
    # Of a text that ends within a line the last row may be a part of one.
    while below and found.text.endswith(("\n", "\r")) and _is_note(below[-1][1]):
        below.pop()
    tables = [_table(rows[0][0], (), rows[:at])] if at else []
    return [*tables, _table(line, heads_of(first), below)], found.encoding


def _is_note(row: Sequence[str]) -> bool:
    return len(row) == 1 and _NOTE.match(row[0]) is not None


def _table(
    line: int, heads: tuple[str, ...], rows: Sequence[tuple[int, Sequence[str]]]
) -> RawTable:
    heads = heads or ("",) * max(len(row) for _line, row in rows)
    records = tuple([_record(number, row, len(heads)) for number, row in rows])
    return RawTable("", 0, line, tuple(map(str, range(1, len(heads) + 1))), heads, records)


def _record(line: int, row: Sequence[str], heads: int) -> Record:
    fields = tuple([field_of(_undefused(one)) for one in row])
    if len(fields) == heads:
        return Record(line, fields)
    reason = _("{n} fields under {heads} heads").format(n=len(fields), heads=heads)
    return Record(line, (*fields, *(NOTHING,) * (heads - len(fields)))[:heads], reason)


def _undefused(text: str) -> str:
    """Take off the apostrophe that keeps spreadsheets from taking a text for a formula."""
    return text[1:] if _DEFUSED.match(text) else text

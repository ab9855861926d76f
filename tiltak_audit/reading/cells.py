"""One cell of a workbook, and the figure that it shows, if it shows one."""

from __future__ import annotations

import re
from enum import Enum

import attrs

from tiltak_audit.model.wording import grouped
from tiltak_audit.reading.characters import in_grammar

# Persons in the country have seven digits; General shows more than eleven otherwise.
_LIMIT = 10**9

_LONGEST_NUMBER = 24
_LONGEST_SHOWN = 40

_WHOLE = r"(?:0|#,##0|#\\?[ \u00a0\u202f]##0)"
# Formats that show every whole number as it is, whatever its size and its sign: what else a
# format may do (conditions, texts, percents, thousands left out, zeros hidden) is no concern.
_PLAIN = re.compile(rf"General|{_WHOLE}(?:;-{_WHOLE}(?:;{_WHOLE})?)?")


class Kind(Enum):
    """What a cell holds."""

    # A number, in the digits of the file.
    NUMBER = "number"
    # A text.
    TEXT = "text"
    # A formula, an error, a truth value or a date: never a figure.
    OTHER = "other"


@attrs.frozen
class Cell:
    """One cell that holds something.

    Attributes:
        column: Its column, from 1.
        kind: What it holds.
        text: That, as text.
        form: The number format; empty for a text.
    """

    column: int
    kind: Kind
    text: str
    form: str = ""

    @property
    def words(self) -> str:
        """Give its text with single blanks; nothing where it is no text."""
        return " ".join(in_grammar(self.text)[0].split()) if self.kind is Kind.TEXT else ""

    @property
    def shown(self) -> str:
        """Say what it holds."""
        match self.kind:
            case Kind.TEXT:
                said = repr(self.text)
            case Kind.NUMBER:
                said = f"{self.text} ({self.form})"
            case Kind.OTHER:
                said = self.text
        return said if len(said) <= _LONGEST_SHOWN else f"{said[:_LONGEST_SHOWN]}…"


def figure_of(cell: Cell | None) -> str:
    """Print a count or a star as the texts do; nothing for what is neither.

    A count is a number that is whole and shown as it is: no text of digits, no formula, no date,
    no percent.
    """
    if cell is None:
        return ""
    if cell.kind is Kind.TEXT:
        return "*" if cell.words == "*" else ""
    if cell.kind is Kind.OTHER or len(cell.text) > _LONGEST_NUMBER:
        return ""
    try:
        value = float(cell.text)
    except ValueError:
        return ""
    if not 0 <= value < _LIMIT or not value.is_integer() or not _PLAIN.fullmatch(cell.form):
        return ""
    return grouped(int(value))

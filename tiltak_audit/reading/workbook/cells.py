"""One cell of a workbook, and the figure that it shows, if it shows one."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum

import attrs

from tiltak_audit.model.wording import grouped
from tiltak_audit.reading.characters import in_grammar

# Persons in the country have seven digits; General shows more than eleven otherwise.
_LIMIT = 10**9

_LONGEST_NUMBER = 24
_LONGEST_SHOWN = 40

# The forms in which programs write numbers that are not negative. No other digits than 0 to 9,
# no blank and no sign: what is no number to Excel is none here.
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee]\+?[0-9]{1,2})?", re.ASCII)

_WHOLE = r"(?:0|#,##0|#\\?[ \u00a0\u202f]##0)"
# Blanks: of the width of a character, as many as fit.
_PAD = r"(?:_.|\* )*"
_NEGATIVE = rf"(?:\[Red\])?{_PAD}(?:\\?-{_PAD}{_WHOLE}|\\?\({_WHOLE}\\?\)){_PAD}"
# In accounts a dash stands for zero.
_DASH = rf'{_PAD}(?:"-"|\\-)\?*{_PAD}'
# Formats that show every whole number as it is, whatever its size and its sign: what else a
# format may do (conditions, texts, percents, thousands left out, zeros hidden) is no concern.
_PLAIN = re.compile(
    rf"General|{_WHOLE}(?:;-{_WHOLE}(?:;{_WHOLE})?)?"
    rf"|{_PAD}{_WHOLE}{_PAD};{_NEGATIVE}(?:;(?:{_PAD}{_WHOLE}{_PAD}|(?P<dash>{_DASH}))"
    rf"(?:;{_PAD}@{_PAD})?)?"
)


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
    if not _NUMBER.fullmatch(cell.text):
        return ""
    value = Decimal(cell.text)
    form = _PLAIN.fullmatch(cell.form)
    if value >= _LIMIT or value % 1 or not form or (form["dash"] and not value):
        return ""
    return grouped(int(value))

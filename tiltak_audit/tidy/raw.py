"""A table as it is read from any form: heads, and records of fields with their places."""

from __future__ import annotations

import re

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.figure import Share, share
from tiltak_audit.model.wording import NBSP

# A whole number with or without its thousands grouped; no sign, no decimals, no leading zero.
_WHOLE = re.compile(rf"0|[1-9][0-9]*|[1-9][0-9]{{0,2}}(?:[ {NBSP}\u202f][0-9]{{3}})+", re.ASCII)
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+(?:[Ee]-?[0-9]+)?", re.ASCII)
# As programs write whole numbers in a column in which some are missing; three zeros would be
# thousands.
_POINT_ZERO = re.compile(r"([0-9]{1,9})[.,]00?", re.ASCII)
_BLANKS = re.compile(rf"[ {NBSP}\u202f]")

# Persons in the country have seven digits.
_LIMIT = 10**9

_LONGEST_SHOWN = 40


@attrs.frozen(eq=False, repr=False)
class Field(Alike):
    """What stands in one column of a record.

    Attributes:
        text: As text, with single blanks; empty where nothing stands there.
        whole: The number, where it is whole and shown as it is.
        decimal: Whether it is a number with decimals.
        odd: What it is instead of a text or a number, such as a formula; empty for those.
    """

    text: str
    whole: int | None = None
    decimal: bool = False
    odd: str = ""

    @property
    def number(self) -> bool:
        """Tell whether it is a number."""
        return self.whole is not None or self.decimal

    @property
    def share(self) -> Share | None:
        """Give the share that it prints, with a decimal comma; none where it prints none."""
        return share(self.text.replace(".", ",")) if self.number and not self.odd else None

    @property
    def shown(self) -> str:
        """Say what it holds."""
        said = self.odd or f"“{self.text}”"
        return said if len(said) <= _LONGEST_SHOWN else f"{said[:_LONGEST_SHOWN]}…"


NOTHING = Field("")


def field_of(text: str) -> Field:
    """Read a field of a text.

    >>> field_of(" 13 613 ").whole, field_of("7,8").decimal, field_of("03 Oslo").whole
    (13613, True, None)
    >>> field_of("2581.0").whole, field_of("2.000").whole
    (2581, None)
    """
    plain = " ".join(text.replace(NBSP, " ").split())
    if _WHOLE.fullmatch(plain):
        value = int(_BLANKS.sub("", plain))
        return Field(str(value), value) if value < _LIMIT else Field(plain)
    zero = _POINT_ZERO.fullmatch(plain)
    whole = int(zero[1]) if zero else None
    return Field(plain, whole, decimal=_DECIMAL.fullmatch(plain) is not None)


@attrs.frozen(eq=False, repr=False)
class Record(Alike):
    """One row of a table.

    Attributes:
        line: Its line in the file, or its row on the sheet, from 1.
        fields: One a head.
        reason: Why it is not read; empty where it can be.
    """

    line: int
    fields: tuple[Field, ...]
    reason: str = ""

    @property
    def said(self) -> str:
        """Give it as a line, for whoever looks at it."""
        return "\t".join(field.text or field.odd for field in self.fields)


@attrs.frozen(eq=False, repr=False)
class RawTable:
    """A table with one row of heads.

    Attributes:
        name: Of its sheet or data set; empty in a file of one table.
        page: The number of its sheet or data set; 0 in a file of one table.
        line: The line of the heads.
        columns: What its columns are called in messages, such as ``C`` on a sheet.
        heads: What stands above them, with single blanks; empty where nothing does.
        records: The rows that hold something.
    """

    name: str
    page: int
    line: int
    columns: tuple[str, ...]
    heads: tuple[str, ...]
    records: tuple[Record, ...]

    def column(self, at: int) -> tuple[Field, ...]:
        """List the fields of a column that hold something."""
        return tuple([one.fields[at] for one in self.records if one.fields[at] != NOTHING])

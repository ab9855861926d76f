"""One cell of a workbook, and the figure that it shows, if it shows one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Context, Decimal
from enum import Enum
from functools import cached_property

import attrs

from tiltak_audit.model.figure import HIDDEN_SIGN
from tiltak_audit.model.wording import grouped
from tiltak_audit.reading.characters import in_grammar

# Persons in the country have seven digits; General shows more than eleven otherwise.
_LIMIT = 10**9

_LONGEST_NUMBER = 24
_LONGEST_SHOWN = 40

# The forms in which programs write numbers that are not negative. No other digits than 0 to 9,
# no blank and no sign: what is no number to Excel is none here.
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee]\+?[0-9]{1,2})?", re.ASCII)
# A count as a text, its thousands grouped by blanks or not at all.
_AS_TEXT = re.compile(r"0|[1-9][0-9]{0,8}|[1-9][0-9]{0,2}(?: [0-9]{3}){1,2}", re.ASCII)

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
# A share with decimals, and codes that keep their zeros.
_DECIMALS = re.compile(r"(?:#,##|#\\?[ \u00a0\u202f]##)?0\.(0{1,4})")
_CODE = re.compile(r"General|0{1,4}")
# A share that was typed, in the format that shows it as it is; of what was worked out, with more
# decimals, it shows as many as there is room for. No number shows more digits than these.
_TYPED = re.compile(r"[0-9]+\.[0-9]{1,4}")
_SHOWN = Context(prec=15)

# A day with its year, whatever else is shown; texts and the language of names are left out first.
_DATE = re.compile(r"[dmyhs:./,\- ;@]*y[dmyhs:./,\- ;@]*", re.IGNORECASE)
_SAID = re.compile(r'"[^"]*"|\[[^\]]*\]|\\|AM/PM', re.IGNORECASE)
# Days are counted from here, as there was a 29th of February 1900 to those who began.
_DAY_0 = date(1899, 12, 30)
_DAYS = range(366, 109_575)

# The mark of a footnote: raised digits or letters behind something, "Antall²", "Menn¹˒²".
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ⁽⁾"
_NOTE = re.compile(rf"(?<=\S) ?[{_RAISED}]+(?:[,˒ ]+[{_RAISED}]+)*(?:(?<!⁾)\)(?=$))?")
# The same behind a figure in digits of its own: "14 1)", "14(1)", "* *)".
_OF_FIGURE = re.compile(
    r"(\*|[0-9](?:[0-9 ]*[0-9])?)(?: ?\((?:[0-9]{1,2}|\*)\)| ?\*\)| [0-9]{1,2}\))"
)

# Digits of any script: none of another is a figure, but whoever sees one takes it for one.
_LOOKS_LIKE_FIGURE = re.compile(r"[-−+]?\d[\d .,]*%?|[*\uff0a\u2217]+|:")


class Kind(Enum):
    """What a cell holds."""

    # A number, in the digits of the file.
    NUMBER = "number"
    # A text.
    TEXT = "text"
    # A formula: never a figure.
    FORMULA = "formula"
    # An error, a truth value, a date, or what nobody sees: never a figure.
    OTHER = "other"


@attrs.frozen(repr=False)
class Cell:
    """One cell that holds something.

    Attributes:
        column: Its column, from 1.
        kind: What it holds.
        text: That, as text; raised digits as the characters for such.
        form: The number format; empty for a text.
        last: The last column of the cells that it is merged with.
        hidden: Whether its columns are hidden.
        faint: The text of one that nobody sees for its looks; it holds no text then.
    """

    column: int
    kind: Kind
    text: str
    form: str = ""
    last: int = attrs.field(default=attrs.Factory(lambda self: self.column, takes_self=True))
    hidden: bool = False
    faint: str = ""

    @cached_property
    def printed(self) -> str:
        """Give its text with single blanks; nothing where it is no text."""
        return " ".join(in_grammar(self.text)[0].split()) if self.kind is Kind.TEXT else ""

    @cached_property
    def words(self) -> str:
        """Give its text without marks of footnotes."""
        found = _OF_FIGURE.fullmatch(self.printed)
        return found[1] if found else _NOTE.sub("", self.printed)

    @property
    def could_be_figure(self) -> bool:
        """Tell whether it holds anything that could be a figure."""
        return self.kind is not Kind.TEXT or bool(_LOOKS_LIKE_FIGURE.fullmatch(self.words))

    @property
    def code(self) -> str:
        """Give the code of a region in a cell of its own: two digits, or four.

        It may be faint: NAV prints the codes of fylker in white, beside names that tell the same.
        """
        text = self.words or self.faint
        if self.kind is Kind.NUMBER and _CODE.fullmatch(self.form) and _NUMBER.fullmatch(self.text):
            text = self.text.removesuffix(".0")
        if not (text.isascii() and text.isdigit()) or len(text) > len("0301"):
            return ""
        return text.zfill(2 if len(text) <= len("03") else 4)

    @property
    def shown(self) -> str:
        """Say what it holds."""
        match self.kind:
            case Kind.TEXT:
                said = repr(self.text)
            case Kind.NUMBER:
                said = f"{self.text} ({self.form})"
            case _:
                said = self.text
        return said if len(said) <= _LONGEST_SHOWN else f"{said[:_LONGEST_SHOWN]}…"


def letters_of(column: int) -> str:
    """Give the letters of a column.

    >>> letters_of(1), letters_of(28)
    ('A', 'AB')
    """
    said = ""
    while column:
        column, at = divmod(column - 1, 26)
        said = chr(ord("A") + at) + said
    return said


def is_date(form: str) -> bool:
    """Tell whether a number format shows a day or a month with its year.

    >>> is_date("mmm yyyy"), is_date('[$-414]d. mmmm yyyy;@'), is_date("#,##0")
    (True, True, False)
    """
    return _DATE.fullmatch(_SAID.sub("", form)) is not None


def date_of(cell: Cell) -> str:
    """Give the day that a number is shown as, in ISO form; nothing where it is shown as none."""
    value = _value(cell) if is_date(cell.form) else None
    return str(_DAY_0 + timedelta(int(value))) if value and int(value) in _DAYS else ""


def figure_of(cell: Cell | None) -> str:
    """Print a count or a sign as the texts do; nothing for what is neither.

    A count is a number that is whole and shown as it is, or a text of digits: no formula, no
    date, no percent.
    """
    if cell is None:
        return ""
    if cell.kind is Kind.TEXT:
        if cell.words in {"*", HIDDEN_SIGN}:
            return cell.words
        return grouped(int(cell.words.replace(" ", ""))) if _AS_TEXT.fullmatch(cell.words) else ""
    value = _value(cell)
    form = _PLAIN.fullmatch(cell.form)
    if value is None or value % 1 or not form or (form["dash"] and not value):
        return ""
    return grouped(int(value))


def share_of(cell: Cell | None) -> str:
    """Print a share or a star as the texts do: with the decimals that its cell shows."""
    value = _value(cell) if cell else None
    if cell is None or value is None:
        return figure_of(cell)
    decimals = _DECIMALS.fullmatch(cell.form)
    if decimals:
        return f"{value:.{len(decimals[1])}f}".replace(".", ",")
    typed = format(_SHOWN.plus(value).normalize(_SHOWN), "f")
    few = _TYPED.fullmatch(typed) and cell.form == "General"
    return typed.replace(".", ",") if few else figure_of(cell)


def _value(cell: Cell) -> Decimal | None:
    fits = cell.kind is Kind.NUMBER and len(cell.text) <= _LONGEST_NUMBER
    if not fits or not _NUMBER.fullmatch(cell.text):
        return None
    value = Decimal(cell.text)
    return value if value < _LIMIT else None

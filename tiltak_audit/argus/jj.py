"""The JJ format of τ-ARGUS: a table system as text, of cells and constraints on their sums."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.engine.system import system_of
from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.engine.system import System

# Published, and published as a structural zero: the value is known.
PUBLISHED = ("s", "z")
# Suppressed because it is unsafe, and suppressed to protect another.
SUPPRESSED = ("u", "m")

# Sums of numbers below this stay clear of the end of 64-bit integers.
_MOST = 2**60

# Longer than any number below ``_MOST``, with zeros after the point.
_LONGEST = 40

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_CONSTRAINT = re.compile(r"\s*(\S+)\s+([0-9]{1,18})\s*:(.*)")
_TERM = re.compile(r"\s*([0-9]{1,18})\s*\(\s*([^()\s]+)\s*\)")

# Index, value, cost, status, lower, upper, and three protection levels.
_FIELDS = 9

# As much of a wrong line as a message shows.
_SHOWN = 40


@attrs.frozen(eq=False, repr=False)
class JJCell(Alike):
    """One cell of a table system.

    Attributes:
        index: Its number in the file.
        value: Its true value; known to the reader of the table only where it is published.
        status: ``s`` or ``z`` published, ``u`` or ``m`` suppressed.
        low: Smallest value that is known without the table.
        high: Largest.
    """

    index: int
    value: int
    status: str
    low: int
    high: int

    @property
    def suppressed(self) -> bool:
        """Tell whether its value is for the reader to work out."""
        return self.status in SUPPRESSED


@attrs.frozen(eq=False, repr=False)
class TableSystem:
    """Cells and what is said of their sums.

    Attributes:
        cells: In the order of the file.
        system: One variable a cell, in that order; published ones have one value. A row a
            constraint that has terms.
    """

    cells: tuple[JJCell, ...]
    system: System


def table_system_of(data: bytes) -> TableSystem:
    """Read a table system.

    Raises:
        UnreadableError: It is not a table system, or one of its constraints cannot hold by
            itself; the message gives the line and what was expected.
    """
    lines = _Lines(_text_of(data))
    if lines.next(_("0, the first line of the format")).strip() != "0":
        raise lines.wrong(_("0, the first line of the format"))
    cells: list[JJCell] = []
    at: dict[int, int] = {}
    for number in range(lines.count(_("the number of cells"))):
        cell = _cell_of(lines)
        if at.setdefault(cell.index, number) != number:
            raise lines.wrong(_("an index that no cell before it has"), str(cell.index))
        cells.append(cell)
    low = [cell.low if cell.suppressed else cell.value for cell in cells]
    high = [cell.high if cell.suppressed else cell.value for cell in cells]
    rows = []
    for _line in range(lines.count(_("the number of constraints"))):
        total, terms = _constraint_of(lines, at)
        _check(lines, total, terms, low, high)
        rows.append((total, total, list(terms.items())))
    lines.end()
    return TableSystem(tuple(cells), system_of(low, high, rows))


def text_of_table_system(table: TableSystem) -> str:
    """Write a table system; its rows must be equalities.

    Every cell costs 1 to suppress; an unsafe one asks to stay at least 1 wide.
    """
    lines = ["0", str(len(table.cells))]
    for cell in table.cells:
        asked = "0 0 1" if cell.status == "u" else "0 0 0"
        lines.append(f"{cell.index} {cell.value} 1 {cell.status} {cell.low} {cell.high} {asked}")
    system = table.system
    names = [cell.index for cell in table.cells]
    lines.append(str(system.rows))
    for row, total in enumerate(system.row_low.tolist()):
        terms = system.terms(row)
        said = " ".join(f"{names[variable]} ({factor})" for variable, factor in terms)
        lines.append(f"{total} {len(terms)} : {said}")
    return "\n".join(lines) + "\n"


def _text_of(data: bytes) -> str:
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise UnreadableError(
            _("line {line}: a NUL character; expected a text file in the JJ format").format(
                line=line
            )
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            _("line {line}: byte 0x{byte:02x} is not UTF-8; expected digits and blanks").format(
                byte=data[error.start], line=line
            )
        ) from error
    if not text.strip():
        raise UnreadableError(_("it is empty; expected 0, the first line of the JJ format"))
    return text


class _Lines:
    """The lines that are not blank, one after the other, and where we are."""

    def __init__(self, text: str) -> None:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._last = len(lines) - (not lines[-1])
        self._rest: Iterator[tuple[int, str]] = (
            (number, line) for number, line in enumerate(lines, 1) if line.strip()
        )
        self.number = 0
        self.line = ""

    def next(self, expected: str) -> str:
        """Go to the next line."""
        found = next(self._rest, None)
        if found is None:
            raise UnreadableError(
                _("line {line}: the file ends; expected {expected}").format(
                    line=self._last + 1, expected=expected
                )
            )
        self.number, self.line = found
        return self.line

    def count(self, expected: str) -> int:
        """Go to the next line and read a count from it."""
        line = self.next(expected).strip()
        if not _INTEGER.fullmatch(line) or int(line) < 0:
            raise self.wrong(expected)
        return int(line)

    def end(self) -> None:
        """Demand that nothing is left."""
        found = next(self._rest, None)
        if found is not None:
            self.number, self.line = found
            raise self.wrong(_("the end, after as many constraints as were announced"))

    def wrong(self, expected: str, found: str = "") -> UnreadableError:
        """Give the error that this line, or a part of it, is not what was expected."""
        found = (found or self.line).strip()
        shown = found if len(found) <= _SHOWN else f"{found[:_SHOWN]}…"
        return UnreadableError(
            _("line {line}: expected {expected}, not “{found}”").format(
                line=self.number, expected=expected, found=shown
            )
        )

    def whole(self, text: str, expected: str) -> int:
        """Read a whole number; decimals that are zero are allowed."""
        if _INTEGER.fullmatch(text):
            return int(text)
        if not _NUMBER.fullmatch(text):
            raise self.wrong(expected, text)
        number = Decimal(text) if len(text) <= _LONGEST else Decimal(_MOST)
        if abs(number) >= _MOST:
            raise self.wrong(_("a number below 2^60, so that sums fit 64 bits"), text)
        if number != number.to_integral_value():
            raise self.wrong(_("a whole number, as counts are"), text)
        return int(number)


def _cell_of(lines: _Lines) -> JJCell:
    expected = _("a cell: index, value, cost, status, lower, upper, three protection levels")
    parts = lines.next(expected).split()
    if len(parts) != _FIELDS:
        raise lines.wrong(expected)
    index, value, cost, status, low, high, *levels = parts
    if not _INTEGER.fullmatch(index) or int(index) < 0:
        raise lines.wrong(_("the index of a cell, 0 or more"), index)
    if status not in PUBLISHED + SUPPRESSED:
        raise lines.wrong(_("a status s, u, m or z"), status)
    for number in (cost, *levels):
        if not _NUMBER.fullmatch(number):
            raise lines.wrong(_("a number"), number)
    cell = JJCell(
        int(index),
        lines.whole(value, _("the value of the cell")),
        status,
        lines.whole(low, _("the lower bound of the cell")),
        lines.whole(high, _("the upper bound of the cell")),
    )
    if cell.low > cell.high:
        raise lines.wrong(_("a lower bound that is not above the upper"), f"{low} {high}")
    return cell


def _constraint_of(lines: _Lines, at: dict[int, int]) -> tuple[int, dict[int, int]]:
    """Read the sum of a constraint, and the coefficient of each variable; twice adds up."""
    expected = _("a constraint: sum, number of terms, colon, index (coefficient) …")
    match = _CONSTRAINT.fullmatch(lines.next(expected))
    if not match:
        raise lines.wrong(expected)
    total, count, rest = match.groups()
    if left := _TERM.sub("", rest).strip():
        raise lines.wrong(_("terms of the form index (coefficient)"), left)
    found = _TERM.findall(rest)
    if len(found) != int(count):
        raise lines.wrong(
            _("{count} terms, as the line announces").format(count=count), str(len(found))
        )
    terms: dict[int, int] = {}
    for index, factor in found:
        cell = at.get(int(index))
        if cell is None:
            raise lines.wrong(_("the index of a cell that the file has"), index)
        terms[cell] = terms.get(cell, 0) + lines.whole(factor, _("a whole coefficient"))
    return lines.whole(total, _("the sum of the constraint")), terms


def _check(
    lines: _Lines, total: int, terms: dict[int, int], low: list[int], high: list[int]
) -> None:
    """Refuse a constraint that cannot hold by itself, or whose sums may not fit 64 bits."""
    least = sum(factor * (low if factor > 0 else high)[cell] for cell, factor in terms.items())
    most = sum(factor * (high if factor > 0 else low)[cell] for cell, factor in terms.items())
    size = sum(abs(factor) * max(abs(low[cell]), abs(high[cell])) for cell, factor in terms.items())
    if size + abs(total) >= _MOST:
        raise lines.wrong(_("sums below 2^60, so that they fit 64 bits"))
    if not least <= total <= most:
        raise UnreadableError(
            _(
                "line {line}: this constraint cannot hold: its cells add up to {least} … {most}, "
                "not to {total}"
            ).format(line=lines.number, least=least, most=most, total=total)
        )

"""What of a sheet's cells is seen: merged ranges, hidden rows and columns, zeros not shown.

A merged range is its first cell, and what else lies in it is seen by nobody. What is hidden stays
where it is and is marked, so that it can be told, and never becomes a figure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.i18n import _
from tiltak_audit.reading.workbook.cells import Cell, Kind, figure_of, letters_of

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")

_LAST_COLUMN = 16_384
_MOST_COLUMNS = 1_000
# Rows that merged ranges lie in, all ranges together; a head of NAV's has some 30.
_MOST_MERGED = 200_000


@attrs.frozen(eq=False, repr=False)
class SheetRow(Alike):
    """One row of a sheet that holds something.

    Attributes:
        number: Its number, from 1.
        cells: Its cells, hidden ones among them.
        hidden: Whether nobody sees it.
    """

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    @cached_property
    def seen(self) -> tuple[Cell, ...]:
        """List the cells of columns that are seen."""
        return tuple(cell for cell in self.cells if not cell.hidden)


@attrs.frozen(eq=False, repr=False)
class _Range(Alike):
    """A merged range in one row: its columns, its first row, and its name."""

    first: int
    last: int
    row: int
    name: str


@attrs.define(repr=False)
class View:
    """What a sheet says of how its rows and columns are seen.

    Attributes:
        rows: The numbers of hidden rows.
        columns: The hidden columns.
        zeros: Whether zeros are shown.
        fault: What keeps any of it from being told.
    """

    rows: set[int] = attrs.field(factory=set)
    columns: set[int] = attrs.field(factory=set)
    zeros: bool = True
    fault: str = ""
    _spans: int = 0
    _merged: dict[int, list[_Range]] = attrs.field(factory=lambda: defaultdict(list))
    _ranges: int = 0

    def hide_columns(self, first: int, last: int) -> None:
        """Take a span of hidden columns."""
        self._spans += 1
        if self._spans <= _MOST_COLUMNS:
            self.columns.update(range(max(first, 1), min(last, _LAST_COLUMN) + 1))
        else:
            self.blur(_("it hides rows or columns; show or delete them"))

    def merge(self, name: str) -> None:
        """Take a merged range, by its name: ``D20:E20``."""
        found = _RANGE.fullmatch(name)
        if not found or not found[3]:
            if not found:
                self.blur(_("it has merged cells that cannot be told; undo the merging"))
            return
        left, right = sorted((column_of(found[1]), column_of(found[3])))
        top, bottom = sorted((int(found[2]), int(found[4])))
        self._ranges += bottom - top + 1
        if self._ranges > _MOST_MERGED:
            self.blur(_("it has merged cells that cannot be told; undo the merging"))
            return
        for row in range(top, bottom + 1):
            self._merged[row].append(_Range(left, right, top, name))

    def blur(self, fault: str) -> None:
        """Say what keeps the whole from being told; the first such thing counts."""
        self.fault = self.fault or fault

    def of(self, number: int, cells: tuple[Cell, ...]) -> SheetRow:
        """Give a row as it is seen."""
        merged = self._merged.get(number, ())
        seen = tuple([self._cell(number, cell, merged) for cell in cells])
        return SheetRow(number, seen, number in self.rows)

    def _cell(self, number: int, cell: Cell, merged: list[_Range] | tuple[()]) -> Cell:
        over = next((one for one in merged if one.first <= cell.column <= one.last), None)
        last = cell.column
        if over and (over.row, over.first) != (number, cell.column):
            said = _("a cell that nobody sees, under the merged cells {name}").format(
                name=over.name
            )
            cell = attrs.evolve(cell, kind=Kind.OTHER, text=said, form="")
        elif over:
            last = over.last
        if not self.zeros and cell.kind is Kind.NUMBER and figure_of(cell) == "0":
            said = _("a zero that the sheet does not show")
            cell = attrs.evolve(cell, kind=Kind.OTHER, text=said, form="")
        # Of cells that are merged, one is enough.
        hidden = all(column in self.columns for column in range(cell.column, last + 1))
        return attrs.evolve(cell, last=last, hidden=hidden) if hidden or over else cell


def column_of(letters: str) -> int:
    """Give the number of a column."""
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - ord("A") + 1
    return at


def spelled(first: int, last: int) -> str:
    """Name columns.

    >>> spelled(2, 2), spelled(2, 4)
    ('B', 'B:D')
    """
    return letters_of(first) if first == last else f"{letters_of(first)}:{letters_of(last)}"

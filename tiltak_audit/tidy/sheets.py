"""The tables on a sheet: one beside another, under heads of their own."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.i18n import _
from tiltak_audit.reading.workbook.cells import Kind, date_of, figure_of, letters_of
from tiltak_audit.tidy.raw import NOTHING, Field, RawTable, Record, field_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tiltak_audit.reading.workbook.cells import Cell
    from tiltak_audit.reading.workbook.sheets import Sheet

    # Whether a row of texts is one of heads.
    IsHead = Callable[[Sequence[str]], bool]

_PERCENT = "%"
_NUMBER = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[Ee][+-]?[0-9]{1,2})?", re.ASCII)

_FIRST_ROWS = 40


def first_texts(sheet: Sheet) -> Iterator[list[str]]:
    """Yield the texts of the first rows of a sheet, among which its heads stand."""
    for _number, cells in sheet.table[:_FIRST_ROWS]:
        yield [cell.words for cell in cells if cell.kind is Kind.TEXT]


def tables_on(sheet: Sheet, number: int, is_head: IsHead) -> Iterator[RawTable]:
    """Yield the tables of a sheet, from the left, under each row that is one of heads.

    A table ends at a column that holds nothing, where a head is printed again, and above the
    next row of heads. What stands above the first heads, or on a sheet without any, is a table
    without heads.
    """
    rows = sheet.table
    heads = {
        at: {cell.column: cell.words for cell in cells if cell.kind is Kind.TEXT}
        for at, (_row, cells) in enumerate(rows)
    }
    starts = [at for at, texts in heads.items() if is_head(list(texts.values()))]
    above = rows[: starts[0] if starts else len(rows)]
    if above:
        columns = sorted({cell.column for _number, cells in above for cell in cells})
        yield _table((sheet.name, number, above[0][0]), columns, {}, above)
    for at, end in zip(starts, [*starts[1:], len(rows)], strict=False):
        below = rows[at + 1 : end]
        for columns in _blocks(heads[at], below, is_head):
            yield _table((sheet.name, number, rows[at][0]), columns, heads[at], below)


def _blocks(
    heads: dict[int, str], below: Sequence[tuple[int, Sequence[Cell]]], is_head: IsHead
) -> Iterator[list[int]]:
    """Yield the columns of each table; an empty one among them ends none that lacks its heads."""
    used = {cell.column for _number, cells in below for cell in cells} | set(heads)
    block: list[int] = []
    for column in range(1, max(used, default=0) + 1):
        head = heads.get(column, "")
        seen = [heads[at] for at in block if heads.get(at)]
        if block and (head in seen or (column not in used and is_head(seen))):
            yield block
            block = []
        if column in used:
            block.append(column)
    if block:
        yield block


def _table(
    place: tuple[str, int, int],
    columns: list[int],
    heads: dict[int, str],
    below: Sequence[tuple[int, Sequence[Cell]]],
) -> RawTable:
    """Make a table; its place is the name and number of its sheet, and its first row."""
    records = []
    for row, cells in below:
        by_column = {cell.column: cell for cell in cells}
        fields = tuple([_field(by_column.get(column)) for column in columns])
        if any(field != NOTHING for field in fields):
            records.append(Record(row, fields))
    return RawTable(
        *place,
        tuple(map(letters_of, columns)),
        tuple([heads.get(column, "") for column in columns]),
        tuple(records),
    )


def _field(cell: Cell | None) -> Field:
    """Read a cell; a number that is not shown as it is, or to nobody, is none."""
    if cell is None:
        return NOTHING
    if cell.hidden and cell.could_be_figure:
        return attrs.evolve(_shown(cell), odd=_("a cell that nobody sees"))
    return _shown(cell)


def _shown(cell: Cell) -> Field:
    match cell.kind:
        case Kind.TEXT:
            return field_of(cell.words)
        case Kind.OTHER | Kind.FORMULA:
            return Field("", odd=cell.shown)
    figure = figure_of(cell)
    if figure:
        return field_of(figure)
    if day := date_of(cell):
        return field_of(day)
    value = _decimal(cell.text)
    if value is None:
        return Field("", odd=cell.shown)
    # A cell of per cent shows the hundredfold.
    plain = f"{value * 100 if _PERCENT in cell.form else value:f}"
    shown = plain.rstrip("0").removesuffix(".") if "." in plain else plain
    return Field(shown, decimal=True)


def _decimal(text: str) -> Decimal | None:
    """Give the number that a file spells in one way or another, as programs show it."""
    if not _NUMBER.fullmatch(text):
        return None
    return Decimal(repr(float(text)))

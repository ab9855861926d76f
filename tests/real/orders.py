"""The county's monthly orders, read by openpyxl and by nothing of this package."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import openpyxl

HERE = Path(__file__).parent
ORDERS = tuple(sorted(HERE.glob("*_20*.xlsx")))

# What counts and shares are headed by, and what is no category, in these three files.
COUNTS = ("Beh personer", "Sum helt ledige", "Tilgang stillinger")
SHARES = ("%", "V_Prosent")
_REGION = re.compile(r"Region|.* Nr Navn|Arbeidssted .*navn")
_HEADS = 2

# Of openpyxl, whose types of cells would have to be told apart at every step.
Book = Any
Sheet = Any


@attrs.frozen
class Told:
    """One count as the file holds it.

    Attributes:
        sheet: Its sheet.
        row: Its row there.
        column: Its column, from 1.
        columns: The first and the last column of its table.
        table: The categories, joined.
        region: As printed.
        value: The number, or the star.
    """

    sheet: str
    row: int
    column: int
    columns: tuple[int, int]
    table: str
    region: str
    value: int | str


def book_of(path: Path) -> Book:
    """Open a workbook."""
    return openpyxl.load_workbook(path)


def told(book: Book) -> Iterator[Told]:
    """Yield every count of a workbook."""
    for sheet in book:
        for first, last in _blocks(sheet):
            heads = {at: sheet.cell(_HEADS, at).value or "" for at in range(first, last + 1)}
            (column,) = (at for at, head in heads.items() if head.startswith(COUNTS))
            regions = [at for at, head in heads.items() if _REGION.fullmatch(head)]
            categories = [at for at, head in heads.items() if _is_category(sheet, at, head)]
            for row in range(_HEADS + 1, sheet.max_row + 1):
                value = sheet.cell(row, column).value
                if value is not None:
                    region = sheet.cell(row, regions[0]).value if regions else "Landet"
                    names = [sheet.cell(row, at).value for at in categories]
                    yield Told(
                        sheet.title, row, column, (first, last), " · ".join(names), region, value
                    )


def told_shares(book: Book) -> Iterator[tuple[str, int, float]]:
    """Yield every share of a workbook with its sheet and row."""
    for sheet in book:
        for column in range(1, sheet.max_column + 1):
            if str(sheet.cell(_HEADS, column).value).startswith(SHARES):
                for row in range(_HEADS + 1, sheet.max_row + 1):
                    value = sheet.cell(row, column).value
                    if value is not None:
                        yield sheet.title, row, float(value)


def _blocks(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Yield the first and last columns of the tables, which empty columns part."""
    used = [
        at
        for at in range(1, sheet.max_column + 1)
        if any(sheet.cell(row, at).value is not None for row in range(1, sheet.max_row + 1))
    ]
    starts = [at for at in used if at - 1 not in used]
    ends = [at for at in used if at + 1 not in used]
    yield from zip(starts, ends, strict=True)


def _is_category(sheet: Sheet, at: int, head: str) -> bool:
    first = sheet.cell(_HEADS + 1, at).value
    level = first in {"Landet", "Fylker", "Telemark kommuner"}
    return isinstance(first, str) and first != "*" and not level and not _REGION.fullmatch(head)


def saved(book: Book) -> bytes:
    """Give a workbook as bytes."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def dropped(sheet: Sheet, one: Told) -> None:
    """Take an observation out of its table."""
    for column in range(one.columns[0], one.columns[1] + 1):
        sheet.cell(one.row, column).value = None


def doubled(sheet: Sheet, one: Told, more: int) -> None:
    """Print an observation again at the end of its table, with another figure."""
    below = sheet.max_row + 1
    for column in range(one.columns[0], one.columns[1] + 1):
        old, new = sheet.cell(one.row, column), sheet.cell(below, column)
        new.value, new.number_format = old.value, old.number_format
    sheet.cell(below, one.column).value = int(one.value) + more


def planted(path: Path, kind: str, seed: int, sheets: str) -> tuple[bytes, Told]:
    """Plant an error of a kind in a count of ten and more on sheets whose names match."""
    book = book_of(path)
    counts = [
        one
        for one in told(book)
        if re.search(sheets, one.sheet) and one.value != "*" and int(one.value) > 9
    ]
    one = random.Random(seed).choice(counts)
    sheet = book[one.sheet]
    match kind:
        case "more":
            sheet.cell(one.row, one.column).value = int(one.value) * 11 // 10 + 9
        case "fewer":
            sheet.cell(one.row, one.column).value = int(one.value) - 9
        case "star":
            sheet.cell(one.row, one.column).value = "*"
        case "dropped":
            dropped(sheet, one)
        case "doubled":
            doubled(sheet, one, 9)
    return saved(book), one

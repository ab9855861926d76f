"""What stands above the tables of a sheet: source, title, date and period."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.i18n import _
from tiltak_audit.model.period import MONTH_NAMES, Month
from tiltak_audit.model.wording import MEAN_WORDS
from tiltak_audit.reading.elements import Kind as Line
from tiltak_audit.reading.patterns import DATED, heading_of
from tiltak_audit.reading.workbook.cells import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.reading.workbook.cells import Cell
    from tiltak_audit.reading.workbook.sheets import Sheet

# Excel cuts the names of sheets.
_NAME_LENGTH = 31
# "1. Tiltak og fylke"
_NUMBERED = re.compile(r"[0-9]{1,2}\. (?=\S)")

# The sections of the samples whose titles are longer than a sheet's name.
_LONG_TITLES = (
    "Arbeidsmarkedsstatus og fødeland innvandrere",
    "Arbeidsmarkedsstatus og innvandrer status",
    "Arbeidsmarkedsstatus og tiltaksgruppe",
    "Arbeidsmarkedsstatus og utdanning",
)


@attrs.define
class Head:
    """The head of a sheet, or what all sheets of a workbook say of it.

    Attributes:
        sources: The lines that name the report, as printed.
        titles: The titles of the section.
        dates: The dates of the report.
        periods: The lines that name its months.
    """

    sources: list[str] = attrs.field(factory=list)
    titles: list[str] = attrs.field(factory=list)
    dates: list[str] = attrs.field(factory=list)
    periods: list[str] = attrs.field(factory=list)

    def take(self, line: str) -> bool:
        """Take a line that belongs to a head; tell whether it does."""
        kind, said = heading_of(line) or (None, "")
        if kind is Line.SOURCE:
            _once(self.sources, said)
        elif kind is Line.PERIOD:
            _once(self.periods, said)
        elif match := DATED.fullmatch(line):
            _once(self.dates, match[2])
            _once(self.titles, match[1] or "")
        # Below the tables, too.
        return kind is not None or bool(match)

    @property
    def single(self) -> bool:
        """Tell whether nothing is said in two ways."""
        return all(len(said) <= 1 for said in (self.sources, self.titles, self.dates, self.periods))


def _once(found: list[str], line: str) -> None:
    if line and line not in found:
        found.append(line)


def head_of_all(sheets: Iterable[Sheet]) -> Head:
    """Gather what the sheets say of the report."""
    head = Head()
    for sheet in sheets:
        for _number, cells in sheet.rows:
            if len(cells) == 1:
                head.take(cells[0].words)
    return head


def title_of_name(name: str) -> str:
    """Give the section's title that a sheet's name is, or the beginning of.

    >>> title_of_name("1. Tiltak og fylke")
    'Tiltak og fylke'
    >>> title_of_name("Arbeidsmarkedsstatus og fødelan")
    'Arbeidsmarkedsstatus og fødeland innvandrere'
    """
    plain = " ".join(_NUMBERED.sub("", name, count=1).split())
    if len(name) < _NAME_LENGTH:
        return plain
    longer = [title for title in _LONG_TITLES if title.startswith(plain)]
    return longer[0] if len(longer) == 1 else plain


def months_of(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    """Give the words of a line of months, the mean's among them; nothing for another line."""
    words = tuple(cell.words for cell in cells)
    first = cells[0].column
    if [cell.column for cell in cells] != list(range(first, first + len(cells))):
        return ()
    months = words[words[0] == MEAN_WORDS :]
    if not months or not all(word in MONTH_NAMES for word in months):
        return ()
    at = [MONTH_NAMES.index(word) for word in months]
    return words if at == sorted(set(at)) else ()


def names_months(cells: tuple[Cell, ...]) -> bool:
    """Tell whether a line has a month's name, or the mean's, in a cell of its own."""
    return any(cell.words == MEAN_WORDS or cell.words in MONTH_NAMES for cell in cells)


# Digits of any script: none of another is a figure, but whoever sees one takes it for one.
_LOOKS_LIKE_FIGURE = re.compile(r"[-−+]?\d[\d .,]*%?|[*\uff0a\u2217]+")


def holds_figures(cells: tuple[Cell, ...]) -> bool:
    """Tell whether a row holds anything that could be a figure."""
    return any(
        cell.kind is not Kind.TEXT or _LOOKS_LIKE_FIGURE.fullmatch(cell.words) for cell in cells
    )


@cache
def _fylker(label: str) -> str:
    from tiltak_audit.cube.regions import register_of

    codes = {register_of(Month(year, 1)).fylke_of(label) for year in (2020, 2024)}
    return max(codes)


def is_fylke(label: str) -> bool:
    """Tell whether a label names a fylke."""
    return bool(label and _fylker(label))


def expected_months() -> str:
    """Say what a line of months is."""
    return _(
        "expected “{mean}” and names of months, each in a cell of its own, right of the labels"
    ).format(mean=MEAN_WORDS)


def expected_head() -> str:
    """Say what a head is."""
    return _(
        "expected “Kilde: NAV …”, “<section> Rapport oppdatert: dd.mm.yyyy” and the period, each "
        "alone in its row, above the tables"
    )

"""What stands above the tables of a sheet: source, title, date and period."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.i18n import _
from tiltak_audit.model.period import Month
from tiltak_audit.model.wording import MEAN_WORDS
from tiltak_audit.reading.elements import Kind as Line
from tiltak_audit.reading.patterns import dated, heading_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.reading.workbook.cells import Cell
    from tiltak_audit.reading.workbook.seen import SheetRow

# Excel cuts the names of sheets.
_NAME_LENGTH = 31
# "1. Tiltak og fylke", "1a. Fylke Antall"
_NUMBERED = re.compile(r"[0-9]{1,2}[a-z]?\. (?=\S)")
# What programs call a sheet that nobody named.
_UNNAMED = re.compile(r"(?:ark|sheet|blad|table|tabell) ?[0-9]*", re.IGNORECASE)
# What Excel and others put behind a name that is there already.
_AGAIN = re.compile(r"(?: ?\([0-9]\)|[ ~_]?[0-9])$")
_LETTERS = re.compile(r"[^\W\d_]+")

_SOURCE = "Kilde: NAV"


@attrs.define(repr=False)
class Head:
    """The head of a sheet, or what all sheets of a workbook say of it.

    Attributes:
        sources: The lines that name the report, as reports print them.
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
        elif match := dated(line):
            _once(self.dates, match[2])
            _once(self.titles, match[1] or "")
            return True
        # Below the tables, too.
        return kind in {Line.SOURCE, Line.PERIOD, Line.FOOTER}

    @property
    def single(self) -> bool:
        """Tell whether nothing is said in two ways."""
        return all(len(said) <= 1 for said in (self.sources, self.titles, self.dates, self.periods))

    @property
    def own(self) -> bool:
        """Tell whether it says whose report it is, or of which date."""
        return bool(self.sources or self.titles or self.dates)


def _once(found: list[str], line: str) -> None:
    if line and line not in found:
        found.append(line)


def head_above(name: str, rows: Sequence[SheetRow]) -> tuple[Head, list[tuple[int, Cell]]]:
    """Read the rows above the tables of a sheet.

    Returns:
        The head, and the texts that are none of it, with their rows.
    """
    head, others = Head(), []
    bare = 0
    for row in rows:
        for cell in () if row.hidden else row.seen:
            if cell.could_be_figure:
                continue
            if cell.words == _SOURCE:
                bare = bare or row.number
            elif not head.take(cell.words):
                others.append((row.number, cell))
    title = next((one for one in others if is_named(name, one[1].words)), None)
    report = _beside(bare, [one for one in others if one is not title]) if bare else None
    # Where the sheet's name says nothing, what stands below the report's title names the section.
    if report and not title and _UNNAMED.fullmatch(name):
        below = [one for one in others if one[0] > report[0] and not is_fylke(one[1].words)]
        title = below[0] if len(below) == 1 else None
    if report and not head.sources:
        head.sources.append(f"{_SOURCE} {report[1].words}")
    elif bare and not head.sources:
        head.sources.append(_SOURCE)
    if title and not head.titles:
        head.titles.append(title[1].words)
    return head, [one for one in others if one not in (title, report)]


def _beside(bare: int, others: list[tuple[int, Cell]]) -> tuple[int, Cell] | None:
    """Find the report's title beside a bare source, or right below it."""
    return next((one for one in others if one[0] == bare), None) or next(
        (one for one in others if one[0] in {bare + 1, bare + 2}), None
    )


def head_of_all(sheets: Iterable[tuple[str, Sequence[SheetRow]]]) -> Head:
    """Gather what the sheets say of the report, above their tables or without any."""
    head = Head()
    for name, rows in sheets:
        own, _others = head_above(name, rows)
        for said, found in (
            (head.sources, own.sources),
            (head.dates, own.dates),
            (head.periods, own.periods),
        ):
            for line in found:
                _once(said, line)
    # A bare source says nothing where others say more.
    named = [line for line in head.sources if line != _SOURCE]
    return attrs.evolve(head, sources=named or head.sources)


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
    longer = [title for title in _titles() if title.startswith(plain)]
    return longer[0] if len(longer) == 1 else plain


@cache
def _titles() -> frozenset[str]:
    """Give the titles of sections that are known."""
    from tiltak_audit.families.catalogue import shipped

    return frozenset(one.title for family in shipped().values() for one in family.sections)


def is_named(name: str, text: str) -> bool:
    """Tell whether a text is what a sheet is named after: ``Fylke. Antall`` of ``1. Fylke Antall``.

    >>> is_named("4. Kommune Prosent av arbeidsst", "Kommune. Prosent av arbeidsstyrken")
    True
    """
    named, said = (_letters(_NUMBERED.sub("", one, count=1)) for one in (name, text))
    if len(name) < _NAME_LENGTH:
        return bool(named) and named == said
    stem = _letters(_AGAIN.sub("", _NUMBERED.sub("", name, count=1)))
    return bool(stem) and (said.startswith((named, stem)))


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold()))


@cache
def _fylker(label: str) -> str:
    from tiltak_audit.cube.regions import UNKNOWN, register_of

    codes = {register_of(Month(year, 1)).fylke_of(label) for year in (2020, 2024)}
    return max(codes) or (UNKNOWN if label == UNKNOWN else "")


def is_fylke(label: str) -> bool:
    """Tell whether a label names a fylke, or those whose fylke is not known."""
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

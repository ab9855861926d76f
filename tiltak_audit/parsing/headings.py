"""Heading lines to facts: section, date, period, columns."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from functools import cache, cached_property
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.period import MONTH_NAMES, Columns, Month, Period
from tiltak_audit.reading.elements import Kind
from tiltak_audit.reading.patterns import MEAN, months_in, parts_of, period_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.reading.elements import HeadingLine

# The words over the mean column, wrapped in one way or another; none where there is no mean.
_WHOLE_WORDS = {MEAN, ""}

# The months, behind words over the mean column.
_MONTHS = re.compile(r"[A-Z].*")

_OF_PAGE = {Kind.SOURCE, Kind.SECTION, Kind.PERIOD}
_NO_HEAD = {Kind.SECTION, Kind.FOOTER, Kind.GAP}


class Missing(Enum):
    """The parts of a heading."""

    # Kilde: NAV TILT140 …
    SOURCE = "source"
    # Tiltak og kjønn Rapport oppdatert: …
    SECTION = "section"
    # i år Januar Februar …
    MONTHS = "months"
    # Gjennom / snitt hittil
    WORDS = "words"
    # Nothing is left of it but the blank that starts the next line.
    HEADING = "heading"
    # Two titles, or two lines of months, that differ.
    SEVERAL = "several"
    # All parts are there, yet a line starts as if some were gone.
    LINES = "lines"


@attrs.frozen(eq=False, repr=False, slots=False)
class Heading(Alike):
    """What the heading lines between two rows say.

    Attributes:
        lines: The kind of each, and its text, in print order.
    """

    lines: tuple[tuple[Kind, str], ...] = ()

    @cached_property
    def last(self) -> dict[Kind, str]:
        """Give the last line of each kind: a page without rows may stand before."""
        return dict(self.lines)

    def several(self, kind: Kind) -> bool:
        """Tell whether lines of a kind differ: which of them is meant cannot be told."""
        return len({"".join(text.split()) for found, text in self.lines if found is kind}) > 1

    @cached_property
    def several_months(self) -> bool:
        """Tell whether its lines of months differ."""
        return self.several(Kind.MONTHS)

    @property
    def headed(self) -> bool:
        """Tell whether it may stand above a total: it heads a page or its columns."""
        return self.of_page or Kind.MONTHS in self.last

    @cached_property
    def of_page(self) -> bool:
        """Tell whether it heads a page: a source, section or period line is there."""
        return not _OF_PAGE.isdisjoint(self.last)

    @cached_property
    def title(self) -> str:
        """Give the section title; nothing where it has none, or several.

        A title alone among rows, without any other line of a page head, is none.
        """
        if self.several(Kind.SECTION) or self.last.keys() <= _NO_HEAD:
            return ""
        return title_in(self.last[Kind.SECTION]) if Kind.SECTION in self.last else ""

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """Name the parts that are missing, in print order; empty for a whole heading."""
        kinds = self.last.keys()
        if kinds == {Kind.GAP}:
            return (Missing.HEADING,)
        lost = []
        if self.of_page and Kind.SOURCE not in kinds:
            lost.append(Missing.SOURCE)
        if self.of_page and Kind.SECTION not in kinds:
            lost.append(Missing.SECTION)
        words = "".join(
            _MONTHS.sub("", text) if kind is Kind.MONTHS else text
            for kind, text in self.lines
            if kind in {Kind.HEADER, Kind.MONTHS}
        )
        if Kind.MONTHS not in kinds and (self.of_page or Kind.HEADER in kinds):
            lost.append(Missing.MONTHS)
        elif "".join(words.split()) not in _WHOLE_WORDS:
            lost.append(Missing.WORDS)
        if self.several(Kind.SECTION) or self.several_months:
            lost.append(Missing.SEVERAL)
        if Kind.GAP in kinds and not lost:
            lost.append(Missing.LINES)
        return tuple(lost)


def heading_of(lines: Iterable[HeadingLine]) -> Heading:
    """Give the one Heading of lines that most pages print."""
    return _heading(tuple([(line.kind, line.text) for line in lines]))


_heading = cache(Heading)


@cache
def title_in(line: str) -> str:
    """Give the title of a section line, which is all of it where reports bear no date."""
    return " ".join((parts_of(Kind.SECTION, line)[0] or line).split())


@cache
def edition_of(section_line: str) -> str:
    """Give the report date of a section line, ISO; as printed where it is no date."""
    _title, printed, day, month, year = parts_of(Kind.SECTION, section_line)
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return printed


def source_of(source_line: str) -> tuple[str, str]:
    """Split a source line into the report's code and title.

    >>> source_of("Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging.")
    ('TILT140', 'Tiltaksdeltakere på oppfølging.')
    """
    code, title = parts_of(Kind.SOURCE, source_line)
    return code, title.strip()


def period_of(period_line: str) -> Period:
    """Read a period line.

    >>> str(period_of("Januar 2025 - November 2025").last)
    '2025-11'
    """
    return Period(*period_in(period_line))


def columns_of(heading: Heading, year: int) -> Columns | None:
    """Give the columns of a heading's months line, or nothing where it has none."""
    months = heading.last.get(Kind.MONTHS)
    if months is None:
        return None
    return _columns(months, year, mean="i år" in months or Kind.HEADER in heading.last)


@cache
def _columns(months: str, year: int, *, mean: bool) -> Columns:
    """Give the one Columns of a line that most pages print."""
    return Columns(tuple(Month.named(name, year) for name in months_in(months)), mean)


def year_before(editions: list[str], lines: Iterable[HeadingLine]) -> int:
    """Give the year of the months that a report can hold at its date; 0 where none is printed.

    A report is dated after its last month: one of January to December is of the year before.
    """
    dated = next((edition for edition in editions if "-" in edition), "")
    months = [name for line in lines if line.kind is Kind.MONTHS for name in months_in(line.text)]
    if not dated or not months:
        return 0
    year, month, _ = map(int, dated.split("-"))
    last = max(MONTH_NAMES.index(name) + 1 for name in months)
    return year if last <= month else year - 1

"""Heading lines to facts: section, date, period, columns."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from tiltak_audit.model.period import MONTH_NAMES, Columns, Month, Period
from tiltak_audit.reading.patterns import months_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.parsing.stretches import Heading
    from tiltak_audit.reading.text.tree import Token

_SECTION = re.compile(r"(.+) Rapport oppdatert: (([0-9]{2})\.([0-9]{2})\.([0-9]{4}))")
_SOURCE = re.compile(r"Kilde: NAV (?:([A-Z]{2,5}[0-9]{3}[A-Z]?)\b ?)?(.*)")

_NO_HEAD = {"SECTION", "FOOTER", "GAP"}


def title_of(heading: Heading) -> str:
    """Give the section title of a heading; nothing where it has none, or several.

    A title alone among rows, without any other line of a page head, is none.
    """
    if heading.several("SECTION") or {token.type for token in heading.tokens} <= _NO_HEAD:
        return ""
    token = heading.last("SECTION")
    match = _SECTION.fullmatch(token) if token else None
    return " ".join(match[1].split()) if match else ""


def edition_of(section_line: str) -> str:
    """Give the report date of a section line, ISO; as printed where it is no date."""
    match = _SECTION.fullmatch(section_line)
    if match is None:
        return ""
    try:
        return date(int(match[5]), int(match[4]), int(match[3])).isoformat()
    except ValueError:
        return match[2]


def source_of(source_line: str) -> tuple[str, str]:
    """Split a source line into the report's code and title.

    >>> source_of("Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging.")
    ('TILT140', 'Tiltaksdeltakere på oppfølging.')
    """
    match = _SOURCE.fullmatch(source_line)
    return (match[1] or "", match[2].strip()) if match else ("", "")


def period_of(period_line: str) -> Period:
    """Read a period line.

    >>> str(period_of("Januar 2025 - November 2025").last)
    '2025-11'
    """
    first, _, last = period_line.partition(" - ")
    months = [Month.named(*_name_year(text)) for text in (first, last)]
    return Period(months[0], months[1])


def _name_year(text: str) -> tuple[str, int]:
    name, year = text.split()
    return name, int(year)


def columns_of(heading: Heading, year: int) -> Columns | None:
    """Give the columns of a heading's months line, or nothing where it has none."""
    token = heading.last("MONTHS")
    if token is None:
        return None
    names = months_in(token)
    mean = "i år" in token or heading.last("HEADER") is not None
    return Columns(tuple(Month.named(name, year) for name in names), mean)


def year_before(editions: list[str], tokens: Iterable[Token]) -> int:
    """Give the year of the months that a report can hold at its date; 0 where none is printed.

    A report is dated after its last month: one of January to December is of the year before.
    """
    dated = next((edition for edition in editions if "-" in edition), "")
    months = [name for token in tokens if token.type == "MONTHS" for name in months_in(token)]
    if not dated or not months:
        return 0
    year, month, _ = map(int, dated.split("-"))
    last = max(MONTH_NAMES.index(name) + 1 for name in months)
    return year if last <= month else year - 1

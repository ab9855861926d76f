"""Months as tidy tables write them."""

from __future__ import annotations

import re

from tiltak_audit.model.period import MONTH_NAMES, QUARTER, Month

_NAMES = {name.casefold(): number for number, name in enumerate(MONTH_NAMES, 1)}
# Januar, jan, jan.
_SHORT = 3
_NUMBERS = _NAMES | {
    name[:_SHORT] + end: number for name, number in _NAMES.items() for end in ("", ".")
}

# 202501, 2025-01, 2025M01, 2025-01-31, as statistical offices write months; a time of day behind
# a day says nothing.
_ISO = re.compile(
    r"([0-9]{4})(?:[-/. ]?|M)([0-9]{2})(?:-[0-9]{2}(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?)?", re.ASCII
)
# 01.2025, 1/2025, 31.01.2025
_TURNED = re.compile(r"(?:[0-9]{1,2}\.)?([0-9]{1,2})[./-]([0-9]{4})", re.ASCII)
# 2025K1, 2025-Q1, 2025 kv 1
_QUARTER = re.compile(r"([0-9]{4})[- ]?(?:K|Q|kv\.?|kvartal) ?([1-4])", re.ASCII | re.IGNORECASE)
# Januar 2025, jan. 2025, 2025 januar
_NAMED = re.compile(r"([a-z]+\.?) ([0-9]{4})", re.ASCII | re.IGNORECASE)
_YEAR_FIRST = re.compile(r"([0-9]{4}) ([a-z]+\.?)", re.ASCII | re.IGNORECASE)

_YEARS = range(1900, 2200)


def month_of(text: str) -> Month | None:
    """Read a month, or a quarter; none where it is neither.

    >>> str(month_of("202501")), str(month_of("2025M01")), str(month_of("Januar 2025"))
    ('2025-01', '2025-01', '2025-01')
    >>> str(month_of("2025K1")), str(month_of("2025 kv 4"))
    ('2025-Q1', '2025-Q4')
    >>> str(month_of("31.01.2025")), str(month_of("des. 2025")), str(month_of("2025 mai"))
    ('2025-01', '2025-12', '2025-05')
    >>> month_of("202513"), month_of("2025")
    (None, None)
    """
    if match := _ISO.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if match := _TURNED.fullmatch(text):
        return _month(int(match[2]), int(match[1]))
    if match := _QUARTER.fullmatch(text):
        return Month(int(match[1]), QUARTER * int(match[2]) - 2, QUARTER)
    if match := _NAMED.fullmatch(text):
        return month_in(match[2], match[1])
    if match := _YEAR_FIRST.fullmatch(text):
        return month_in(match[1], match[2])
    return None


def month_in(year: str, month: str) -> Month | None:
    """Read a year and a month that stand apart; none where one of them is none.

    >>> str(month_in("2025", "10")), str(month_in("2025", "oktober")), month_in("10", "2025")
    ('2025-10', '2025-10', None)
    """
    number = int(month) if month.isascii() and month.isdigit() else _NUMBERS.get(month.casefold())
    return _month(int(year) if year.isascii() and year.isdigit() else 0, number or 0)


def _month(year: int, number: int) -> Month | None:
    return Month(year, number) if year in _YEARS and 1 <= number <= len(MONTH_NAMES) else None

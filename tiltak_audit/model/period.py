"""Months, the period of a report, and the columns of a table."""

from __future__ import annotations

import re
from functools import cached_property

import attrs

MONTH_NAMES = (
    "Januar",
    "Februar",
    "Mars",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Desember",
)

MEAN = "mean"

_PERIOD = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2]|Q[1-4])")

# Months of a quarter.
QUARTER = 3


@attrs.frozen(order=True, repr=False)
class Month:
    """One month of the calendar, or the quarter that it begins.

    Attributes:
        year: Four digits; 0 where the report prints no year.
        number: 1 to 12.
        length: Months: 1, or 3 of a quarter.
    """

    year: int
    number: int
    length: int = 1

    def __str__(self) -> str:
        """Give the ISO form, ``2025-11``; of a quarter ``2025-Q4``."""
        if self.length == QUARTER:
            return f"{self.year:04}-Q{self.number // QUARTER + 1}"
        return f"{self.year:04}-{self.number:02}"

    @property
    def name(self) -> str:
        """Give the Norwegian name, as the column header prints it."""
        return MONTH_NAMES[self.number - 1]

    @staticmethod
    def named(name: str, year: int) -> Month:
        """Give the month of a Norwegian name, in capital or small letters."""
        return Month(year, MONTH_NAMES.index(name.capitalize()) + 1)


def is_period(text: str) -> bool:
    """Tell whether a text is a month or a quarter, in ISO form.

    >>> is_period("2025-04"), is_period("2025-Q2"), is_period("2025-13")
    (True, True, False)
    """
    return _PERIOD.fullmatch(text) is not None


@attrs.frozen(repr=False)
class Period:
    """The months a report covers.

    Attributes:
        first: The first month.
        last: The last month, the same year in every report of the family.
    """

    first: Month
    last: Month

    @property
    def months(self) -> tuple[Month, ...]:
        """List the months from first to last; empty where they are out of order."""
        span = (self.last.year - self.first.year) * 12 + self.last.number - self.first.number
        start = self.first.year * 12 + self.first.number - 1
        return tuple(Month(at // 12, at % 12 + 1) for at in range(start, start + span + 1))


@attrs.frozen(repr=False, cache_hash=True)
class Columns:
    """The columns of a table, as its months line gives them.

    Attributes:
        months: The months, in print order.
        mean: Whether the first column is the mean of the months (Gjennomsnitt hittil i år).
    """

    months: tuple[Month, ...]
    mean: bool

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """Name the columns in print order: ``mean`` and ISO months."""
        return (MEAN,) * self.mean + tuple(str(month) for month in self.months)

    def __len__(self) -> int:
        """Count the columns, the mean included."""
        return len(self.months) + self.mean

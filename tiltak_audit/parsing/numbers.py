"""The figures of a line, split into the columns of its table.

With U+00A0 between thousands a line has one reading. Where a text tool flattened it to a
blank, ``1 058 1 080`` may be two figures, three or four: every reading of the right length
is searched, and the printed mean, then the fact that no count below 4 is printed, decides.
A line that keeps several readings is left to the sums of its table, and then to the reader.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.figure import SUPPRESSED, Count, count
from tiltak_audit.model.interval import STAR
from tiltak_audit.model.mean import window
from tiltak_audit.reading.spoiled import FIGURE, is_figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.figure import Figure

    Reading = tuple[Figure, ...]

_NBSP = "\u00a0"
_WHOLE = re.compile(f"{FIGURE}(?: {FIGURE})*+")
_TOKEN = re.compile("[^ ]+")

# A figure has at most this many groups of digits: a billion persons.
_GROUPS = 3

# Readings looked at before a line is given up as having several.
_MOST_READINGS = 2_000

# Steps of the search for readings by the mean, in one line and in all of a report: true reports
# that were drawn at random took up to 14 000 and 160 000, the published one 98 and 1 300.
_STEPS_OF_A_LINE = 20_000
_STEPS_OF_A_REPORT = 250_000


@attrs.frozen
class WrongCount:
    """A line with more or fewer figures than columns.

    Attributes:
        found: How many figures the line holds (groups, where separators are flattened).
    """

    found: int


@attrs.frozen
class Spoiled:
    """A line with figures that came to harm.

    Attributes:
        tokens: Each as printed, with its index among the characters of the figures.
    """

    tokens: tuple[tuple[str, int], ...]


@attrs.frozen
class Open:
    """A line with several readings, or with none.

    Attributes:
        readings: Those that are left.
        spent: Whether the search was given up before its end, so that nothing is known.
    """

    readings: tuple[Reading, ...]
    spent: bool = False


def spoiled_figures(text: str) -> Spoiled | None:
    """Find the figures of a line that came to harm, if any did."""
    if _WHOLE.fullmatch(text):
        return None
    tokens = [match for match in _TOKEN.finditer(text) if not is_figure(match[0])]
    return Spoiled(tuple((match[0], match.start()) for match in tokens))


def is_grouped(text: str) -> bool:
    """Tell whether a line's figures keep U+00A0 between thousands."""
    return _NBSP in text


def grouped_figures(text: str, columns: int) -> Reading | WrongCount | Open:
    """Read a line whose thousands are grouped by U+00A0."""
    tokens = text.split(" ")
    if len(tokens) != columns:
        return WrongCount(len(tokens))
    try:
        return tuple([_FIGURES[token] for token in tokens])
    except KeyError:
        return Open(())


class _Figures(dict[str, "Figure"]):
    """Printed text to figure, each made once."""

    def __missing__(self, token: str) -> Figure:
        digits = token.replace(_NBSP, "")
        if digits != "0" and digits.startswith("0"):
            raise KeyError(token)
        self[token] = figure = count(int(digits))
        return figure


_FIGURES = _Figures({"*": SUPPRESSED})


@attrs.define
class FlatReader:
    """The reader of lines whose thousands are separated by the same blank as their columns.

    Attributes:
        left: Steps that searches in this report may still take.
    """

    left: int = _STEPS_OF_A_REPORT

    def read(self, text: str, months: int, *, mean: bool) -> Reading | WrongCount | Open:
        """Give the reading of a line, or every one of the right length that the mean allows.

        Ends: each step takes at least one group of digits, and steps are counted; a line past
        a bound is Open.
        """
        found = _plain_reading(text, months, mean=mean)
        if found is not None:
            return found
        if self.left <= 0:
            return Open((), spent=True)
        found, steps = _searched(text, months)
        self.left -= steps
        return found


@cache
def _plain_reading(text: str, months: int, *, mean: bool) -> Reading | WrongCount | Open | None:
    """Read a line that needs no search: by how many ways there are to join its groups."""
    groups = tuple(text.split(" "))
    columns = months + mean
    if not columns <= len(groups) <= columns * _GROUPS:
        return WrongCount(len(groups))
    search = _Search(groups, columns)
    if search.ways(0, columns) == 0:
        malformed = any(len(group) > 1 and group.startswith("0") for group in groups)
        return Open(()) if malformed else WrongCount(len(groups))
    if search.ways(0, columns) == 1:
        return next(search.readings(0, columns))
    return None if mean else _decided(tuple(search.first(_MOST_READINGS)))


@cache
def _searched(text: str, months: int) -> tuple[Reading | Open, int]:
    """Search for the readings that a mean allows; give what they come to, and the steps taken."""
    search = _Search(tuple(text.split(" ")), months + 1)
    readings = tuple(search.meaning(months))
    if search.steps_taken >= _STEPS_OF_A_LINE:
        return Open((), spent=True), search.steps_taken
    return _decided(readings), search.steps_taken


def _decided(readings: tuple[Reading, ...]) -> Reading | Open:
    """Take the one reading, or the one without a printed count of 0 to 3."""
    if len(readings) == 1:
        return readings[0]
    allowed = tuple(
        reading
        for reading in readings
        if not any(isinstance(f, Count) and f.value <= STAR.high for f in reading)
    )
    return allowed[0] if len(allowed) == 1 else Open(allowed or readings)


class _Search:
    """Every way to join groups of digits into a number of figures."""

    def __init__(self, groups: tuple[str, ...], columns: int) -> None:
        self.groups = groups
        self.columns = columns
        self._ways: dict[tuple[int, int], int] = {}
        self._bounds: dict[tuple[int, int], tuple[int, int]] = {}
        self.steps_taken = 0

    def steps(self, at: int) -> Iterator[tuple[Figure, int]]:
        """Give each figure that may start at a group, and where the next one starts."""
        first = self.groups[at]
        if first == "*":
            yield SUPPRESSED, at + 1
            return
        if first.startswith("0"):
            if first == "0":
                yield count(0), at + 1
            return
        yield count(int(first)), at + 1
        digits = first
        for end in range(at + 1, min(at + _GROUPS, len(self.groups))):
            more = self.groups[end]
            if len(more) != 3:  # noqa: PLR2004  thousands
                return
            digits += more
            yield count(int(digits)), end + 1

    def ways(self, at: int, columns: int) -> int:
        """Count the readings from a group on."""
        if columns == 0 or at == len(self.groups):
            return int(columns == 0 and at == len(self.groups))
        key = at, columns
        if key not in self._ways:
            self._ways[key] = sum(self.ways(end, columns - 1) for _, end in self.steps(at))
        return self._ways[key]

    def readings(self, at: int, columns: int) -> Iterator[Reading]:
        """Give the readings from a group on."""
        if columns == 0:
            yield ()
            return
        for figure, end in self.steps(at):
            if self.ways(end, columns - 1):
                for rest in self.readings(end, columns - 1):
                    yield (figure, *rest)

    def first(self, most: int) -> Iterator[Reading]:
        """Give the readings of the whole line, or none where there are more than ``most``."""
        if self.ways(0, self.columns) <= most:
            yield from self.readings(0, self.columns)

    def meaning(self, months: int) -> Iterator[Reading]:
        """Give the readings whose first figure is the rounded mean of the others."""
        found = 0
        for mean, end in self.steps(0):
            sums = window(mean, months)
            for rest in self._within(end, months, sums.low, sums.high):
                found += 1
                if found > _MOST_READINGS:
                    return
                yield (mean, *rest)

    def _sums(self, at: int, columns: int) -> tuple[int, int]:
        """Bound the sum of the figures from a group on, over all readings."""
        if columns == 0:
            return 0, 0
        key = at, columns
        if key not in self._bounds:
            low, high = 10**30, -1
            for figure, end in self.steps(at):
                if self.ways(end, columns - 1):
                    rest_low, rest_high = self._sums(end, columns - 1)
                    low = min(low, figure.interval.low + rest_low)
                    high = max(high, figure.interval.high + rest_high)
            self._bounds[key] = low, high
        return self._bounds[key]

    def _within(self, at: int, columns: int, low: int, high: int) -> Iterator[Reading]:
        """Give the readings from a group on whose sum can lie between two bounds."""
        self.steps_taken += 1
        if self.steps_taken >= _STEPS_OF_A_LINE or not self.ways(at, columns):
            return
        least, most = self._sums(at, columns)
        if most < low or least > high:
            return
        if columns == 0:
            yield ()
            return
        for figure, end in self.steps(at):
            interval = figure.interval
            for rest in self._within(end, columns - 1, low - interval.high, high - interval.low):
                yield (figure, *rest)

"""The figures of a line, split into the columns of its table.

With U+00A0 between thousands a line has one reading. Where a text tool flattened it to a
blank, ``1 058 1 080`` may be two figures, three or four: every reading of the right length
is searched, and the printed mean, then the fact that no count below 4 is printed, decides.
A line that keeps several readings is left to the sums of its table, and then to the reader.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.figure import SUPPRESSED, Count, count
from tiltak_audit.model.interval import STAR, Interval
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

# Steps that all searches for readings by the mean take in one report; one line of twelve months
# and as many thousands takes some thousands.
_STEPS_OF_A_REPORT = 150_000


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
    _known: dict[tuple[str, int], Reading | Open] = attrs.field(factory=dict)

    def read(self, text: str, months: int, *, mean: bool) -> Reading | WrongCount | Open:
        """Give the reading of a line, or every one of the right length that the mean allows.

        Ends: each step takes at least one group of digits, and steps are counted; once they are
        used up a line that needs a search is Open.
        """
        found = _plain_reading(text, months, mean=mean)
        if found is not None:
            return found
        line = str(text), months
        if line not in self._known:
            if self.left <= 0:
                return Open((), spent=True)
            self._known[line], steps = _searched(*line)
            self.left -= steps
        return self._known[line]


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
    found = _decided(tuple(search.meaning(months)))
    return found, search.taken


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
        self.taken = 0

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
        """Give the readings whose first figure is the rounded mean of the others.

        The months are parted in two halves, so that the readings of each are few, and those that
        add up to the mean are found in order of their sums (Horowitz and Sahni 1974).
        """
        half = months // 2
        found = 0
        for mean, start in self.steps(0):
            sums = window(mean, months)
            for middle, first in self._halves(start, half, months - half, sums).items():
                second = self._halves(middle, months - half, 0, sums).get(len(self.groups), [])
                second.sort(key=lambda part: part.low)
                lows = [part.low for part in second]
                # A star adds up to 3, so a sum may begin below the window and reach into it.
                spare = STAR.high * (months - half)
                for one in first:
                    least = bisect_left(lows, sums.low - one.high - spare)
                    for other in second[least : bisect_right(lows, sums.high - one.low)]:
                        self.taken += 1
                        if one.high + other.high < sums.low:
                            continue
                        found += 1
                        if found > _MOST_READINGS:
                            return
                        yield (mean, *one.figures, *other.figures)

    def _halves(
        self, start: int, columns: int, others: int, sums: Interval
    ) -> dict[int, list[_Part]]:
        """Give the readings of some columns by the group at which they end.

        Left out are those that no reading of the ``others`` behind them completes to the sums;
        of the last columns only those that are too large by themselves.
        """
        halves: dict[int, list[_Part]] = {}
        stack = [(start, _Part((), 0, 0))]
        while stack:
            at, part = stack.pop()
            self.taken += 1
            left = columns - len(part.figures)
            if left == 0:
                halves.setdefault(at, []).append(part)
                continue
            if at < len(self.groups):
                for figure, end in self.steps(at):
                    if not self.ways(end, left - 1 + others):
                        continue
                    more = part.with_figure(figure)
                    least, most = self._sums(end, left - 1 + others)
                    small = others and more.high + most < sums.low
                    if not small and more.low + least <= sums.high:
                        stack.append((end, more))
        return halves

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


@attrs.frozen
class _Part:
    """A reading of some columns.

    Attributes:
        figures: The figures.
        low: The least that they can add up to.
        high: The most.
    """

    figures: Reading
    low: int
    high: int

    def with_figure(self, figure: Figure) -> _Part:
        """Give it with one figure more."""
        interval = figure.interval
        return _Part((*self.figures, figure), self.low + interval.low, self.high + interval.high)

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

from tiltak_audit.alike import Alike
from tiltak_audit.model.figure import HIDDEN, SUPPRESSED, Count, Share, Star, count, share
from tiltak_audit.model.interval import Interval
from tiltak_audit.model.mean import window
from tiltak_audit.reading.groups import MOST_GROUPS, MOST_READINGS, Search, signed
from tiltak_audit.reading.spoiled import FIGURE, is_figure
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from tiltak_audit.model.figure import Figure, Star

    Reading = tuple[Figure, ...]

_NBSP = "\u00a0"
_WHOLE = re.compile(f"{FIGURE}(?: {FIGURE})*+")
_SIGNS = {one.printed: one for one in (SUPPRESSED, HIDDEN)}
_SIGNS_APART = re.compile("(?<=[*:])\u00a0(?=[*:])")
_TOKEN = re.compile("[^ ]+")
_SHARE = re.compile(r"[*:]|[0-9]{1,4}(?:,[0-9]{1,15})?")

# Steps that all searches for readings by the mean take in one report; one line of twelve months
# and as many thousands takes some thousands.
_STEPS_OF_A_REPORT = 150_000


class WrongCount(Alike, Record):
    """A line with more or fewer figures than columns.

    Attributes:
        found: How many figures the line holds (groups, where separators are flattened).
    """

    found: int


class Spoiled(Alike, Record):
    """A line with figures that came to harm.

    Attributes:
        tokens: Each as printed, with its index among the characters of the figures.
    """

    tokens: tuple[tuple[str, int], ...]


@attrs.frozen(eq=False, repr=False)
class Open(Alike):
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


def shares_in(text: str) -> tuple[Share | Star, ...] | Spoiled:
    """Read a line of shares, with a comma before their decimals.

    >>> [one.printed for one in shares_in("28,6 *")]
    ['28,6', '*']
    """
    tokens = list(_TOKEN.finditer(_SIGNS_APART.sub(" ", text)))
    odd = tuple((one[0], one.start()) for one in tokens if not _SHARE.fullmatch(one[0]))
    if odd:
        return Spoiled(odd)
    return tuple([_SIGNS.get(one[0]) or share(one[0]) for one in tokens])


def is_grouped(text: str) -> bool:
    """Tell whether a line's figures keep U+00A0 between thousands."""
    return _NBSP in text


def grouped_figures(
    text: str, columns: int, star: Star = SUPPRESSED
) -> Reading | WrongCount | Open:
    """Read a line whose thousands are grouped by U+00A0."""
    reading = _readings(star)[text]
    found = text.count(" ") + 1 if reading is None else len(reading)
    if found != columns:
        return WrongCount(found)
    return Open(()) if reading is None else reading


class _Figures(dict[str, "Figure"]):
    """Printed text to figure, each made once: what is none has none."""

    def __init__(self, star: Star) -> None:
        super().__init__()
        self.star = star

    def __missing__(self, token: str) -> Figure:
        digits = token.replace(_NBSP, "")
        if not is_figure(token) or (digits != "0" and digits.startswith("0")):
            raise KeyError(token)
        self[token] = figure = signed(token, self.star) or count(int(digits))
        return figure


class _Readings(dict[str, "Reading | None"]):
    """Lines to the figures on them, each read once; nothing for a line that has something else."""

    def __init__(self, star: Star) -> None:
        super().__init__()
        self.figures = _Figures(star)

    def __missing__(self, text: str) -> Reading | None:
        figures = self.figures
        try:
            reading = tuple([figures[token] for token in text.split(" ")])
        except KeyError:
            reading = None
        self[text] = reading
        return reading


_readings = cache(_Readings)


@attrs.define(eq=False, repr=False)
class FlatReader:
    """The reader of lines whose thousands are separated by the same blank as their columns.

    Attributes:
        left: Steps that searches in this report may still take.
        star: What a star is.
    """

    left: int = _STEPS_OF_A_REPORT
    star: Star = SUPPRESSED
    _known: dict[tuple[str, int], Reading | Open] = attrs.field(factory=dict)

    def read(self, text: str, months: int, *, mean: bool) -> Reading | WrongCount | Open:
        """Give the reading of a line, or every one of the right length that the mean allows.

        Ends: each step takes at least one group of digits, and steps are counted; once they are
        used up a line that needs a search is Open.
        """
        found = _plain_reading(text, months, self.star, mean=mean)
        if found is not None:
            return found
        line = str(text), months
        if line not in self._known:
            if self.left <= 0:
                return Open((), spent=True)
            self._known[line], steps = _searched(*line, self.star)
            self.left -= steps
        return self._known[line]


@cache
def _plain_reading(
    text: str, months: int, star: Star, *, mean: bool
) -> Reading | WrongCount | Open | None:
    """Read a line that needs no search: by how many ways there are to join its groups."""
    groups = tuple(text.split(" "))
    columns = months + mean
    if not columns <= len(groups) <= columns * MOST_GROUPS:
        return WrongCount(len(groups))
    search = Search(groups, columns, star)
    if search.ways(0, columns) == 0:
        malformed = any(len(group) > 1 and group.startswith("0") for group in groups)
        return Open(()) if malformed else WrongCount(len(groups))
    if search.ways(0, columns) == 1:
        return next(search.readings(0, columns))
    return None if mean else _decided(tuple(search.first(MOST_READINGS)), star)


@cache
def _searched(text: str, months: int, star: Star) -> tuple[Reading | Open, int]:
    """Search for the readings that a mean allows; give what they come to, and the steps taken."""
    search = Search(tuple(text.split(" ")), months + 1, star)
    found = _decided(tuple(search.meaning(months)), star)
    return found, search.taken


def _decided(readings: tuple[Reading, ...], star: Star) -> Reading | Open:
    """Take the one reading, or the one without a printed count that would be starred."""
    if len(readings) == 1:
        return readings[0]
    allowed = tuple(
        reading
        for reading in readings
        if not any(isinstance(f, Count) and f.interval.meets(star.interval) for f in reading)
    )
    return allowed[0] if len(allowed) == 1 else Open(allowed or readings)


def fits_mean(figures: Reading) -> bool:
    """Tell whether the first figure can be the mean of the others."""
    months = [figure.interval for figure in figures[1:]]
    sums = Interval(sum(one.low for one in months), sum(one.high for one in months))
    return sums.meets(window(figures[0], len(months)))

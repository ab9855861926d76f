"""Lines of a label to its text, its code, and what is odd about it."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from functools import cache, cached_property
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.cube.fold import fold
from tiltak_audit.cube.joining import join
from tiltak_audit.cube.regions import LEVELS, UNKNOWN
from tiltak_audit.model.report import TOTAL
from tiltak_audit.model.wording import is_of_row_above
from tiltak_audit.parsing.marks import without_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.cube.regions import Register

_CODED = re.compile(r"([0-9]{4}|[0-9]{2})(?: +(.*))?")


class Oddity(Enum):
    """What can be wrong with a label by itself."""

    # Nothing.
    NONE = ""
    # No label at all before the figures.
    EMPTY = "empty"
    # A region without its code: the first line of the label is gone.
    NO_CODE = "no-code"
    # A code that the register of that year does not hold; the label is kept as printed.
    UNKNOWN_CODE = "unknown-code"
    # A name that is not the one the register has for the code.
    OTHER_NAME = "other-name"
    # A fylke in a table of kommuner, or the other way round, or either where no regions are.
    OTHER_LEVEL = "other-level"
    # A kommune in a table of another fylke: the total that it stands under is lost.
    OTHER_WHOLE = "other-whole"
    # A label that starts in the middle, with a small letter.
    SMALL_LETTER = "small-letter"


@attrs.frozen(eq=False, repr=False, slots=False)
class Label(Alike):
    """A row's label, read.

    Attributes:
        text: Joined; the register's spelling where the code is known; without the code.
        code: The region's code, or empty.
        oddity: What is wrong with it.
        above: The key of the row that it counts some of, else empty.
    """

    text: str
    code: str
    oddity: Oddity
    above: str = ""

    def is_of(self, register: Register) -> bool:
        """Tell whether it is a region that a register holds, under its name."""
        return self.code in register.regions and self.oddity is Oddity.NONE

    @cached_property
    def key(self) -> str:
        """Give what makes the row one row of its table."""
        return self.code or " ".join(filter(None, (self.above, fold(self.text))))


@cache
def total_label(pieces: tuple[str, ...]) -> str:
    """Give the category of a total: the joined label without ``I alt``."""
    return join(without_marks(pieces)).removeprefix(TOTAL).strip()


@cache
def plain_label(pieces: tuple[str, ...]) -> Label:
    """Read the label of a row in a section without codes."""
    text = join(without_marks(pieces))
    if not text:
        return Label("", "", Oddity.EMPTY)
    small = text[0].islower() and not is_of_row_above(text)
    return Label(text, "", Oddity.SMALL_LETTER if small else Oddity.NONE)


def region_label(
    pieces: tuple[str, ...], register: Register, digits: tuple[int, ...] = (2, 4)
) -> Label:
    """Read the label of a region; where the register knows the code its spelling counts.

    Args:
        pieces: The lines of the label.
        register: The regions of that year.
        digits: How long a code of this table may be: 2 for fylker, 4 for kommuner.
    """
    text = join(without_marks(pieces))
    if not text:
        return Label("", "", Oddity.EMPTY)
    coded = _CODED.fullmatch(text)
    if coded is None:
        return Label(text, "", Oddity.NONE if text == UNKNOWN else Oddity.NO_CODE)
    code, printed = coded[1], coded[2] or ""
    if len(code) not in digits:
        return Label(printed, code, Oddity.OTHER_LEVEL)
    return _of_region(code, printed, register)


def _of_region(code: str, printed: str, register: Register) -> Label:
    """Hold a region's printed name against the register's for its code."""
    region = register.find(code)
    # Most are printed as the register has them.
    if region is not None and printed == region.name:
        return Label(printed, code, Oddity.NONE)
    same = _same_name(printed, register.spellings(code))
    # A name that is another region's whole is no cut one, and contradicts any other code.
    named = () if same or not printed else register.named(printed, LEVELS[len(code)])
    if named and code not in {one.code for one in named}:
        return Label(printed, code, Oddity.OTHER_NAME)
    if region is None:
        odd = Oddity.UNKNOWN_CODE if register.regions else Oddity.NONE
        return Label(printed, code, odd)
    if not same and not _may_be_name(fold(printed), fold(region.name)):
        return Label(printed, code, Oddity.OTHER_NAME)
    # Registers spell a name anew, Evenássi and Evenášši: that is as right as what they say now.
    spelled = printed in register.spellings(code) and fold(printed) == fold(region.name)
    return Label(printed if spelled else region.name, code, Oddity.NONE)


def _same_name(printed: str, spellings: tuple[str, ...]) -> bool:
    """Tell whether one of several names in a print is one of a region's, in any vintage."""
    names = set(map(fold, printed.split(" - ")))
    return any(names & set(map(fold, one.split(" - "))) for one in spellings)


def _may_be_name(printed: str, registered: str) -> bool:
    """Tell whether a print, perhaps cut or with its fylke behind it, is the registered name."""
    return bool(printed) and (printed in registered or printed.startswith(registered))


def told_apart(labels: list[Label], lines: Sequence[tuple[str, ...]]) -> list[Label]:
    """Give rows their marks back where nothing else tells them apart.

    Args:
        labels: Those of rows that are printed together.
        lines: The lines of each.
    """
    keys = [label.key for label in labels]
    if len(set(keys)) == len(keys):
        return labels
    times = Counter(keys)
    return [
        attrs.evolve(label, text=join(own)) if times[label.key] > 1 and not label.code else label
        for label, own in zip(labels, lines, strict=True)
    ]


def under_their_rows(labels: list[Label], above: str) -> list[Label]:
    """Tell rows that count some of the row above them, ``herav menn``, from others of the name.

    Args:
        labels: Of rows that are printed together.
        above: The key of the row above the first, or nothing.
    """
    if not any(is_of_row_above(label.text) for label in labels):
        return labels
    found = []
    for label in labels:
        if label.oddity is Oddity.NONE and is_of_row_above(label.text):
            found.append(attrs.evolve(label, above=above))
        else:
            found.append(label)
            above = label.key
    return found

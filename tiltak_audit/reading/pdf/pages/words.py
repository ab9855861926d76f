"""Words on a page, and the visual lines they stand on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs
import msgspec

from tiltak_audit.alike import Alike
from tiltak_audit.model.figure import HIDDEN_SIGN, SUPPRESSED
from tiltak_audit.model.wording import NBSP, grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Words whose feet differ by less than this share of their height stand on one line; figures
# centred beside a label of two lines are half a line, 0.5 to 0.6 of the height, off.
_SAME_LINE = 0.25

# Blanks within a figure are a quarter of the height wide; columns are farther apart.
WITHIN_FIGURE = 0.45

_FIGURE = re.compile(r"[*:]|[0-9]+(?:\u00a0[0-9]+)*(?:,[0-9]+)?")
_SIGNS = {SUPPRESSED.printed, HIDDEN_SIGN}
_THOUSANDS = re.compile(r"[0-9]{3}")
_HEAD_OF_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\u00a0[0-9]{3})*")


class Word(msgspec.Struct, array_like=True, frozen=True):
    """Characters without a blank between them; in hundredths of a point, right and down.

    Attributes:
        text: As printed; U+00A0 between the groups of a figure, where the PDF has it.
        left: Where it starts.
        right: Where it ends.
        base: How far down the page it stands.
        height: Of its font, from the longest descender to the highest letter.
    """

    text: str
    left: int
    right: int
    base: int
    height: int

    @property
    def middle(self) -> float:
        """Give where its middle is."""
        return (self.left + self.right) / 2

    @property
    def is_sign(self) -> bool:
        """Tell whether it stands for a figure that is not shown."""
        return self.text in _SIGNS

    @property
    def is_figure(self) -> bool:
        """Tell whether it is a figure, a group of one, or a share with its decimals."""
        return _FIGURE.fullmatch(self.text) is not None


def with_known(words: Sequence[Word], signs: Mapping[str, str]) -> list[Word]:
    """Put the known sign for every word that is printed for a count that is not shown."""
    return [
        msgspec.structs.replace(word, text=signs[word.text]) if word.text in signs else word
        for word in words
    ]


@attrs.frozen(eq=False, repr=False)
class VisualLine(Alike):
    """Words that stand on one line of a page.

    Attributes:
        number: Counted from the top of the page, 1-based.
        base: How far down the page it stands.
        words: From left to right.
    """

    number: int
    base: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Give the words one blank apart."""
        return " ".join([word.text for word in self.words])


def visual_lines(words: Iterable[Word]) -> tuple[VisualLine, ...]:
    """Group the words of a page into lines, from top to bottom; a word drawn twice counts once."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=_base):
        if rows and word.base - rows[-1][0].base <= _SAME_LINE * word.height:
            rows[-1].append(word)
        else:
            rows.append([word])
    return tuple(
        [
            VisualLine(at, row[0].base, _once(sorted(row, key=_left)))
            for at, row in enumerate(rows, 1)
        ]
    )


def _base(word: Word) -> int:
    return word.base


def _left(word: Word) -> int:
    return word.left


def _once(words: list[Word]) -> tuple[Word, ...]:
    kept: list[Word] = []
    for word in words:
        last = kept[-1] if kept else None
        same = last and last.text == word.text and word.left < last.middle
        if not same:
            kept.append(word)
    return tuple(kept)


def figures_of(words: Iterable[Word]) -> tuple[Word, ...]:
    """Join the groups of figures that a blank separates, where they stand close enough."""
    joined: list[Word] = []
    for word in words:
        last = joined[-1] if joined else None
        if (
            last
            and 0 <= word.left - last.right <= WITHIN_FIGURE * word.height
            and _THOUSANDS.fullmatch(word.text)
            and _HEAD_OF_THOUSANDS.fullmatch(last.text)
        ):
            text = last.text + NBSP + word.text
            joined[-1] = Word(text, last.left, word.right, last.base, last.height)
        else:
            joined.append(word)
    return tuple(joined)


def print_of(figure: Word) -> str:
    """Give a figure with U+00A0 between thousands, whether or not the PDF groups it."""
    text = figure.text
    if text.isdecimal() and len(text) > 3 and not text.startswith("0"):  # noqa: PLR2004  thousands
        return grouped(int(text))
    return text

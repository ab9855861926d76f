"""Words while they are put together from the characters of a page."""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise
from unicodedata import combining, digit

from tiltak_audit.reading.characters import in_grammar

# Shares of the height of a character: a wider gap ends a word, a larger step down ends a line.
_GAP, _STEP = 0.15, 0.25

# A mark stands no farther behind its figure than this share of the height.
_BESIDE = 0.6

# The same character again within this share of its width is drawn twice, to look bold; another
# one that overlaps the word by more is of another word.
_TWICE = 0.4

# A character whose box differs by more than this share of the height may be of another font, of
# another size, or raised.
_ALIKE = 0.04

# Marks of footnotes are smaller than what they stand beside by this factor, or raised or lowered
# by this share of its size; and of so many characters.
_SMALLER, _RAISED, _LONGEST = 0.85, 0.08, 3
_MARK = re.compile(r"[0-9a-z*)(,†‡§]+")
_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# On the line they are so only right behind a figure.
_OF_FIGURE = re.compile(r"\(?[0-9]{1,2}\)|\(?\*\)")
_RAISED_GLYPHS = frozenset("¹²³⁰⁴⁵⁶⁷⁸⁹⁽⁾₀₁₂₃₄₅₆₇₈₉₍₎")

# PDFium gives the letters of a ligature one box; these hundredths are its rounding.
_ONE_BOX = 2

_NBSP, MEANINGLESS = "\u00a0", "\ufffd"
_SOFT = "\u00ad"
_FIGURE = re.compile(r"[0-9]+(?:\u00a0[0-9]+)*|[*:]")

Word = tuple[str, int, int, int, int]


class Turn(Enum):
    """What a character is to the open word."""

    ON = "on"
    ENDS = "ends"
    ANOTHER_SIZE = "another size"


_ON = Turn.ON


class Words:
    """Words while they are put together from characters.

    Attributes:
        words: Text, left, right, base and height of each, in hundredths of a point.
        cuts: Where each character of each word starts.
        visible: Whether each is drawn.
        firsts: Their first characters.
        marks: Which of them are marks of footnotes.
        raised: Marks that are characters of their own.
        hidden: Words of which some digits cannot be seen.
        turned: Characters that are turned against the page.
        nothing: Characters of no width.
        first: The first character of the open word.
        joins: Whether a plain character beside the open word, on its level, is of it.
    """

    def __init__(self) -> None:
        """Start without any."""
        self.words: list[Word] = []
        self.cuts: list[list[int]] = []
        self.visible: list[bool] = []
        self.firsts: list[int] = []
        self.marks: set[int] = set()
        self.raised = self.hidden = self.turned = self.nothing = 0
        self.open: list[str] = []
        self.grouped = self.after_mark = self.joins = False
        self.left = self.last = self.right = self.base = self.height = self.first = 0
        self.starts: list[int] = []
        self.next: Word = ("", 0, 0, 0, 1)

    def end(self) -> None:
        """End the open word."""
        if self.open:
            text = "".join(self.open)
            if not text.isascii():
                text, odd = in_grammar(text)
                self.nothing += odd[_SOFT] if _SOFT in odd and "-" not in text else 0
            self.words.append((text, self.left, self.right, self.base, self.height))
            self.cuts.append(self.starts)
            self.open, self.starts = [], []
        self.grouped = self.joins = False

    def group(self) -> None:
        """Take a blank that groups digits, or ends the word where there are none."""
        if self.open and self.open[-1].isdigit():
            self.grouped, self.joins = True, False
        else:
            self.end()

    def turn(self, char: str, x0: float, y0: float, x1: float, y1: float) -> Turn:
        """Add a character to the open word, if it is of it; else end the word and keep it."""
        left, right = int(100 * x0), int(100 * x1)
        base, height = int(-100 * y0), int(100 * (y1 - y0)) or 1
        if self.joins and base == self.base and height == self.height and char.isascii():
            # Nearly all are so; the others are told apart below.
            least = _TWICE * (right - left)
            beside = -least <= left - self.right <= _GAP * height
            if beside and left - self.last > _ONE_BOX and left - self.last >= least:
                self.open.append(char)
                self.starts.append(left)
                self.last, self.right = left, right
                return _ON
        self.next, self.after_mark = (char, left, right, base, height), False
        return self._turn(char, left, right, base, height)

    def _turn(self, char: str, left: int, right: int, base: int, height: int) -> Turn:
        if not self.open or self.open[0] in _RAISED_GLYPHS:
            return self._ends()
        step = abs(base - self.base)
        if not char.isascii() and step <= self.height and self._odd(char, left, right, height):
            return Turn.ON
        if left - self.last <= _ONE_BOX and self._one_box(left, right, step):
            # A digit again is drawn twice; letters are of a ligature.
            if char != self.open[-1] or char == "f":
                self.open.append(char)
                self.starts.append(left)
            return Turn.ON
        alike = step <= _ALIKE * height >= abs(height - self.height)
        width = right - left
        overlaps = self.right - left > _TWICE * width
        tall = max(height, self.height)
        if not (alike or overlaps) and step < tall and left - self.right <= _GAP * tall:
            return Turn.ANOTHER_SIZE
        level = alike or step <= _STEP * height
        if level and char == self.open[-1] and 0 <= left - self.last < _TWICE * width:
            return Turn.ON
        near = "0" <= char <= "9" if self.grouped else left - self.right <= _GAP * height
        return self._on() if level and near and not overlaps else self._ends()

    def _odd(self, char: str, left: int, right: int, height: int) -> bool:
        """Take a character that is set above, below or upon the one before it."""
        if combining(char):
            self.open.append(char)
            self.starts.append(left)
        elif char in _RAISED_GLYPHS and left - self.right <= _GAP * height:
            self.raised += 1
            self.last, self.right = left, right
        else:
            return False
        return True

    def _one_box(self, left: int, right: int, step: int) -> bool:
        """Tell whether a character has the box of the one before it."""
        return max(abs(left - self.last), abs(right - self.right), step) <= _ONE_BOX

    def sized(self, size: tuple[float, float], before: tuple[float, float]) -> Turn:
        """Take the character that was kept, which is of another size or height, or seems to be.

        Args:
            size: The size of its font, and how high it stands.
            before: The same of the open word.
        """
        char, left, _right, base, height = self.next
        larger = max(size[0], before[0])
        raised = abs(size[1] - before[1]) > _RAISED * larger
        level = abs(base - self.base) <= _STEP * height
        if size[0] < _SMALLER * before[0] or (raised and size[0] <= before[0]):
            if _MARK.fullmatch(char) and (raised or char.isdigit() or not self.open[-1].isalpha()):
                self._ends()
                self.after_mark = True
                return Turn.ENDS
        elif before[0] < _SMALLER * size[0] or raised:
            text = "".join(self.open)
            if len(text) <= _LONGEST and _MARK.fullmatch(text) and not text.isalpha():
                self.end()
                self.marks.add(len(self.words) - 1)
                return Turn.ENDS
        near = "0" <= char <= "9" if self.grouped else left - self.right <= _GAP * height
        return self._on() if level and near else self._ends()

    def _on(self) -> Turn:
        char, left, right, _base, _height = self.next
        if self.grouped:
            self.open.append(_NBSP)
            self.starts.append(self.right)
            self.grouped, self.joins = False, self.open[0] not in _RAISED_GLYPHS
        self.open.append(char)
        self.starts.append(left)
        self.last, self.right = left, right
        return Turn.ON

    def _ends(self) -> Turn:
        self.end()
        return Turn.ENDS

    def start(self, at: int, *, visible: bool) -> None:
        """Start a word with the character that was kept, which is the one at a place."""
        char, self.left, self.right, self.base, self.height = self.next
        self.last, self.first = self.left, at
        self.visible.append(visible)
        self.firsts.append(at)
        if char in _RAISED_GLYPHS:
            # It may be all there is to the word.
            self.marks.add(len(self.words))
        if self.after_mark:
            self.marks.add(len(self.words))
            self.after_mark = False
        self.open, self.starts = [char], [self.left]
        self.joins = char not in _RAISED_GLYPHS

    def hide(self, at: int, blank: list[int]) -> None:
        """Take the characters out of a word that cannot be seen."""
        text, left, right, base, height = self.words[at]
        if len(text) == len(self.cuts[at]):
            text = "".join([one for place, one in enumerate(text) if place not in blank])
        self.words[at] = text.strip(_NBSP) or MEANINGLESS, left, right, base, height
        self.hidden += 1

    def find_marks(self) -> None:
        """Find the marks on the line behind figures, such as ``311 1)``."""
        for at, (before, word) in enumerate(pairwise(self.words), 1):
            if word[0][-1:] == ")" and _OF_FIGURE.fullmatch(word[0]) and has_figure(before[0]):
                gap, step = word[1] - before[2], abs(word[3] - before[3])
                if 0 <= gap <= word[4] * _BESIDE and step <= _STEP * word[4]:
                    self.marks.add(at)

    def marked(self, at: int) -> Word:
        """Give a word behind a mark, with the mark's digits where it begins its line, as notes do.

        Elsewhere marks are left out, as those behind a label or a figure are.
        """
        word = self.words[at]
        text, left, right, base, height = word
        before = self.words[at - 1]
        above = self.words[at - 2] if at > 1 else None
        if (
            not 0 <= left - before[2] <= height
            or not abs(base - before[3]) < height
            or (above and abs(above[3] - base) <= height)
        ):
            return word
        mark = "".join([_DIGITS[digit(char)] for char in before[0] if char.isdigit()])
        return mark + text, before[1] if mark else left, right, base, height


def has_figure(text: str) -> bool:
    """Tell whether a word is a figure."""
    return _FIGURE.fullmatch(text) is not None

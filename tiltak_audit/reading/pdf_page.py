"""The words of one page of a PDF, and where they stand."""

from __future__ import annotations

import ctypes
from collections import Counter
from functools import cache
from math import pi
from typing import Any
from unicodedata import combining

from tiltak_audit.reading.characters import GROUPING, NOTHING, PARTING, in_grammar
from tiltak_audit.reading.pdf_refusal import Reason, RefusalError

# A page of tables has 1,500 characters and 250 words, a page of prose perhaps 5,000.
_MOST_CHARACTERS = 100_000
_MOST_WORDS = 20_000

# A page is at most 200 inches wide (ISO 32000, annex C); far outside is nowhere.
_NOWHERE = 1e6

# From this share on, characters without meaning show that the fonts do not say what they print.
_UNREADABLE = 0.1

# Shares of the height of a character: a wider gap ends a word, a larger step down ends a line.
_GAP, _STEP = 0.15, 0.25

# The same character again within this share of its width is drawn twice, to look bold; another
# one that overlaps the word by more is of another word.
_TWICE = 0.4

# Characters turned by more than this, in quarters, are a stamp across the page.
_SLANT = 0.05

# Characters asked for their angle.
_SAMPLE = 200

# PDFium's hyphens at the end of a line, blanks that group thousands, and those that only separate:
# what has no width may stand for a gap.
_HYPHENS = frozenset((0x02, 0xFFFE))
_GROUPING = frozenset((0xA0, *map(ord, GROUPING)))
_BLANKS = frozenset((*range(0x09, 0x0E), 0x20, *map(ord, PARTING), 0x200B, 0xFEFF))
_NO_LETTERS = _BLANKS | _GROUPING | frozenset(map(ord, NOTHING))
_NBSP, _MEANINGLESS = "\u00a0", "\ufffd"
_CONTROL = (range(0x20), range(0x7F, 0xA0), range(0xD800, 0xF900), range(0xFFF0, 0x10000))

# FPDFTextObj_GetTextRenderMode: neither filled nor stroked.
_INVISIBLE = frozenset((3, 7))

Word = tuple[str, int, int, int, int]
Box = tuple[float, float, float, float]


class PageReader:
    """Read one page; ``pdfium`` is the library, which has no types."""

    def __init__(self, pdfium: Any, page: Any, number: int) -> None:  # noqa: ANN401
        """Let PDFium find the characters.

        Raises:
            RefusalError: It cannot, or they are far more than on a page of a report.
        """
        self.pdfium, self.number = pdfium, number
        self.text = pdfium.FPDFText_LoadPage(page)
        if not self.text:
            raise RefusalError(Reason.PAGE, number)
        self.count = pdfium.FPDFText_CountChars(self.text)
        if self.count > _MOST_CHARACTERS:
            raise RefusalError(Reason.TEXT, number)
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        self.quarter = self._quarter()
        self.frame = _turned((box.left, box.bottom, box.right, box.top), self.quarter)

    def read(self) -> tuple[list[Word], int]:
        """Give the words, and how many were left out since nobody sees them, or they are turned.

        Where all text is invisible, OCR laid it under a picture of itself, and it is read.

        Raises:
            RefusalError: The characters have no meaning or no place, or are too many.
        """
        found = self._words()
        self.pdfium.FPDFText_ClosePage(self.text)
        if len(found.words) > _MOST_WORDS:
            raise RefusalError(Reason.TEXT, self.number)
        some = any(found.visible)
        kept = [
            word
            for word, visible in zip(found.words, found.visible, strict=True)
            if (visible or not some) and self._within(word)
        ]
        return kept, len(found.words) - len(kept) + found.turned

    def _quarter(self) -> int:
        """Give the quarter turn that most characters stand at: /Rotate need not tell the truth."""
        angle = self.pdfium.FPDFText_GetCharAngle
        step = max(1, self.count // _SAMPLE)
        turns = (angle(self.text, at) * 2 / pi for at in range(0, self.count, step))
        voted = Counter(-round(turn) % 4 for turn in turns if turn >= 0)
        return voted.most_common(1)[0][0] if voted else 0

    def _words(self) -> _Words:
        text, unicode = self.text, self.pdfium.FPDFText_GetUnicode
        box_of, box = self.pdfium.FPDFText_GetLooseCharBox, self.pdfium.FS_RECTF()
        place, found, quarter = ctypes.byref(box), _Words(), self.quarter
        meaningless = shown = 0
        for at in range(self.count):
            code = unicode(text, at)
            if code in _BLANKS:
                self._blank(at, found)
                continue
            if code in _NO_LETTERS:
                found.part(code)
                continue
            char = _char(code)
            shown += 1
            meaningless += char is _MEANINGLESS
            if not box_of(text, at, place):
                raise RefusalError(Reason.PLACE, self.number)
            x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
            # Not so either where one of them is no number.
            if not (-_NOWHERE < x0 <= x1 < _NOWHERE and -_NOWHERE < y0 <= y1 < _NOWHERE):
                raise RefusalError(Reason.PLACE, self.number)
            if quarter:
                x0, y0, x1, y1 = _turned((x0, y0, x1, y1), quarter)
            if found.continues(char, x0, y0, x1, y1):
                continue
            if abs(self._slant(at)) > _SLANT:
                found.turned += 1
                continue
            found.start(visible=self._visible(at))
        found.end()
        if meaningless > _UNREADABLE * shown:
            raise RefusalError(Reason.FONTS, self.number)
        return found

    def _blank(self, at: int, found: _Words) -> None:
        """End a word at a blank of the PDF; one that PDFium made up may stand within a word.

        It does between letters that are placed one by one; there only gaps tell.
        """
        if not self.pdfium.FPDFText_IsGenerated(self.text, at):
            found.end()

    def _slant(self, at: int) -> float:
        """Give how far a character is turned against the page, in quarters."""
        turn = self.pdfium.FPDFText_GetCharAngle(self.text, at) * 2 / pi + self.quarter
        return float(turn - 4 * round(turn / 4))

    def _visible(self, at: int) -> bool:
        """Tell whether a character is drawn, and not only there to be searched."""
        drawn = self.pdfium.FPDFText_GetTextObject(self.text, at)
        mode = self.pdfium.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
        return mode not in _INVISIBLE

    def _within(self, word: Word) -> bool:
        """Tell whether a word stands on the page."""
        left, bottom, right, top = self.frame
        middle, up = (word[1] + word[2]) / 200, -word[3] / 100
        return left <= middle <= right and bottom <= up + word[4] / 200 <= top


class _Words:
    """Words while they are put together from characters."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.visible: list[bool] = []
        self.turned = 0
        self.open: list[str] = []
        self.grouped = False
        self.left = self.last = self.right = self.base = self.height = 0
        self.next: tuple[str, int, int, int, int] = ("", 0, 0, 0, 1)

    def end(self) -> None:
        """End the open word."""
        if self.open:
            text = "".join(self.open)
            text = in_grammar(text)[0]
            self.words.append((text, self.left, self.right, self.base, self.height))
            self.open = []
        self.grouped = False

    def part(self, code: int) -> None:
        """Take what is no letter: a blank that groups, or what has no width."""
        if code in _GROUPING:
            self.group()

    def group(self) -> None:
        """Take a blank that groups digits, or ends the word where there are none."""
        if self.open and self.open[-1].isdigit():
            self.grouped = True
        else:
            self.end()

    def continues(self, char: str, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Add a character to the open word, if it is of it; else end the word and keep it."""
        left, right = int(100 * x0), int(100 * x1)
        base, height = int(-100 * y0), int(100 * (y1 - y0)) or 1
        if self.open:
            if not char.isascii() and combining(char):
                self.open.append(char)
                return True
            level = abs(base - self.base) <= _STEP * height
            near = "0" <= char <= "9" if self.grouped else left - self.right <= _GAP * height
            width = right - left
            if level and char == self.open[-1] and 0 <= left - self.last < _TWICE * width:
                return True
            if level and near and self.right - left <= _TWICE * width:
                if self.grouped:
                    self.open.append(_NBSP)
                    self.grouped = False
                self.open.append(char)
                self.last, self.right = left, right
                return True
            self.end()
        self.grouped = False
        self.next = char, left, right, base, height
        return False

    def start(self, *, visible: bool) -> None:
        """Start a word with the character that was kept."""
        char, self.left, self.right, self.base, self.height = self.next
        self.last = self.left
        self.open = [char]
        self.visible.append(visible)


def _turned(box: Box, quarter: int) -> Box:
    """Turn a box back by quarters of a turn around the origin: left, bottom, right, top."""
    left, bottom, right, top = box
    for _ in range(quarter):
        left, bottom, right, top = bottom, -right, top, -left
    return left, bottom, right, top


@cache
def _char(code: int) -> str:
    """Give what a code is read as; one that nobody can read is U+FFFD."""
    if code in _HYPHENS:
        return "-"
    return _MEANINGLESS if any(code in codes for codes in _CONTROL) else chr(code)

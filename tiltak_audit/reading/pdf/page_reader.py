"""The words of one page of a PDF, and where they stand."""

from __future__ import annotations

import ctypes
from collections import Counter
from functools import cache
from math import hypot, pi
from typing import Any

from tiltak_audit.model.wording import SOURCE
from tiltak_audit.reading.characters import GROUPING, NOTHING, PARTING
from tiltak_audit.reading.pdf.objects import INVISIBLE, Objects, quick
from tiltak_audit.reading.pdf.refusal import Reason, RefusalError
from tiltak_audit.reading.pdf.seen import Ink
from tiltak_audit.reading.pdf.words import MEANINGLESS, Turn, Word, Words, has_figure

# On true reports NAV's mark lies over the source of each page.
_UNDER_MARKS = frozenset(SOURCE.split())

# A page of tables has 1,500 characters and 250 words, a page of prose perhaps 5,000.
_MOST_CHARACTERS = 100_000
_MOST_WORDS = 20_000

# A page is at most 200 inches wide (ISO 32000, annex C); far outside is nowhere.
_NOWHERE = 1e6

# From this share on, characters without meaning show that the fonts do not say what they print.
_UNREADABLE = 0.1

# Characters turned by more than this, in quarters, are a stamp across the page.
_SLANT = 0.05

# Characters asked for their angle.
_SAMPLE = 200

# PDFium's hyphens at the end of a line, blanks that group thousands, and those that only separate:
# what has no width may stand for a gap.
_HYPHENS = frozenset((0x02, 0xFFFE))
_GROUPING = frozenset((0xA0, *map(ord, GROUPING)))
_BLANKS = frozenset((*range(0x09, 0x0E), 0x20, *map(ord, PARTING)))
_NOTHING = frozenset(map(ord, NOTHING))
_NO_LETTERS = _BLANKS | _GROUPING | _NOTHING
_CONTROL = (range(0x20), range(0x7F, 0xA0), range(0xD800, 0xF900), range(0xFFF0, 0x10000))

Box = tuple[float, float, float, float]


class PageReader:
    """Read one page; ``pdfium`` is the library, which has no types."""

    def __init__(self, pdfium: Any, page: Any, number: int) -> None:  # noqa: ANN401
        """Let PDFium find the characters.

        Raises:
            RefusalError: It cannot, or they are far more than on a page of a report.
        """
        self.pdfium, self.page, self.number, self.undrawn = pdfium, page, number, 0
        # Before the text is, so that its glyphs are read and not what is said to replace them.
        self.objects = Objects(pdfium, page)
        self.text = pdfium.FPDFText_LoadPage(page)
        if not self.text:
            raise RefusalError(Reason.PAGE, number)
        self.handle = ctypes.cast(self.text, ctypes.c_void_p)
        self.angle = quick(pdfium.FPDFText_GetCharAngle)
        self.generated = quick(pdfium.FPDFText_IsGenerated)
        self.count = pdfium.FPDFText_CountChars(self.text)
        if self.count > _MOST_CHARACTERS:
            raise RefusalError(Reason.TEXT, number)
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        self.quarter = self._quarter()
        self.frame = _turned((box.left, box.bottom, box.right, box.top), self.quarter)

    def read(self) -> dict[str, Any]:
        """Give the words, and what was left out since nobody sees it, or it is no word.

        Where all text is invisible, OCR laid it under a picture of itself, and it is read.

        Raises:
            RefusalError: The characters have no meaning or no place, or are too many.
        """
        found = self._words()
        replaced = list(self.objects.differing(self.text))
        if len(found.words) > _MOST_WORDS:
            raise RefusalError(Reason.TEXT, self.number)
        shown = [at for at, visible in enumerate(found.visible) if visible]
        hidden = self._hidden(found, shown) if shown else set()
        self.pdfium.FPDFText_ClosePage(self.text)
        marks = found.marks
        kept = [
            at
            for at in shown or range(len(found.words))
            if at not in hidden and at not in marks and self._within(found.words[at])
        ]
        gone = set(range(len(found.words))) - set(kept) - marks
        told = {at for at in hidden if found.words[at][0] not in _UNDER_MARKS}
        figures = [at for at in gone if has_figure(found.words[at][0])]
        other = sum(any(map(str.isdigit, said)) for said in replaced)
        return {
            "words": [found.marked(at) if at - 1 in marks else found.words[at] for at in kept],
            "left_out": len(gone - hidden) + found.turned,
            "hidden": len(told) + found.hidden,
            "undrawn": self.undrawn,
            "marks": len(marks) + found.raised,
            "replaced": len(replaced),
            "nothing": found.nothing,
            "lost_rows": len({found.words[at][3] for at in figures}) + other,
            "lost_cells": len(figures) + other,
        }

    def _hidden(self, found: Words, shown: list[int]) -> set[int]:
        """Find the words of which no character leaves ink; digits that leave none are taken out."""
        if not any(self._within(found.words[at]) for at in shown):
            return set()
        objects = self.objects
        ink = Ink(self.pdfium, self.page, objects.texts if objects.covering else [], self.quarter)
        hidden = set()
        for at in shown:
            word = found.words[at]
            blank = ink.inkless(word, found.cuts[at])
            if len(blank) == len(found.cuts[at]):
                hidden.add(at)
            elif blank and any(word[0][one : one + 1].isdigit() for one in blank):
                found.hide(at, blank)
        # A picture of a page may lie over its own text.
        if objects.pictured and len(hidden) == len(shown):
            return set()
        return hidden - self._undrawn(found, hidden) if hidden else hidden

    def _undrawn(self, found: Words, hidden: set[int]) -> set[int]:
        """Find words without figures of fonts that draw nothing: broken ones, which hide nothing.

        They are headings and labels, which the figures that are seen cannot be read without.
        """
        fonts = [self._font(at) for at in found.firsts]
        drawn = {font for at, font in enumerate(fonts) if at not in hidden}
        figures = {fonts[at] for at in hidden if has_figure(found.words[at][0])}
        broken = set(fonts) - drawn - figures - {0}
        undrawn = {at for at in hidden if fonts[at] in broken}
        self.undrawn = len(undrawn)
        return undrawn

    def _font(self, at: int) -> int:
        """Give what tells the embedded font of a character from others; 0 where there is none."""
        pdfium = self.pdfium
        drawn = pdfium.FPDFText_GetTextObject(self.text, at)
        font = pdfium.FPDFTextObj_GetFont(drawn) if drawn else None
        if not font or not pdfium.FPDFFont_GetIsEmbedded(font):
            return 0
        return ctypes.cast(font, ctypes.c_void_p).value or 0

    def _quarter(self) -> int:
        """Give the quarter turn that most characters stand at: /Rotate need not tell the truth."""
        angle, text = self.angle, self.handle
        step = max(1, self.count // _SAMPLE)
        angles = Counter([angle(text, at) for at in range(0, self.count, step)])
        voted: Counter[int] = Counter()
        for turn, times in angles.items():
            if turn >= 0:
                voted[-round(turn * 2 / pi) % 4] += times
        return voted.most_common(1)[0][0] if voted else 0

    def _words(self) -> Words:
        text, unicode = self.handle, quick(self.pdfium.FPDFText_GetUnicode)
        box_of, box = quick(self.pdfium.FPDFText_GetLooseCharBox), self.pdfium.FS_RECTF()
        # Left, top, right and bottom, faster than by their names.
        place, edges = ctypes.byref(box), memoryview(box).cast("B").cast("f")
        found, quarter, on = Words(), self.quarter, Turn.ON
        turn_of = found.turn
        meaningless = shown = 0
        for at in range(self.count):
            code = unicode(text, at)
            if code in _NO_LETTERS:
                self._no_letter(at, code, found)
                continue
            char = _char(code)
            shown += 1
            meaningless += char is MEANINGLESS
            x0 = x1 = y0 = y1 = _NOWHERE
            if box_of(text, at, place):
                x0, y1, x1, y0 = edges
            # Not so either where one of them is no number.
            if not (-_NOWHERE < x0 <= x1 < _NOWHERE and -_NOWHERE < y0 <= y1 < _NOWHERE):
                raise RefusalError(Reason.PLACE, self.number)
            if quarter:
                x0, y0, x1, y1 = _turned((x0, y0, x1, y1), quarter)
            turn = turn_of(char, x0, y0, x1, y1)
            if turn is Turn.ANOTHER_SIZE:
                turn = found.sized(self._size(at), self._size(found.first))
            if turn is on:
                continue
            if abs(self._slant(at)) > _SLANT:
                found.turned += 1
                continue
            found.start(at, visible=self._visible(at))
        found.end()
        found.find_marks()
        if meaningless > _UNREADABLE * shown:
            raise RefusalError(Reason.FONTS, self.number)
        return found

    def _size(self, at: int) -> tuple[float, float]:
        """Give the size of a character's font, and how high its foot stands, in points."""
        pdfium, text = self.pdfium, self.text
        matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetMatrix(text, at, matrix)
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        size = pdfium.FPDFText_GetFontSize(text, at) * hypot(matrix.c, matrix.d)
        return size, _turned((x.value, y.value, x.value, y.value), self.quarter)[1]

    def _no_letter(self, at: int, code: int, found: Words) -> None:
        """End a word at a blank of the PDF; one that PDFium made up may stand within a word.

        It does between letters that are placed one by one; there only gaps tell.
        """
        if code in _GROUPING:
            found.group()
        elif code in _NOTHING:
            found.nothing += 1
        elif not self.generated(self.handle, at):
            found.end()

    def _slant(self, at: int) -> float:
        """Give how far a character is turned against the page, in quarters."""
        turn = self.angle(self.handle, at) * 2 / pi + self.quarter
        return float(turn - 4 * round(turn / 4))

    def _visible(self, at: int) -> bool:
        """Tell whether a character is drawn, and not only there to be searched."""
        if not self.objects.invisible:
            return True
        drawn = self.pdfium.FPDFText_GetTextObject(self.text, at)
        mode = self.pdfium.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
        return mode not in INVISIBLE

    def _within(self, word: Word) -> bool:
        """Tell whether a word stands on the page."""
        left, bottom, right, top = self.frame
        middle, up = (word[1] + word[2]) / 200, -word[3] / 100
        return left <= middle <= right and bottom <= up + word[4] / 200 <= top


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
    return MEANINGLESS if any(code in codes for codes in _CONTROL) else chr(code)

"""What of a page can be seen: whether the characters of a word leave ink where they stand.

The page is drawn as a reader sees it. What is covered, clipped away, on a layer that is off, or in
the colour of what is behind it leaves no ink. Where something else than text and thin lines is
drawn, the page is drawn once more without its text, and only what differs is ink.
"""

from __future__ import annotations

import ctypes
from math import hypot
from typing import Any

# A bitmap of more is drawn smaller.
_MOST_PIXELS = 4_000_000

# Shades of grey that are one: what differs by less from what is behind it is not seen.
_SHADES = bytes(shade >> 4 for shade in range(256))

# Of the height of a character: what its box is narrowed by above and below, and the width of a
# stretch without ink that a digit which is not seen leaves at least.
_EDGE, _HOLE = 0.12, 0.42

# Pixels to each side of a word by which a line through it is known.
_ASIDE = 3

# Parts of a pixel in which places are asked for.
_FINE = 1000


class Ink:
    """The ink of the text of one page; ``pdfium`` is the library, which has no types."""

    def __init__(self, pdfium: Any, page: Any, texts: list[Any], quarter: int) -> None:  # noqa: ANN401
        """Draw a page.

        Args:
            pdfium: The library.
            page: The page.
            texts: Its text objects, to be drawn without; none where only thin lines are drawn else.
            quarter: The turn at which its text stands.
        """
        self.pdfium, self.page = pdfium, page
        wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        scale = min(1.0, (_MOST_PIXELS / max(wide * high, 1)) ** 0.5)
        size = max(1, int(wide * scale)), max(1, int(high * scale))
        self.upright(size, quarter)
        full = self.drawn()
        paper = bytes([_SHADES[255]]) * len(full)
        bare = self.without(texts) if texts else paper
        self.ink = (int.from_bytes(full) ^ int.from_bytes(bare)).to_bytes(len(full))

    def without(self, texts: list[Any]) -> bytes:
        """Draw the page without its text."""
        pdfium = self.pdfium
        modes = [pdfium.FPDFTextObj_GetTextRenderMode(text) for text in texts]
        for text in texts:
            pdfium.FPDFTextObj_SetTextRenderMode(text, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
        bare = self.drawn()
        for text, mode in zip(texts, modes, strict=True):
            pdfium.FPDFTextObj_SetTextRenderMode(text, mode)
        return bare

    def upright(self, size: tuple[int, int], quarter: int) -> None:
        """Choose how to turn the page so that its text stands upright, and measure it so."""
        for turn in range(4):
            self.turn = turn
            self.wide, self.high = size if turn % 2 == 0 else size[::-1]
            self.left, self.top = self.at(0, 0)
            # Along the text, and up.
            along = ((1, 0), (0, 1), (-1, 0), (0, -1))[quarter]
            x, y = self.at(1000 * along[0], 1000 * along[1])
            if x - self.left > abs(y - self.top):
                break
        x, y = self.at(-1000 * along[1], 1000 * along[0])
        ahead = self.at(1000 * along[0], 1000 * along[1])
        self.across = (ahead[0] - self.left) / 1000
        self.down = hypot(x - self.left, y - self.top) / 1000

    def at(self, x: int, y: int) -> tuple[float, float]:
        """Give the pixel of a place on the page."""
        right, down = ctypes.c_int(), ctypes.c_int()
        size = self.wide * _FINE, self.high * _FINE
        self.pdfium.FPDF_PageToDevice(self.page, 0, 0, *size, self.turn, x, y, right, down)
        return right.value / _FINE, down.value / _FINE

    def drawn(self) -> bytes:
        """Draw the page; shades of grey, row by row."""
        pdfium = self.pdfium
        bitmap = pdfium.FPDFBitmap_CreateEx(self.wide, self.high, pdfium.FPDFBitmap_Gray, None, 0)
        if not bitmap:
            raise MemoryError
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, self.wide, self.high, 0xFFFFFFFF)
        place = 0, 0, self.wide, self.high, self.turn
        pdfium.FPDF_RenderPageBitmap(bitmap, self.page, *place, pdfium.FPDF_ANNOT)
        self.stride = pdfium.FPDFBitmap_GetStride(bitmap)
        rows = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), self.stride * self.high)
        pdfium.FPDFBitmap_Destroy(bitmap)
        return rows.translate(_SHADES)

    def columns(self, left: float, right: float, base: float, height: float) -> tuple[bytes, int]:
        """Give for every column of pixels of a box whether it holds ink, and the first of them.

        Args:
            left: Where it starts, in points along the text.
            right: Where it ends.
            base: How far down it stands.
            height: Its height.
        """
        start = max(_ASIDE, int(self.left + left * self.across))
        end = min(self.wide, int(self.left + right * self.across) + 1)
        edge = _EDGE * height
        above = max(1, int(self.top + (base - height + edge) * self.down))
        below = min(self.high, int(self.top + (base - edge) * self.down) + 1)
        if start >= end:
            return b"", start
        found, stride, width, ink = 0, self.stride, end - start, self.ink
        for row in range(above * stride + start, below * stride + start, stride):
            # A line of the table that goes on to both sides is no ink of a word.
            if not (all(ink[row - _ASIDE : row]) and all(ink[row + width : row + width + _ASIDE])):
                found |= int.from_bytes(ink[row : row + width])
        return found.to_bytes(width), start

    def unseen(self, word: tuple[str, int, int, int, int], cuts: list[int]) -> list[int]:
        """Give the characters of a word that leave no ink; ``cuts`` is where each starts."""
        _text, left, right, base, height = word
        ink, start = self.columns(left / 100, right / 100, base / 100, height / 100)
        hole = max(2, int(_HOLE * height / 100 * self.across))
        if ink.count(0) < len(ink) and bytes(hole) not in ink:
            return []
        ends = [*cuts[1:], right]
        return [
            at
            for at, (one, end) in enumerate(zip(cuts, ends, strict=True))
            if not any(ink[self._pixel(one) - start : max(1, self._pixel(end) - start)])
        ]

    def _pixel(self, hundredths: int) -> int:
        return max(0, round(self.left + hundredths / 100 * self.across))

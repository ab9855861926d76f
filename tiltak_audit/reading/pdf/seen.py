"""What of a page can be seen: whether the characters of a word leave ink where they stand.

The page is drawn as a reader sees it. What is covered, clipped away, on a layer that is off, or in
the colour of what is behind it leaves no ink. Where something else than text and thin lines is
drawn, the page is drawn once more without its text, and only what differs is ink.
"""

from __future__ import annotations

import ctypes
from functools import lru_cache
from itertools import pairwise
from math import hypot
from typing import Any

# A bitmap of more is drawn smaller.
_MOST_PIXELS = 4_000_000

# Shades of grey that are one: what differs by less from what is behind it is not seen.
_SHADES = bytes(shade >> 4 for shade in range(256))

# What is ink: on white paper, and of what differs between two drawings.
_ON_PAPER = bytes(shade != _SHADES[255] for shade in _SHADES)
_DIFFERS = bytes([0] + 255 * [1])

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
        if texts:
            full, bare = self.drawn(_SHADES), self.without(texts)
            differs = int.from_bytes(full) ^ int.from_bytes(bare)
            self.ink = bytearray(differs.to_bytes(len(full)).translate(_DIFFERS))
        else:
            self.ink = self.drawn(_ON_PAPER)
        self.levels: dict[tuple[int, int], tuple[bytes, tuple[int, int], bytes]] = {}

    def without(self, texts: list[Any]) -> bytearray:
        """Draw the page without its text."""
        pdfium = self.pdfium
        modes = [pdfium.FPDFTextObj_GetTextRenderMode(text) for text in texts]
        for text in texts:
            pdfium.FPDFTextObj_SetTextRenderMode(text, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
        bare = self.drawn(_SHADES)
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

    def drawn(self, shades: bytes) -> bytearray:
        """Draw the page; its shades of grey, row by row, each as what ``shades`` has for it."""
        pdfium, wide, high = self.pdfium, self.wide, self.high
        self.stride = (wide + 3) // 4 * 4
        canvas = _canvas(self.stride * high)
        start = (ctypes.c_char * len(canvas)).from_buffer(canvas)
        bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_Gray, start, self.stride)
        if not bitmap:
            raise MemoryError
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
        place = 0, 0, wide, high, self.turn
        pdfium.FPDF_RenderPageBitmap(bitmap, self.page, *place, pdfium.FPDF_ANNOT)
        pdfium.FPDFBitmap_Destroy(bitmap)
        return canvas.translate(shades)

    def columns(self, start: int, end: int, rows: tuple[int, int]) -> bytes:
        """Give for every column of pixels of a box whether it holds ink.

        Args:
            start: The first column.
            end: The one after the last.
            rows: The first row, and the one after the last.
        """
        found, stride, width, ink = 0, self.stride, end - start, self.ink
        for row in range(rows[0] * stride + start, rows[1] * stride + start, stride):
            # A line of the table that goes on to both sides is no ink of a word.
            if not (all(ink[row - _ASIDE : row]) and all(ink[row + width : row + width + _ASIDE])):
                found |= int.from_bytes(ink[row : row + width])
        return found.to_bytes(width)

    def level(self, base: float, height: float) -> tuple[bytes, tuple[int, int], bytes]:
        """Give what is known of words at one level.

        Args:
            base: How far down they stand.
            height: Their height.

        Returns:
            For every column of pixels of the page whether it holds ink in any of their rows, the
            first of these rows and the one after the last, and the least hole.
        """
        edge, stride, ink = _EDGE * height, self.stride, self.ink
        above = max(1, int(self.top + (base - height + edge) * self.down))
        below = min(self.high, int(self.top + (base - edge) * self.down) + 1)
        found = 0
        for start in range(above * stride, below * stride, stride):
            found |= int.from_bytes(ink[start : start + stride])
        hole = bytes(max(2, int(_HOLE * height * self.across)))
        return found.to_bytes(stride), (above, below), hole

    def inkless(self, word: tuple[str, int, int, int, int], cuts: list[int]) -> list[int]:
        """Give the characters of a word that leave no ink; ``cuts`` is where each starts."""
        _text, left, right, base, height = word
        known = self.levels.get((base, height))
        if not known:
            known = self.levels[base, height] = self.level(base / 100, height / 100)
        level, rows, hole = known
        first, across = self.left, self.across / 100
        start = max(_ASIDE, int(first + left * across))
        end = max(start, min(self.wide, int(first + right * across) + 1))
        ink = level[start:end]
        if 0 not in level[start - _ASIDE : start] and 0 not in level[end : end + _ASIDE]:
            # Some row may go on to both sides.
            ink = self.columns(start, end, rows)
        if 1 in ink and hole not in ink:
            return []
        starts = [max(0, round(first + one * across) - start) for one in (*cuts, right)]
        ends = enumerate(pairwise(starts))
        return [at for at, (one, end) in ends if 1 not in ink[one : max(1, end)]]


@lru_cache(maxsize=1)
def _canvas(size: int) -> bytearray:
    """Give where pages of a size are drawn, one after the other."""
    return bytearray(size)

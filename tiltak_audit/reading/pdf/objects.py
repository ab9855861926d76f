"""What is drawn on a page, object by object: its text, and text that replaces text."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# Points; thicker lines than those of tables may cover text.
_THICK = 1.0

# FPDFTextObj_GetTextRenderMode: neither filled nor stroked.
INVISIBLE = frozenset((3, 7))

# Forms in forms, and objects on a page, are looked at no further.
_DEEPEST, _MOST = 6, 100_000

_ACTUAL = b"ActualText"


class Objects:
    """The objects of a page; ``pdfium`` is the library, which has no types.

    Attributes:
        texts: The text objects, those in forms too.
        covering: Whether anything else than text and thin lines is drawn.
        pictured: Whether there is a picture.
        invisible: Whether some text may be there to be searched only.
        replaced: Text objects whose words are others than their glyphs say, with these words.
    """

    def __init__(self, pdfium: Any, page: Any) -> None:  # noqa: ANN401
        """Look at all of them, and take replacement texts off, so that glyphs are read."""
        self.pdfium = pdfium
        self.texts: list[Any] = []
        self.pictured = self.invisible = False
        self.covering = pdfium.FPDFPage_GetAnnotCount(page) > 0
        self.replaced: list[tuple[Any, str]] = []
        self._left = _MOST
        self._drawn_how = ctypes.c_int(), ctypes.c_int(), ctypes.c_float(), pdfium.FS_MATRIX()
        get, count = pdfium.FPDFPage_GetObject, pdfium.FPDFPage_CountObjects(page)
        self._look(page, get, count, _DEEPEST)

    def _look(self, where: Any, get: Any, count: int, deeper: int) -> None:  # noqa: ANN401
        pdfium, texts = self.pdfium, self.texts
        kind_of, marks = quick(pdfium.FPDFPageObj_GetType), quick(pdfium.FPDFPageObj_CountMarks)
        mode = quick(pdfium.FPDFTextObj_GetTextRenderMode)
        text, image = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE
        path, form = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
        # What is not looked at may be anything.
        self.invisible = self.invisible or count > self._left or not deeper
        for at in range(min(count, self._left)):
            one = get(where, at)
            kind = kind_of(one)
            if kind == text:
                texts.append(one)
                self.invisible = self.invisible or mode(one) in INVISIBLE
                if marks(one):
                    self._marked(one)
                continue
            if kind == path:
                self.covering = self.covering or self._covers(one)
                continue
            self.covering = True
            if kind == image:
                self.pictured = True
            elif kind == form and deeper:
                inner = pdfium.FPDFFormObj_CountObjects(one)
                self._look(one, pdfium.FPDFFormObj_GetObject, inner, deeper - 1)
        self._left -= count

    def _covers(self, path: Any) -> bool:  # noqa: ANN401
        """Tell whether a path is more than a thin line."""
        pdfium = self.pdfium
        fill, stroke, width, matrix = self._drawn_how
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        if fill.value:
            return True
        pdfium.FPDFPageObj_GetStrokeWidth(path, width)
        pdfium.FPDFPageObj_GetMatrix(path, matrix)
        scale = max(abs(matrix.a), abs(matrix.b), abs(matrix.c), abs(matrix.d))
        return bool(stroke.value) and width.value * scale > _THICK

    def _marked(self, text: Any) -> None:  # noqa: ANN401
        """Take the replacement text off a text object, and keep it."""
        pdfium = self.pdfium
        for at in reversed(range(pdfium.FPDFPageObj_CountMarks(text))):
            mark = pdfium.FPDFPageObj_GetMark(text, at)
            length = ctypes.c_ulong()
            get = pdfium.FPDFPageObjMark_GetParamStringValue
            if not get(mark, _ACTUAL, None, 0, length) and not length.value:
                continue
            buffer = (ctypes.c_ushort * (length.value // 2 + 1))()
            get(mark, _ACTUAL, buffer, length.value, length)
            said = bytes(buffer)[: length.value].decode("utf-16-le", "replace").rstrip("\0")
            self.replaced.append((text, said))
            pdfium.FPDFPageObj_RemoveMark(text, mark)

    def differing(self, page_text: Any) -> Iterator[str]:  # noqa: ANN401
        """Give the replacement texts that say something else than the glyphs that they replace."""
        at = 0
        while at < len(self.replaced):
            said, glyphs = self.replaced[at][1], ""
            while at < len(self.replaced) and self.replaced[at][1] == said:
                glyphs += self._glyphs(self.replaced[at][0], page_text)
                # The same text again is of the next object, unless it is of the whole run.
                at += 1
                if _same(glyphs, said):
                    break
            if not _same(glyphs, said):
                yield said

    def _glyphs(self, text: Any, page_text: Any) -> str:  # noqa: ANN401
        get = self.pdfium.FPDFTextObj_GetText
        size = get(text, page_text, None, 0)
        buffer = (ctypes.c_ushort * (size // 2 + 1))()
        get(text, page_text, buffer, size)
        return bytes(buffer)[:size].decode("utf-16-le", "replace").rstrip("\0")


def quick(function: Any) -> Any:  # noqa: ANN401
    """Give a function of the library that takes handles and numbers without looking at them."""
    made = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    made.restype = function.restype
    return made


def _same(glyphs: str, said: str) -> bool:
    """Tell whether a replacement says the letters and digits that are printed."""
    return _letters(glyphs) == _letters(said)


def _letters(text: str) -> str:
    from unicodedata import normalize

    return "".join(one for one in normalize("NFKC", text) if one.isalnum() or one == "*")

"""What the cells of a workbook point to: shared strings and number formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

# The formats that need not be spelled out in a file and show whole numbers (ECMA-376, 18.8.30).
_BUILT_IN = {0: "General", 1: "0", 3: "#,##0"}

# A front page may hold paragraphs; a label has a line.
_LONGEST_TEXT = 4_000

# Characters that XML cannot hold, as Excel spells them (ECMA-376, 22.9.2.19).
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def text_of(pieces: list[str]) -> str:
    """Give the text that pieces make up, with the characters that Excel escapes."""
    return _ESCAPED.sub(_unescaped, "".join(pieces)[:_LONGEST_TEXT])


def _unescaped(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char.isprintable() or char in "\t\r\n" else match[0]


@attrs.define
class Strings:
    """The shared strings, in their order."""

    strings: list[str] = attrs.field(factory=list)
    _pieces: list[str] = attrs.field(factory=list)
    _parent: str = ""

    def start(self, name: str, parent: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        del attributes
        if name == "si":
            self._pieces.clear()
        elif name == "t":
            self._parent = parent

    def end(self, name: str, text: str) -> None:
        """End an element; hints of how to say a text are none of it."""
        if name == "t" and self._parent in {"si", "r"}:
            self._pieces.append(text)
        elif name == "si":
            self.strings.append(text_of(self._pieces))


@attrs.define
class Formats:
    """The number formats of cells.

    Attributes:
        styles: The number of the format of every style of cells.
        conditional: Whether a format that depends on a condition changes how numbers show.
    """

    styles: list[int] = attrs.field(factory=list)
    conditional: bool = False
    _spelled: dict[int, str] = attrs.field(factory=dict)

    def start(self, name: str, parent: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        if name == "numFmt" and parent == "numFmts":
            key = whole(attributes.get("numFmtId", ""))
            # One number for two formats: neither is believed.
            code = "" if key in self._spelled else attributes.get("formatCode", "")
            self._spelled[key] = code
        elif name == "numFmt":
            self.conditional = True
        elif name == "xf" and parent == "cellXfs":
            self.styles.append(whole(attributes.get("numFmtId", "0")))

    def end(self, name: str, text: str) -> None:
        """End an element."""

    def of(self, style: str) -> str:
        """Give the format of cells of a style; empty where none is known."""
        at = whole(style)
        if not self.styles and at == 0:
            return _BUILT_IN[0]
        if not 0 <= at < len(self.styles):
            return ""
        key = self.styles[at]
        return self._spelled[key] if key in self._spelled else _BUILT_IN.get(key, f"no. {key}")


_DIGITS = 7


def whole(text: str) -> int:
    """Read a number of a few digits; −1 for anything else."""
    fits = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    return int(text) if fits else -1

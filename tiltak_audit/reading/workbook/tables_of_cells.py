"""What the cells of a workbook point to: shared strings and number formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.errors import UnreadableError
from tiltak_audit.reading.workbook.archive import damaged
from tiltak_audit.reading.workbook.cells import is_date
from tiltak_audit.reading.workbook.looks import Looks

if TYPE_CHECKING:
    from collections.abc import Mapping

# Formats that need not be spelled out in a file (ECMA-376, 18.8.30); others are named by number.
_BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    17: "mmm-yy",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
    # Accounts that are no counts: of money, with decimals, or both.
    42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)',
    49: "@",
}

# A front page may hold paragraphs; a label has a line.
_LONGEST_TEXT = 4_000

# Characters that XML cannot hold, as Excel spells them (ECMA-376, 22.9.2.19).
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

# What texts are made of; anything else in them could be a part of one that is not read.
_HOLDS = {
    "sst": {"si", "extLst"},
    "si": {"t", "r", "rPh", "phoneticPr"},
    "is": {"t", "r", "rPh", "phoneticPr"},
    "r": {"t", "rPr"},
    "rPh": {"t"},
}

# A mark of a footnote, and the characters for what is raised.
_MARK = re.compile(r"[0-9a-c*,() ]{1,5}")
_RAISED = str.maketrans("0123456789abc()", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ⁽⁾", ", ")


def text_of(text: str) -> str:
    """Give a text with the characters that Excel escapes."""
    return _ESCAPED.sub(_unescaped, text[:_LONGEST_TEXT])


def _unescaped(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char.isprintable() or char in "\t\r\n" else match[0]


@attrs.define(repr=False)
class Pieces:
    """The pieces of one text: a plain one, or stretches that look different."""

    _pieces: list[str] = attrs.field(factory=list)
    _parents: list[str] = attrs.field(factory=list)
    _raised: bool = False

    def start(self, name: str, parent: str, attributes: Mapping[str, str]) -> None:
        """Begin an element.

        Raises:
            UnreadableError: It cannot be there, or is there twice.
        """
        if name in {"si", "is"}:
            self._pieces.clear()
            self._parents.clear()
        if name not in _HOLDS.get(parent, {name}):
            raise UnreadableError(damaged())
        if name == "r":
            self._raised = False
        elif name == "vertAlign" and parent == "rPr":
            self._raised = attributes.get("val") == "superscript"
        if name == "t":
            if parent in {"si", "is"} and set(self._parents) & {"si", "is", "r"}:
                raise UnreadableError(damaged())
            self._parents.append(parent)

    def end(self, name: str, text: str) -> None:
        """End an element; hints of how to say a text are none of it."""
        if name == "t" and self._parents[-1:] != ["rPh"]:
            raised = self._raised and self._parents[-1:] == ["r"] and _MARK.fullmatch(text)
            self._pieces.append(text.translate(_RAISED) if raised else text)

    @property
    def text(self) -> str:
        """Give the whole."""
        return text_of("".join(self._pieces))


@attrs.define(repr=False)
class Strings:
    """The shared strings, in their order."""

    strings: list[str] = attrs.field(factory=list)
    _pieces: Pieces = attrs.field(factory=Pieces)
    _stated: int = -1

    def start(self, name: str, parent: str, attributes: Mapping[str, str]) -> None:
        """Begin an element.

        Raises:
            UnreadableError: It cannot be there.
        """
        if not parent:
            if name != "sst":
                raise UnreadableError(damaged())
            self._stated = whole(attributes.get("uniqueCount", ""))
        self._pieces.start(name, parent, attributes)

    def end(self, name: str, text: str) -> None:
        """End an element.

        Raises:
            UnreadableError: There are more texts than the part says: one may be there twice, and
                all after it be those of other cells.
        """
        self._pieces.end(name, text)
        if name == "si":
            self.strings.append(self._pieces.text)
        elif name == "sst" and 0 <= self._stated < len(self.strings):
            raise UnreadableError(damaged())


@attrs.define(repr=False)
class Formats:
    """The number formats of cells.

    Attributes:
        styles: The number of the format of every style of cells.
        conditional: Whether a format that depends on a condition changes how numbers show.
        looks: The fonts and fills.
        since_1904: Whether days are counted from 1904, as old programs of a Mac do.
    """

    styles: list[int] = attrs.field(factory=list)
    conditional: bool = False
    looks: Looks = attrs.field(factory=Looks)
    since_1904: bool = False
    _spelled: dict[int, str] = attrs.field(factory=dict)

    def start(self, name: str, parent: str, attributes: Mapping[str, str]) -> None:
        """Begin an element.

        Raises:
            UnreadableError: The part does not hold styles.
        """
        if not parent and name != "styleSheet":
            raise UnreadableError(damaged())
        if name == "numFmt" and parent == "numFmts":
            key = whole(attributes.get("numFmtId", ""))
            # One number for two formats: neither is believed.
            code = "" if key in self._spelled else attributes.get("formatCode", "")
            self._spelled[key] = code
        elif name == "numFmt":
            self.conditional = True
        elif name == "xf" and parent == "cellXfs":
            self.styles.append(whole(attributes.get("numFmtId", "0")))
            pen = whole(attributes.get("fontId", "0")), whole(attributes.get("fillId", "0"))
            self.looks.styles.append(pen)
        else:
            self.looks.start(name, parent, attributes)

    def end(self, name: str, text: str) -> None:
        """End an element."""
        del text
        self.looks.end(name)
        self.conditional = self.conditional or self.looks.hiding

    def of(self, style: str) -> str:
        """Give the format of cells of a style; empty where none is known."""
        at = whole(style)
        if not self.styles and at == 0:
            return _BUILT_IN[0]
        if not 0 <= at < len(self.styles):
            return ""
        key = self.styles[at]
        form = self._spelled[key] if key in self._spelled else _BUILT_IN.get(key, f"no. {key}")
        return f"{form} (1904)" if self.since_1904 and is_date(form) else form

    def hide(self, style: str) -> bool:
        """Tell whether cells of a style show nothing of their text."""
        return self.looks.hide(whole(style))


_DIGITS = 7


def whole(text: str) -> int:
    """Read a number of a few digits; −1 for anything else."""
    fits = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    return int(text) if fits else -1

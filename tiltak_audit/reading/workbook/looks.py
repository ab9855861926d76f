"""What the cells of a workbook look like, as far as that hides what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

# Half a millimetre; whoever prints figures uses eight points and more.
_SMALLEST = 2.0

_WHITE = "rgb FFFFFF"
# Other ways of saying white: the background of themes, and the old palettes.
_NAMED = {
    "theme 0": _WHITE,
    "indexed 1": _WHITE,
    "indexed 9": _WHITE,
    "indexed 65": _WHITE,
    "indexed 0": "rgb 000000",
    "indexed 8": "rgb 000000",
    "indexed 64": "rgb 000000",
    "theme 1": "rgb 000000",
}


@attrs.define(repr=False)
class Pen:
    """Colours of a text and of what it stands on; empty where none is said or it is no plain one.

    Attributes:
        ink: The colour of the text.
        paper: The colour behind it.
        small: Whether the text is too small to be seen.
    """

    ink: str = ""
    paper: str = ""
    small: bool = False

    def start(self, name: str, parent: str, attributes: Mapping[str, str]) -> None:
        """Take what an element says of a font or a fill."""
        match parent, name:
            case "font", "color":
                self.ink = _colour(attributes)
            case "font", "sz":
                self.small = _is_small(attributes.get("val", ""))
            case "fill", "patternFill" if attributes.get("patternType", "none") == "none":
                self.paper = _WHITE
            case "fill", "patternFill":
                self.paper = "" if attributes["patternType"] == "solid" else "a pattern"
            case "patternFill", "fgColor" if not self.paper:
                self.paper = _colour(attributes)


@attrs.define(repr=False)
class Looks:
    """The fonts and fills of a workbook, and which styles of cells show nothing.

    Attributes:
        hiding: Whether a conditional format gives a text the colour of its cell.
        styles: The numbers of font and fill of every style of cells.
    """

    hiding: bool = False
    styles: list[tuple[int, int]] = attrs.field(factory=list)
    _fonts: list[Pen] = attrs.field(factory=list)
    _fills: list[Pen] = attrs.field(factory=list)
    _pen: Pen = attrs.field(factory=Pen)
    _condition: bool = False

    def start(self, name: str, parent: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        match parent, name:
            case "fonts", "font":
                self._pen = Pen()
                self._fonts.append(self._pen)
            case "fills", "fill":
                self._pen = Pen()
                self._fills.append(self._pen)
            case "dxfs", "dxf":
                self._pen, self._condition = Pen(), True
            case "patternFill", "bgColor" if self._condition:
                # What is in front of a pattern elsewhere.
                self._pen.paper = _colour(attributes)
            case "fill", "patternFill" if self._condition:
                pass
            case _:
                self._pen.start(name, parent, attributes)

    def end(self, name: str) -> None:
        """End an element."""
        if name == "dxf":
            ink, paper = self._pen.ink, self._pen.paper or _WHITE
            self.hiding = self.hiding or ink == paper
            self._condition = False

    def hide(self, style: int) -> bool:
        """Tell whether cells of a style show nothing of their text."""
        if not 0 <= style < len(self.styles):
            return False
        font, fill = self.styles[style]
        if not 0 <= font < len(self._fonts):
            return False
        pen = self._fonts[font]
        paper = self._fills[fill].paper if 0 <= fill < len(self._fills) else _WHITE
        return pen.small or (bool(pen.ink) and pen.ink == paper)


def _colour(attributes: Mapping[str, str]) -> str:
    """Give a colour; shades of a theme's colour are colours of their own."""
    if "rgb" in attributes:
        return f"rgb {attributes['rgb'][-6:].upper()}"
    keys = [key for key in ("theme", "indexed") if key in attributes]
    said = f"{keys[0]} {attributes[keys[0]]}" if keys else ""
    tint = attributes.get("tint", "0")
    return _NAMED.get(said, said) if tint.strip("-0.") == "" else f"{said} {tint}"


def _is_small(size: str) -> bool:
    try:
        return float(size) <= _SMALLEST
    except ValueError:
        return False

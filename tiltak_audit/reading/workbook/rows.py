"""The rows of one sheet as its XML has them, with what it says of how they are seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _, number
from tiltak_audit.reading.workbook.cells import Cell, Kind
from tiltak_audit.reading.workbook.seen import View, column_of
from tiltak_audit.reading.workbook.tables_of_cells import Pieces, text_of, whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tiltak_audit.reading.workbook.tables_of_cells import Formats

# Over all sheets, empty ones counted; TILT140 has 3 500 rows of 14 cells.
_MOST_ROWS = 60_000
_MOST_CELLS = 300_000

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE = {"1", "true", "on"}
_FALSE = {"0", "false", "off"}
_KINDS = {"n": Kind.NUMBER, "s": Kind.TEXT, "str": Kind.TEXT, "inlineStr": Kind.TEXT}

# Which element may stand in which, where rows are.
_WITHIN = {
    "sheetData": {"worksheet"},
    "row": {"sheetData"},
    "c": {"row"},
    "v": {"c"},
    "f": {"c"},
    "is": {"c"},
}
# What a cell may hold, in this order: no value is one of two.
_CONTENTS: tuple[list[str], ...] = ([], ["v"], ["f"], ["f", "v"], ["is"])

# What is said of rows and cells; under a name that is none, it would be passed over.
_OF_A_ROW = {"r", "spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel"}
_OF_A_ROW |= {"collapsed", "thickTop", "thickBot", "ph"}
_OF_A_CELL = {"r", "s", "t", "cm", "vm", "ph"}


@attrs.define(repr=False)
class Bounds:
    """How many rows and cells were read so far, over all sheets."""

    rows: int = 0
    cells: int = 0

    def count(self, rows: int, cells: int) -> None:
        """Count more rows and cells.

        Raises:
            UnreadableError: They are too many.
        """
        self.rows += rows
        self.cells += cells
        if self.rows > _MOST_ROWS or self.cells > _MOST_CELLS:
            raise UnreadableError(
                _(
                    "its sheets have more than {rows} rows or {cells} cells, more than a report; "
                    "delete empty rows and other sheets"
                ).format(rows=number(_MOST_ROWS), cells=number(_MOST_CELLS))
            )


@attrs.define(repr=False)
class SheetRows:
    """What is read of one sheet.

    Attributes:
        name: Its name.
        strings: The shared strings.
        formats: The number formats.
        bounds: Of all sheets.
        view: What is hidden, and merged.
        rows: The numbers and cells of the rows that hold something.
    """

    name: str
    strings: Sequence[str]
    formats: Formats
    bounds: Bounds
    view: View = attrs.field(factory=View)
    rows: list[tuple[int, tuple[Cell, ...]]] = attrs.field(factory=list)
    _row: int = 0
    _cells: list[Cell] = attrs.field(factory=list)
    _column: int = 0
    _attributes: Mapping[str, str] = attrs.field(factory=dict)
    _value: str = ""
    _contents: list[str] = attrs.field(factory=list)
    _pieces: Pieces = attrs.field(factory=Pieces)
    _tables: int = 0

    def start(self, name: str, parent: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        self._pieces.start(name, parent, attributes)
        if name in _WITHIN or parent in {"sheetData", "row", "c"}:
            self._part_of_a_row(name, parent, attributes)
        elif not parent and name != "worksheet":
            raise self._refused(_("it is a chart or a macro; delete it"))
        else:
            self._settings(name, attributes)

    def _part_of_a_row(self, name: str, parent: str, attributes: Mapping[str, str]) -> None:
        if parent not in _WITHIN.get(name, {"row", "c"} if name == "extLst" else ()):
            raise self._odd()
        if name == "sheetData":
            self._tables += 1
        elif name == "row":
            self._begin_row(attributes)
        elif name == "c":
            self._begin_cell(attributes)
        elif parent == "c" and name != "extLst":
            self._contents.append(name)
            if self._contents not in _CONTENTS:
                raise self._odd()

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._check_names(attributes, _OF_A_ROW)
        before = self._row
        self._row = whole(attributes["r"]) if "r" in attributes else before + 1
        if self._row <= before:
            raise self._refused(_("its rows are in no order; save it anew with Excel"))
        # Rows that are passed over cost as much as empty ones that are there.
        self.bounds.count(self._row - before, 0)
        if is_on(attributes, "hidden") or _is_nothing(attributes.get("ht", "15")):
            self.view.rows.add(self._row)
        self._cells, self._column = [], 0

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._check_names(attributes, _OF_A_CELL)
        self.bounds.count(0, 1)
        before = self._column
        self._column = before + 1
        if "r" in attributes:
            match = _REFERENCE.fullmatch(attributes["r"])
            self._column = column_of(match[1]) if match and int(match[2]) == self._row else 0
        if self._column <= before:
            raise self._refused(_("its cells are in no order; save it anew with Excel"))
        self._attributes, self._value, self._contents = attributes, "", []

    def _settings(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take what makes a sheet show less, or other things, than it holds."""
        match name:
            case "sheetFormatPr" if is_on(attributes, "zeroHeight"):
                self.view.blur(_("it hides rows or columns; show or delete them"))
            case "col" if is_on(attributes, "hidden") or _is_nothing(attributes.get("width", "9")):
                first, last = (whole(attributes.get(end, "")) for end in ("min", "max"))
                self.view.hide_columns(first, last)
            case "mergeCell":
                self.view.merge(attributes.get("ref", ""))
            case "sheetView" if attributes.get("showZeros", "1") not in _TRUE:
                self.view.zeros = False
            case "cfRule" | "?cfRule" if self.formats.conditional:
                self._conditional()
            case "numFmt" | "?numFmt":
                # Of a conditional format among the extensions.
                self._conditional()
            case "iconSet" | "dataBar" | "?iconSet" | "?dataBar":
                if attributes.get("showValue", "1") not in _TRUE:
                    self._conditional()

    def end(self, name: str, text: str) -> None:
        """End an element."""
        self._pieces.end(name, text)
        match name:
            case "v":
                self._value = text
            case "c":
                self._end_cell()
            case "worksheet" if self._tables != 1:
                raise self._odd()
            case "row" if self._cells:
                self.rows.append((self._row, tuple(self._cells)))

    def _end_cell(self) -> None:
        kind, style = self._attributes.get("t", "n"), self._attributes.get("s", "0")
        if "f" in self._contents:
            self._add(Kind.FORMULA, _("the formula of {text}").format(text=self._value))
            return
        if self._contents and (kind == "inlineStr") != (self._contents == ["is"]):
            raise self._odd()
        text = self._text(kind)
        if text.strip() and self.formats.hide(style):
            said = _("a text that is too small or in the colour of its cell")
            self._cells.append(Cell(self._column, Kind.OTHER, said, faint=text.strip()))
        elif text:
            form = self.formats.of(style) if kind == "n" else ""
            self._add(_KINDS.get(kind, Kind.OTHER), text, form)

    def _text(self, kind: str) -> str:
        """Give the text of a cell of a kind."""
        text = self._value
        match kind:
            case "s" if text:
                at = whole(text)
                if not 0 <= at < len(self.strings):
                    raise self._refused(_("it is damaged; save it anew with Excel"))
                return self.strings[at]
            case "inlineStr":
                return self._pieces.text if self._contents else ""
            case "str":
                return text_of(text)
            case "b":
                return str(text == "1")
        return text

    def _add(self, kind: Kind, text: str, form: str = "") -> None:
        self._cells.append(Cell(self._column, kind, text, form))

    def _check_names(self, attributes: Mapping[str, str], known: set[str]) -> None:
        """Refuse an attribute that is none; those of other vocabularies have a blank."""
        if any(name not in known and " " not in name for name in attributes):
            raise self._odd()

    def _odd(self) -> UnreadableError:
        return self._refused(_("it is not written by Excel; save it anew with Excel"))

    def _conditional(self) -> None:
        self.view.blur(_("it shows numbers by conditions; delete the conditional formats"))

    def _refused(self, said: str) -> UnreadableError:
        return UnreadableError(_("sheet “{name}”: {said}").format(name=self.name, said=said))


def is_on(attributes: Mapping[str, str], name: str) -> bool:
    """Tell whether something is said to be so."""
    return attributes.get(name, "0") not in _FALSE


def _is_nothing(size: str) -> bool:
    """Tell whether a height or a width leaves nothing to see."""
    try:
        return not float(size) > 0
    except ValueError:
        return True

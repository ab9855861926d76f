"""The sheets of a workbook as rows of cells, following its relationships and nothing else.

Only the parts that are pointed to are unpacked, and they are what is read: nothing is looked
through under one name and read under another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _, number
from tiltak_audit.reading.workbook.archive import beside, damaged, opened
from tiltak_audit.reading.workbook.markup import Markup
from tiltak_audit.reading.workbook.rows import Bounds, SheetRows, is_on
from tiltak_audit.reading.workbook.tables_of_cells import Formats, Strings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tiltak_audit.reading.workbook.archive import Archive
    from tiltak_audit.reading.workbook.cells import Cell
    from tiltak_audit.reading.workbook.seen import SheetRow

_MOST_SHEETS = 200

# A sheet of 3 000 rows and 14 columns takes 2 MB, its styles some kilobytes.
_MOST_OF_A_SHEET = 8 * 1024 * 1024
_MOST_OF_STRINGS = 8 * 1024 * 1024
_MOST_OF_STYLES = 2 * 1024 * 1024
_MOST_OF_LISTS = 256 * 1024

_ID = " id"

# Sheets that hold no cells, or none of a report.
_OTHER_SHEETS = {"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}


@attrs.frozen(eq=False, repr=False)
class Sheet(Alike):
    """One sheet.

    Attributes:
        name: Its name.
        number: Its number among all sheets, from 1.
        rows: Its rows that hold something, from the top.
        hidden: Whether it is hidden.
        fault: What keeps its cells from being told, if anything does.
        chart: Whether it holds no cells.
    """

    name: str
    number: int
    rows: tuple[SheetRow, ...] = ()
    hidden: bool = False
    fault: str = ""
    chart: bool = False

    @property
    def table(self) -> tuple[tuple[int, tuple[Cell, ...]], ...]:
        """Give the numbers and cells of its rows, hidden where nobody sees the row or the sheet."""
        everything = self.hidden or bool(self.fault)
        return tuple(
            (row.number, tuple(attrs.evolve(cell, hidden=True) for cell in row.cells))
            if everything or row.hidden
            else (row.number, row.cells)
            for row in self.rows
        )


@attrs.frozen(eq=False, repr=False)
class _Link(Alike):
    """A relationship of a part: of what type, and to which part."""

    kind: str
    part: str


def sheets_of(data: bytes) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook, in their order.

    Raises:
        UnreadableError: It is no workbook, is damaged, or takes more than a report does; the
            message gives the reason and a remedy.
    """
    with opened(data) as archive:
        return _Book(archive).sheets()


@attrs.define(repr=False)
class _Book:
    archive: Archive
    markup: Markup = attrs.field(factory=Markup)
    bounds: Bounds = attrs.field(factory=Bounds)
    since_1904: bool = False

    def sheets(self) -> tuple[Sheet, ...]:
        """Read all sheets."""
        if not self.archive.holds("_rels/.rels"):
            raise UnreadableError(_other())
        books = [link for link in self._links("").values() if link.kind == "officeDocument"]
        if len(books) != 1:
            raise UnreadableError(_other())
        (book,) = books
        listed = self._listed(book.part)
        if len(listed) > _MOST_SHEETS:
            raise UnreadableError(
                _("it has more than {most} sheets").format(most=number(_MOST_SHEETS))
            )
        links = self._links(book.part)
        _check_links(listed, links)
        strings, formats = Strings(), Formats(since_1904=self.since_1904)
        for link in links.values():
            if link.kind == "sharedStrings":
                self._walk(link.part, _MOST_OF_STRINGS, strings)
            elif link.kind == "styles":
                self._walk(link.part, _MOST_OF_STYLES, formats)
        bare = [
            Sheet(name, at, hidden=state != "visible")
            for at, (name, state, _key) in enumerate(listed, 1)
        ]
        keys = [key for _name, _state, key in listed]
        return tuple(
            self._sheet(sheet, links.get(key), strings, formats)
            for sheet, key in zip(bare, keys, strict=True)
        )

    def _sheet(self, bare: Sheet, link: _Link | None, strings: Strings, formats: Formats) -> Sheet:
        if link is None:
            raise UnreadableError(damaged())
        if link.kind in _OTHER_SHEETS:
            return attrs.evolve(bare, chart=True)
        if link.kind != "worksheet":
            raise UnreadableError(damaged())
        read = SheetRows(bare.name, strings.strings, formats, self.bounds)
        self._walk(link.part, _MOST_OF_A_SHEET, read)
        rows = tuple(read.view.of(number, cells) for number, cells in read.rows)
        return attrs.evolve(bare, rows=rows, fault=read.view.fault)

    def _listed(self, part: str) -> list[tuple[str, str, str]]:
        """List the names, states and relationships of the sheets."""
        found: list[tuple[str, str, str]] = []
        roots = []

        def start(name: str, parent: str, attributes: Mapping[str, str]) -> None:
            if not parent:
                roots.append(name)
            if name == "workbookPr":
                self.since_1904 = is_on(attributes, "date1904")
            if name == "sheet" and parent == "sheets":
                key = next((attributes[at] for at in attributes if at.endswith(_ID)), "")
                title = _one_line(attributes.get("name", ""))
                found.append((title, attributes.get("state", "visible"), key))

        self.markup.read(part, self._content(part, _MOST_OF_LISTS), start, _nothing)
        if roots != ["workbook"]:
            raise UnreadableError(_other())
        if not found:
            raise UnreadableError(damaged())
        return found

    def _links(self, part: str) -> dict[str, _Link]:
        """List the relationships of a part by their names."""
        folder, _slash, base = part.rpartition("/")
        name = beside("", f"{folder}/_rels/{base}.rels")
        found: dict[str, _Link] = {}

        def start(tag: str, _parent: str, attributes: Mapping[str, str]) -> None:
            if tag != "Relationship" or attributes.get("TargetMode") == "External":
                return
            kind = attributes.get("Type", "").rpartition("/")[2]
            key = attributes.get("Id", "")
            if key in found:
                raise UnreadableError(damaged())
            found[key] = _Link(kind, beside(part, attributes.get("Target", "")))

        self.markup.read(name, self._content(name, _MOST_OF_LISTS), start, _nothing)
        return found

    def _walk(self, part: str, most: int, reader: Strings | Formats | SheetRows) -> None:
        self.markup.read(part, self._content(part, most), reader.start, reader.end)

    def _content(self, part: str, most: int) -> bytes:
        return self.archive.content(part, most)


def _check_links(listed: list[tuple[str, str, str]], links: Mapping[str, _Link]) -> None:
    """Refuse a workbook of which a part is left out, or stands for two.

    Raises:
        UnreadableError: A sheet is not listed, two are one part or have one name, or there are
            two lists of texts or styles.
    """
    keys = [key for _name, _state, key in listed]
    parts = [links[key].part.casefold() for key in keys if key in links]
    kinds = [link.kind for link in links.values()]
    names = {name.casefold() for name, _state, _key in listed}
    if (
        any(link.kind == "worksheet" and key not in keys for key, link in links.items())
        or len(set(parts)) < len(parts)
        or len(names) < len(listed)
        or max(kinds.count("sharedStrings"), kinds.count("styles")) > 1
    ):
        raise UnreadableError(damaged())


def of_sheet(name: str, said: str) -> str:
    """Say something of a sheet."""
    return _("sheet “{name}”: {said}").format(name=name, said=said)


def _nothing(_name: str, _text: str) -> None:
    """Leave the texts of elements."""


def _one_line(name: str) -> str:
    return "".join(char for char in " ".join(name.split()) if char.isprintable())


def _other() -> str:
    return _(
        "it is a zip archive or another document, not an Excel workbook (.xlsx); give the report "
        "as PDF, its text or .xlsx"
    )

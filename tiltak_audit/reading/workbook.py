"""An Excel workbook to lines of text: one section a sheet, and strict about anything else.

Every row of a sheet becomes lines of its own. A row of figures with a cell that holds no count
and no star is left without figures, and remarked on; what else does not fit is refused.
"""

from __future__ import annotations

import io
import re
import warnings
from typing import TYPE_CHECKING, Any

import attrs

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _
from tiltak_audit.model.notice import Notice, Remark
from tiltak_audit.model.origin import Form, Origin
from tiltak_audit.model.period import MONTH_NAMES
from tiltak_audit.reading.archive import check_archive
from tiltak_audit.reading.cells import figure_of, shown
from tiltak_audit.reading.characters import in_grammar
from tiltak_audit.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTH = "|".join(MONTH_NAMES)
_HEAD = (
    re.compile(r"Kilde: NAV .+"),
    re.compile(r".+ Rapport oppdatert: [0-9]{2}\.[0-9]{2}\.[0-9]{4}"),
    re.compile(rf"(?:{_MONTH}) [0-9]{{4}} - (?:{_MONTH}) [0-9]{{4}}"),
)
# What the text of a report prints as something else than a label.
_NO_LABEL = re.compile(
    rf"Kilde:.*|Side [0-9]+ av.*|.*Rapport oppdatert:.*|(?:{_MONTH})\b.*"
    r"|(?:Gjennom|snitt|hittil|i år)\b.*"
)
_MEAN = "Gjennomsnitt hittil i år"
# Over the mean column, as the texts break it.
_MEAN_LINES = ("Gjennom", "snitt hittil")
_ENDS_IN_FIGURE = re.compile(r"(?:^| )[0-9*]+$")

# What stands for figures that cannot be believed.
_UNREAD = " …"

# The longest table of the family has 360 rows, a sheet of TILT140 some 3 000.
_MOST_ROWS = 20_000
_MOST_COLUMNS = 64
_MOST_SHEETS = 200
_LONGEST_TEXT = 1_000


def text_of_workbook(path: str, data: bytes) -> Text:
    """Read a workbook as lines of text, each with its sheet and row.

    Raises:
        UnreadableError: It is no workbook, or none of a report's tables; the message gives the
            place and a remedy.
    """
    check_archive(data)
    lines = _Lines()
    names = []
    for name, rows in _sheets(data):
        names.append(name)
        if len(names) > _MOST_SHEETS:
            raise UnreadableError(_("it has more than {most} sheets").format(most=_MOST_SHEETS))
        _Sheet(name, len(names), lines).read(rows)
    # As a text ends behind its last page.
    lines.add(" ")
    origin = Origin(Form.WORKBOOK, pages=len(names), places=tuple(lines.places))
    return Text(path, tuple(lines.texts), notices=tuple(lines.notices), origin=origin)


def _sheets(data: bytes) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """Give the names and the rows of cells of all sheets."""
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise UnreadableError(
            _('it is an Excel workbook, which needs openpyxl: pip install "tiltak-audit[xlsx]"')
        ) from error
    try:
        with warnings.catch_warnings():
            # What openpyxl warns of (styles, extensions) is nothing that is read here.
            warnings.simplefilter("ignore")
            return _all_rows(load_workbook(io.BytesIO(data), read_only=True, keep_links=False))
    except UnreadableError:
        raise
    # openpyxl raises whatever the XML at hand makes it raise.
    except Exception as error:
        raise UnreadableError(
            _("it is a damaged workbook; open it with Excel and save it anew")
        ) from error


def _all_rows(book: Any) -> list[tuple[str, list[tuple[Any, ...]]]]:  # noqa: ANN401  openpyxl's
    if book.chartsheets:
        raise UnreadableError(_("a sheet is a chart; delete it"))
    return [_rows(sheet) for sheet in book.worksheets]


def _rows(sheet: Any) -> tuple[str, list[tuple[Any, ...]]]:  # noqa: ANN401  a sheet of any kind
    name = str(sheet.title)
    if sheet.sheet_state != "visible":
        raise UnreadableError(_sheet(name, _("it is hidden; show or delete it")))
    # What a sheet says of its own size may be wrong.
    sheet.reset_dimensions()
    rows = []
    for cells in sheet.iter_rows(max_col=_MOST_COLUMNS):
        rows.append(cells)
        if len(rows) > _MOST_ROWS:
            raise UnreadableError(
                _sheet(name, _("it has more than {most} rows").format(most=_MOST_ROWS))
            )
    return name, rows


def _sheet(name: str, said: str) -> str:
    return _("sheet “{name}”: {said}").format(name=name, said=said)


@attrs.define
class _Lines:
    """The lines so far, with their places and what was remarked on."""

    texts: list[str] = attrs.field(factory=list)
    places: list[tuple[int, int]] = attrs.field(factory=list)
    notices: list[Notice] = attrs.field(factory=list)
    place: tuple[int, int] = (1, 1)

    def add(self, *texts: str) -> None:
        """Add lines at the place at hand."""
        self.texts += texts
        self.places += [self.place] * len(texts)

    def remark(self, said: str) -> None:
        """Remark on the line that comes next."""
        facts: dict[str, str | int] = {"kind": "cell", "text": said}
        self.notices.append(Notice(Remark.STRAY, len(self.texts) + 1, placed=False, facts=facts))


@attrs.define
class _Sheet:
    """One sheet: its head of three lines, then months, totals and rows.

    Attributes:
        name: Its name.
        number: Its number, from 1.
        lines: Where lines go.
        head: How many lines of the head were read.
        columns: How many columns the months at hand have; 0 before any.
    """

    name: str
    number: int
    lines: _Lines
    head: int = 0
    columns: int = 0

    def read(self, rows: Sequence[Sequence[Any]]) -> None:
        """Read all rows."""
        for number, cells in enumerate(rows, 1):
            self.lines.place = (self.number, number)
            values = [cell.value for cell in cells]
            if all(value is None for value in values):
                continue
            if self.head < len(_HEAD):
                self._head(number, values)
            elif values[0] is None and isinstance(values[min(1, len(values) - 1)], str):
                self._months(number, values)
            else:
                self._row(number, cells)
        if self.head < len(_HEAD):
            raise UnreadableError(_sheet(self.name, _expected()))

    def _head(self, number: int, values: Sequence[object]) -> None:
        text, *others = values
        alone = isinstance(text, str) and all(value is None for value in others)
        line = _plain(text) if alone else ""
        if not _HEAD[self.head].fullmatch(line):
            raise self._refused(number, _expected())
        self.lines.add(line)
        self.head += 1

    def _months(self, number: int, values: Sequence[object]) -> None:
        words = [_plain(value) if isinstance(value, str) else value for value in values[1:]]
        while words and words[-1] is None:
            words.pop()
        mean = words[:1] == [_MEAN]
        months = words[mean:]
        if not months or not all(month in MONTH_NAMES for month in months):
            said = _("expected “{mean}” and names of months").format(mean=_MEAN)
            raise self._refused(number, said)
        self.columns = len(words)
        named = " ".join(map(str, months))
        self.lines.add("", *(_MEAN_LINES if mean else ()))
        self.lines.add(f"i år {named}" if mean else named)

    def _row(self, number: int, cells: Sequence[Any]) -> None:
        first, *others = cells
        label = _plain(first.value) if isinstance(first.value, str) else ""
        if not self.columns:
            raise self._refused(number, _("figures without a line of months above them"))
        if _NO_LABEL.fullmatch(label) or first.data_type == "f":
            raise self._refused(number, _("expected a label, found “{text}”").format(text=label))
        # Labels join over lines; none joins across a blank one.
        self.lines.add("")
        wrong = self._wrong(first, label, others)
        if wrong:
            self.lines.remark(wrong)
            ended = not label or _ENDS_IN_FIGURE.search(label)
            self.lines.add(f"{label}{_UNREAD}".strip() if ended else label)
            return
        figures = [figure_of(cell) for cell in others[: self.columns]]
        self.lines.add(" ".join([label, *figures]))

    def _wrong(self, first: Any, label: str, others: Sequence[Any]) -> str:  # noqa: ANN401  a cell of any kind
        """Say what keeps a row from being read; nothing where it can be."""
        if not label:
            return _("{place}: no label").format(place=self._cell(first, 1))
        if _ENDS_IN_FIGURE.search(label):
            return _("{place}: a label that ends in a number").format(place=self._cell(first, 1))
        for at in range(max(len(others), self.columns)):
            cell = others[at] if at < len(others) else None
            if at < self.columns and not figure_of(cell):
                return _("{place} holds no whole number and no star: {value}").format(
                    place=self._cell(cell, at + 2), value=shown(cell)
                )
            if at >= self.columns and cell is not None and cell.value is not None:
                return _("{place} stands beside the table: {value}").format(
                    place=self._cell(cell, at + 2), value=shown(cell)
                )
        return ""

    def _cell(self, cell: Any, column: int) -> str:  # noqa: ANN401  a cell of any kind
        name = getattr(cell, "coordinate", "")
        return f"{self.name}!{name or f'{_letter(column)}{self.lines.place[1]}'}"

    def _refused(self, number: int, said: str) -> UnreadableError:
        return UnreadableError(
            _("sheet “{name}”, row {row}: {said}").format(name=self.name, row=number, said=said)
        )


def _expected() -> str:
    return _(
        "expected “Kilde: NAV …”, “<section> Rapport oppdatert: dd.mm.yyyy” and the period, each "
        "alone in the first column, above the tables"
    )


def _letter(column: int) -> str:
    return chr(ord("A") + column - 1) if column <= len("ABCDEFGHIJKLMNOPQRSTUVWXYZ") else "?"


def _plain(text: object) -> str:
    return " ".join(in_grammar(str(text)[:_LONGEST_TEXT])[0].split())

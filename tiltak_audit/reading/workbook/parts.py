"""The sections of one sheet: one, as a rule, or some below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.cube.dimensions import counts_persons
from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _
from tiltak_audit.model.period import MONTH_NAMES
from tiltak_audit.model.remark import Stray
from tiltak_audit.model.unread import Unread
from tiltak_audit.reading.elements import Kind as Line
from tiltak_audit.reading.notes import is_note_of_cell
from tiltak_audit.reading.patterns import period_in, section
from tiltak_audit.reading.workbook.cells import letters_of
from tiltak_audit.reading.workbook.columns import ColumnRemarks
from tiltak_audit.reading.workbook.heads import Head, head_above, title_of_name
from tiltak_audit.reading.workbook.labels import differ_in_a_letter, label_of
from tiltak_audit.reading.workbook.months import is_year, months_at
from tiltak_audit.reading.workbook.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tiltak_audit.reading.workbook.cells import Cell
    from tiltak_audit.reading.workbook.lines import SheetLines
    from tiltak_audit.reading.workbook.seen import SheetRow
    from tiltak_audit.reading.workbook.sheets import Sheet


# So many rows of two labels are no slip.
_LEVELS = 3


@attrs.frozen(eq=False, repr=False)
class Part(Alike):
    """One section of a sheet.

    Attributes:
        sheet: The sheet.
        rows: The rows of the section.
        below: The place of the first line of months among them.
        again: Whether it stands below another section.
    """

    sheet: Sheet
    rows: Sequence[SheetRow]
    below: int
    again: bool = False

    def read(self, common: Head, lines: SheetLines, misspelt: Mapping[str, str]) -> None:
        """Read its head and its tables.

        Raises:
            UnreadableError: Its head says two things.
        """
        name, number = self.sheet.name, self.sheet.number
        lines.place = (number, self.rows[0].number)
        head, others = head_above(name, self.rows[: self.below])
        title = self._title(head)
        shares = not counts_persons(title)
        dates = head.dates or common.dates
        periods = head.periods or common.periods
        period = periods[0] if len(periods) == 1 else ""
        if not shares:
            self._check(others)
        self._check_labels()
        lines.heading(Line.SOURCE, *(head.sources or common.sources)[:1])
        lines.heading(Line.SECTION, section(title, dates[0]) if len(dates) == 1 else title)
        lines.heading(Line.PERIOD, *[period] * bool(period))
        months, year = _said_by(period)
        columns = ColumnRemarks(name, lines, months, shares)
        tables = Tables(name, number, self.rows, lines, columns, misspelt, shares, year)
        # The last text above the first line of months may be the title of the first block.
        if others and tables.is_title(others[-1][1].words, self.below - 1):
            others.pop()
        self._above(others, title, lines, year, counted=not shares)
        tables.read(self.below)
        lines.place = (number, self.rows[self.below].number)
        columns.tell_hidden(self.rows)

    def _title(self, head: Head) -> str:
        """Give the title of the section."""
        named = title_of_name(self.sheet.name)
        title = "".join(head.titles[:1])
        if not head.single:
            raise UnreadableError(_("it has two sections, dates or periods; split it"))
        if self.again and not title:
            raise UnreadableError(_("its sections have no titles; split it"))
        if differ_in_a_letter(title, named):
            raise UnreadableError(
                _("“{text}” is one letter off the sheet's name").format(text=title[:80])
            )
        # Where one of them says that these are shares, they are.
        if title and not self.again and counts_persons(title) and not counts_persons(named):
            return named
        return title or named

    def _check(self, others: Sequence[tuple[int, Cell]]) -> None:
        """Refuse counts below a text that speaks of shares."""
        for row, cell in others:
            if not counts_persons(cell.words) and not is_note_of_cell(cell.printed, goes_on=False):
                said = _("“{text}” says that these are no counts").format(text=cell.words[:80])
                raise UnreadableError(_("row {row}: {said}").format(row=row, said=said))

    def _check_labels(self) -> None:
        """Refuse tables in two levels: which rows their totals are of, no line says."""
        first, found, skipped = 0, [], 0
        for at, row in enumerate(self.rows):
            # The mean's head may stand in a row of its own, above the months.
            if at >= skipped:
                months, taken = months_at(self.rows, at)
                first, skipped = months.first if months else first, at + taken
            left = [cell for cell in row.seen if cell.last < first]
            if len(left) > 1 and all(cell.words for cell in left) and not label_of(left):
                found.append((row.number, left))
        if len(found) >= _LEVELS:
            number, left = found[0]
            said = _("“{one}” and “{other}” are two labels of one row; such tables are not read")
            said = said.format(one=left[0].words[:80], other=left[1].words[:80])
            raise UnreadableError(_("row {row}: {said}").format(row=number, said=said))

    def _above(
        self,
        others: list[tuple[int, Cell]],
        title: str,
        lines: SheetLines,
        year: str,
        *,
        counted: bool,
    ) -> None:
        """Remark on what else stands above the tables, and that could be figures."""
        name, number = self.sheet.name, self.sheet.number
        for at, cell in others:
            known = cell.words in {title, name} or is_year([cell], year)
            if known or is_note_of_cell(cell.printed, goes_on=False):
                continue
            lines.place = (number, at)
            place = f"{name}!{letters_of(cell.column)}{at}"
            said = _("{place} belongs to no table: {value}")
            lines.remark(Stray("row", said.format(place=place, value=cell.shown)))
        for row in self.rows[: self.below]:
            found = [cell for cell in row.cells if cell.could_be_figure and not cell.hidden]
            if found and not row.hidden and not is_year(row.cells, year):
                lines.place = (number, row.number)
                place = f"{name}!{letters_of(found[0].column)}{row.number}"
                said = _("{place}: figures without a line of months above them")
                unread = Unread(1, len(found)) if counted else Unread()
                lines.remark(Stray("row", said.format(place=place)), unread)
        lines.place = (number, self.rows[self.below].number)


def _said_by(period: str) -> tuple[tuple[str, ...], str]:
    """Name the months of a period, and its year where it is of one; nothing where none is known."""
    if not period:
        return (), ""
    first, last = period_in(period)
    names = MONTH_NAMES[first.number - 1 : last.number]
    return names, str(last.year) if first.year == last.year else ""


def parts_of(sheet: Sheet) -> Iterator[Part]:
    """Yield the sections of a sheet; none where it has no line of months."""
    rows = sheet.rows
    start, below, titles = 0, -1, set[str]()
    for at, row in enumerate(rows):
        head = Head()
        for cell in row.seen:
            head.take(cell.words)
        if below >= 0 and set(head.titles) - titles and not row.hidden:
            at_head = _head_of(rows, at, below)
            yield Part(sheet, rows[start:at_head], below - start, bool(start))
            start, below, titles = at_head, -1, set()
        titles |= set(head.titles)
        if below < 0 and not row.hidden and months_at(rows, at)[0]:
            below = at
    if below >= 0:
        yield Part(sheet, rows[start:], below - start, bool(start))


def _head_of(rows: Sequence[SheetRow], at: int, below: int) -> int:
    """Find the first row of the head that a row is of: lines that name a report above it."""
    while at - 1 > below and rows[at - 1].seen:
        head = Head()
        if not all(head.take(cell.words) for cell in rows[at - 1].seen):
            break
        at -= 1
    return at

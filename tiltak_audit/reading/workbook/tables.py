"""The tables of one sheet as elements, with what keeps a row from being read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.dimensions import counts_persons
from tiltak_audit.i18n import _
from tiltak_audit.model.remark import Stray
from tiltak_audit.model.report import TOTAL
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.model.wording import MEAN_LAST, MEAN_LINES, MEAN_WORDS
from tiltak_audit.reading.elements import Kind as Line
from tiltak_audit.reading.elements import is_total
from tiltak_audit.reading.patterns import may_be_heading, section
from tiltak_audit.reading.workbook.cells import Kind, figure_of
from tiltak_audit.reading.workbook.heads import (
    Head,
    expected_head,
    expected_months,
    holds_figures,
    is_fylke,
    months_of,
    names_months,
    title_of_name,
)
from tiltak_audit.reading.workbook.labels import differ_in_a_letter
from tiltak_audit.reading.workbook.sheets import at_row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tiltak_audit.errors import UnreadableError
    from tiltak_audit.reading.workbook.cells import Cell
    from tiltak_audit.reading.workbook.lines import SheetLines
    from tiltak_audit.reading.workbook.sheets import Sheet

_ENDS_IN_FIGURE = re.compile(r"(?:^| )[0-9*]+$")

# What stands below a table and is no row of it.
_SENTENCE = re.compile(r"[*(].*|.*[.:!?)]|.{60,}")

# What stands for figures that cannot be believed.
_UNREAD = " …"

_LONGEST_LABEL = 200


@attrs.define
class Tables:
    """The tables of one sheet, below its head.

    Attributes:
        sheet: The sheet.
        number: Its number, from 1.
        lines: Where lines go.
        misspelt: Labels that are one letter off those of other tables, with these.
        head: What the lines of its head say.
        words: The line of months at hand.
        first: The column of its first word.
        fresh: Whether the last line was one of months.
        fylke: A fylke's name alone in a row, for the total that comes next.
        shares: Whether the section holds shares, which are no counts.
    """

    sheet: Sheet
    number: int
    lines: SheetLines
    misspelt: Mapping[str, str] = attrs.field(factory=dict)
    head: Head = attrs.field(factory=Head)
    words: tuple[str, ...] = ()
    first: int = 0
    fresh: bool = False
    fylke: str = ""
    shares: bool = False

    def read(self, common: Head) -> None:
        """Read all rows."""
        rows = self.sheet.rows
        below = next(at for at, (_row, cells) in enumerate(rows) if months_of(cells))
        self._head(below, common)
        for at in range(below, len(rows)):
            row, cells = rows[at]
            self.lines.place = (self.number, row)
            words = months_of(cells)
            if words:
                self._months(words, cells[0].column)
            elif names_months(cells):
                raise self._refused(row, expected_months())
            elif not self._alone(at):
                self._row(row, cells, self._unread(at))

    def _head(self, below: int, common: Head) -> None:
        """Print the head; what the sheet does not say, the others may say with one voice."""
        place = self.lines.place = (self.number, self.sheet.rows[0][0])
        others = []
        for row, cells in self.sheet.rows[:below]:
            if names_months(cells):
                raise self._refused(row, expected_months())
            if holds_figures(cells):
                raise self._refused(row, _("figures without a line of months above them"))
            if len(cells) > 1:
                raise self._refused(row, expected_head())
            if not self.head.take(cells[0].words):
                others.append((row, cells[0]))
        if not self.head.single:
            raise self._refused(place[1], _("it has two sections, dates or periods; split it"))
        title = "".join(self.head.titles) or title_of_name(self.sheet.name)
        if differ_in_a_letter(title, title_of_name(self.sheet.name)):
            raise self._refused(
                place[1], _("“{text}” is one letter off the sheet's name").format(text=title[:80])
            )
        self.shares = not counts_persons(title)
        dates = self.head.dates or common.dates
        if len(dates) != 1:
            raise self._refused(
                place[1], _("no “Rapport oppdatert: dd.mm.yyyy”; write it above the tables")
            )
        self.lines.heading(Line.SOURCE, *(self.head.sources or common.sources)[:1])
        self.lines.heading(Line.SECTION, section(title, dates[0]))
        periods = self.head.periods or common.periods
        self.lines.heading(Line.PERIOD, *(periods if len(periods) == 1 else ()))
        self._above(others, title)

    def _above(self, others: list[tuple[int, Cell]], title: str) -> None:
        """Look at what else stands above the tables: a fylke's name, the title, sentences."""
        last = self.sheet.rows[0][0]
        for row, cell in others:
            last = row
            self.lines.place = (self.number, row)
            if cell is others[-1][1] and is_fylke(cell.words):
                self.fylke = cell.words
            elif not self.shares and not counts_persons(cell.words):
                raise self._refused(
                    row, _("“{text}” says that these are no counts").format(text=cell.words[:80])
                )
            elif cell.words not in {title, self.sheet.name}:
                place = self._place(cell.column)
                said = _("{place} belongs to no table: {value}")
                self.lines.remark(Stray("row", said.format(place=place, value=cell.shown)))
        self.lines.place = (self.number, last)

    def _months(self, words: tuple[str, ...], first: int) -> None:
        if first == 1:
            raise self._refused(self.lines.place[1], expected_months())
        self.words, self.first, self.fresh = words, first, True
        mean = words[0] == MEAN_WORDS
        named = " ".join(words[mean:])
        self.lines.add("")
        self.lines.heading(Line.HEADER, *(MEAN_LINES if mean else ()))
        self.lines.heading(Line.MONTHS, f"{MEAN_LAST} {named}" if mean else named)

    def _alone(self, at: int) -> bool:
        """Take a row of one text that is no row of a table: a foot, or a fylke above its total."""
        row, cells = self.sheet.rows[at]
        if len(cells) > 1 or cells[0].column >= self.first:
            return False
        words = cells[0].words
        head = Head()
        if head.take(words):
            # The same again, as at the foot of a page.
            if set(head.titles + head.dates) - set(self.head.titles + self.head.dates):
                raise self._refused(row, _("a second section on one sheet; split it"))
            return True
        if not is_fylke(words):
            return False
        after = self.sheet.rows[at + 1 :]
        follows = next((below for _row, below in after if not months_of(below)), None)
        label = follows[0].words if follows else ""
        if label in {TOTAL, f"{TOTAL} {words}"}:
            self.fylke = words
            return True
        if follows and len(follows) > 1 and not label.startswith(TOTAL):
            raise self._refused(
                row, _("“{text}” stands alone, and no “I alt” below it").format(text=words[:80])
            )
        return False

    def _unread(self, at: int) -> Unread:
        """Count what is lost with a row that is not read.

        A label without figures is a row, and not a sentence or the head of what comes next,
        where it goes on a table.
        """
        row, cells = self.sheet.rows[at]
        figures = sum(cell.column >= self.first for cell in cells)
        if figures:
            return Unread(1, figures)
        before, above = self.sheet.rows[at - 1]
        after, below = (self.sheet.rows[at + 1 :] or [(0, ())])[0]
        heads = after == row + 1 and (months_of(below) or below[0].words.startswith(TOTAL))
        goes_on = before == row - 1 and len(above) > 1 and not heads
        sentence = _SENTENCE.fullmatch(cells[0].words)
        return Unread(1) if goes_on and not sentence else ALL_READ

    def _row(self, row: int, cells: tuple[Cell, ...], unread: Unread) -> None:
        left = [cell for cell in cells if cell.column < self.first]
        label = left[0].words if left else ""
        if may_be_heading(label) or (left and left[0].kind is Kind.OTHER):
            raise self._refused(
                row, _("expected a label, found “{text}”").format(text=label[:80] or left[0].shown)
            )
        if is_total(label) and not self.fresh:
            self._months(self.words, self.first)
        if label == TOTAL and self.fylke:
            label = f"{TOTAL} {self.fylke}"
        self.fresh, self.fylke = False, ""
        self.lines.add("")
        figures = {cell.column: cell for cell in cells if cell.column >= self.first}
        wrong = self._wrong_label(left, label) or self._wrong_figure(figures)
        if wrong:
            self.lines.remark(wrong, unread)
            ended = not label or len(left) > 1 or _ENDS_IN_FIGURE.search(label)
            piece = self.lines.piece(f"{label}{_UNREAD}".strip() if ended else label)
            self.lines.label(
                attrs.evolve(piece, text=label or piece.text), row=bool(unread), told=True
            )
            return
        texts = [self._figure(figures.get(self.first + at)) for at in range(len(self.words))]
        self.lines.read += 1
        self.lines.row(label, " ".join(texts))

    def _figure(self, cell: Cell | None) -> str:
        """Give a figure; a share as it is, since its section is named and not audited."""
        if self.shares and cell and cell.kind is Kind.NUMBER:
            return figure_of(cell) or cell.text[:24].replace(".", ",")
        return figure_of(cell)

    def _wrong_label(self, left: list[Cell], label: str) -> Stray | None:
        """Say what keeps a row's label from being read, if anything does."""
        place = self._place(left[0].column if left else self.first - 1)
        if len(left) > 1:
            place = self._place(left[1].column)
            return Stray("row", _("{place}: a second label").format(place=place))
        if not label or len(label) > _LONGEST_LABEL:
            return Stray("row", _("{place}: no label").format(place=place))
        if left[0].words in self.misspelt:
            meant = self.misspelt[left[0].words]
            said = _("{place}: “{text}” is one letter off “{meant}” of other tables")
            return Stray("row", said.format(place=place, text=left[0].words, meant=meant))
        return None

    def _wrong_figure(self, figures: dict[int, Cell]) -> Stray | None:
        """Say which cell keeps a row's figures from being read, if one does."""
        for column in range(self.first, self.first + len(self.words)):
            cell = figures.get(column)
            if not self._figure(cell):
                place, value = self._place(column), cell.shown if cell else "–"
                said = _("{place} holds no whole number and no star: {value}")
                return Stray("cell", said.format(place=place, value=value))
        beside = [cell for at, cell in figures.items() if at >= self.first + len(self.words)]
        if beside:
            place, value = self._place(beside[0].column), beside[0].shown
            said = _("{place} stands beside the table: {value}")
            return Stray("row", said.format(place=place, value=value))
        return None

    def _place(self, column: int) -> str:
        return f"{self.sheet.name}!{_letters(column)}{self.lines.place[1]}"

    def _refused(self, row: int, said: str) -> UnreadableError:
        return at_row(self.sheet, row, said)


def _letters(column: int) -> str:
    said = ""
    while column:
        column, at = divmod(column - 1, 26)
        said = chr(ord("A") + at) + said
    return said

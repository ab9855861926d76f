"""The tables of one sheet as elements, with what keeps a row from being read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.i18n import _
from tiltak_audit.model.remark import Stray
from tiltak_audit.model.report import TOTAL
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.model.wording import MEAN_LAST, MEAN_LINES
from tiltak_audit.reading.elements import Kind as Line
from tiltak_audit.reading.elements import is_total
from tiltak_audit.reading.notes import is_note_of_cell, says_more
from tiltak_audit.reading.patterns import may_be_heading
from tiltak_audit.reading.workbook.cells import Kind, figure_of, letters_of, share_of
from tiltak_audit.reading.workbook.heads import Head, expected_months, is_fylke
from tiltak_audit.reading.workbook.labels import label_of
from tiltak_audit.reading.workbook.months import Months, is_month, is_year, months_at, months_of
from tiltak_audit.reading.workbook.survey import Survey, below, survey

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tiltak_audit.reading.workbook.cells import Cell
    from tiltak_audit.reading.workbook.columns import ColumnRemarks
    from tiltak_audit.reading.workbook.lines import SheetLines
    from tiltak_audit.reading.workbook.seen import SheetRow

_ENDS_IN_FIGURE = re.compile(r"(?:^| )(?:[0-9*]+|:)$")

# What stands for figures that cannot be believed.
_UNREAD = " …"

_LONGEST_LABEL = 200


@attrs.define(repr=False)
class Tables:
    """The tables of one section of a sheet, below its head.

    Attributes:
        name: The sheet's name.
        number: Its number, from 1.
        rows: The rows of the section, its head among them.
        lines: Where lines go.
        columns: What is remarked on columns.
        misspelt: Labels that are one letter off those of other tables, with these.
        shares: Whether the section holds shares, which are no counts.
        year: The year of its period; empty where it is not known.
        months: The line of months at hand; none where it cannot be read.
        survey: What can be read below it.
        why: Why the rows at hand cannot be read; empty where they can.
        fresh: Whether the last line was one of months.
        fylke: A fylke's name alone in a row, for the total that comes next.
    """

    name: str
    number: int
    rows: Sequence[SheetRow]
    lines: SheetLines
    columns: ColumnRemarks
    misspelt: Mapping[str, str]
    shares: bool = False
    year: str = ""
    months: Months | None = None
    survey: Survey | None = None
    why: str = ""
    fresh: bool = False
    fylke: str = ""
    _told: str = ""

    def read(self, at: int) -> None:
        """Read the rows from the first line of months on."""
        while at < len(self.rows):
            row = self.rows[at]
            self.lines.place = (self.number, row.number)
            months, taken = months_at(self.rows, at)
            if months:
                self._line_of_months(months, at, taken)
            elif any(is_month(cell) for cell in row.cells) and not self._has_figures(row):
                self._stop(expected_months())
            elif not self._alone(at):
                self._row(row, self._unread(at))
            at += taken

    def _has_figures(self, row: SheetRow) -> bool:
        return any(self._figure(cell) for cell in row.seen)

    def _stop(self, why: str) -> None:
        """Leave the rows below unread, as far as the next line of months."""
        said = _("row {row}: {said}").format(row=self.lines.place[1], said=why)
        self.why = f"{self.name}, {said}"
        self.months = self.survey = None

    def _line_of_months(self, months: Months, at: int, taken: int) -> None:
        if self.rows[at].hidden:
            if not self.months or months.columns != self.months.columns:
                self._stop(_("it is hidden; show or delete it"))
            return
        self.months, self.why = months, ""
        found = below(self.rows, at + taken)
        self.survey = survey(months, found, self._figure, dated=bool(self.columns.months))
        self.columns.tell(self.survey)
        self._heading()
        left = label_of([cell for cell in self.rows[at].seen if cell.last < months.first])
        self.fylke = left if is_fylke(left) else self.fylke

    def _heading(self) -> None:
        """Print the line of months."""
        assert self.survey
        months = self.survey.months
        self.fresh = True
        named = " ".join(months.words)
        self.lines.add("")
        self.lines.heading(Line.HEADER, *(MEAN_LINES if months.mean else ()))
        named = f"{MEAN_LAST} {named}" if months.mean else named
        self.lines.heading(Line.MONTHS, named, whole=not self.survey.told)

    def _alone(self, at: int) -> bool:
        """Take a row of one text that is no row of a table: a foot, or the title of a block."""
        row = self.rows[at]
        cells = row.seen or row.cells
        if is_year(cells, self.year) and months_at(self.rows, min(at + 1, len(self.rows) - 1))[0]:
            return True
        if len(cells) > 1 or cells[0].kind is not Kind.TEXT:
            return False
        words = cells[0].words
        if Head().take(words):
            return True
        goes_on = at and self.rows[at - 1].number == row.number - 1
        return is_note_of_cell(cells[0].printed, goes_on=bool(goes_on)) or self.is_title(words, at)

    def is_title(self, words: str, at: int) -> bool:
        """Tell whether a text is the title of the block below it, and keep a fylke's name."""
        months, follows = None, None
        for number, row in enumerate(self.rows[at + 1 :], at + 1):
            found, _taken = months_at(self.rows, number)
            months = months or found
            if not found and not all(is_month(cell) for cell in row.cells):
                follows = row
                break
        first = one.first if (one := months or self.months) else 2
        label = label_of([cell for cell in follows.seen if cell.last < first] if follows else [])
        if label.casefold() == f"{TOTAL} {words}".casefold():
            return True
        if not is_fylke(words):
            return False
        if label == TOTAL:
            self.fylke = words
            return True
        if follows and len(follows.cells) > 1 and not label.startswith(TOTAL):
            said = _("“{text}” stands alone, and no “I alt” below it").format(text=words[:80])
            self.why = f"{self.name}, " + _("row {row}: {said}").format(
                row=self.lines.place[1], said=said
            )
            return True
        return False

    def _unread(self, at: int) -> Unread:
        """Count what is lost with a row that is not read.

        A label without figures is a row, and not a sentence or the head of what comes next,
        where it goes on a table.
        """
        row = self.rows[at]
        first = self.months.first if self.months else 2
        figures = sum(cell.last >= first and not cell.hidden for cell in row.cells)
        if figures:
            return Unread(1, figures)
        above = self.rows[at - 1]
        after = self.rows[at + 1] if at + 1 < len(self.rows) else None
        heads = (
            after is not None
            and after.number == row.number + 1
            and (months_of(after.cells) or after.cells[0].words.startswith(TOTAL))
        )
        goes_on = above.number == row.number - 1 and len(above.cells) > 1 and not heads
        sentence = says_more(row.cells[0].words)
        return Unread(1) if goes_on and not sentence else ALL_READ

    def _row(self, row: SheetRow, unread: Unread) -> None:
        cells = row.cells if row.hidden else row.seen
        if not cells:
            return
        first = self.months.first if self.months else 2
        told = self.survey.told if self.survey else ()
        left = [
            cell for cell in cells if cell.last < first and not any(one.holds(cell) for one in told)
        ]
        label = label_of(left)
        if is_total(label):
            if self.months:
                self.why = ""
            if self.survey and not self.fresh:
                self._heading()
        if label == TOTAL and self.fylke:
            label = f"{TOTAL} {self.fylke}"
        self.fresh, self.fylke = False, ""
        self.lines.add("")
        wrong = self._wrong(row, left, label)
        if wrong:
            self._leave(wrong, left, label, unread)
            return
        assert self.survey
        figures = [
            self._figure(next(cell for cell in cells if one.holds(cell)))
            for one in self.survey.months.columns
        ]
        self.lines.read += 1
        self.lines.row(label, " ".join(figures), whole=True)

    def _leave(self, wrong: Stray, left: Sequence[Cell], label: str, unread: Unread) -> None:
        """Leave a row unread; rows of one reason are told once."""
        if wrong.kind == "rows" and wrong.text == self._told:
            self.lines.more(unread)
        else:
            self.lines.remark(wrong, unread)
        self._told = wrong.text if wrong.kind == "rows" else ""
        ended = not label or len(left) > 1 or _ENDS_IN_FIGURE.search(label)
        piece = self.lines.piece(f"{label}{_UNREAD}".strip() if ended else label)
        piece = piece._replace(text=label or piece.text)
        self.lines.label(piece, row=bool(unread), told=True, whole=wrong.kind == "cell")

    def _figure(self, cell: Cell | None) -> str:
        """Give a figure; a share as it is shown, since its section is named and not audited."""
        return share_of(cell) if self.shares else figure_of(cell)

    def _wrong(self, row: SheetRow, left: Sequence[Cell], label: str) -> Stray | None:
        """Say what keeps a row from being read, if anything does."""
        if self.why:
            return Stray("rows", self.why)
        if row.hidden:
            said = _("{place} is hidden").format(place=f"{self.name}!{row.number}:{row.number}")
            return Stray("covered", said)
        return self._wrong_label(left, label) or self._wrong_figure(row)

    def _wrong_label(self, left: Sequence[Cell], label: str) -> Stray | None:
        """Say what keeps a row's label from being read, if anything does."""
        odd = next((cell for cell in left if cell.kind in {Kind.OTHER, Kind.FORMULA}), None)
        if (odd and not label) or may_be_heading(label):
            place = self._place((odd or left[0]).column)
            text = odd.shown if odd else label[:80]
            said = _("{place}: expected a label, found “{text}”")
            return Stray("row", said.format(place=place, text=text))
        if len(left) > 1 and not label:
            place = self._place(left[1].column)
            return Stray("row", _("{place}: a second label").format(place=place))
        if not label or len(label) > _LONGEST_LABEL:
            first = self.months.first if self.months else 2
            place = self._place(left[0].column if left else first - 1)
            return Stray("row", _("{place}: no label").format(place=place))
        if label in self.misspelt:
            place, meant = self._place(left[0].column), self.misspelt[label]
            said = _("{place}: “{text}” is one letter off “{meant}” of other tables")
            return Stray("row", said.format(place=place, text=label, meant=meant))
        return None

    def _wrong_figure(self, row: SheetRow) -> Stray | None:
        """Say which cell keeps a row's figures from being read, if one does."""
        assert self.survey
        assert self.months
        columns = self.survey.months.columns
        right = [cell for cell in row.seen if cell.last >= self.months.first]
        for one in columns:
            cells = [cell for cell in right if one.holds(cell)]
            cell = cells[0] if cells else None
            bad = next((each for each in cells if not self._figure(each)), None)
            if len(cells) != 1 or bad:
                bad = bad or (cells[1] if len(cells) > 1 else None)
                place = self._place(bad.column if bad else one.first)
                said = _("{place} holds no whole number and no star: {value}")
                return Stray("cell", said.format(place=place, value=bad.shown if bad else "–"))
            if cell and sum(other.holds(cell) for other in columns) > 1:
                said = _("{place} is merged over two months").format(place=self._place(cell.column))
                return Stray("cell", said)
        known = (*columns, *self.survey.told)
        beside = [cell for cell in right if not any(one.holds(cell) for one in known)]
        if beside:
            place, value = self._place(beside[0].column), beside[0].shown
            said = _("{place} stands beside the table: {value}")
            return Stray("row", said.format(place=place, value=value))
        return None

    def _place(self, column: int) -> str:
        return f"{self.name}!{letters_of(column)}{self.lines.place[1]}"

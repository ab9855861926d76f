"""An Excel workbook to elements: every sheet, row and cell that can be read with certainty.

Every row of a sheet becomes elements of its own. What cannot be read is left without figures and
remarked on with its place; the workbook is refused where nothing is left.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.errors import NoReportError, UnreadableError
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.notice import Notice
from tiltak_audit.model.origin import Form, Origin
from tiltak_audit.model.remark import Mended, NotAudited, Stray
from tiltak_audit.model.unread import Unread
from tiltak_audit.model.wording import LAST_LINE
from tiltak_audit.reading.elements import Document
from tiltak_audit.reading.workbook.cells import Kind
from tiltak_audit.reading.workbook.heads import (
    Head,
    expected_head,
    expected_months,
    head_above,
    head_of_all,
)
from tiltak_audit.reading.workbook.labels import misspelt
from tiltak_audit.reading.workbook.lines import SheetLines
from tiltak_audit.reading.workbook.months import is_month
from tiltak_audit.reading.workbook.parts import Part, parts_of
from tiltak_audit.reading.workbook.sheets import of_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.model.remark import Remark
    from tiltak_audit.reading.workbook.seen import SheetRow
    from tiltak_audit.reading.workbook.sheets import Sheet

# So many reasons for which a workbook is refused are named.
_NAMED = 12


def read_workbook(path: str, sheets: Sequence[Sheet]) -> Document:
    """Read a workbook; the places of its lines are sheets and their rows.

    Raises:
        UnreadableError: Nothing of it can be read; the message gives all places and reasons.
        NoReportError: No row of it looks like one of a report.
    """
    book = _Book([_Plan(sheet, list(parts_of(sheet))) for sheet in sheets])
    book.read()
    lines = book.lines
    if not lines.read:
        kind = UnreadableError if lines.strays else NoReportError
        raise kind(_nothing(sheets, lines))
    # As a text ends behind its last page.
    lines.place = (len(sheets), 1)
    lines.add(LAST_LINE)
    origin = Origin(Form.WORKBOOK, pages=len(sheets), places=tuple(lines.places))
    notices = tuple(lines.notices)
    elements = tuple(lines.elements)
    return Document(path, tuple(lines.texts), elements, notices=notices, origin=origin)


@attrs.frozen(eq=False, repr=False)
class _Plan(Alike):
    """A sheet with its sections."""

    sheet: Sheet
    parts: Sequence[Part]

    @property
    def above(self) -> Sequence[SheetRow]:
        """List the rows above its tables; all, where it has none."""
        return self.parts[0].rows[: self.parts[0].below] if self.parts else self.sheet.rows

    @cached_property
    def head(self) -> Head:
        """Give what it says above its tables."""
        return head_above(self.sheet.name, self.above)[0]

    @cached_property
    def figures(self) -> Unread:
        """Count the rows and cells that could be figures."""
        counted = [sum(cell.could_be_figure for cell in row.cells) for row in self.sheet.rows]
        return Unread(sum(map(bool, counted)), sum(counted))

    @cached_property
    def worked_out(self) -> bool:
        """Tell whether it holds formulas."""
        rows = self.sheet.rows
        return any(cell.kind is Kind.FORMULA for row in rows for cell in row.cells)


@attrs.define(repr=False)
class _Book:
    plans: list[_Plan]
    lines: SheetLines = attrs.field(factory=SheetLines)
    aside: list[tuple[Sheet, Remark, Unread]] = attrs.field(factory=list)

    def read(self) -> None:
        """Read all sheets; remarks on those that are left out come last."""
        ours = [plan for plan in self.plans if not self._left_out(plan)]
        common = head_of_all((one.sheet.name, one.above) for one in ours)
        odd = misspelt(one.sheet.rows for one in ours)
        for plan in ours:
            self._sheet(plan, common, odd)
        rows = (row for one in ours for row in one.sheet.rows)
        marks = sum(cell.words != cell.printed for row in rows for cell in row.seen)
        if marks:
            self.lines.notices.append(Notice(Mended(marks=marks), 0, placed=False))
        for sheet, remark, unread in self.aside:
            self.lines.place = (sheet.number, 1)
            self.lines.remark(remark, unread)
            self.lines.add("")

    def _left_out(self, plan: _Plan) -> bool:
        """Tell whether a sheet is none to read, and say so unless it holds sentences only."""
        sheet = plan.sheet
        if sheet.chart:
            self._foreign(sheet, _("it is a chart or a macro"))
        elif not plan.figures:
            return not plan.parts and sheet.hidden
        elif self._is_foreign(plan):
            self._foreign(sheet, _("its figures are worked out, and it has no head of a report"))
        elif sheet.hidden:
            self._unread(plan, _("it is hidden; show or delete it"))
        elif sheet.fault:
            self._unread(plan, sheet.fault)
        else:
            return False
        return True

    def _is_foreign(self, plan: _Plan) -> bool:
        """Tell whether a sheet was added to the report: formulas, and no head, as others have."""
        if plan.head.own or not plan.worked_out:
            return False
        others = [one for one in self.plans if one.parts and not one.worked_out]
        return bool(others) and all(one.head.own for one in others)

    def _foreign(self, sheet: Sheet, said: str) -> None:
        self.aside.append((sheet, NotAudited(said=of_sheet(sheet.name, said)), Unread()))

    def _unread(self, plan: _Plan, said: str) -> None:
        text = of_sheet(plan.sheet.name, said)
        self.aside.append((plan.sheet, Stray("sheet", text), plan.figures))

    def _sheet(self, plan: _Plan, common: Head, odd: dict[str, str]) -> None:
        if not plan.parts:
            self._without_months(plan)
            return
        mark = self.lines.mark
        try:
            for part in plan.parts:
                part.read(common, self.lines, odd)
        except UnreadableError as error:
            self.lines.back(mark)
            self._unread(plan, str(error))

    def _without_months(self, plan: _Plan) -> None:
        """Leave a sheet that has no line of months and holds anything but sentences."""
        rows = [row for row in plan.sheet.rows if not row.hidden]
        found = next((row for row in rows if any(cell.could_be_figure for cell in row.seen)), None)
        if found is None:
            return
        said = _("figures without a line of months above them")
        named = next((row for row in rows if any(map(is_month, row.seen))), None)
        if named:
            found, said = named, expected_months()
        self._unread(plan, _("row {row}: {said}").format(row=found.number, said=said))


def _nothing(sheets: Sequence[Sheet], lines: SheetLines) -> str:
    """Say that nothing of a workbook was read, and all that keeps it from it."""
    found = list(dict.fromkeys(one.text for one in lines.strays))
    if not found:
        return of_sheet(sheets[0].name, expected_head())
    reasons = "; ".join(found[:_NAMED])
    more = len(found) - _NAMED
    reasons += _(" and {more} more").format(more=more) if more > 0 else ""
    rows = lines.unread.rows
    return ngettext(
        "its only row of figures cannot be read: {reasons}",
        "none of its {n} rows of figures can be read: {reasons}",
        rows,
    ).format(n=rows, reasons=reasons)

"""Observations of printed tables, as the export writes them, back to these tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.figure import SUPPRESSED, Star, Unit
from tiltak_audit.model.period import MEAN, Columns
from tiltak_audit.model.remark import Stray, Twice
from tiltak_audit.model.report import TOTAL, Lost, Row, Section, Table
from tiltak_audit.model.unread import Unread
from tiltak_audit.tidy.lines import TidyLines, row_of
from tiltak_audit.tidy.months import month_of
from tiltak_audit.tidy.observation import figure_of
from tiltak_audit.tidy.roles import roles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.figure import Figure, Share
    from tiltak_audit.model.tidy import Tidy
    from tiltak_audit.tidy.raw import RawTable, Record
    from tiltak_audit.tidy.roles import Roles

    Place = tuple[int, int]

_UNITS = {unit.value: unit for unit in Unit}


@attrs.define(eq=False, repr=False)
class _Row:
    """The figures of a row by period, and where they stand again."""

    label: str
    code: str
    place: Place
    figures: dict[str, Figure | Share] = attrs.field(factory=dict)
    again: list[tuple[Place, bool]] = attrs.field(factory=list)
    unread: dict[str, str] = attrs.field(factory=dict)


@attrs.define(eq=False, repr=False)
class _Draft:
    """The rows of a table by code and label."""

    rows: dict[tuple[str, str], _Row] = attrs.field(factory=dict)

    def columns(self) -> Columns:
        """Give the columns: of all rows, the mean before the months in order."""
        periods = {period for row in self.rows.values() for period in row.figures | row.unread}
        months = sorted(month for one in periods for month in [month_of(one)] if month)
        return Columns(tuple(months), mean=MEAN in periods)


@attrs.define(eq=False, repr=False)
class Printed:
    """The printed tables of a report so far.

    Attributes:
        tidy: How their columns are described.
        star: What stands for a suppressed count.
        lines: The lines of their rows.
        sections: The tables of each section and unit by label.
        reports: The reports and editions that are named.
        doubts: The lines of records of which no table is told.
    """

    tidy: Tidy
    star: Star = SUPPRESSED
    lines: TidyLines = attrs.field(factory=TidyLines)
    sections: dict[tuple[str, Unit], dict[str, _Draft]] = attrs.field(factory=dict)
    reports: dict[tuple[str, str], None] = attrs.field(factory=dict)
    doubts: list[int] = attrs.field(factory=list)

    def read(self, table: RawTable) -> None:
        """Take the figures of a table."""
        roles = roles_of(table, self.tidy)
        if roles.missing:
            line = self.lines.leave(table, roles.missing)
            self.doubts += [line] if line else []
            return
        for record in table.records:
            self._take(roles, record, (table.page, record.line))

    def _take(self, roles: Roles, record: Record, place: Place) -> None:
        text = {
            part: next((record.fields[at].text for at in columns), "")
            for part, columns in roles.parts.items()
        } | self.tidy.constant
        for part in ("table", "row"):
            text[part] = self.tidy.labels.get(text[part], text[part])
        field = record.fields[roles.counts[0][0]]
        if field.text and field.text in self.tidy.absent:
            return
        period = text["period"] if text["period"] == MEAN else str(month_of(text["period"]) or "")
        reason = record.reason
        if not reason and not period:
            reason = _("neither a month nor “mean”: “{said}”").format(said=text["period"])
        if not reason and not (text["section"] and text["row"]):
            reason = _("no section or no row")
        if reason:
            line = self.lines.add(place, record.said)
            self.lines.remark(Stray("row", reason), line, "", Unread(1, 1))
            self.doubts.append(line)
            return
        self.reports[text["report"], text["edition"]] = None
        unit = _UNITS.get(text["unit"], Unit.PERSONS)
        drafts = self.sections.setdefault((text["section"], unit), {})
        draft = drafts.setdefault(text["table"], _Draft())
        key = (text["code"], text["row"])
        row = draft.rows.setdefault(key, _Row(text["row"], text["code"], place))
        figure: Figure | Share | None = figure_of(field, self.tidy, self.star)
        if unit is not Unit.PERSONS and not isinstance(figure, Star):
            figure = field.share
        if figure is None:
            row.unread[period] = field.shown
        elif period in row.figures:
            row.again.append((place, row.figures[period] == figure))
        else:
            row.figures[period] = figure

    def built(self) -> Iterator[Section]:
        """Yield the sections of each unit."""
        for (title, unit), drafts in self.sections.items():
            tables = (self._table(title, label, draft, unit) for label, draft in drafts.items())
            yield Section(title, tuple(tables), tuple(self.doubts), unit)

    def _table(self, section: str, label: str, draft: _Draft, unit: Unit) -> Table:
        columns = draft.columns()
        doubts = list(self.doubts)
        rows: list[Row] = []
        for one in draft.rows.values():
            known = f"{one.code} {one.label}".strip()
            figures = [one.figures[at] for at in columns.periods if at in one.figures]
            line, start = self.lines.row(one.place, (section, label, known), figures)
            # A mean of no month says nothing.
            if len(figures) < len(columns) or not columns.months:
                self._lacking(one, columns, line, section, label)
                doubts.append(line)
                continue
            rows.append(row_of((one.label, one.code), line, start, figures, unit))
            if one.again:
                place = one.again[0][0]
                again = self.lines.add(place, self.lines.texts[line - 1])
                alike = all(same for _place, same in one.again)
                twice = Twice("same" if alike else "other", line)
                self.lines.remark(twice, again, section, table=label, row=one.label)
        total = next((row for row in rows if row.label == TOTAL and not row.code), None)
        return Table(
            section,
            label,
            columns,
            total or Lost(next((row.line for row in rows), 1)),
            (),
            tuple(row for row in rows if row is not total),
            tuple(doubts),
        )

    def _lacking(self, row: _Row, columns: Columns, line: int, section: str, label: str) -> None:
        """Leave a row that lacks a figure of its table."""
        missing = [period for period in columns.periods if period not in row.figures]
        missing = missing or [_("any month")]
        said = ngettext("no figure for {periods}", "no figures for {periods}", len(missing)).format(
            periods=", ".join(
                f"{one} ({row.unread[one]})" if one in row.unread else one for one in missing
            )
        )
        unread = Unread(1, len(columns))
        self.lines.remark(Stray("cell", said), line, section, unread, table=label, row=row.label)

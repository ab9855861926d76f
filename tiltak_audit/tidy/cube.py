"""Observations to tables: one for all regions of a level in the same categories and month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.i18n import _
from tiltak_audit.model.period import Columns, Month
from tiltak_audit.model.remark import OddLabel, Stray, Twice
from tiltak_audit.model.report import Row, Section, Table
from tiltak_audit.model.unread import Unread
from tiltak_audit.tidy.lines import TidyLines, row_of
from tiltak_audit.tidy.observation import Left, Observer
from tiltak_audit.tidy.roles import roles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.family import Family
    from tiltak_audit.model.figure import Unit
    from tiltak_audit.model.point import Point
    from tiltak_audit.model.tidy import Tidy
    from tiltak_audit.tidy.observation import Observation
    from tiltak_audit.tidy.raw import RawTable

# Between the categories of a table.
_BETWEEN = " · "


@attrs.define(eq=False, repr=False)
class _Draft:
    rows: dict[str, Row] = attrs.field(factory=dict)
    doubts: list[int] = attrs.field(factory=list)


@attrs.define(eq=False, repr=False)
class Cube:
    """The tables of a report so far.

    Attributes:
        family: Of the report.
        tidy: How it describes them.
        lines: The lines of their rows.
        sections: The tables of each section and unit, by what they are of.
        doubts: By section, the lines that may be an observation of any of its tables.
        strange: By section, the codes of regions that no register holds.
    """

    family: Family
    tidy: Tidy
    lines: TidyLines = attrs.field(factory=TidyLines)
    sections: dict[tuple[str, Unit], dict[tuple[Point, Month], _Draft]] = attrs.field(factory=dict)
    doubts: dict[str, list[int]] = attrs.field(factory=dict)
    strange: set[tuple[str, str]] = attrs.field(factory=set)

    def read(self, table: RawTable) -> None:
        """Take the observations of a table; what is none is remarked on."""
        roles = roles_of(table, self.tidy)
        if roles.missing:
            line = self.lines.leave(table, roles.missing)
            self.doubts.setdefault(table.name, []).extend([line] if line else [])
            return
        for at in roles.unknown:
            self._leave_column(table, at)
        observer = Observer(table, self.family, self.tidy, roles, self.family.star.figure)
        for record in table.records:
            seen = observer.observe(record)
            place = (table.page, record.line)
            if isinstance(seen, Left):
                line = self.lines.add(place, record.said)
                unread = Unread(1, seen.figures)
                self.lines.remark(Stray("row", seen.reason), line, table.name, unread)
                self.doubts.setdefault(table.name, []).append(line)
            else:
                for one in seen or ():
                    self._take(table.name, place, one)

    def _leave_column(self, table: RawTable, at: int) -> None:
        line = self.lines.add((table.page, table.line), "\t".join(table.heads))
        fields = table.column(at)
        column, head = table.columns[at], table.heads[at]
        reason = _("column {column}, “{head}”, is not known").format(column=column, head=head)
        self.lines.remark(Stray("row", reason), line, table.name, Unread(len(fields), len(fields)))

    def _take(self, title: str, place: tuple[int, int], one: Observation) -> None:
        drafts = self.sections.setdefault((title, one.unit), {})
        draft = drafts.setdefault((one.point, one.month), _Draft())
        label, region, figure = label_of(one.point), one.region, one.figure
        words = (label, f"{region.code} {region.label}".strip(), str(one.month))
        line, start = self.lines.row(place, words, (figure,) if figure else ())
        # Its figures are read; whose they are is told once, whatever the number of its rows.
        if not region.known and (title, region.code) not in self.strange:
            self.strange.add((title, region.code))
            self.lines.remark(OddLabel("unknown-code", words[1]), line, title)
        first = draft.rows.get(region.key)
        if figure is None:
            draft.doubts.append(line)
            remark = Stray("cell", one.reason)
            self.lines.remark(remark, line, title, Unread(1, 1), table=label, row=region.label)
        elif first:
            twice = Twice("same" if first.printed == (figure,) else "other", first.line)
            self.lines.remark(twice, line, title, table=label, row=region.label)
        else:
            draft.rows[region.key] = row_of(
                (region.label, region.code), line, start, [figure], one.unit
            )

    def built(self) -> Iterator[Section]:
        """Yield the sections of each unit."""
        for (title, unit), drafts in self.sections.items():
            tables = tuple(
                self._table(title, point, month, draft)
                for (point, month), draft in drafts.items()
                # One without rows is there for what needs the figures that were not read.
                if draft.rows or draft.doubts
            )
            yield Section(title, tables, tuple(self.doubts.get(title, ())), unit)

    def _table(self, title: str, point: Point, month: Month, draft: _Draft) -> Table:
        return Table(
            section=title,
            label=label_of(point),
            columns=Columns((month,), mean=False),
            total=None,
            reprints=(),
            rows=tuple(draft.rows.values()),
            doubts=(*draft.doubts, *self.doubts.get(title, ())),
            point=point,
        )


def label_of(point: Point) -> str:
    """Name a table by its categories."""
    return _BETWEEN.join(category for _dimension, category in point.categories)

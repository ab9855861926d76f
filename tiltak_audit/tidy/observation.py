"""One record of a table as an observation, or why it is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.cube.dimensions import unit_of
from tiltak_audit.cube.fold import fold
from tiltak_audit.i18n import _
from tiltak_audit.model.figure import HIDDEN_SIGN, Figure, Share, Star, Unit, count, hidden_beside
from tiltak_audit.model.period import Month
from tiltak_audit.model.point import COUNTRY, Point
from tiltak_audit.tidy.heads import matches
from tiltak_audit.tidy.months import month_in, month_of
from tiltak_audit.tidy.raw import NOTHING
from tiltak_audit.tidy.regions import Named, is_country, region_of
from tiltak_audit.tidy.roles import level_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.family import Family
    from tiltak_audit.model.tidy import Tidy
    from tiltak_audit.tidy.raw import Field, RawTable, Record
    from tiltak_audit.tidy.roles import Roles

# What a row is called that adds up those above it, and is no region.
_TOTALS = {fold(name) for name in ("Totalt", "Total", "Totalsum", "Sum", "I alt", "Grand Total")}


@attrs.frozen(eq=False, repr=False)
class Observation(Alike):
    """A figure and all that it is of.

    Attributes:
        line: Of its record.
        point: What it is of, but for the region and the month.
        month: Its month.
        region: Its region.
        figure: The figure; none where it is not read, so that the region's row is in doubt.
        reason: Why it is not read.
        unit: What the figure counts.
    """

    line: int
    point: Point
    month: Month
    region: Named
    figure: Figure | Share | None
    reason: str = ""
    unit: Unit = Unit.PERSONS


@attrs.frozen(eq=False, repr=False)
class Left(Alike):
    """A record of which it is not told what it is of.

    Attributes:
        line: Of the record.
        reason: Why.
        figures: How many figures it holds.
    """

    line: int
    reason: str
    figures: int


@attrs.frozen(eq=False, repr=False)
class Observer(Alike):
    """Reads the records of one table.

    Attributes:
        table: The table.
        family: Of the report.
        tidy: How it describes the table.
        roles: Which of its columns is what.
        star: What stands for a suppressed count.
    """

    table: RawTable
    family: Family
    tidy: Tidy
    roles: Roles
    star: Star

    def observe(self, record: Record) -> tuple[Observation, ...] | Left | None:
        """Read a record: an observation a count; none where it holds no figure, as of a note."""
        held = [record.fields[at] for at, _count in self.roles.counts]
        # What is said not to be printed is no figure.
        if self.tidy.absent and all(field.text in self.tidy.absent for field in held):
            return None
        figures = sum(field != NOTHING for field in held)
        if record.reason:
            return Left(record.line, record.reason, figures)
        try:
            month = self._month(record)
            level, region = self._region(record, month)
            categories = self._categories(record)
        except _NotToldError as error:
            filled = sum(field != NOTHING for field in record.fields)
            # A note under a table stands in one column.
            return Left(record.line, str(error), figures) if figures or filled > 1 else None
        counted = [
            self._counted(record, at, Point(kind.name, level, categories), month, region)
            for at, kind in self.roles.counts
        ]
        return (*counted, *self._shares(record, Point("", level, categories), month, region))

    def _text(self, record: Record, part: str) -> str:
        fields = [record.fields[at] for at in self.roles.parts[part]]
        return next((field.text for field in fields if field.text), "")

    def _month(self, record: Record) -> Month:
        """Read the month, which all columns that tell it must agree on."""
        parts = self.roles.parts
        said = [record.fields[at].text for at in parts["period"]]
        found = [month_of(text) for text in said]
        if parts["year"] and parts["month"]:
            year, number = self._text(record, "year"), self._text(record, "month")
            said.append(f"{year} {number}")
            found.append(month_in(year, number))
        elif parts["year"] and found and found[0]:
            year = self._text(record, "year")
            said.append(year)
            found.append(Month(int(year), found[0].number) if year.isdecimal() else None)
        months = {month for month in found if month}
        if None in found or len(months) != 1:
            raise _NotToldError(
                _("no month: {said}").format(said=", ".join(f"“{one}”" for one in said))
            )
        return months.pop()

    def _region(self, record: Record, month: Month) -> tuple[str, Named]:
        """Read the region and its level."""
        text, code = self._text(record, "region"), self._text(record, "code")
        told = self._text(record, "level")
        level = level_named(told, self.tidy)
        # Taken for none, such as that of the whole country would pass for one of its parts.
        if told and not level and self.tidy.levels and self._headed_levels():
            raise _NotToldError(_("no level that is described: “{said}”").format(said=told))
        if not self.roles.parts["region"] and not code:
            # A table of the country alone may name it on its sheet only.
            if level in {"", COUNTRY} and self._level_of_sheet() == COUNTRY:
                return COUNTRY, Named("", next(iter(self.tidy.levels[COUNTRY])))
            raise _NotToldError(_("no column of regions"))
        if not text and not code:
            raise _NotToldError(_("no region"))
        if fold(text) in _TOTALS:
            raise _NotToldError(_("a row of totals: “{said}”").format(said=text))
        if is_country(text) or level == COUNTRY:
            return COUNTRY, Named("", text or told)
        level = level or self._level_of_heads() or self._level_of_sheet()
        region = region_of(text, code, month, level, told or self.table.name, family=self.family)
        # Among kommuner their fylke may stand, which its code tells.
        level = region.level or level
        if not level:
            raise _NotToldError(_("a region of which the level is not told: “{said}”").format(
                said=text or code
            ))  # fmt: skip
        return level, region

    def _headed_levels(self) -> bool:
        """Tell whether a column bears a head that is described as that of levels."""
        heads = [self.table.heads[at] for at in self.roles.parts["level"]]
        return any(matches(head, self.tidy.level) for head in heads)

    def _level_of_heads(self) -> str:
        heads = " ".join(self.table.heads[at] for at in self.roles.parts["region"]).casefold()
        return next((one.name for one in reversed(self.family.levels) if one.name in heads), "")

    def _level_of_sheet(self) -> str:
        words = self.table.name.split()
        named = [level_named(word, self.tidy) for word in (self.table.name, *words)]
        return next(filter(None, named), "")

    def _categories(self, record: Record) -> tuple[tuple[str, str], ...]:
        found = []
        for at, name in self.roles.dimensions:
            text = record.fields[at].text
            if not text:
                head = self.table.heads[at] or self.table.columns[at]
                raise _NotToldError(_("nothing under “{head}”").format(head=head))
            found.append((name, text))
        return (*found, *self._of_sheet())

    def _of_sheet(self) -> tuple[tuple[str, str], ...]:
        """Give the categories that the name of the sheet tells, and no column."""
        told = {name for _at, name in self.roles.dimensions}
        return tuple(
            (one.name, match[0])
            for one in self.tidy.dimensions
            if one.sheet and one.name not in told
            for match in [re.search(one.sheet, self.table.name)]
            if match
        )

    def _counted(
        self, record: Record, at: int, point: Point, month: Month, region: Named
    ) -> Observation:
        figure = figure_of(record.fields[at], self.tidy, self.star)
        reason = "" if figure else self._reason(record, at)
        return Observation(record.line, point, month, region, figure, reason)

    def _shares(
        self, record: Record, point: Point, month: Month, region: Named
    ) -> Iterator[Observation]:
        """Yield the shares of a record, each of which its head names where there are several."""
        several = len(self.roles.shares) > 1
        for at in self.roles.shares:
            field, head = record.fields[at], self.table.heads[at]
            if field == NOTHING:
                continue
            at_head = ((head, head),) if several else ()
            of = attrs.evolve(point, measure=head, categories=(*point.categories, *at_head))
            sign = figure_of(field, self.tidy, self.star)
            figure = sign if isinstance(sign, Star) else field.share
            reason = "" if figure else self._reason(record, at)
            yield Observation(record.line, of, month, region, figure, reason, unit_of(head))

    def _reason(self, record: Record, at: int) -> str:
        """Say what stands where a figure should."""
        field, column = record.fields[at], self.table.columns[at]
        # A cell of a sheet has a name; else the line is told with the remark.
        place = f"{column}{record.line}" if column.isupper() else f"“{self.table.heads[at]}”"
        said = _("nothing") if field == NOTHING else field.shown
        return _("{place} holds {said}").format(place=place, said=said)


class _NotToldError(Exception):
    """It is not told what a record is of; the message says what is missing."""


def figure_of(field: Field, tidy: Tidy, star: Star) -> Figure | None:
    """Read a count, a star, or what is hidden beside stars; none where it is none of them."""
    if field.odd:
        return None
    if field.whole is not None:
        return count(field.whole)
    if field.text == star.beside != star.printed:
        return hidden_beside(star)
    if field.text in {*tidy.star, star.printed}:
        return star
    return hidden_beside(star) if field.text == HIDDEN_SIGN else None

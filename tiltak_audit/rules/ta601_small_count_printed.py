"""TA601 small-count-printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.cell import Cell, names_of
from tiltak_audit.model.figure import Count, star_of_all
from tiltak_audit.model.report import Report
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from tiltak_audit.model.family import StarSign
    from tiltak_audit.model.report import Row, Table
    from tiltak_audit.rules.subjects import Hits


@rule("TA601", "small-count-printed", Severity.ERROR, Report)
def small_count_printed(report: Report) -> Hits:
    """A count below 4 is printed.

    Why:
        Statistikkloven § 7-1: a cell of fewer than 4 persons is shown as “*”, zeros
        included, so a printed 0, 1, 2 or 3 is a breach of primary suppression.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 161 159 164

        Kvinner 3 3 4

        Menn 158 156 160

    Right:
        … Tiltak og kjønn

        I alt mentor 162 160 164

        Kvinner 4 4 4

        Menn 158 156 160

    Limits:
        The mean is starred after rounding, so a printed mean of 3 is a breach as well. Which
        counts are starred is said by the family of the report; where its file says that zeros
        are printed, or that no persons are counted, such figures are none.

    Source:
        Statistikkloven § 7-1, as quoted on the first page of the reports.
    """
    if report.is_tidy:
        yield from _of_tidy(report)
        return
    star = report.family.star
    for table in report.tables:
        for row in table.printed():
            small = _small(row, breaches_of(report, table))
            if not small:
                continue
            place = Cell(report, table, row, small[0]).place
            said = _of_row(len(small), star) if star.low else _below(len(small), star)
            yield Hit(place, Words(said, _remedy(star)))


def _below(small: int, star: StarSign) -> str:
    said = ngettext(
        "{n} count below {limit} is printed in this row",
        "{n} counts below {limit} are printed in this row",
        small,
    )
    return said.replace("{limit}", str(star.high + 1))


def _of_row(small: int, star: StarSign) -> str:
    said = ngettext(
        "{n} count of {range} is printed in this row",
        "{n} counts of {range} are printed in this row",
        small,
    )
    return said.replace("{range}", f"{star.low}–{star.high}")


def _of_tidy(report: Report) -> Hits:
    """Tell once of each section: a table of observations has a figure a row."""
    star = report.family.star
    for section in report.sections:
        cells = [
            Cell(report, table, row, column)
            for table in section.tables
            for row in table.rows
            for column in _small(row, breaches_of(report, table))
        ]
        if cells:
            message = ngettext(
                "{n} count below {limit} is printed in this section",
                "{n} counts below {limit} are printed in this section",
                len(cells),
            ).replace("{limit}", str(star.high + 1))
            lines = report.origin.words(*(cell.row.line for cell in cells))
            words = Words(message, _remedy(star), (_("they are: {lines}").format(lines=lines),))
            yield Hit(cells[0].place, words, covers=names_of(cells))


def _remedy(star: StarSign) -> str:
    return _("replace it by “{sign}” before the table is published").format(sign=star.sign)


def _small(row: Row, breaches: range) -> list[int]:
    """List the columns of counts that must not be printed."""
    figures = row.figures
    # A row of one sign alone prints no count.
    if star_of_all(figures):
        return []
    return [
        column
        for column, figure in enumerate(figures)
        if type(figure) is Count and figure.value in breaches
    ]


def breaches_of(report: Report, table: Table) -> range:
    """Give the counts that a table must not print; none where it counts no persons."""
    star = report.family.star
    tidy = report.family.tidy if table.point else None
    if tidy is None or table.point is None:
        return range(star.low, star.high + 1)
    for one in tidy.counts:
        bare = one.starred and table.point.level not in one.starred
        if one.name == table.point.measure and (bare or not one.persons):
            return range(0)
    return range(max(int(tidy.zeros), star.low), star.high + 1)

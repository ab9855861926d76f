"""TA601 small-count-printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.figure import Count
from tiltak_audit.model.interval import STAR
from tiltak_audit.model.report import Report
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
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
        The mean is starred after rounding, so a printed mean of 3 is a breach as well.

    Source:
        Statistikkloven § 7-1, as quoted on the first page of the reports.
    """
    for table in report.tables:
        for row in table.printed():
            small = [
                column
                for column, figure in enumerate(row.figures)
                if isinstance(figure, Count) and figure.value <= STAR.high
            ]
            if not small:
                continue
            place = Cell(report, table, row, small[0]).place
            message = ngettext(
                "{n} count below 4 is printed in this row",
                "{n} counts below 4 are printed in this row",
                len(small),
            )
            yield Hit(place, Words(message, _("replace it by “*” before the table is published")))

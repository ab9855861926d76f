"""Tidy observations: one printed figure a row."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

from tiltak_audit.model.figure import Star
from tiltak_audit.model.interval import STAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.model.report import Report

COLUMNS = (
    "report",
    "edition",
    "section",
    "table",
    "row",
    "code",
    "period",
    "value",
    "low",
    "high",
    "printed",
    "line",
)


def observations(report: Report) -> Iterator[tuple[str | int, ...]]:
    """Yield the figures of a report in print order, a total once a table.

    The line is that of the text, or of the page or sheet that prints the figure.

    A starred figure has an empty value, and 0 and 3 as low and high.
    """
    for table in report.tables:
        periods = table.columns.periods
        head = (report.code, report.edition, table.section, table.label)
        for row in table.printed():
            place = (row.label, row.code)
            _page, line = report.origin.place(row.line)
            for period, figure in zip(periods, row.figures, strict=True):
                if isinstance(figure, Star):
                    yield (*head, *place, period, "", STAR.low, STAR.high, figure.printed, line)
                else:
                    value = figure.value
                    yield (*head, *place, period, value, value, value, value, line)


def write_csv(reports: Iterable[Report], file: IO[str]) -> None:
    """Write the observations of reports as comma-separated values with a header."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for report in reports:
        writer.writerows(observations(report))

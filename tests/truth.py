"""True reports for tests: few persons, of one tiltak or several, in a handful of kommuner."""

from __future__ import annotations

import random

from tiltak_audit.demo.population import Scale, draw
from tiltak_audit.demo.reports import Printing, TrueReport, group_report, overview_report
from tiltak_audit.disclosure.exposure import Exposure
from tiltak_audit.model.mean import Rounding
from tiltak_audit.model.notice import Notice
from tiltak_audit.model.period import MEAN, Month
from tiltak_audit.model.remark import Stray
from tiltak_audit.model.report import Report


class Truth:
    """What one seed draws: a count of every kind of person in every month."""

    def __init__(self, seed: int, months: int, most: int = 12) -> None:
        """Draw the counts; ``most`` is the largest of one kind of person."""
        rng = random.Random(seed)
        self.printing = Printing(rng.choice((Rounding.HALF_UP, Rounding.HALF_EVEN)))
        scale = Scale(
            kinds=rng.choice((40, 120, 300)),
            most=most,
            kommuner=rng.randint(2, 7),
            focus="TILT140",
            tiltak=rng.randint(1, 4),
        )
        calendar = [Month(2025, number) for number in range(1, months + 1)]
        self.population = draw(seed, calendar, scale)

    def of_group(self) -> Report:
        """Give the group's own report, as TILT140."""
        return self.group().report

    def group(self) -> TrueReport:
        """Give the group's own report with its true counts."""
        return group_report(self.population, "TILT140", self.printing)

    def overview(self) -> Report:
        """Give the overview of main groups, as TILT100."""
        return self.of_all().report

    def of_all(self) -> TrueReport:
        """Give the overview with its true counts."""
        return overview_report(self.population, self.printing)


def values(true: TrueReport) -> dict[tuple[str, str, str, str, str], int]:
    """Give the true counts of a report by section, table, code, row and period."""
    return {
        (table.section, table.label, row.code, row.label, period): true.value(at, place, column)
        for at, table in enumerate(true.report.tables)
        for place, row in enumerate(table.printed())
        for column, period in enumerate(table.columns.periods)
    }


def lies_inside(one: Exposure, counts: dict[tuple[str, str, str, str, str], int]) -> bool:
    """Tell whether the true count of a star lies in its interval.

    A mean of which the sum is known is told as printed with its tie rounded up.
    """
    row, table = one.cell.row, one.cell.table
    place = table.section, table.label, row.code, row.label
    count = counts[*place, one.cell.period]
    if one.cell.period == MEAN and one.width == 0:
        months = [counts[*place, str(month)] for month in table.columns.months]
        count = (2 * sum(months) + len(months)) // (2 * len(months))
    return one.interval.low <= count <= one.interval.high


def content(report: Report) -> object:
    """Give what a report says, without places and reprints."""
    return (
        report.code,
        report.title,
        report.edition,
        report.period,
        [
            (
                table.section,
                table.label,
                table.columns,
                [(row.label, row.code, row.figures) for row in table.printed()],
            )
            for table in report.tables
        ],
    )


def text_of_stray(notice: Notice) -> str:
    """Give what a remark says that it found, where it is of something that fits nothing."""
    assert isinstance(notice.remark, Stray)
    return notice.remark.text

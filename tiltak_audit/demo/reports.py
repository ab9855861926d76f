"""A population summed to the tables that are published, rounded and starred."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.alike import Alike
from tiltak_audit.demo.categories import OVERVIEW_TITLE, SUBJECTS
from tiltak_audit.demo.population import TILTAK
from tiltak_audit.families.catalogue import shipped
from tiltak_audit.model.figure import SUPPRESSED, count
from tiltak_audit.model.interval import STAR
from tiltak_audit.model.mean import Rounding
from tiltak_audit.model.period import Columns, Period
from tiltak_audit.model.report import TOTAL, Report, Row, Section, Table

if TYPE_CHECKING:
    from tiltak_audit.cube.regions import Region
    from tiltak_audit.demo.population import Integers, Population
    from tiltak_audit.model.family import SectionOf
    from tiltak_audit.model.figure import Figure

# The families that are drawn.
GROUP, OVERVIEW = "TILT1x0", "TILT100"

# A report comes out on the second day of the month after its last one.
_DAY = 2
_DECEMBER = 12


@attrs.frozen(eq=False, repr=False)
class Printing(Alike):
    """How counts become figures.

    Attributes:
        rounding: Which way a mean halfway between two integers goes.
        starred: Whether counts below 4 are starred; a published report always is.
    """

    rounding: Rounding = Rounding.HALF_UP
    starred: bool = True


@attrs.frozen(eq=False, repr=False)
class TrueReport:
    """A report with the counts it was printed from.

    Attributes:
        report: As it would be read; places are 0.
        counts: For each of its tables, rows × columns: the total first, then the rows; the
            rounded mean first, then the months. Nothing is starred.
    """

    report: Report
    counts: tuple[Integers, ...]

    def value(self, table: int, row: int, column: int) -> int:
        """Give the true value of a figure by the places of table, row (0: total) and column."""
        return int(self.counts[table][row, column])


def group_report(
    population: Population, code: str = "TILT140", printing: Printing | None = None
) -> TrueReport:
    """Sum the persons of one report's main groups to its tables."""
    subject = SUBJECTS[code]
    return _report(code, subject.title, GROUP, population.of(subject.groups), printing)


def overview_report(population: Population, printing: Printing | None = None) -> TrueReport:
    """Sum all persons to the tables of TILT100."""
    return _report(OVERVIEW, OVERVIEW_TITLE, OVERVIEW, population, printing)


def _report(
    code: str,
    title: str,
    name: str,
    population: Population,
    printing: Printing | None,
) -> TrueReport:
    counts: list[Integers] = []
    family = shipped()[name]
    made = tuple(
        _section(one, population, printing or Printing(), counts) for one in family.sections
    )
    first, last = population.months[0], population.months[-1]
    year, month = divmod(last.year * _DECEMBER + last.number, _DECEMBER)
    edition = f"{year}-{month + 1:02}-{_DAY:02}"
    report = Report("", code, title, family, edition, Period(first, last), made, (), ())
    return TrueReport(report, tuple(counts))


def _section(
    about: SectionOf,
    population: Population,
    printing: Printing,
    counts: list[Integers],
) -> Section:
    """Make a section; the counts of its tables go to the end of the list."""
    rows = population.categories[about.inner]
    summed = population.summed(about.outer, about.inner)
    labels = (
        [_label(about.outer, one) for one in population.categories[about.outer]]
        if about.outer
        else [""]
    )
    columns = Columns(population.months, mean=True)
    of_section = summed.any(axis=(0, 2))
    tables = []
    for label, values in zip(labels, summed, strict=True):
        if about.outer and not values.any():
            continue
        kept = {
            "left-out": values.any(axis=1),
            "left-out-of-section": of_section,
            "listed": np.ones(len(rows), dtype=bool),
        }[about.zeros]
        at = np.flatnonzero(kept)
        months = np.vstack([values.sum(axis=0)[None], values[at]])
        full = np.hstack([means(months, printing.rounding)[:, None], months])
        figures = [_figures(row, printing) for row in full.tolist()]
        parts = tuple(
            Row(rows[index].name, rows[index].code, 0, 0, 0, printed)
            for index, printed in zip(at.tolist(), figures[1:], strict=True)
        )
        total = Row(TOTAL, "", 0, 0, 0, figures[0])
        tables.append(Table(about.title, label, columns, total, (), parts, ()))
        counts.append(full)
    return Section(about.title, tuple(tables))


def _label(outer: str, category: Region) -> str:
    """Give the label of a total: the reports print a tiltak's in small letters there."""
    return category.name.lower() if outer == TILTAK else category.name


def means(months: Integers, rounding: Rounding) -> Integers:
    """Round the means over the last axis to integers, ties as told."""
    number = months.shape[-1]
    sums = months.sum(axis=-1)
    up: Integers = (2 * sums + number) // (2 * number)
    if rounding is Rounding.HALF_UP:
        return up
    tie = (2 * sums) % (2 * number) == number
    even: Integers = up - (tie & (up % 2 == 1))
    return even


def _figures(values: list[int], printing: Printing) -> tuple[Figure, ...]:
    limit = STAR.high if printing.starred else -1
    return tuple(SUPPRESSED if value <= limit else count(value) for value in values)

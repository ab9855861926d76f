"""Measure the soft edits: false alarms over a printed year, and planted jumps that they find.

    python benchmarks/plausibility.py [YEARS [JUMPS]]

A printed year is twelve editions of nine reports, true by construction, with revisions. A jump is
planted among the persons themselves, so that every sum holds: of a row of 100 or more, 30 % more or
fewer, in one month or from one month on. It is found where a finding names that row, and the change
into that month or out of it. Columns of the month before, or of the year before, are planted in the
same way, of all persons of a tiltak. A page pasted twice is a table that prints another one's rows.
It fails where what `benchmarks/README.md` claims is not so.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tiltak_audit.cube.dimensions import dimensions_of  # noqa: E402
from tiltak_audit.cube.fold import fold  # noqa: E402
from tiltak_audit.demo.categories import GROUPS, SUBJECTS  # noqa: E402
from tiltak_audit.demo.population import FULL, draw  # noqa: E402
from tiltak_audit.demo.reports import OVERVIEW, group_report, overview_report  # noqa: E402
from tiltak_audit.demo.year import PrintedYear  # noqa: E402
from tiltak_audit.model.figure import Count  # noqa: E402
from tiltak_audit.model.period import Month  # noqa: E402
from tiltak_audit.plausibility.history import histories_of  # noqa: E402
from tiltak_audit.plausibility.repeats import rows_twice  # noqa: E402
from tiltak_audit.run.audit import audit  # noqa: E402
from tiltak_audit.run.plausible import soft_findings  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from tiltak_audit.demo.population import Population
    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.model.report import Report, Row, Table

# What is claimed: findings a true report at most, and the shares that are found at least, of jumps
# and columns, and of pages.
FALSE_ALARMS, FOUND, FOUND_PAGES = 1.0, 0.95, 0.9

JUMP, LEAST = 0.3, 100

# Persons of a tiltak whose column is planted; in tables of fewer too many counts are stars.
LEAST_IN_COLUMN = 300

# No month of it is a break that a family knows.
YEAR = 2024


def said_of(report: Report, older: Iterable[Report] = ()) -> list[Finding]:
    """Give what the soft edits say of one report."""
    return list(soft_findings(audit([report]), (), older))


def of_true_years(years: int) -> tuple[int, Counter[str], Counter[str]]:
    """Count reports, and what is said of each alone and against the edition before."""
    alone: Counter[str] = Counter()
    against: Counter[str] = Counter()
    reports = 0
    for seed in range(1, years + 1):
        year = PrintedYear(seed, FULL, number=YEAR)
        before: dict[str, Report] = {}
        for month in range(1, year.months + 1):
            for code in year.codes:
                report = attrs.evolve(year.report(code, month).report, path=f"{code}-{month}")
                reports += 1
                alone.update(one.code for one in said_of(report))
                older = [before[code]] if code in before else []
                against.update(one.code for one in said_of(report, older))
                before[code] = report
    return reports, alone, against


@attrs.frozen(eq=False)
class Target:
    """A row to plant a jump in.

    Attributes:
        code: The report.
        edition: Its last month.
        table: The table.
        row: The row, or the total.
        month: The month of the jump, from 0.
    """

    code: str
    edition: int
    table: Table
    row: Row
    month: int

    @property
    def label(self) -> str:
        """Give the row's label; none of a total."""
        return "" if self.row is self.table.total else self.row.label


def targets(year: PrintedYear, rng: random.Random) -> Iterator[Target]:
    """Draw rows of 100 or more, of any report, edition and month but the first."""

    @cache
    def large(code: str, edition: int) -> list[Target]:
        return [
            Target(code, edition, table, row, month)
            for table in year.report(code, edition).report.tables
            for row in table.printed()
            for month in range(1, edition)
            if all(
                isinstance(one, Count) and one.value >= LEAST
                for one in row.figures[month : month + 2]
            )
        ]

    while True:
        some = large(rng.choice(year.codes), rng.randrange(2, year.months + 1))
        if some:
            yield rng.choice(some)


def kinds_of(people: Population, target: Target, report: Report) -> NDArray[np.bool_]:
    """Tell which kinds of persons a row counts."""
    groups = [one.name for one in people.categories["tiltaksgruppe"]]
    wanted = groups if target.code == OVERVIEW else SUBJECTS[target.code].groups
    found = np.isin(people.kinds["tiltaksgruppe"], [groups.index(one) for one in wanted])
    named = dimensions_of(target.table.section, report.family)
    code = target.row.code if target.label else ""
    for dimension, label, of in (
        (named.outer, target.table.label, ""),
        (named.inner, target.label, code),
    ):
        if label:
            names = people.categories[dimension]
            same = [fold(one.name) == fold(label) and one.code == of for one in names]
            found &= np.isin(people.kinds[dimension], np.flatnonzero(same))
    return found


def planted(year: PrintedYear, target: Target, rng: random.Random, *, lasting: bool) -> Report:
    """Print a report of persons among whom there is a jump."""
    people = year.population(target.edition)
    true = year.report(target.code, target.edition).report
    counts = people.counts.copy()
    there = kinds_of(people, target, true)
    more = rng.choice([1, -1])
    for month in range(target.month, target.edition if lasting else target.month + 1):
        persons = np.repeat(np.arange(len(counts)), np.where(there, counts[:, month], 0)).tolist()
        moved = rng.sample(persons, round(JUMP * len(persons)))
        np.add.at(counts[:, month], moved, more)
    jumped = attrs.evolve(people, counts=counts)
    made = overview_report(jumped) if target.code == OVERVIEW else group_report(jumped, target.code)
    return attrs.evolve(made.report, path="planted")


def names(found: Finding, target: Target) -> bool:
    """Tell whether a finding names a row, and a change into or out of a month."""
    months = target.table.columns.months[target.month : target.month + 2]
    row = f"{target.row.code} {target.label}" if target.label else ""
    wanted = {fold(one) for one in (target.table.label, row) if one}
    place = found.place
    if place.period in map(str, months) and wanted == _parts(place.table, place.named):
        return True
    told = [one for note in found.words.notes for one in note.partition(": ")[2].split("; ")]
    return any(
        wanted == _parts(*one.partition(f" {month} ")[0].split(" · "))
        for one in told
        for month in months
        if f" {month} " in one
    )


def _parts(*labels: str) -> set[str]:
    return {fold(one.strip()) for one in labels if one.strip() not in {"", "I alt"}}


def of_jumps(number: int, *, lasting: bool) -> tuple[int, int]:
    """Count the planted jumps that are found, and the findings that name another row."""
    rng = random.Random(f"{lasting}")
    year = PrintedYear(99, FULL, number=YEAR)
    drawn = targets(year, rng)
    found = others = 0
    for _ in range(number):
        target = next(drawn)
        said = said_of(planted(year, target, rng, lasting=lasting))
        named = [one for one in said if names(one, target)]
        found += bool(named)
        others += len(said) - len(named)
    return found, others


def of_columns(number: int, *, last_year: bool) -> int:
    """Count the columns of a tiltak that are found where they are those of an earlier month."""
    rng = random.Random(f"{last_year}")
    months = [Month(year, one) for year in (YEAR - 1, YEAR) for one in range(1, 13)]
    people = draw(98, months, FULL)
    before = attrs.evolve(people, months=people.months[:12], counts=people.counts[:, :12])
    found = tried = 0
    while tried < number:
        code, edition = rng.choice(list(SUBJECTS)), rng.randrange(2, 13)
        tiltak = rng.choice([one for group in SUBJECTS[code].groups for one in GROUPS[group]])
        at = 12 + rng.randrange(1, edition)
        names = [one.name for one in people.categories["tiltak"]]
        there = people.kinds["tiltak"] == names.index(tiltak)
        counts = people.counts.copy()
        counts[there, at] = counts[there, at - (12 if last_year else 1)]
        if counts[there, at].sum() < LEAST_IN_COLUMN:
            continue
        tried += 1
        now = slice(12, 12 + edition)
        printed = attrs.evolve(people, months=people.months[now], counts=counts[:, now])
        older = [group_report(before, code).report] if last_year else []
        report = attrs.evolve(group_report(printed, code).report, path="planted")
        place = ("TA704", str(months[at]))
        found += place in [(one.code, one.place.period) for one in said_of(report, older)]
    return found


def of_pages(number: int) -> tuple[int, int]:
    """Count the tables that are found where they print another one's rows, and what else is."""
    rng = random.Random("pages")
    year = PrintedYear(99, FULL, number=YEAR)
    found = others = 0
    for _ in range(number):
        report = year.report(rng.choice(year.codes), rng.randrange(2, year.months + 1)).report
        section = rng.choice([one for one in report.sections if len(one.tables) > 1])
        one, other = rng.sample(section.tables, 2)
        pasted = {one: attrs.evolve(other, label=one.label)}
        tables = tuple(pasted.get(table, table) for table in section.tables)
        page = {section: attrs.evolve(section, tables=tables)}
        sections = tuple(page.get(each, each) for each in report.sections)
        twice = rows_twice([histories_of(attrs.evolve(report, sections=sections))])
        labels = [{cell.table.label for cell in pair} for each in twice for pair in each.pairs]
        found += {one.label, other.label} in labels
        others += any(some != {one.label, other.label} for some in labels)
    return found, others


def main() -> int:
    """Print the rates."""
    years, jumps = (int(one) for one in (*sys.argv[1:], "2", "200")[:2])
    reports, alone, against = of_true_years(years)
    worst = max(alone.total(), against.total()) / reports
    print(f"{reports} true reports: alone {dict(alone)}, against an edition {dict(against)}")
    print(f"findings a true report: {worst:.2f}")
    least = 1.0
    for lasting in (False, True):
        found, others = of_jumps(jumps, lasting=lasting)
        least = min(least, found / jumps)
        when = "from one month on" if lasting else "in one month"
        print(f"{jumps} jumps {when}: {found / jumps:.1%} found; {others} findings name other rows")
    for last_year in (False, True):
        columns = of_columns(jumps, last_year=last_year)
        least = min(least, columns / jumps)
        print(f"{jumps} columns of the {'year' if last_year else 'month'} before: {columns} found")
    pages, others = of_pages(jumps)
    print(f"{jumps} pages pasted twice: {pages} found; {others} findings name other rows")
    return int(worst >= FALSE_ALARMS or least < FOUND or pages / jumps < FOUND_PAGES)


if __name__ == "__main__":
    sys.exit(main())

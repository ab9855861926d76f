"""True reports: counts drawn from a seed, summed, rounded and starred as NAV does."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from copy import copy
from fractions import Fraction
from math import floor

from tiltak_audit.model.figure import SUPPRESSED, Figure, count
from tiltak_audit.model.period import Columns, Month, Period
from tiltak_audit.model.report import TOTAL, Report, Row, Section, Table

STATUSES = ("Arbeidssøkere på tiltak", "Nedsatt arbeidsevne, på tiltak", "Andre på tiltak")
KOMMUNER = {
    "0301": "Oslo",
    "1103": "Stavanger",
    "1108": "Sandnes",
    "1508": "Ålesund",
    "5540": "Gáivuotna - Kåfjord - Kaivuono",
    "": "Ukjent",
}
FYLKER = {
    "03": "Oslo",
    "11": "Rogaland",
    "15": "Møre og Romsdal",
    "55": "Troms - Romsa - Tromssa",
    "": "Ukjent",
}
TILTAK = ("Arbeid med støtte", "Jobbklubb", "Mentor", "Utvidet oppfølging i opplæring")
KJONN = ("Kvinner", "Menn")
ALDER = ("19 år og under", "20-24 år", "25-29 år", "60 år og over")

# tiltak, status, kommune, kjønn, alder
Person = tuple[str, str, str, str, str]
Key = Callable[[Person], str]


def tiltak(person: Person) -> str:
    """Give the tiltak."""
    return person[0]


def status(person: Person) -> str:
    """Give the status."""
    return person[1]


def kommune(person: Person) -> str:
    """Give the code of the kommune."""
    return person[2]


def fylke(person: Person) -> str:
    """Give the code of the fylke."""
    return person[2][:2]


def kjonn(person: Person) -> str:
    """Give the kjønn."""
    return person[3]


def alder(person: Person) -> str:
    """Give the age group."""
    return person[4]


def group(person: Person) -> str:
    """Give the main group: all of these are of one."""
    del person
    return "Oppfølging"


class Truth:
    """What one seed draws: a count of every kind of person in every month."""

    def __init__(self, seed: int, months: int, most: int = 12) -> None:
        """Draw the counts; ``most`` is the largest of one kind of person."""
        rng = random.Random(seed)
        self.starred = True
        self.rounding = rng.choice((_half_up, _half_even))
        self.months = tuple(Month(2025, number) for number in range(1, months + 1))
        self.columns = Columns(self.months, mean=True)
        kinds = [
            (t, s, k, j, a)
            for t in TILTAK[: rng.randint(1, len(TILTAK))]
            for s in STATUSES
            for k in KOMMUNER
            for j in KJONN
            for a in ALDER
        ]
        self.counts: list[Counter[Person]] = []
        share = rng.random() ** 2
        for _ in self.months:
            self.counts.append(
                Counter(
                    {
                        kind: rng.choice((1, 2, 3, rng.randint(1, most)))
                        for kind in kinds
                        if rng.random() < share
                    }
                )
            )
        first = kinds[0]
        for month in self.counts:
            month[first] += 4

    def figures(self, wanted: Callable[[Person], bool]) -> tuple[Figure, ...]:
        """Give the printed figures of the persons that are wanted: mean, months."""
        months = [sum(n for kind, n in month.items() if wanted(kind)) for month in self.counts]
        mean = self.rounding(Fraction(sum(months), len(months)))
        return tuple(
            SUPPRESSED if value < 4 and self.starred else count(value) for value in (mean, *months)
        )

    def bare(self) -> Truth:
        """Give the same counts, printed without stars: what a published report must not say."""
        other = copy(self)
        other.starred = False
        return other

    def table(  # noqa: PLR0913  one parameter a fact of the table
        self,
        section: str,
        label: str,
        wanted: Callable[[Person], bool],
        key: Key,
        names: Iterable[str] | dict[str, str],
        *,
        zeros: bool,
    ) -> Table:
        """Break the wanted persons down; rows that are zero are left out or kept."""
        coded = names if isinstance(names, dict) else {name: name for name in names}
        rows = []
        for code, name in coded.items():
            counted = any(wanted(kind) and key(kind) == code for m in self.counts for kind in m)
            if zeros or counted:
                figures = self.figures(lambda p, code=code: wanted(p) and key(p) == code)  # type: ignore[misc]
                rows.append(Row(name, code if isinstance(names, dict) else "", 0, 0, 0, figures))
        total = Row(TOTAL, "", 0, 0, 0, self.figures(wanted))
        return Table(section, label, self.columns, total, (), tuple(rows), ())

    def by(  # noqa: PLR0913  as table()
        self,
        title: str,
        outer: Key,
        labels: Iterable[str],
        inner: Key,
        names: Iterable[str] | dict[str, str],
        *,
        zeros: bool = False,
    ) -> Section:
        """Give a section: one table a category that counts somebody in some month."""
        tables = [
            self.table(title, label, lambda p, x=label: outer(p) == x, inner, names, zeros=zeros)  # type: ignore[misc]
            for label in labels
            if any(outer(kind) == label for month in self.counts for kind in month)
        ]
        return Section(title, tuple(tables))

    def of_group(self) -> Report:
        """Give the group's own report, as TILT140."""
        everybody = self.table("Tiltak", "", lambda _: True, tiltak, TILTAK, zeros=False)
        sections = (
            Section("Tiltak", (everybody,)),
            self.by("Arbeidsmarkedsstatus og tiltak", status, STATUSES, tiltak, TILTAK),
            self.by("Tiltak og fylke", tiltak, TILTAK, fylke, FYLKER, zeros=True),
            self.by("Tiltak og kjønn", tiltak, TILTAK, kjonn, KJONN),
            self.by("Tiltak og alder", tiltak, TILTAK, alder, ALDER),
            self.by("Tiltak og kommune", tiltak, TILTAK, kommune, KOMMUNER, zeros=True),
        )
        title = "Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned"
        return self._report("TILT140", title, sections)

    def overview(self) -> Report:
        """Give the overview of main groups, as TILT100."""
        title = "Tiltaksdeltakere og kommune"
        everybody = self.table(title, "", lambda _: True, kommune, KOMMUNER, zeros=True)
        sections = (
            self.by(
                "Arbeidsmarkedsstatus og tiltaksgruppe", status, STATUSES, group, ["Oppfølging"]
            ),
            self.by("Arbeidsmarkedsstatus og fylke", status, STATUSES, fylke, FYLKER),
            self.by("Arbeidsmarkedsstatus og kjønn", status, STATUSES, kjonn, KJONN),
            Section(title, (everybody,)),
        )
        return self._report("TILT100", "Tiltaksdeltakere. Hovedgruppe og demografi", sections)

    def _report(self, code: str, title: str, sections: tuple[Section, ...]) -> Report:
        period = Period(self.months[0], self.months[-1])
        return Report("", code, title, "2025-12-02", (period,), sections, (), ())


def _half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def _half_even(value: Fraction) -> int:
    return round(value)


def content(report: Report) -> object:
    """Give what a report says, without places and reprints."""
    return (
        report.code,
        report.title,
        report.edition,
        report.periods,
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

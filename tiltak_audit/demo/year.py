"""A year of releases: every month nine reports, which revise what those before them printed.

    year = PrintedYear(seed=1)                    # of TINY scale; drawn as it is used
    year.codes                                    # ("TILT100", "TILT110", …, "TILT180")
    year.report("TILT140", 3)                     # a TrueReport: the edition that ends with March
    year.text("TILT140", 3)                       # as NAV prints it
    year.texts(3)                                 # {"TILT100_2025-03.txt": …} of one release
    year.population(3)                            # the persons, as known when March came out
    PrintedYear(1, FULL, revisions=Revisions(share=0))    # large, and nothing is revised

Every edition prints January to its own month, is true by construction, and agrees with the others
of its month. Persons who are revised are so in all reports, parts and totals alike. The same
arguments give the same bytes.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.alike import Alike
from tiltak_audit.cube.regions import KOMMUNE
from tiltak_audit.demo.categories import SUBJECTS
from tiltak_audit.demo.population import Draws, Population, Scale, draw
from tiltak_audit.demo.printer import NAV, text_of_report
from tiltak_audit.demo.reports import OVERVIEW, group_report, overview_report
from tiltak_audit.model.period import Month

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tiltak_audit.demo.population import Integers
    from tiltak_audit.demo.printer import Layout
    from tiltak_audit.demo.reports import TrueReport

# A release of nine reports of some hundred lines each, read and audited in a second or two.
TINY = Scale(kinds=4_000, kommuner=8)

# Editions that are kept at hand.
_KEPT = 4

# So that persons and their revisions are drawn apart.
_REVISED = 1_000_003


@attrs.frozen(eq=False, repr=False)
class Revisions(Alike):
    """How an edition revises the months before its own.

    Attributes:
        share: Which share of the kinds of persons is revised in the month just before; each
            earlier month in half as many.
        newcomer: Whether one kommune has nobody before the middle of the year, and another one
            is emptied then, in all months: rows that come and go.
    """

    share: float = 0.01
    newcomer: bool = True


@attrs.frozen(eq=False, repr=False)
class PrintedYear:
    """All editions of a year; the same arguments give the same ones.

    Attributes:
        seed: Draws it all.
        scale: How many persons and kommuner.
        months: How many editions, from January's on.
        number: The year.
        revisions: How later editions revise earlier months.
    """

    seed: int
    scale: Scale = TINY
    months: int = 12
    number: int = 2025
    revisions: Revisions = Revisions()

    @property
    def codes(self) -> tuple[str, ...]:
        """List the reports of a release, the overview first."""
        return (OVERVIEW, *SUBJECTS)

    def name(self, code: str, month: int) -> str:
        """Name the file of a report."""
        return f"{code}_{self.number}-{month:02}.txt"

    def report(self, code: str, month: int) -> TrueReport:
        """Give a report of the edition whose last month is the one told."""
        return _report(self, code, month)

    def text(self, code: str, month: int, layout: Layout = NAV) -> str:
        """Print a report."""
        return text_of_report(self.report(code, month).report, layout)

    def texts(self, month: int, layout: Layout = NAV) -> dict[str, str]:
        """Print all reports of an edition, by file name."""
        return {self.name(code, month): self.text(code, month, layout) for code in self.codes}

    def population(self, month: int) -> Population:
        """Give the persons of January to a month, as known when that month's edition came out."""
        return _population(self, month)

    @cached_property
    def drawn(self) -> Population:
        """Give the persons of all months as first known."""
        months = [Month(self.number, number) for number in range(1, self.months + 1)]
        return draw(self.seed, months, self.scale)

    @cached_property
    def _changes(self) -> tuple[NDArray[np.int8], ...]:
        """Draw the revisions of each edition: kinds × months, persons more or fewer."""
        draws = Draws(self.seed + _REVISED)
        kinds, months = self.drawn.counts.shape
        found = []
        for edition in range(months):
            change = np.zeros((kinds, months), dtype=np.int8)
            for month in range(edition):
                share = self.revisions.share / 2 ** (edition - 1 - month)
                hit = np.flatnonzero(draws.uniform(kinds) < share)
                change[hit, month] = np.where(draws.uniform(len(hit)) < 1 / 2, -1, 1)
            found.append(change)
        return tuple(found)

    def counts(self, edition: int) -> Integers:
        """Count persons, kinds × months, as known at an edition."""
        counts = self.drawn.counts.copy()
        for change in self._changes[:edition]:
            counts = np.maximum(counts + change, 0)
        coming, going = self._moving
        middle = self.months // 2
        counts[coming, :middle] = 0
        if edition > middle:
            counts[going] = 0
        return counts

    @cached_property
    def _moving(self) -> tuple[Integers, Integers]:
        """Choose the kinds of persons of two kommuner: one comes, one goes."""
        kommuner = self.drawn.kinds[KOMMUNE]
        # Of middling size, so that most reports print them and nothing else changes much.
        by_size = np.argsort(np.bincount(kommuner), kind="stable").tolist()
        at = len(by_size) // 2
        chosen = by_size[at - 1 : at + 1] if self.revisions.newcomer else [-1, -1]
        coming, going = (np.flatnonzero(kommuner == at) for at in chosen)
        return coming, going


@lru_cache(_KEPT)
def _population(year: PrintedYear, month: int) -> Population:
    whole = year.drawn
    counts = year.counts(month)[:, :month]
    return Population(whole.months[:month], whole.categories, whole.kinds, counts)


@lru_cache(_KEPT * (1 + len(SUBJECTS)))
def _report(year: PrintedYear, code: str, month: int) -> TrueReport:
    population = year.population(month)
    return overview_report(population) if code == OVERVIEW else group_report(population, code)

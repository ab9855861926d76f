"""Identities as one integer system: a variable a printed figure, a row an identity and period."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.most import MOST
from tiltak_audit.engine.system import System, integers, offsets, ranges
from tiltak_audit.identities.identity import Balance, Law, MeanOfMonths
from tiltak_audit.identities.printed import printed_of
from tiltak_audit.identities.series import series_of
from tiltak_audit.model.figure import Star
from tiltak_audit.model.period import MEAN

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from tiltak_audit.engine.system import Mask, Vector
    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.identities.printed import Printed
    from tiltak_audit.identities.series import Series
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.report import Report, Row


@attrs.frozen(eq=False, repr=False)
class Joint:
    """The figures and identities of all reports of a run as one system.

    A month's variable counts persons, a mean's persons summed over its months.

    Attributes:
        system: One variable a printed figure, one row an identity and period.
        series: The printed rows, in the order of their variables.
        first: The first variable of each printed row, and the number of variables.
        said: The identity and period of each row.
        mean: Which variables are mean columns.
        star: Which are printed as stars.
        base: The first variable of each printed row, by its row.
    """

    system: System
    series: tuple[Series, ...]
    first: Vector
    said: tuple[tuple[Identity, str], ...]
    mean: Mask
    star: Mask
    base: dict[Row, int]

    def cell(self, variable: int) -> Cell:
        """Give the figure of a variable."""
        return next(self.cells(integers([variable])))

    def cells(self, variables: Vector) -> Iterator[Cell]:
        """Give the figures of variables."""
        for at, column in zip(*(one.tolist() for one in self.printed_at(variables)), strict=True):
            yield self.series[at].cell(column)

    def printed_at(self, variables: Vector) -> tuple[Vector, Vector]:
        """Give the number of the printed row of each of some variables, and its column there."""
        at = np.searchsorted(self.first, variables, side="right") - 1
        return at, variables - self.first[at]

    @property
    def place(self) -> tuple[Vector, Vector]:
        """Give the printed row and the column of each variable."""
        row = np.repeat(np.arange(len(self.series)), np.diff(self.first))
        return row, np.arange(len(row)) - self.first[row]

    def variable(self, cell: Cell) -> int:
        """Give the variable of a figure."""
        return self.base[cell.row] + cell.column

    @cached_property
    def secondary(self) -> Mask:
        """Tell which are hidden for the sake of others; nothing bounds them."""
        return self.star & (self.system.high >= MOST)

    @cached_property
    def star_high(self) -> Vector:
        """Give the largest count that a star is in the report of each variable."""
        highs = [one.report.family.star.high for one in self.series]
        return np.repeat(integers(highs), np.diff(self.first))

    @cached_property
    def star_low(self) -> Vector:
        """Give the least."""
        lows = [one.report.family.star.low for one in self.series]
        return np.repeat(integers(lows), np.diff(self.first))

    @cached_property
    def printed(self) -> Printed:
        """Give it in printed units, where a mean's variable is the mean as printed."""
        return printed_of(self)

    @cached_property
    def widths(self) -> Vector:
        """Give how far each figure may move, as printed, before it breaks a row."""
        # Only what is told of coverage needs it.
        from tiltak_audit.engine.blind import blind_widths

        return blind_widths(self.printed.system)

    @cached_property
    def restated(self) -> Mask:
        """Tell which rows say only that a figure is printed again.

        One that is hidden in one form of an edition and shown in the other is two prints.
        """
        again = (Law.RESTATED, Law.TWIN)
        found = np.array([one.law in again for one, _ in self.said], dtype=bool)
        for row in np.flatnonzero(found).tolist():
            if self.said[row][0].law is Law.TWIN:
                stars = self.star[self.system.index[self.system.entries(np.array([row]))]]
                found[row] = bool(stars.all()) or not bool(stars.any())
        return found


def joint_of(identities: Iterable[Identity], reports: Iterable[Report] = ()) -> Joint:
    """Build the system of identities; those that are not applicable say nothing and are left out.

    A sum over the mean column is left out where it follows from those over the months.

    Args:
        identities: All that must hold.
        reports: Their rows with stars are part of it even where no identity speaks of them.
    """
    kept = [one for one in identities if isinstance(one, MeanOfMonths) or one.complete]
    rows_of = chain.from_iterable(one.rows for one in kept)
    # A row that several reports speak of may be there as several series.
    by_row = {one.row: one for one in rows_of}
    by_row |= {one.row: one for report in reports for one in _starred(report, by_row)}
    series = tuple(by_row.values())
    first = offsets(integers([len(one.low) for one in series]))
    base = {one.row: start for one, start in zip(series, first.tolist(), strict=False)}
    rows = _Rows(first)
    for one in kept:
        if isinstance(one, MeanOfMonths):
            rows.mean(one, base)
        else:
            rows.balance(one, base)
    mean = np.zeros(int(first[-1]), dtype=bool)
    mean[[base[one.row] for one in series if one.table.columns.mean]] = True
    star = np.frombuffer(b"".join([one.stars for one in series]), dtype=bool)
    low, high = _joined([one.low for one in series]), _joined([one.high for one in series])
    return Joint(rows.system(low, high), series, first, tuple(rows.said), mean, star, base)


def _starred(report: Report, known: Container[Row]) -> Iterator[Series]:
    """Yield the other rows that print a star."""
    for section in report.sections:
        for table in section.tables:
            for row in table.printed():
                if row not in known and any(isinstance(one, Star) for one in row.figures):
                    yield series_of(report, table, row)


def _joined(vectors: Iterable[Sequence[int]]) -> Vector:
    return np.fromiter(chain.from_iterable(vectors), np.int64)


class _Rows:
    """Rows, gathered identity by identity: all are made at once, in the end.

    The variables of a row are a stretch of a list, each so many columns on. The list begins with
    all variables in order, of which those of a printed row are its mean and its months.
    """

    def __init__(self, first: Vector) -> None:
        self.said: list[tuple[Identity, str]] = []
        self._first = first
        # What stands in the list behind all variables, with the coefficients.
        self._variables: list[int] = []
        self._factors: list[int] = []
        # Of each row where its stretch begins, how long it is, and how many columns on.
        self._begin: list[int] = []
        self._lengths: list[int] = []
        self._column: list[int] = []
        self._low: list[int] = []
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}

    def mean(self, identity: MeanOfMonths, base: dict[Row, int]) -> None:
        """Add ``sum − Σ months = 0``."""
        self.said.append((identity, MEAN))
        self._begin.append(base[identity.series.row])
        self._lengths.append(len(identity.series.low))
        self._column.append(0)
        self._low.append(0)

    def balance(self, identity: Balance, base: dict[Row, int]) -> None:
        """Add ``Σ whole − Σ parts = 0`` for each period, or ``≥ 0``."""
        # The sum of the months is a sum like any month's, but printed once anew it is one figure.
        periods = [p for p in identity.periods if p != MEAN or identity.restates]
        if not periods:
            return
        rows = identity.rows
        starts = [base[one.row] for one in rows]
        factors = [1] * len(identity.whole) + [-1] * len(identity.parts)
        columns = [one.table.columns.periods for one in rows]
        if columns.count(columns[0]) == len(columns):
            self._add(starts, factors, self._columns(columns[0], tuple(periods)))
        else:
            picks = [self._columns(one, tuple(periods)) for one in columns]
            for here in zip(*picks, strict=True):
                both = zip(starts, here, strict=True)
                self._add([start + column for start, column in both], factors, [0])
        self.said += [(identity, period) for period in periods]
        self._low += [MOST if identity.at_most else 0] * len(periods)

    def _columns(self, columns: tuple[str, ...], periods: tuple[str, ...]) -> list[int]:
        """Find periods among the columns of a table; few tables differ in them."""
        found = self._known.get((columns, periods))
        if found is None:
            found = self._known[columns, periods] = [columns.index(one) for one in periods]
        return found

    def _add(self, variables: list[int], factors: list[int], columns: list[int]) -> None:
        """Add a row for each of some columns."""
        count = len(columns)
        self._begin += [int(self._first[-1]) + len(self._variables)] * count
        self._lengths += [len(variables)] * count
        self._column += columns
        self._variables += variables
        self._factors += factors

    def system(self, low: Vector, high: Vector) -> System:
        """Give the system over these bounds."""
        begin, lengths, spare = map(integers, (self._begin, self._lengths, self._low))
        entries = ranges(begin, begin + lengths)
        # In the row of its mean the first figure of a printed row is the sum of the others.
        of_means = np.full(len(low), -1)
        of_means[self._first[:-1]] = 1
        variables = np.concatenate([np.arange(len(low)), integers(self._variables)])
        factors = np.concatenate([of_means, integers(self._factors)])
        return System(
            low,
            high,
            offsets(lengths),
            variables[entries] + np.repeat(integers(self._column), lengths),
            factors[entries],
            np.zeros_like(spare),
            spare,
        )

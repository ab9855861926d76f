"""Identities: what must be equal, over which printed rows."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.period import MEAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.identities.series import Series
    from tiltak_audit.model.cell import Cell


class Law(Enum):
    """The laws that identities follow from; each has the one rule that bears its code."""

    # The parts of a table add up to its total.
    COLUMN_SUM = "column-sum"
    # The mean column is the rounded mean of the months.
    MEAN_OF_MONTHS = "mean-of-months"
    # The same point, printed twice, is the same figure.
    RESTATED = "restated-figure"
    # A point is the sum of its parts along another dimension of the cube.
    CROSS = "cross-classification"
    # A fylke is the sum of its kommuner.
    REGION = "region-hierarchy"
    # The parts that are there are not more than their whole.
    PART = "part-exceeds-whole"
    # A main group is the same in its own report and in the overview.
    GROUP_TOTAL = "group-total"
    # A main group counts no more persons than the overview; all groups count as many.
    GROUP_AMONG = "group-among-all"
    # What two reports of different families both print is the same figure.
    ELSEWHERE = "figure-elsewhere"
    # One edition of a report prints the same figures in every form.
    TWIN = "same-edition"
    # What nothing speaks of as revised is the same count in the edition before.
    UNREVISED = "unrevised"

    # Members are one of a kind: their names need not be hashed to tell them apart.
    __hash__ = object.__hash__


class Verdict(Enum):
    """What the prints say of an identity in one period."""

    # Every figure is printed, and they are equal.
    SATISFIED = "satisfied"
    # Some are starred, and a value of the stars makes them equal.
    CONSISTENT = "consistent"
    # No figure is printed, so nothing could have failed.
    VACUOUS = "vacuous"
    # A term was lost or left unread.
    NOT_APPLICABLE = "not_applicable"
    # No value of the stars makes them equal.
    VIOLATED = "violated"

    # Members are one of a kind: their names need not be hashed to tell them apart.
    __hash__ = object.__hash__


@attrs.frozen(eq=False, repr=False)
class Term:
    """One figure in an identity.

    Attributes:
        cell: The figure.
        sign: +1 on the side of the whole, -1 on the side of the parts.
    """

    cell: Cell
    sign: int


@attrs.frozen(eq=False, repr=False)
class Balance:
    """Whole equals sum of parts, in every period.

    Attributes:
        law: Why it must hold.
        whole: The rows on one side, usually one; none where the whole is not printed and zero.
        parts: The rows on the other side.
        periods: The periods it is about.
        complete: Whether every term was read; else it is not applicable.
        at_most: Whether the parts only must not exceed the whole.
    """

    law: Law
    whole: tuple[Series, ...]
    parts: tuple[Series, ...]
    periods: tuple[str, ...]
    complete: bool = True
    at_most: bool = False

    @property
    def rows(self) -> tuple[Series, ...]:
        """List the rows of both sides, the whole first."""
        return self.whole + self.parts

    @property
    def restates(self) -> bool:
        """Tell whether it is one figure against one: then even rounded means are equal."""
        return len(self.whole) == len(self.parts) == 1 and not self.at_most

    def terms(self, period: str) -> Iterator[Term]:
        """List the figures of one period, the whole first."""
        for sign, side in ((1, self.whole), (-1, self.parts)):
            for series in side:
                yield Term(series.cell(series.periods.index(period)), sign)


@attrs.frozen(eq=False, repr=False)
class MeanOfMonths:
    """The mean column of a row is the rounded mean of its months.

    Attributes:
        series: The row.
    """

    series: Series

    law = Law.MEAN_OF_MONTHS

    @property
    def rows(self) -> tuple[Series, ...]:
        """List its one row."""
        return (self.series,)

    def terms(self, _period: str = MEAN) -> Iterator[Term]:
        """List the mean, then the months."""
        for column in range(len(self.series.low)):
            yield Term(self.series.cell(column), -1 if column else 1)


Identity = Balance | MeanOfMonths


def shared_periods(rows: Iterable[Series]) -> tuple[str, ...]:
    """List the periods that all rows print, in the order of the first."""
    first, *others = every = [series.table.columns.periods for series in rows]
    if every.count(first) == len(every):
        return first
    # A mean is of all its months, so over other months it is another figure.
    months = [period for period in first if period != MEAN]
    return tuple(period for period in months if all(period in other for other in others))

"""Each identity by interval arithmetic, in every period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.engine.most import MOST
from tiltak_audit.identities.identity import Balance, MeanOfMonths, Verdict
from tiltak_audit.model.period import MEAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.identities.series import Series

    Side = tuple[Sequence[int], Sequence[int], Sequence[int]]


def judge(identity: Identity) -> list[tuple[str, Verdict]]:
    """Give the verdict on an identity in each of its periods."""
    match identity:
        case MeanOfMonths():
            return [(MEAN, _mean(identity.series))]
        case Balance(complete=False):
            return [(period, Verdict.NOT_APPLICABLE) for period in identity.periods]
    whole = _side(identity.whole, identity.periods, rounded=not identity.restates)
    parts = _side(identity.parts, identity.periods, rounded=not identity.restates)
    terms, at_most = len(identity.rows), identity.at_most
    return [
        (
            period,
            _verdict(low, high, least, most, stars=stars + others, terms=terms, at_most=at_most),
        )
        for period, low, high, stars, least, most, others in zip(
            identity.periods, *whole, *parts, strict=True
        )
    ]


def _verdict(  # noqa: PLR0913  asked for each identity and period
    low: int, high: int, part_low: int, part_high: int, *, stars: int, terms: int, at_most: bool
) -> Verdict:
    """Judge two sides by their bounds, and by how many of their terms are stars."""
    if part_low > high or (low > part_high and not at_most):
        return Verdict.VIOLATED
    if stars == 0:
        return Verdict.SATISFIED
    # Two sides that may both be any number always meet.
    unbounded = high >= MOST and (at_most or part_high >= MOST)
    return Verdict.VACUOUS if unbounded or stars == terms else Verdict.CONSISTENT


def _mean(series: Series) -> Verdict:
    """Judge a mean: the sum of the months must be one that rounds to it."""
    low, high, stars = series.low, series.high, series.stars
    months = sum(low) - low[0], sum(high) - high[0]
    return _verdict(low[0], high[0], *months, stars=sum(stars), terms=len(stars), at_most=False)


def _side(side: tuple[Series, ...], periods: tuple[str, ...], *, rounded: bool) -> Side:
    """Add up rows, column by column: lows, highs, and how many are starred.

    A mean counts as the sums of months it may stand for, or, where it is not rounded anew on
    the other side, as printed.
    """
    if not side:
        zeros = [0] * len(periods)
        return zeros, zeros, zeros
    vectors = [(one.low, one.high, one.stars) if rounded else _as_printed(one) for one in side]
    columns = [one.table.columns.periods for one in side]
    if columns.count(periods) != len(columns):
        picks = [[own.index(period) for period in periods] for own in columns]
        vectors = [
            (_picked(low, pick), _picked(high, pick), _picked(stars, pick))
            for (low, high, stars), pick in zip(vectors, picks, strict=True)
        ]
    if len(vectors) == 1:
        return vectors[0]
    low, high, stars = (
        list(map(sum, zip(*some, strict=True))) for some in zip(*vectors, strict=True)
    )
    return low, high, stars


def _as_printed(series: Series) -> Side:
    """Give the vectors of a row, of its mean as it is printed."""
    low, high, stars = series.low, series.high, series.stars
    if not series.table.columns.mean:
        return low, high, stars
    printed = series.row.figures[0].interval
    return (printed.low, *low[1:]), (printed.high, *high[1:]), stars


def _picked(vector: Sequence[int], columns: list[int]) -> list[int]:
    return [vector[column] for column in columns]

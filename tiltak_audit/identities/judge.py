"""Each identity by interval arithmetic, in every period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.engine.most import MOST
from tiltak_audit.identities.identity import Balance, MeanOfMonths, Verdict
from tiltak_audit.model.period import MEAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.identities.series import Series

    Side = tuple[list[int], list[int], list[int]]


def judge(identity: Identity) -> list[tuple[str, Verdict]]:
    """Give the verdict on an identity in each of its periods."""
    match identity:
        case MeanOfMonths():
            return [(MEAN, _mean(identity.series))]
        case Balance(complete=False):
            return [(period, Verdict.NOT_APPLICABLE) for period in identity.periods]
    whole = _side(identity.whole, identity.periods, rounded=not identity.restates)
    parts = _side(identity.parts, identity.periods, rounded=not identity.restates)
    terms = len(identity.rows)
    at_most = identity.at_most
    return [
        (
            period,
            _verdict(
                fits=part_low <= high and (at_most or low <= part_high),
                stars=stars + part_stars,
                terms=terms,
                unbounded=(at_most or part_high >= MOST) and high >= MOST,
            ),
        )
        for period, low, high, stars, part_low, part_high, part_stars in zip(
            identity.periods, *whole, *parts, strict=True
        )
    ]


def _verdict(*, fits: bool, stars: int, terms: int, unbounded: bool) -> Verdict:
    if not fits:
        return Verdict.VIOLATED
    if stars == 0:
        return Verdict.SATISFIED
    # Two sides that may both be any number always meet.
    return Verdict.VACUOUS if unbounded or stars == terms else Verdict.CONSISTENT


def _mean(series: Series) -> Verdict:
    """Judge a mean: the sum of the months must be one that rounds to it."""
    most = sum(series.high[1:])
    return _verdict(
        fits=sum(series.low[1:]) <= series.high[0] and series.low[0] <= most,
        stars=sum(series.stars),
        terms=len(series.stars),
        unbounded=min(most, series.high[0]) >= MOST,
    )


def _side(side: tuple[Series, ...], periods: tuple[str, ...], *, rounded: bool) -> Side:
    """Add up rows, column by column: lows, highs, and how many are starred.

    A mean counts as the sums of months it may stand for, or, where it is not rounded anew on
    the other side, as printed.
    """
    if not side:
        zeros = [0] * len(periods)
        return zeros, zeros, zeros
    if not rounded:
        (series,) = side
        columns = [series.periods.index(period) for period in periods]
        lows, highs = list(series.low), list(series.high)
        if series.table.columns.mean:
            printed = series.row.figures[0].interval
            lows[0], highs[0] = printed.low, printed.high
        return _picked(lows, columns), _picked(highs, columns), _picked(series.stars, columns)
    if all(series.periods == periods for series in side):
        return (
            _sums(series.low for series in side),
            _sums(series.high for series in side),
            _sums(series.stars for series in side),
        )
    picks = [[series.periods.index(period) for period in periods] for series in side]
    return (
        _sums(_picked(s.low, pick) for s, pick in zip(side, picks, strict=True)),
        _sums(_picked(s.high, pick) for s, pick in zip(side, picks, strict=True)),
        _sums(_picked(s.stars, pick) for s, pick in zip(side, picks, strict=True)),
    )


def _sums(vectors: Iterable[Sequence[int]]) -> list[int]:
    return list(map(sum, zip(*vectors, strict=True)))


def _picked(vector: Sequence[int], columns: list[int]) -> list[int]:
    return [vector[column] for column in columns]

"""The laws of ranges, and what a mean says of its months."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import intervals
from tiltak_audit.model.figure import SUPPRESSED, count
from tiltak_audit.model.interval import STAR, Interval, added
from tiltak_audit.model.mean import Rounding, rounded, window
from tiltak_audit.model.period import Columns, Month, Period
from tiltak_audit.model.report import Report
from tiltak_audit.model.unread import Unread


def values(interval: Interval) -> set[int]:
    """List the values of a range."""
    return set(range(interval.low, interval.high + 1))


@given(intervals(), intervals())
def test_a_sum_holds_every_sum_of_values(one: Interval, other: Interval) -> None:
    """The sum of two ranges is the range of the sums."""
    assert values(added([one, other])) == {a + b for a in values(one) for b in values(other)}


@given(intervals(), intervals())
def test_meeting_is_sharing_a_value(one: Interval, other: Interval) -> None:
    """Ranges meet where they share a value, and their distance is then zero."""
    shared = bool(values(one) & values(other))
    assert one.meets(other) == shared
    assert (one.distance(other) == 0) == shared
    assert one.distance(other) == -other.distance(one)


@given(intervals(), intervals())
def test_distance_is_the_shortest_way(one: Interval, other: Interval) -> None:
    """The distance is what must be added to the other range to make the two meet."""
    nearest = min(abs(a - b) for a in values(one) for b in values(other))
    assert abs(one.distance(other)) == nearest


def test_exact() -> None:
    """A star is not exact, a count is."""
    assert not STAR.exact
    assert count(7).interval.exact


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12))
def test_the_window_of_a_printed_mean_holds_the_true_sum(months: list[int]) -> None:
    """Rounded half up or half to even, and starred below 4, a mean allows its own months."""
    mean = Fraction(sum(months), len(months))
    for whole in (int(mean + Fraction(1, 2)), round(mean)):
        printed = SUPPRESSED if whole < 4 else count(whole)
        allowed = window(printed, len(months))
        assert allowed.low <= sum(months) <= allowed.high


@given(st.integers(4, 50), st.integers(1, 12))
def test_the_window_is_no_wider_than_rounding(mean: int, months: int) -> None:
    """Every sum in the window is at most half a person a month from the printed mean."""
    allowed = window(count(mean), months)
    assert all(abs(Fraction(s, months) - mean) <= Fraction(1, 2) for s in values(allowed))
    assert Fraction(allowed.low - 1, months) < mean - Fraction(1, 2)
    assert Fraction(allowed.high + 1, months) > mean + Fraction(1, 2)


def prints(total: int, months: int, rounding: Rounding) -> set[int]:
    """Give the means that a sum may be printed as: of a tie both, where rounding is not known."""
    mean = Fraction(total, months)
    match rounding:
        case Rounding.HALF_UP:
            return {floor(mean + Fraction(1, 2))}
        case Rounding.HALF_EVEN:
            return {round(mean)}
    return {floor(mean + Fraction(1, 2)), ceil(mean - Fraction(1, 2))}


@pytest.mark.parametrize("rounding", Rounding)
def test_a_window_is_the_sums_that_are_printed_so(rounding: Rounding) -> None:
    """No sum is left out and none is too many, whatever the rounding and the number of months."""
    for months in range(1, 13):
        for mean in range(1, 10):
            sums = {s for s in range(12 * 12) if mean in prints(s, months, rounding)}
            assert values(window(count(mean), months, rounding)) == sums, (months, mean)


@pytest.mark.parametrize("rounding", Rounding)
def test_the_window_of_a_star_is_the_sums_below_its_end(rounding: Rounding) -> None:
    """A mean is starred once rounded; where the rounding is not known, up or to even."""
    known = {Rounding.HALF_UP, Rounding.HALF_EVEN} if rounding is Rounding.ANY else {rounding}
    for months in range(1, 13):
        for most in range(7):
            starred = {
                total
                for total in range(12 * 12)
                if min(min(prints(total, months, one)) for one in known) <= most
            }
            assert values(window(SUPPRESSED, months, rounding, most)) == starred, (months, most)


@pytest.mark.parametrize("rounding", Rounding)
def test_rounded_is_what_some_sum_is_printed_as(rounding: Rounding) -> None:
    """The means of a range of sums are those of its sums, each and no other."""
    for months in range(1, 13):
        for low in range(25):
            for high in range(low, 25):
                means = set().union(*(prints(s, months, rounding) for s in range(low, high + 1)))
                assert values(rounded(Interval(low, high), months, rounding)) == means


def test_unread_adds_up() -> None:
    """Rows are added to rows and figures to figures; what has no row is nothing."""
    assert Unread(2, 6) + Unread(1, 3) == Unread(3, 9)
    assert Unread(1)
    assert not Unread(0, 3)


def test_a_report_counts_what_its_notices_left_unread(tilt140: Report) -> None:
    """The rows and figures of all its notices together."""
    told = tilt140.notices[0]
    notices = tuple(attrs.evolve(told, unread=one) for one in (Unread(2, 6), Unread(1, 3)))
    assert attrs.evolve(tilt140, notices=notices).unread == Unread(3, 9)
    assert not attrs.evolve(tilt140, notices=()).unread


def test_widths_of_prints() -> None:
    """A figure is as wide as its print, separators included."""
    assert [count(v).width for v in (4, 651, 20_651, 1_234_567)] == [1, 3, 6, 9]
    assert SUPPRESSED.width == 1


def test_columns_of_a_year() -> None:
    """Columns name the mean and ISO months; a period lists its months."""
    period = Period(Month(2025, 11), Month(2026, 2))
    assert [str(m) for m in period.months] == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert Period(Month(2025, 3), Month(2025, 1)).months == ()
    columns = Columns(period.months[:2], mean=True)
    assert (columns.periods, len(columns)) == (("mean", "2025-11", "2025-12"), 3)
    assert Columns(period.months[:1], mean=False).periods == ("2025-11",)
    assert Month.named("Mai", 2024).name == "Mai"

"""The laws of ranges, and what a mean says of its months."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import intervals
from tiltak_audit.model.figure import SUPPRESSED, count
from tiltak_audit.model.interval import STAR, Interval
from tiltak_audit.model.mean import window
from tiltak_audit.model.period import Columns, Month, Period


def values(interval: Interval) -> set[int]:
    """List the values of a range."""
    return set(range(interval.low, interval.high + 1))


@given(intervals(), intervals())
def test_a_sum_holds_every_sum_of_values(one: Interval, other: Interval) -> None:
    """The sum of two ranges is the range of the sums."""
    assert values(one + other) == {a + b for a in values(one) for b in values(other)}


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
    for rounded in (int(mean + Fraction(1, 2)), round(mean)):
        printed = SUPPRESSED if rounded < 4 else count(rounded)
        allowed = window(printed, len(months))
        assert allowed.low <= sum(months) <= allowed.high


@given(st.integers(4, 50), st.integers(1, 12))
def test_the_window_is_no_wider_than_rounding(mean: int, months: int) -> None:
    """Every sum in the window is at most half a person a month from the printed mean."""
    allowed = window(count(mean), months)
    assert all(abs(Fraction(s, months) - mean) <= Fraction(1, 2) for s in values(allowed))
    assert Fraction(allowed.low - 1, months) < mean - Fraction(1, 2)
    assert Fraction(allowed.high + 1, months) > mean + Fraction(1, 2)


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

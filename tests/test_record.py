"""Records of which few are made are made and equal as those of attrs are."""

from __future__ import annotations

import pickle
from copy import copy
from functools import cached_property
from typing import Any

import attrs
import pytest

from tiltak_audit.alike import Alike
from tiltak_audit.record import Record


class Ours(Alike, Record):
    """Two fields, of which one has a default."""

    a: int
    b: str = "b"

    @cached_property
    def twice(self) -> int:
        """Give something that is worked out once."""
        return 2 * self.a


class OursBelow(Ours):
    """One more, and another default for what the first has."""

    c: tuple[int, ...] = ()
    b: str = "below"


class OursBare(Ours):
    """None more."""


@attrs.frozen
class Theirs:
    """As ours, by attrs."""

    a: int
    b: str = "b"


@attrs.frozen
class TheirsBelow:
    """As ours, by attrs."""

    a: int
    b: str = "below"
    c: tuple[int, ...] = ()


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1,), {}),
    ((1, "x"), {}),
    ((1,), {"b": "x"}),
    ((), {"b": "x", "a": 1}),
    ((1, "x", (2,)), {}),
    ((1,), {"c": (2,)}),
    # What no class takes: too few, too many, none of the fields, one twice.
    ((), {}),
    ((), {"b": "x"}),
    ((1, "x", (2,), 4), {}),
    ((1,), {"d": 1}),
    ((1,), {"a": 1}),
    ((1, "x"), {"b": "x"}),
]


def values(made: object) -> tuple[object, ...]:
    """Give the fields of a record."""
    return tuple(getattr(made, name) for name in "abc" if hasattr(made, name))


@pytest.mark.parametrize(("positional", "named"), CALLS, ids=str)
@pytest.mark.parametrize(("ours", "theirs"), [(Ours, Theirs), (OursBelow, TheirsBelow)])
def test_fields_are_given_as_attrs_takes_them(
    ours: type, theirs: type, positional: tuple[Any, ...], named: dict[str, Any]
) -> None:
    """A call gives the same values as of a class of attrs, or is an error of both."""
    try:
        expected = values(theirs(*positional, **named))
    except TypeError:
        with pytest.raises(TypeError, match="takes a, b"):
            ours(*positional, **named)
    else:
        assert values(ours(*positional, **named)) == expected


def test_records_are_equal_by_their_fields() -> None:
    """Neither how they were made nor what was worked out of them counts, but their class does."""
    one, other = Ours(1, "x"), Ours(b="x", a=1)
    assert one.twice == 2
    assert one == other
    assert len({one, other, Ours(2, "x")}) == 2
    assert Ours(1, "x") != OursBare(1, "x")


def test_records_stay_as_they_were_made() -> None:
    """No field can be set or taken away, nor another be added."""
    one: Any = Ours(1)
    for name in ("a", "d"):
        with pytest.raises(AttributeError):
            setattr(one, name, 2)
    with pytest.raises(AttributeError):
        del one.a
    assert one == Ours(1)


def test_records_can_be_copied_and_matched() -> None:
    """Other processes get them, and patterns take their fields in order."""
    one = OursBelow(1, c=(2,))
    assert pickle.loads(pickle.dumps(one)) == copy(one) == one  # noqa: S301  made here
    match one:
        case OursBelow(a, b, c):
            assert (a, b, c) == (1, "below", (2,))

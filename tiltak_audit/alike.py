"""What makes records equal: their fields."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable


class Alike:
    """A record that is equal to others of its class by their fields; one of attrs has ``eq=False``.

    attrs would write and compile the same for each class in every run, which takes a tenth of its
    start. What is compared or hashed thousands of times has it from attrs all the same.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Tell whether another is of the same class with the same fields."""
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(_compared(self) == _compared(other))

    def __hash__(self) -> int:
        """Hash the fields that are compared."""
        return hash(_compared(self))


def _compared(one: object) -> Any:  # noqa: ANN401  one field, or a tuple of several
    """Give the fields of a record that are compared."""
    of: Any = type(one)
    return _getter(of)(one)


@cache
def _getter(of: Any) -> Callable[[object], Any]:  # noqa: ANN401  a class of records
    of_attrs = attrs.has(of)
    names = [one.name for one in attrs.fields(of) if one.eq] if of_attrs else of.__match_args__
    return attrgetter(*names) if names else lambda _: ()

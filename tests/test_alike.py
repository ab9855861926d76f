"""Records that are no classes of their own to attrs are equal as if they were."""

from __future__ import annotations

import attrs

from tiltak_audit.alike import Alike


def made(name: str, *, alike: bool) -> type:
    """Make a class of three fields, the last of which is not compared, by attrs or as here."""
    fields = {"a": attrs.field(), "b": attrs.field(), "c": attrs.field(eq=False)}
    bases = (Alike,) if alike else (object,)
    return attrs.make_class(name, fields, bases, frozen=True, slots=True, eq=not alike)


VALUES = [(a, b, c) for a in (1, 2) for b in ("x", "y") for c in (0, 1)]


def test_records_are_equal_where_attrs_would_have_them_so() -> None:
    """Any two are, or are not, and are as one in a set, as those that attrs compiles."""
    ours, theirs = made("Ours", alike=True), made("Theirs", alike=False)
    for one in VALUES:
        for other in VALUES:
            assert (ours(*one) == ours(*other)) is (theirs(*one) == theirs(*other))
            assert (ours(*one) != ours(*other)) is (theirs(*one) != theirs(*other))
    assert len({ours(*one) for one in VALUES}) == len({theirs(*one) for one in VALUES}) == 4


def test_records_of_other_classes_are_not_equal() -> None:
    """Neither those of a class with the same fields nor of one below it, either way round."""
    first, second = made("First", alike=True), made("Second", alike=True)
    below = attrs.make_class("Below", {}, (first,), frozen=True, slots=True, eq=False)
    same = VALUES[0]
    assert first(*same) != second(*same)
    assert first(*same) != below(*same)
    assert below(*same) != first(*same)
    assert below(*same) == below(*same)
    assert first(*same) != same


def test_records_without_fields_are_equal() -> None:
    """There is nothing in which they differ."""
    empty = attrs.make_class("Empty", {}, (Alike,), frozen=True, slots=True, eq=False)
    assert empty() == empty()
    assert len({empty(), empty()}) == 1

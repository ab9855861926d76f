"""Releases: the reports of an archive that are audited together, and what they are held against.

A release is the unit of an archive: what its audit gives follows from its files, those of the
editions before, the options and the configuration, and from nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.archive.head import Head


@attrs.frozen(eq=False, repr=False)
class Release(Alike):
    """Reports that came out together.

    Attributes:
        files: Reports of the same months, of each one edition; by path.
        before: For each of them the last edition before it that prints one of its months.
    """

    files: tuple[Head, ...]
    before: tuple[Head, ...] = ()


def releases_of(heads: Iterable[Head]) -> tuple[Release, ...]:
    """Group reports by release, the oldest first.

    Reports of the same months come out together. Where one of them came out again, at a later
    date, it begins a release of its own, with those that followed it: what was corrected need
    not agree with what was not.
    """
    groups: dict[object, list[Head]] = {}
    for one in heads:
        alone = one.published or not one.months
        groups.setdefault(one.path if alone else one.months, []).append(one)
    parts = [part for group in groups.values() for part in _parted(group)]
    ordered = sorted(parts, key=lambda part: min(one.age for one in part))
    editions: dict[tuple[str, str], list[Head]] = {}
    for one in [one for part in parts for one in part]:
        if one.code and not one.published:
            editions.setdefault(one.what, []).append(one)
    return tuple(
        Release(tuple(sorted(part, key=lambda one: one.path)), _before(part, editions))
        for part in ordered
    )


def _parted(group: Sequence[Head]) -> Iterator[list[Head]]:
    """Part reports of the same months where one of them is there in a later edition."""
    part: list[Head] = []
    dates: dict[tuple[str, str], str] = {}
    for one in sorted(group, key=lambda one: (one.edition, one.path)):
        if one.code and dates.setdefault(one.what, one.edition) != one.edition:
            yield part
            part, dates = [], {one.what: one.edition}
        part.append(one)
    yield part


def _before(part: Sequence[Head], editions: dict[tuple[str, str], list[Head]]) -> tuple[Head, ...]:
    """List the last editions before those of a release, of each report one print."""
    found: dict[tuple[str, str], Head] = {}
    for one in part:
        older = [
            other
            for other in editions.get(one.what, ())
            if other not in part and other.age < one.age and set(other.months) & set(one.months)
        ]
        if older:
            found[one.what] = max(older, key=lambda other: other.age)
    return tuple(found[key] for key in sorted(found))

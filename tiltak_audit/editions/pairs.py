"""Which reports are editions of one, which of them is the older, and which months both print."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.editions.changes import Revisions
    from tiltak_audit.model.report import Report


@attrs.frozen(eq=False, repr=False, slots=False)
class EditionPair:
    """Two editions of a report.

    Attributes:
        older: The one that came out first; of two prints of one edition the one given first.
        newer: The other.
        months: The months, or quarters, that both print, ISO; empty where they share none.
    """

    older: Report
    newer: Report
    months: tuple[str, ...]

    @cached_property
    def revisions(self) -> Revisions:
        """Give all that changed between them, held against each other where somebody asks."""
        from tiltak_audit.editions.changes import revisions_of

        return revisions_of(self)

    @property
    def same(self) -> bool:
        """Tell whether they are two prints of one edition, in which nothing was revised."""
        older, newer = self.older, self.newer
        return bool(older.edition) and (older.edition, older.period) == (
            newer.edition,
            newer.period,
        )


def chains_of(reports: Iterable[Report]) -> list[tuple[Report, ...]]:
    """Group reports by code, each group from the oldest edition to the newest.

    The date of the report tells which is older, and the last month where one prints no date;
    never the name of a file.
    """
    groups: dict[tuple[str, str], list[Report]] = {}
    for one in dict.fromkeys(reports):
        groups.setdefault((one.code, one.family.name), []).append(one)
    return [tuple(_in_order(group)) for group in groups.values()]


def pairs_of(reports: Iterable[Report]) -> list[EditionPair]:
    """Pair every edition with the last one before it that prints a month of its own.

    Each revision is told once: where it was made. An edition that shares no month with any is
    paired with the one before it, so that this can be said.
    """
    return [
        _paired(chain[:at], chain[at])
        for chain in chains_of(reports)
        for at in range(1, len(chain))
    ]


def months_of(report: Report) -> tuple[str, ...]:
    """List the months, or quarters, that a report prints counts of, each once."""
    tables = {table.columns: None for table in report.tables}
    return tuple(dict.fromkeys(str(month) for columns in tables for month in columns.months))


def _paired(before: Sequence[Report], newer: Report) -> EditionPair:
    own = months_of(newer)
    shared = {one: tuple(month for month in months_of(one) if month in own) for one in before}
    older = next((one for one in reversed(before) if shared[one]), before[-1])
    return EditionPair(older, newer, shared[older])


def _in_order(group: list[Report]) -> list[Report]:
    last = {one: max(months_of(one), default="") for one in group}
    if all(one.edition for one in group):
        return sorted(group, key=lambda one: (one.edition, last[one]))
    return sorted(group, key=lambda one: last[one])

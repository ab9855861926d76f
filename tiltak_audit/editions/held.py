"""What came of holding reports against other editions of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.editions.pairs import chains_of, pairs_of
from tiltak_audit.model.period import MEAN
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.editions.changes import Change, Kind, Revisions
    from tiltak_audit.editions.pairs import EditionPair
    from tiltak_audit.model.report import Report


@attrs.frozen(eq=False, repr=False, slots=False)
class Editions:
    """All pairs of editions of a run.

    Attributes:
        pairs: The pairs.
        chains: The editions of each report of which there are several, the oldest first.
        alone: Those of which no other edition was given, of the reports that were to be held
            against.
    """

    pairs: tuple[EditionPair, ...]
    chains: tuple[tuple[Report, ...], ...]
    alone: tuple[Report, ...]

    @cached_property
    def revisions(self) -> tuple[Revisions, ...]:
        """Give what changed between the two of each pair."""
        return tuple(one.revisions for one in self.pairs)

    @property
    def changes(self) -> tuple[Change, ...]:
        """List the changes of all pairs."""
        return tuple(change for one in self.revisions for change in one.changes)

    @property
    def unchanged(self) -> int:
        """Count the figures that are printed alike."""
        return sum(one.unchanged for one in self.revisions)

    def count(self, kind: Kind) -> int:
        """Count the changes of a kind."""
        return sum(one.kind is kind for one in self.changes)

    @property
    def come(self) -> int:
        """Count the tables and rows that only the newer of two prints."""
        return sum(len(one.matched.come) for one in self.revisions)

    @property
    def gone(self) -> int:
        """Count those that only the older prints."""
        return sum(len(one.matched.gone) for one in self.revisions)

    @property
    def renamed(self) -> int:
        """Count those that have another label."""
        return sum(len(one.matched.renamed) for one in self.revisions)

    @property
    def unknown(self) -> int:
        """Count the rows that may be gone or come, since not all was read."""
        return sum(one.matched.unknown for one in self.revisions)


class Revised(Record):
    """The revisions of one section.

    Attributes:
        section: Its title.
        number: How many figures were revised, means among them.
        largest: The largest revision of a month, or of a mean where no month was revised.
        up: Persons that months were raised by, all figures together.
        down: Persons that they were lowered by, as a positive number.
    """

    section: str
    number: int
    largest: Change
    up: int
    down: int

    @property
    def sum(self) -> int:
        """Give what the revisions of its months come to."""
        return self.up - self.down


def editions_of(given: Sequence[Report], against: Iterable[Report] = ()) -> Editions | None:
    """Hold reports against other editions of them, and against each other.

    Returns:
        What came of it; none where no report was to be held against another edition, and no two
        of the reports are editions of one.
    """
    held = tuple(against)
    chains = [chain for chain in chains_of((*held, *given)) if set(chain) & set(given)]
    known = {one for chain in chains for one in chain}
    found = _held(chains, tuple(one for one in held if one not in known))
    return found if held or found.chains else None


def compared(reports: Sequence[Report]) -> Editions:
    """Hold reports against each other, as far as they are editions of one."""
    chains = chains_of(reports)
    return _held(chains, tuple(one for chain in chains if len(chain) == 1 for one in chain))


def _held(chains: Iterable[tuple[Report, ...]], alone: tuple[Report, ...]) -> Editions:
    several = tuple(chain for chain in chains if len(chain) > 1)
    pairs = tuple(pair for chain in several for pair in pairs_of(chain))
    return Editions(pairs, several, alone)


def by_section(changes: Iterable[Change]) -> list[Revised]:
    """Sum up revisions by section, in print order."""
    from tiltak_audit.editions.changes import Kind

    sections: dict[str, list[Change]] = {}
    for one in changes:
        if one.kind is Kind.REVISED:
            sections.setdefault(one.newer.table.section, []).append(one)
    return [_summed(section, found) for section, found in sections.items()]


def _summed(section: str, found: list[Change]) -> Revised:
    months = [one for one in found if one.newer.period != MEAN]
    sizes = [one.size or 0 for one in months]
    return Revised(
        section,
        len(found),
        max(months or found, key=lambda one: one.weight),
        sum(size for size in sizes if size > 0),
        -sum(size for size in sizes if size < 0),
    )

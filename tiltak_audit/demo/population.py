"""Persons on tiltak, drawn from a seed: kinds of persons, and how many there are each month."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.alike import Alike
from tiltak_audit.cube.regions import FYLKE, KOMMUNE, UNKNOWN, Region, register_of
from tiltak_audit.demo.categories import (
    ALDER,
    FODELAND,
    GROUP_SHARES,
    GROUPS,
    INNVANDRER,
    KJONN,
    STATUSES,
    SUBJECTS,
    UTDANNING,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from tiltak_audit.model.period import Month

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]

TILTAK = "tiltak"
GRUPPE = "tiltaksgruppe"
STATUS = "arbeidsmarkedsstatus"

# How a dimension's categories share the persons, per mille, the first category first.
_SHARES = {
    STATUS: (200, 735, 65),
    "kjønn": (480, 520),
    "alder": (60, 150, 150, 270, 200, 130, 40),
    "innvandrer status": (680, 320),
    "fødeland innvandrere": (60, 120, 786, 30, 4),
    "utdanning": (440, 280, 150, 60, 70),
}
_PLAIN = {
    STATUS: STATUSES,
    "kjønn": KJONN,
    "alder": ALDER,
    "innvandrer status": INNVANDRER,
    "fødeland innvandrere": FODELAND,
    "utdanning": UTDANNING,
}

# The share of persons who live on Svalbard, or where nobody knows.
_RESIDUAL_SHARE = 0.001
_SVALBARD = "2100"

_NOWHERE = Region("", UNKNOWN)

# The longest spell on tiltak, in months.
_LONGEST = 24


@attrs.frozen(eq=False, repr=False)
class Scale(Alike):
    """How much is drawn.

    Attributes:
        kinds: How many kinds of persons; the memory that drawing takes is in proportion.
        most: The largest count of one kind in one month.
        kommuner: How many kommuner of the register they live in; 0 for all.
        focus: The report whose main group has half of the persons, ``TILT140``; empty for none.
        tiltak: How many tiltak of a group are in use; 0 for all.
    """

    kinds: int
    most: int = 1
    kommuner: int = 0
    focus: str = ""
    tiltak: int = 0


# Quickly read and audited, with figures large and small.
SMALL = Scale(kinds=16_000, kommuner=24, focus="TILT140")
# The size of what is published: about 80 000 persons a month.
FULL = Scale(kinds=220_000)


@attrs.frozen(eq=False, repr=False)
class Population:
    """Kinds of persons with a count a month.

    Attributes:
        months: The months.
        categories: The categories of every dimension, in print order; the code is empty
            where the dimension has none.
        kinds: For every dimension, the index of each kind's category.
        counts: Persons, kinds × months.
    """

    months: tuple[Month, ...]
    categories: Mapping[str, tuple[Region, ...]]
    kinds: Mapping[str, Integers]
    counts: Integers

    def summed(self, outer: str, inner: str) -> Integers:
        """Count persons by two dimensions and month; an empty outer one is everybody."""
        across = len(self.categories[inner])
        size = (len(self.categories[outer]) if outer else 1) * across
        key = self.kinds[inner] + (self.kinds[outer] * across if outer else 0)
        by_month = [np.bincount(key, weights=column, minlength=size) for column in self._columns]
        shape = (-1, across, len(self.months))
        table: Integers = np.stack(by_month, axis=-1).astype(np.int64).reshape(shape)
        return table

    @cached_property
    def _columns(self) -> list[Integers]:
        return [np.ascontiguousarray(column) for column in self.counts.T]

    def of(self, groups: Sequence[str]) -> Population:
        """Give the persons of some main groups, with the tiltak of these only."""
        names = [region.name for region in self.categories[GRUPPE]]
        there = np.isin(self.kinds[GRUPPE], [names.index(group) for group in groups])
        wanted = [tiltak for group in groups for tiltak in GROUPS[group]]
        old = [region.name for region in self.categories[TILTAK]]
        place = np.zeros(len(old), dtype=np.int64)
        place[[old.index(name) for name in wanted]] = np.arange(len(wanted))
        kinds = {name: index[there] for name, index in self.kinds.items()}
        kinds[TILTAK] = place[kinds[TILTAK]]
        categories = {**self.categories, TILTAK: _named(wanted)}
        return Population(self.months, categories, kinds, self.counts[there])


class Draws:
    """Numbers from a seed; only its uniform numbers are used, which no release changes."""

    def __init__(self, seed: int) -> None:
        """Start from a seed."""
        self._random = np.random.Generator(np.random.PCG64(seed))

    def uniform(self, *shape: int) -> Floats:
        """Draw numbers of at least 0 and less than 1."""
        return self._random.random(shape)

    def category(self, shares: Sequence[float] | Floats, size: int) -> Integers:
        """Draw categories by their shares."""
        ends = np.cumsum(np.asarray(shares, dtype=float))
        at = np.searchsorted(ends, self.uniform(size) * ends[-1], side="right")
        drawn: Integers = np.minimum(at, len(ends) - 1).astype(np.int64)
        return drawn

    def pareto(self, size: int) -> Floats:
        """Draw sizes, a few of them large."""
        return (1.0 - self.uniform(size)) ** -0.8


def draw(seed: int, months: Sequence[Month], scale: Scale = SMALL) -> Population:
    """Draw persons; the same arguments give the same ones.

    Every kind has its spell: it comes, its count moves a little from month to month, it goes.
    """
    draws = Draws(seed)
    categories = {name: _named(labels) for name, labels in _PLAIN.items()}
    categories[GRUPPE] = _named(tuple(GROUPS))
    categories[TILTAK] = _named([tiltak for group in GROUPS.values() for tiltak in group])
    kinds = {name: draws.category(shares, scale.kinds) for name, shares in _SHARES.items()}
    kinds[GRUPPE] = draws.category(_group_shares(scale.focus), scale.kinds)
    kinds[TILTAK] = _tiltak(draws, kinds[GRUPPE], scale.tiltak)
    kommuner, fylker, parents = _regions(draws, months[-1], scale.kommuner)
    categories[KOMMUNE], categories[FYLKE] = kommuner, fylker
    sizes = draws.pareto(len(kommuner))
    residual = [kommune.code in {"", _SVALBARD} for kommune in kommuner]
    sizes[residual] = sizes.sum() * _RESIDUAL_SHARE
    kinds[KOMMUNE] = draws.category(sizes, scale.kinds)
    kinds[FYLKE] = parents[kinds[KOMMUNE]]
    counts = _counts(draws, scale, len(months))
    return Population(tuple(months), categories, kinds, counts)


def _named(labels: Sequence[str]) -> tuple[Region, ...]:
    return tuple(Region("", label) for label in labels)


def _group_shares(focus: str) -> list[float]:
    shares = [float(share) for share in GROUP_SHARES]
    if focus:
        for at, group in enumerate(GROUPS):
            if group in SUBJECTS[focus].groups:
                shares[at] += sum(GROUP_SHARES) / len(SUBJECTS[focus].groups)
    return shares


def _tiltak(draws: Draws, group: Integers, most: int) -> Integers:
    """Draw each kind's tiltak within its group: the first ones of a group are large, or not."""
    sizes = [len(tiltak) for tiltak in GROUPS.values()]
    first = np.array([0, *accumulate(sizes)])
    found = np.zeros(len(group), dtype=np.int64)
    for at, size in enumerate(sizes):
        used = min(size, most or size)
        mine = np.flatnonzero(group == at)
        found[mine] = first[at] + draws.category(draws.pareto(used) ** 1.5, len(mine))
    return found


def _regions(
    draws: Draws, month: Month, most: int
) -> tuple[tuple[Region, ...], tuple[Region, ...], Integers]:
    """Choose kommuner; give them, the fylker, and each kommune's fylke by index."""
    register = register_of(month)
    kommuner = list(register.level(KOMMUNE))
    if most:
        keep = np.argsort(draws.uniform(len(kommuner)), kind="stable")[:most]
        kommuner = [kommuner[at] for at in sorted(keep.tolist())]
    fylker = (*register.level(FYLKE), _NOWHERE)
    codes = [fylke.code for fylke in fylker]
    ordered = (*kommuner, _NOWHERE)
    parents = np.array([codes.index(register.parent_of(kommune.code)) for kommune in ordered])
    return ordered, fylker, parents


def _counts(draws: Draws, scale: Scale, months: int) -> Integers:
    """Draw a count a kind and month."""
    size = scale.kinds
    base = np.minimum(np.floor(draws.pareto(size)), scale.most)
    if scale.most > 1:
        base = np.ceil(draws.uniform(size) ** 3 * scale.most)
    start = np.floor(draws.uniform(size) * (months + _LONGEST)) - _LONGEST
    end = start + np.ceil(draws.uniform(size) * _LONGEST)
    at = np.arange(months)
    there = (at >= start[:, None]) & (at < end[:, None])
    moved = base[:, None] * (0.8 + 0.4 * draws.uniform(size, months))
    return np.where(there, np.maximum(np.rint(moved), 1), 0).astype(np.int64)

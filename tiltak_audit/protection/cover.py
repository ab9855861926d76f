"""The cheapest figures that meet all cuts: a hitting set, part by part."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.aliases import labels
from tiltak_audit.engine.choice import Demands, cheapest
from tiltak_audit.engine.system import integers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.engine.solver import Floats
    from tiltak_audit.engine.system import Mask
    from tiltak_audit.protection.proof import Cut


class Cover:
    """All cuts so far; parts of them that have nothing in common are solved one by one.

    Attributes:
        work: What solving parts of them took; a count.
    """

    def __init__(self, cost: Floats, cuts: Iterable[Cut] = ()) -> None:
        """Start with some cuts."""
        self._cost = cost
        self._cuts = dict.fromkeys(cuts)
        self.work = 0
        self._solved: dict[tuple[Cut, ...], tuple[list[int], float, int]] = {}

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """List the cuts."""
        return tuple(self._cuts)

    def add(self, cuts: Iterable[Cut]) -> bool:
        """Add cuts; tell whether any is new."""
        before = len(self._cuts)
        self._cuts |= dict.fromkeys(cuts)
        return len(self._cuts) > before

    def linked(self, cuts: Iterable[Cut]) -> list[int]:
        """List the figures of the parts that some cuts are in; rising."""
        asked = set(cuts)
        parts = [part for part in self._parts() if not asked.isdisjoint(part)]
        return sorted({at for part in parts for cut in part for at in _named(cut)})

    def chosen(self) -> tuple[Mask, float]:
        """Give the cheapest figures that meet all cuts, and what no choice costs less than."""
        hidden = np.zeros(len(self._cost), dtype=bool)
        bound = 0.0
        for part in self._parts():
            if part not in self._solved:
                self._solved[part] = _solved(part, self._cost)
                self.work += self._solved[part][2]
            some, least, _work = self._solved[part]
            hidden[some] = True
            bound += least
        return hidden, bound

    def _parts(self) -> list[tuple[Cut, ...]]:
        named = [(cut, _named(cut)) for cut in self._cuts]
        pairs = [(some[0], at) for _, some in named for at in some]
        label = labels(len(self._cost), np.array(pairs, dtype=np.int64).reshape(-1, 2))
        parts: dict[int, list[Cut]] = defaultdict(list)
        for cut, some in named:
            parts[int(label[some[0]])].append(cut)
        return [tuple(part) for _, part in sorted(parts.items())]


def _named(cut: Cut) -> tuple[int, ...]:
    return (*cut.figures, cut.target) if cut.given else cut.figures


def _solved(cuts: Sequence[Cut], cost: Floats) -> tuple[list[int], float, int]:
    """Choose for one part; everything that is named in it where nothing else is found."""
    named = sorted({at for cut in cuts for at in _named(cut)})
    number = {at: n for n, at in enumerate(named)}
    start, index, weight = [0], [], []
    for cut in cuts:
        index += [number[at] for at in _named(cut)]
        weight += [1.0] * len(cut.figures) + [-1.0] * cut.given
        start.append(len(index))
    least = np.array([0.0 if cut.given else 1.0 for cut in cuts])
    found = cheapest(
        Demands(cost[named], integers(start), integers(index), np.array(weight), least)
    )
    if found is None:
        return named, 0.0, 0
    return np.array(named)[found.chosen].tolist(), found.bound, found.work

"""Cases of violated identities to explanations: single figures, damaged structure, few figures."""

from __future__ import annotations

from functools import reduce
from operator import mul
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.alike import Alike
from tiltak_audit.engine.leeway import Suspicion
from tiltak_audit.engine.localise import Hunt, left_to_sets, smallest_sets
from tiltak_audit.engine.most import MOST
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.system import integers
from tiltak_audit.model.interval import Interval
from tiltak_audit.suspects.stated import Stated
from tiltak_audit.suspects.suspect import (
    Cause,
    Certainty,
    Explanation,
    Located,
    Search,
    suspect_of,
)
from tiltak_audit.suspects.typos import as_printed, cause_of, counts_of, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.engine.system import System
    from tiltak_audit.identities.printed import Printed

# Figures that may be wrong together; more is not an explanation but a guess.
_MOST_FIGURES = 3

# Sets that are tried for one case, for all of a run, and in a run against what is explained
# already: a count, so that a slow machine gives the same answer.
_TRIES = 12_000
_ALL_TRIES = 60_000
_ALL_RIVALS = 240_000

# Sets of one case that are held against the whole system, and that are told.
_CHECKED = 40

# Stars that may stand for a count, named one by one; more are not told.
_OFFERED = 3

# The best explanation stands out where it is so many times as likely as all others together.
_STANDS_OUT = 4


@attrs.frozen(eq=False, repr=False)
class _Set(Alike):
    """A set of figures that may be wrong: what each may have been, and how likely that is."""

    variables: tuple[int, ...]
    repairs: tuple[Interval, ...]
    weight: int


class Locator:
    """The explanations of the cases of one run."""

    def __init__(self, printed: Printed, cases: Sequence[Sequence[int]]) -> None:
        """Take the cases, each the broken rows that one cause may explain."""
        self._printed = printed
        self._cases = [tuple(case) for case in cases]
        self._stated = Stated(printed, self._cases)
        self._star, self._small = printed.joint.star, printed.joint.star_high
        self._left, self._left_for_rivals = _ALL_TRIES, _ALL_RIVALS

    def locate(self, at: int, sizes: int = _MOST_FIGURES) -> Located:
        """Explain one case by sets of at most so many figures."""
        case = self._cases[at]
        suspicion = self._stated.suspicion(case, ~self._star)
        stated = suspicion.system
        if self._left <= 0:
            return Located(search=Search.SKIPPED)
        found = smallest_sets(suspicion, case, sizes, min(_TRIES, self._left))
        self._left -= found.tries
        search = Search.DONE if found.complete else Search.CAPPED
        explained = self._explained(found.sets, stated, case, search)
        if explained and sizes == 1:
            singles = [variable for chosen in found.sets for variable in chosen]
            explained = self._beside_rivals(explained, singles, case)
        elif sizes > 1:
            stars, complete = self._stars(case)
            # One star that should be a count explains no less than two or three wrong counts.
            unsure = (one.unsure(Certainty.ONE_OF_N) for one in explained)
            explained = (*stars, *unsure) if stars else explained
            search = search if complete else Search.CAPPED
        return Located(explained, search)

    def _stars(self, case: Sequence[int]) -> tuple[tuple[Explanation, ...], bool]:
        """Look for one star that stands for 4 or more, or for less, where no count explains it."""
        suspicion = self._stated.suspicion(case, self._star, stars=True)
        stated = suspicion.system
        found = smallest_sets(suspicion, case, 1, min(_TRIES, self._left_for_rivals))
        self._left_for_rivals -= found.tries
        explained = self._explained(found.sets, stated, case, Search.DONE)
        return tuple(one.unsure(Certainty.ONE_OF_N) for one in explained), found.complete

    def _beside_rivals(
        self,
        explained: tuple[Explanation, ...],
        singles: list[int],
        case: Sequence[int],
    ) -> tuple[Explanation, ...]:
        """Let no count be certain where a star that should be one, or two counts, explain it too.

        The stars are listed behind the counts, unless they are many.
        """
        suspicion = self._stated.suspicion(case, self._star, stars=True)
        stars, all_stars = self._holding(suspicion, case, 1, _OFFERED + 1)
        if stars:
            unsure = tuple(one.unsure() for one in explained)
            if len(stars) > _OFFERED:
                return unsure
            offered = self._explained(stars, suspicion.system, case, Search.DONE)
            return (*unsure, *(one.unsure(Certainty.ONE_OF_N) for one in offered))
        if explained[0].certainty is Certainty.CERTAIN:
            others = ~self._star
            others[singles] = False
            pairs, all_pairs = self._holding(self._stated.suspicion(case, others), case, 2, 1)
            if pairs or not (all_stars and all_pairs):
                return tuple(one.unsure() for one in explained)
        return explained

    def _holding(
        self, suspicion: Suspicion, case: Sequence[int], size: int, most: int
    ) -> tuple[list[tuple[int, ...]], bool]:
        """Find so many sets of candidates that explain a case and hold against all else.

        Tells besides whether there are no more, which a search that gives up cannot know.
        """
        believed = self._stated.believed(suspicion.system, case)
        hunt = Hunt(suspicion, tuple(case), min(_TRIES, self._left_for_rivals))
        held: list[tuple[int, ...]] = []
        checked = 0
        for checked, chosen in enumerate(hunt.each_of_size(size), 1):
            if self._checked(chosen, believed, case):
                held.append(chosen)
            if len(held) == most or checked == _CHECKED:
                break
        self._left -= checked
        self._left_for_rivals -= hunt.used
        return held, not hunt.spent and checked < _CHECKED

    def weigh(self, at: int) -> Located:
        """Explain a joint conflict by single figures; none of them is ever certain."""
        rows = self._cases[at]
        figures = self._stated.own(rows).tolist()
        search = Search.DONE if len(figures) <= _CHECKED else Search.CAPPED
        found = self._explained(
            [(figure,) for figure in figures], self._stated.system(rows), rows, search
        )
        return Located(found, search).unsure()

    def _explained(
        self,
        sets: Sequence[tuple[int, ...]],
        stated: System,
        case: Sequence[int],
        search: Search,
    ) -> tuple[Explanation, ...]:
        """Hold sets against everything else, rank them and say how sure each is."""
        believed = self._stated.believed(stated, case)
        kept = [one for one in (self._checked(s, believed, case) for s in sets[:_CHECKED]) if one]
        kept.sort(key=lambda one: (-one.weight, one.variables))
        total = sum(one.weight for one in kept)
        known = search is Search.DONE and len(sets) <= _CHECKED
        return tuple(
            self._explanation(told, self._certainty(one, kept, total, known=known))
            for one, told in zip(kept, self._told(kept, believed), strict=True)
        )

    def _told(self, kept: list[_Set], believed: System) -> Iterator[_Set]:
        """Give the repairs that people are told: with every star anything that it says.

        A repair that rests on what a star can be worked out to be would tell what it is; only
        whether a figure is too large or too small may rest on that.
        """
        printed = self._printed.system
        low = np.where(self._star, np.minimum(printed.low, believed.low), believed.low)
        high = np.where(self._star, np.maximum(printed.high, believed.high), believed.high)
        stars_open = believed.bounded(low, high)
        suspicion = Suspicion(stars_open, *self._stated.free, ~self._star)
        left = left_to_sets(suspicion, [one.variables for one in kept])
        for one, ranges in zip(kept, left, strict=True):
            # Bounds that are wider leave at least what was left before.
            assert ranges is not None
            repairs = tuple(
                self._beyond(variable, Interval(*ranges[variable]), repair)
                for variable, repair in zip(one.variables, one.repairs, strict=True)
            )
            yield attrs.evolve(one, repairs=repairs)

    def _beyond(self, variable: int, told: Interval, repair: Interval) -> Interval:
        """Keep the side of the printed value that the repair is on; of a star, that it is none."""
        joint, value = self._printed.joint, self._value(variable)
        star = Interval(int(joint.star_low[variable]), int(joint.star_high[variable]))
        if self._star[variable]:
            told = star if joint.secondary[variable] else Interval(star.high + 1, MOST)
        elif told.low <= value <= repair.low and value < told.high:
            told = Interval(value + 1, told.high)
        elif repair.high <= value <= told.high and told.low < value:
            told = Interval(told.low, value - 1)
        return as_printed(told, star)

    def _certainty(self, one: _Set, all_of: list[_Set], total: int, *, known: bool) -> Certainty:
        if known and len(all_of) == 1:
            return Certainty.CERTAIN if len(one.variables) == 1 else Certainty.LIKELY
        if known and one.weight > _STANDS_OUT * (total - one.weight):
            return Certainty.LIKELY
        return Certainty.ONE_OF_N

    def _checked(
        self, chosen: tuple[int, ...], believed: System, case: Sequence[int]
    ) -> _Set | None:
        """Free a set and propagate; nothing where the rest of the system refutes it."""
        low, high = believed.low.copy(), believed.high.copy()
        free = integers(chosen)
        low[free], high[free] = (bound[free] for bound in self._stated.free)
        touched = np.concatenate([self._stated.own(case), free])
        bounds = propagate(believed.bounded(low, high), touched)
        if bounds.conflict:
            return None
        repairs = tuple(Interval(int(bounds.low[v]), int(bounds.high[v])) for v in chosen)
        weights = [self._likeness(v, r) for v, r in zip(chosen, repairs, strict=True)]
        return _Set(chosen, repairs, reduce(mul, weights))

    def _likeness(self, variable: int, repair: Interval) -> int:
        """Weigh a repair; between a star and a count no slip of digits lies."""
        if self._star[variable] or repair.high <= self._small[variable]:
            return 1
        return likeness(self._value(variable), counts_of(repair, int(self._small[variable])))

    def _cause(self, variable: int, repair: Interval) -> Cause:
        """Name the slip, as far as digits can tell."""
        if self._star[variable] or repair.high <= self._small[variable]:
            return Cause.UNKNOWN
        return cause_of(self._value(variable), counts_of(repair, int(self._small[variable])))

    def _value(self, variable: int) -> int:
        return int(self._printed.system.low[variable])

    def _explanation(self, one: _Set, certainty: Certainty) -> Explanation:
        suspects = tuple(
            suspect_of(self._printed.joint.cell(v), repair, self._cause(v, repair))
            for v, repair in zip(one.variables, one.repairs, strict=True)
        )
        cause = suspects[0].cause if len(suspects) == 1 else Cause.UNKNOWN
        return Explanation(suspects, certainty, cause)

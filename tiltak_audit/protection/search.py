"""The search for a plan: proofs of leaks, the cheapest figures that meet them, audit, again."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.protection.alone import Alone
from tiltak_audit.protection.circuit import Circuits
from tiltak_audit.protection.cover import Cover
from tiltak_audit.protection.forcing import forcing
from tiltak_audit.protection.knowing import Knowing
from tiltak_audit.protection.leaks import Audits
from tiltak_audit.protection.rows import whole_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tiltak_audit.engine.system import Mask
    from tiltak_audit.protection.problem import Problem
    from tiltak_audit.protection.proof import Cut

# Rounds, and the work of choices (some seconds), after which proofs one by one are given up: what
# leaks is then opened as a whole, and nothing that was hidden once is shown again.
_ROUNDS, _WORK = 40, 40_000_000

# Rounds in which the bound did not rise by a share worth naming, after which rows are added that
# no proof has come to yet: they say at once what proofs say figure by figure, round by round.
_IDLE, _RISE = 4, 0.005

# What floats may be off.
_NEAR = 1e-6


@attrs.frozen(eq=False, repr=False)
class Found:
    """What the search came to.

    Attributes:
        hidden: The figures to hide.
        opened: The stars that lacked values before, and do not any more.
        lost: Those that cannot be had, each with figures of which one would have to be hidden
            that must stay; with none where the signs themselves say too much.
        known: Those that can be had, but not from who knows another star: that one.
        needs: For figures, what leaks if one alone is shown again, as far as the proofs say.
        whole: The figures, where each row that has a month hidden has all of them hidden.
        partial: How many rows have some months hidden, and others not that might be.
        least: No plan has fewer figures.
        proved: Whether an audit of the result shows it; else the search was stopped.
    """

    hidden: Mask
    opened: tuple[int, ...]
    lost: dict[int, tuple[int, ...]]
    known: dict[int, int]
    needs: dict[int, list[int]]
    whole: Mask
    partial: int
    least: int
    proved: bool


def searched(
    problem: Problem, progress: Callable[[float], None], known: Mask | None = None
) -> Found:
    """Search, against those who know one of some stars, too; an interrupt gives the best so far.

    Raises:
        UsageError: There are too many of these stars to try.
    """
    search = _Search(problem, None if known is None else Knowing(problem, known))
    told = 0.0
    try:
        # How many rounds it takes is not known: each is told as a part of what is left.
        for _round in search.rounds():
            progress((1 - told) / 8)
            told += (1 - told) / 8
        search.prune()
    except KeyboardInterrupt:
        return search.found(proved=False)
    progress(1 - told)
    return search.found(proved=True)


class _Search:
    """One search."""

    def __init__(self, problem: Problem, knowing: Knowing | None) -> None:
        self._problem, self._knowing = problem, knowing
        self._audits = Audits(problem)
        self._cover = Cover(problem.cost)
        # The same without what rows say, which links all that is printed.
        self._proofs = Cover(problem.cost)
        self._idle, self._bound = 0, 0.0
        self._hidden = np.zeros(problem.system.variables, dtype=bool)
        self._lost: dict[int, tuple[int, ...]] = {}
        self._before: list[int] = []

    def rounds(self) -> Iterator[None]:
        """Search on until nothing leaks that can be helped."""
        self._before = self._leaking(self._hidden, self._problem.star)
        self._give_up()
        yield
        left, closing = _ROUNDS, False
        while cuts := self._cuts():
            new, left = self._cover.add(cuts), left - 1
            if closing:
                self._close(cuts)
            elif new and left and self._cover.work < _WORK:
                self._choose(cuts)
            else:
                closing = True
                self._reopen({cut.target for cut in cuts})
            if any(cut.given and not cut.figures for cut in cuts):
                self._forbid([cut.target for cut in cuts if not cut.figures])
            yield

    def _choose(self, cuts: list[Cut]) -> None:
        """Choose anew, by what rows say, too, where proofs alone come no further."""
        self._proofs.add(cuts)
        if self._idle >= _IDLE:
            self._cover.add(Alone(self._problem).cuts(self._proofs.linked(cuts)))
        self._hidden, bound = self._cover.chosen()
        self._idle = 0 if bound > self._bound * (1 + _RISE) else self._idle + 1
        self._bound = max(bound, self._bound)

    def _reopen(self, targets: set[int]) -> None:
        """Choose anew without the proofs of some figures, which are to be opened as a whole."""
        kept = [cut for cut in self._cover.cuts if cut.target not in targets]
        self._hidden, _ = Cover(self._problem.cost, kept).chosen()

    def _close(self, cuts: list[Cut]) -> None:
        """Hide besides what opens some figures; where nothing does, one that gives each away."""
        before = self._hidden.copy()
        circuits = Circuits(self._problem)
        for cut in cuts:
            self._hidden |= circuits.opening(cut.target, self._hidden)
        if (self._hidden == before).all():
            cost = self._problem.cost
            self._hidden[
                [min(cut.figures, key=cost.__getitem__) for cut in cuts if cut.figures]
            ] = True

    def _targets(self) -> Mask:
        targets = self._problem.star | self._hidden
        targets[list(self._lost)] = False
        return targets

    def _cuts(self) -> list[Cut]:
        prover, found = self._audits.leaks(self._hidden, self._targets())
        cuts = [prover.cut(target, rows, self._problem.may) for target, rows in found]
        # Where all is hidden it was shown to keep its values, and now it was not.
        self._lost |= {cut.target: () for cut in cuts if not cut.figures and not cut.given}
        cuts = [cut for cut in cuts if cut.figures or cut.given]
        if self._knowing and not cuts:
            return self._knowing.cuts(self._hidden, self._targets(), self._problem.may)
        return cuts

    def _give_up(self) -> None:
        """Name the stars that leak even where everything is hidden that may be."""
        problem = self._problem
        targets = np.zeros_like(problem.star)
        targets[self._before] = True
        targets[list(self._lost)] = False
        prover, found = self._audits.leaks(problem.may, targets)
        for target, rows in found:
            self._lost[target] = forcing(prover, target, rows, problem.printed)

    def _forbid(self, figures: list[int]) -> None:
        """Hide no more what can be worked out whatever else is hidden."""
        may = self._problem.may.copy()
        may[figures] = False
        self._problem = attrs.evolve(self._problem, may=may)
        self._give_up()
        gone = set(figures) | self._lost.keys()
        kept = [
            attrs.evolve(cut, figures=tuple(at for at in cut.figures if may[at]))
            for cut in self._cover.cuts
            if cut.target not in gone
        ]
        # Of one that leaks to who knows a star nothing may be left; the next audit names it.
        self._cover = Cover(self._problem.cost, [one for one in kept if one.figures or one.given])
        self._hidden, _ = self._cover.chosen()

    def prune(self) -> None:
        """Drop, the dearest first, what no cut needs and an audit does without."""
        needed = self._critical()
        order = np.argsort(-self._problem.cost, kind="stable")
        for at in order[self._hidden[order]].tolist():
            if at in needed:
                continue
            self._hidden[at] = False
            self._hidden[at] = self._leaks()

    def _leaks(self) -> bool:
        """Tell whether anything leaks that can be helped."""
        return bool(self._leaking(self._hidden, self._targets(), first=True))

    def _leaking(self, hidden: Mask, targets: Mask, *, first: bool = False) -> list[int]:
        """List what leaks, to those who know a star, too, if they are asked about."""
        _, found = self._audits.leaks(hidden, targets, first=first)
        leaks = [target for target, _ in found]
        if self._knowing is None or (first and leaks):
            return leaks
        known = self._knowing.leaks(hidden, targets, first=first)
        return list(dict.fromkeys([*leaks, *(target for _, target, _, _ in known)]))

    def _critical(self) -> dict[int, list[int]]:
        """Give the figures that alone meet a cut, each with what it then protects."""
        found: dict[int, list[int]] = {}
        for cut in self._cover.cuts:
            if not cut.given or self._hidden[cut.target]:
                chosen = [at for at in cut.figures if self._hidden[at]]
                if len(chosen) == 1:
                    found.setdefault(chosen[0], []).append(cut.target)
        return found

    def found(self, *, proved: bool) -> Found:
        """Give what it came to."""
        bound = 0.0
        known = {
            target: star
            for target, star in (self._knowing.lost if self._knowing else {}).items()
            if target not in self._lost
        }
        whole, partial = self._hidden, 0
        if proved:
            whole, partial = whole_rows(self._problem, self._hidden, self._leaking)
            _, bound = Cover(np.ones_like(self._problem.cost), self._cover.cuts).chosen()
        return Found(
            self._hidden,
            tuple(at for at in self._before if at not in {*self._lost, *known}),
            self._lost,
            known,
            self._critical(),
            whole,
            partial,
            ceil(bound - _NEAR),
            proved,
        )

"""Damaged structure held against broken rows: what it would mend, and whether it mends it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tiltak_audit.engine.leeway import Suspicion
from tiltak_audit.engine.localise import left_to_sets
from tiltak_audit.engine.propagate import propagate
from tiltak_audit.engine.system import integers
from tiltak_audit.model.interval import Interval
from tiltak_audit.suspects.structures import ANYTHING, Structures
from tiltak_audit.suspects.suspect import (
    Certainty,
    Explanation,
    Located,
    Search,
    suspect_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tiltak_audit.engine.system import System
    from tiltak_audit.identities.printed import Printed
    from tiltak_audit.identities.series import Series
    from tiltak_audit.suspects.structures import Structure

# Ways of damage that are looked at in a run, and those held against the whole system.
_LOOKED_AT = 60_000
_HELD = 300


class Damage:
    """The damage that explains whole cases."""

    def __init__(
        self, printed: Printed, cases: Mapping[int, Sequence[int]], explained: set[int]
    ) -> None:
        """Take all cases by number; one that a figure explains needs damage only with others."""
        self._printed = printed
        self._explained = explained
        self._settled: set[int] = set()
        self._system_of: dict[tuple[int, ...], System] = {}
        self._of: dict[int, list[tuple[int, int, int, int]]] = {}
        self._case_of = {row: number for number, rows in cases.items() for row in rows}
        self._rows = {number: set(rows) for number, rows in cases.items()}
        system = printed.system
        least, most = system.activity(system.low, system.high)
        self._least, self._most = least, most
        self._structures = Structures(printed, self._case_of)
        self.search = Search.DONE

    def found(self) -> list[tuple[tuple[int, ...], Located]]:
        """Give the cases that one way of damage explains, and it; ties one of n."""
        by_cases: dict[tuple[int, ...], list[Explanation]] = {}
        for cases, structure, meant in self._holding():
            suspects = tuple(
                suspect_of(self._printed.joint.cell(v), interval, structure.cause)
                for v, interval in sorted(meant.items())
            )
            one = Explanation(suspects, Certainty.LIKELY, structure.cause)
            by_cases.setdefault(cases, []).append(one)
        taken: set[int] = set()
        result = []
        for cases in sorted(by_cases, key=lambda cases: (-len(cases), cases)):
            if taken.isdisjoint(cases):
                taken.update(cases)
                result.append((cases, _ranked(by_cases[cases], self.search)))
        return result

    def _holding(self) -> Iterator[tuple[tuple[int, ...], Structure, dict[int, Interval]]]:
        held = 0
        for looked_at, (cases, structure) in enumerate(self._possible()):
            if looked_at > _LOOKED_AT or held > _HELD:
                self.search = Search.CAPPED
                return
            if self._mends(cases, structure):
                held += 1
                meant = self._held(structure, cases)
                if meant:
                    self._settled.update(cases)
                    yield cases, structure, meant

    def _possible(self) -> Iterator[tuple[tuple[int, ...], Structure]]:
        """Yield damage to printed rows of which the broken rows are those of whole cases."""
        structures = self._structures
        for source in (structures.of_rows, structures.of_columns, structures.within_rows):
            # What damage to whole rows or columns explains needs no smaller damage besides.
            settled = set(self._settled)

            def worth(series: list[Series], settled: set[int] = settled) -> tuple[int, ...]:
                cases = self._whole_cases(series)
                return () if settled.issuperset(cases) else cases

            looked_at: list[Series] = []
            cases: tuple[int, ...] = ()
            for series, structure in source(worth):
                if series is not looked_at:
                    looked_at, cases = series, self._whole_cases(series)
                yield cases, structure

    def _whole_cases(self, series: list[Series]) -> tuple[int, ...]:
        touched = self._structures.touched(series)
        cases = sorted({self._case_of[row] for row in touched})
        if len(cases) == 1 and cases[0] in self._explained:
            return ()
        return tuple(cases) if all(self._rows[case] <= touched for case in cases) else ()

    def _mends(self, cases: tuple[int, ...], structure: Structure) -> bool:
        """Tell whether every broken row of the cases holds with the figures as meant."""
        system = self._printed.system
        change: dict[int, list[int]] = {}
        for variable, meant in structure.meant.items():
            for row, factor, low, high in self._broken_of(variable):
                ends = factor * meant.low, factor * meant.high
                both = change.setdefault(row, [0, 0])
                both[0] += min(ends) - low
                both[1] += max(ends) - high
        return all(
            row in change
            and int(self._least[row]) + change[row][0] <= int(system.row_high[row])
            and int(self._most[row]) + change[row][1] >= int(system.row_low[row])
            for case in cases
            for row in self._rows[case]
        )

    def _broken_of(self, variable: int) -> list[tuple[int, int, int, int]]:
        """List the broken rows of a figure: row, its factor, and the ends of its term as printed.

        Few figures are in many ways of damage.
        """
        if variable not in self._of:
            system = self._printed.system
            order, start = system.by_variable
            entries = order[start[variable] : start[variable + 1]]
            rows, factors = system.row[entries].tolist(), system.coefficient[entries].tolist()
            low, high = int(system.low[variable]), int(system.high[variable])
            self._of[variable] = [
                (row, factor, min(factor * low, factor * high), max(factor * low, factor * high))
                for row, factor in zip(rows, factors, strict=True)
                if row in self._case_of
            ]
        return self._of[variable]

    def _held(self, structure: Structure, cases: tuple[int, ...]) -> dict[int, Interval]:
        """Hold a way of damage against the whole system; give what was meant, if it can be."""
        believed = self._believed(cases)
        low, high = believed.low.copy(), believed.high.copy()
        variables = integers(list(structure.meant))
        low[variables] = [one.low for one in structure.meant.values()]
        high[variables] = [one.high for one in structure.meant.values()]
        supposed = believed.bounded(low, high)
        if propagate(supposed, variables).conflict:
            return {}
        unknown = tuple(v for v, one in structure.meant.items() if not _is_known(one))
        return structure.meant | _told(supposed, unknown)

    def _believed(self, cases: tuple[int, ...]) -> System:
        """Give the system without the broken rows of other cases."""
        if cases in self._system_of:
            return self._system_of[cases]
        own = set().union(*(self._rows[case] for case in cases))
        others = [row for row in self._case_of if row not in own]
        self._system_of[cases] = self._printed.system.muted(integers(others))
        return self._system_of[cases]


def _told(supposed: System, unknown: tuple[int, ...]) -> dict[int, Interval]:
    """Give what lost figures may have been, every star being anything that it says."""
    bottom = np.full(supposed.variables, ANYTHING.low)
    top = np.full(supposed.variables, ANYTHING.high)
    suspicion = Suspicion(supposed, bottom, top, np.zeros(supposed.variables, dtype=bool))
    (ranges,) = left_to_sets(suspicion, [unknown])
    # Propagation has found values, and a row at a time leaves no fewer.
    assert ranges is not None
    return {variable: Interval(*ends) for variable, ends in ranges.items()}


def _is_known(meant: Interval) -> bool:
    """Tell whether a figure's meant value is printed, if elsewhere, and not to be worked out."""
    return meant.high < ANYTHING.high


def _ranked(found: list[Explanation], search: Search) -> Located:
    """Order explanations by how few figures they change; several are one of n."""
    distinct = {tuple((s.cell, s.repair) for s in one.suspects): one for one in found}
    ordered = sorted(distinct.values(), key=lambda one: len(one.suspects))
    if len(ordered) == 1 and search is Search.DONE:
        return Located(tuple(ordered), search)
    return Located(tuple(one.unsure(Certainty.ONE_OF_N) for one in ordered), search)

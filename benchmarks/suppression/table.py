"""A table to suppress in: figures, what they are sums of, and which are too small to print."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.argus.jj import JJCell, TableSystem, text_of_table_system
from tiltak_audit.engine.most import MOST
from tiltak_audit.engine.system import integers, system_of
from tiltak_audit.protection.posing import cost_of
from tiltak_audit.protection.problem import Problem
from tiltak_audit.protection.wish import Cost

if TYPE_CHECKING:
    from tiltak_audit.engine.system import Mask, Vector

# The least count that is printed.
LEAST = 4


@attrs.frozen(eq=False)
class Table:
    """Counts, all of them true or as good as true, since the peers take true tables only.

    Attributes:
        name: What it is called in the results.
        labels: What each figure is of.
        values: Its count.
        rows: Each whole with its parts.
        stays: The grand total, which no plan of ours hides.
        real: Whether its stars are those of a real report, which are not to be told.
    """

    name: str
    labels: tuple[str, ...]
    values: Vector
    rows: tuple[tuple[int, tuple[int, ...]], ...]
    stays: Mask
    real: bool

    @property
    def star(self) -> Mask:
        """Tell which figures are too small to print."""
        small: Mask = self.values < LEAST
        return small

    @cached_property
    def inner(self) -> tuple[tuple[int, ...], ...]:
        """Give for each figure the innermost that it is the sum of; itself where it is one."""
        parts: dict[int, tuple[int, ...]] = {}
        for whole, some in self.rows:
            parts.setdefault(whole, some)
        found: dict[int, tuple[int, ...]] = {}

        def within(at: int) -> tuple[int, ...]:
            if at not in found:
                found[at] = tuple(
                    sorted(one for part in parts.get(at, ()) for one in within(part))
                ) or (at,)
            return found[at]

        return tuple(within(at) for at in range(len(self.values)))

    def problem(self) -> Problem:
        """Pose what our search solves: each star, and what is hidden besides, keeps two values."""
        star, count = self.star, len(self.values)
        low, high = np.where(star, 0, self.values), np.where(star, LEAST - 1, self.values)
        sums = [(0, 0, [(whole, 1), *((part, -1) for part in parts)]) for whole, parts in self.rows]
        return Problem(
            system_of(low.tolist(), high.tolist(), sums),
            np.where(star, 0, LEAST),
            np.where(star, high, MOST),
            ~star & ~self.stays,
            ~star,
            cost_of(np.where(star, 0, self.values), Cost.FIGURES),
            star,
            np.full(count, 2),
            np.ones(count, dtype=np.int64),
            {},
            (np.arange(count), np.zeros(count, dtype=np.int64)),
        )

    def text(self) -> str:
        """Write it as a table system: stars unsafe, grand total fixed, all else to choose from.

        The bounds say what a sign stands for: 0 to 3, or 4 or more.
        """
        most = self.most
        cells = [
            JJCell(at, value, *(("u", 0, LEAST - 1) if star else ("s", LEAST, most)))
            for at, (value, star) in enumerate(
                zip(self.values.tolist(), self.star.tolist(), strict=True)
            )
        ]
        for at in np.flatnonzero(self.stays & ~self.star).tolist():
            cells[at] = attrs.evolve(cells[at], status="z")
        system = self.problem().system
        return text_of_table_system(TableSystem(tuple(cells), system))

    @property
    def most(self) -> int:
        """Bound what any figure may be taken for: far more than the largest."""
        return 10 * int(self.values.max()) + 1000


def of_codes(
    name: str,
    counts: dict[tuple[str, ...], int],
    parents: list[dict[str, list[str]]],
) -> Table:
    """Cross dimensions whose codes are sums of others, every way, totals and all.

    Args:
        name: Its name.
        counts: The inner counts by their codes; those that are not there are zero.
        parents: For each dimension, the codes that each other code of it is the sum of.
    """
    codes = [
        list(dict.fromkeys([*(one for some in tree.values() for one in some), *tree]))
        for tree in parents
    ]
    keys: list[tuple[str, ...]] = [()]
    for some in codes:
        keys = [(*key, code) for key in keys for code in some]
    number = {key: at for at, key in enumerate(keys)}
    rows = tuple(
        (number[key], tuple(number[(*key[:at], part, *key[at + 1 :])] for part in tree[key[at]]))
        for at, tree in enumerate(parents)
        for key in keys
        if key[at] in tree
    )
    table = Table(
        name,
        tuple(" / ".join(key) for key in keys),
        integers([counts.get(key, 0) for key in keys]),
        rows,
        np.array([all(code == "Total" for code in key) for key in keys]),
        real=False,
    )
    values = integers([sum(int(table.values[one]) for one in some) for some in table.inner])
    return attrs.evolve(table, values=values)

"""Damage to the shape of a table that leaves every figure somewhere: rows, columns, groups."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.engine.most import MOST
from tiltak_audit.engine.system import integers
from tiltak_audit.model.figure import Count
from tiltak_audit.model.interval import Interval
from tiltak_audit.model.report import Row
from tiltak_audit.suspects.suspect import Cause

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tiltak_audit.identities.printed import Printed
    from tiltak_audit.identities.series import Series
    from tiltak_audit.model.figure import Figure
    from tiltak_audit.model.report import Table

    # Whether all that is broken could come from damage to these printed rows.
    Worth = Callable[[list[Series]], object]

# What a figure may have been whose own print is lost.
ANYTHING = Interval(0, MOST)

# A figure of thousands is printed in groups of so many digits.
_GROUP = 3

# Printed counts that two neighbours must share before one counts as a copy of the other.
_COPIED = 3


@attrs.frozen(eq=False, repr=False)
class Structure(Alike):
    """One way in which a table may have been damaged.

    Attributes:
        cause: What happened.
        meant: By variable, what its figure was meant to be; only figures that change.
    """

    cause: Cause
    meant: dict[int, Interval]


class Structures:
    """The damage that could explain broken rows of a system."""

    def __init__(self, printed: Printed, broken: Iterable[int]) -> None:
        """Find the printed rows and tables that broken rows speak of."""
        self._printed = printed
        self._series = {one.row: one for one in printed.joint.series}
        self._broken: dict[Row, set[int]] = {}
        # Where broken rows speak of a printed row: the broken row and the column.
        self._columns: dict[Row, set[tuple[int, int]]] = {}
        tables: dict[Table, None] = {}
        system, joint = printed.system, printed.joint
        entries = system.entries(integers(list(broken)))
        rows, columns = joint.printed_at(system.index[entries])
        every = (system.row[entries], rows, columns)
        for row, at, column in zip(*(one.tolist() for one in every), strict=True):
            series = joint.series[at]
            self._broken.setdefault(series.row, set()).add(row)
            self._columns.setdefault(series.row, set()).add((row, column))
            tables[series.table] = None
        self._tables = tuple(tables)

    def touched(self, series: Iterable[Series]) -> set[int]:
        """List the broken rows that speak of some printed rows."""
        return set().union(*(self._broken.get(one.row, ()) for one in series))

    def of_columns(self, worth: Worth) -> Iterator[tuple[list[Series], Structure]]:
        """Yield pairs of columns that may have been swapped, table by table."""
        for table in self._tables:
            totals = [table.total] if isinstance(table.total, Row) else []
            for rows in ([*totals, *table.reprints, *table.rows], table.rows):
                series = [self._series[row] for row in rows if row in self._series]
                if worth(series):
                    yield from ((series, one) for one in self._swapped(table, series))

    def _swapped(self, table: Table, series: list[Series]) -> Iterator[Structure]:
        columns: dict[int, set[int]] = {}
        for row in series:
            for broken, column in self._columns.get(row.row, ()):
                columns.setdefault(broken, set()).add(column)
        of_rows = set(map(frozenset, columns.values()))
        months = sorted(c for c in set().union(*of_rows) if c or not table.columns.mean)
        for one, other in combinations(months, 2):
            # What leaves a broken row as it is mends nothing: of that no figure is looked at.
            mends = not any(here.isdisjoint((one, other)) for here in of_rows)
            meant = self._exchanged(series, one, other) if mends else {}
            yield Structure(Cause.COLUMNS_SWAPPED, meant)

    def _exchanged(self, series: list[Series], one: int, other: int) -> dict[int, Interval]:
        """Give what changes where printed rows bear each other's figures in two columns."""
        meant: dict[int, Interval] = {}
        for row in series:
            here, there = row.row.figures[one], row.row.figures[other]
            if here is not there and here != there:
                first = self._printed.joint.base[row.row]
                meant[first + one], meant[first + other] = there.interval, here.interval
        return meant

    def of_rows(self, worth: Worth) -> Iterator[tuple[list[Series], Structure]]:
        """Yield neighbouring rows that may have been swapped, or one may be a copy of."""
        for table in self._tables:
            for one, other in pairwise(table.rows):
                if one not in self._series or other not in self._series:
                    continue
                above, below = self._series[one], self._series[other]
                here, there = self.touched([above]), self.touched([below])
                if here - there and there - here and worth([above, below]):
                    meant = self._meant(above, other.figures) | self._meant(below, one.figures)
                    yield [above, below], Structure(Cause.ROWS_SWAPPED, meant)
                counts = sum(isinstance(figure, Count) for figure in one.figures)
                if one.figures == other.figures and counts >= _COPIED:
                    for copy in (one for one in (above, below) if worth([one])):
                        start = self._printed.joint.base[copy.row]
                        freed = dict.fromkeys(range(start, start + len(copy.low)), ANYTHING)
                        yield [copy], Structure(Cause.ROW_DOUBLED, freed)

    def within_rows(self, worth: Worth) -> Iterator[tuple[list[Series], Structure]]:
        """Yield months that may have moved along a row, and groups put together wrongly."""
        for row in self._broken:
            series = self._series[row]
            if not worth([series]):
                continue
            for structure in (*self._shifted(series), *self._regrouped(series)):
                yield [series], structure

    def _shifted(self, series: Series) -> Iterator[Structure]:
        figures: Sequence[Figure] = series.row.figures
        start = int(series.table.columns.mean)
        for first, last in combinations(range(start, len(figures)), 2):
            part = list(figures[first : last + 1])
            # Moved left, the first one's own figure is lost, or stands at the end; and back.
            for moved, lost in (([*part[1:], part[0]], last), ([part[-1], *part[:-1]], first)):
                new = [*figures[:first], *moved, *figures[last + 1 :]]
                meant = self._meant(series, new)
                if not meant:
                    continue
                yield Structure(Cause.SHIFTED, meant)
                if last - first > 1:
                    freed = {self._printed.joint.base[series.row] + lost: ANYTHING}
                    yield Structure(Cause.SHIFTED, meant | freed)

    def _regrouped(self, series: Series) -> Iterator[Structure]:
        figures = list(series.row.figures)
        for at, (one, other) in enumerate(pairwise(figures)):
            if not (isinstance(one, Count) and isinstance(other, Count)):
                continue
            groups = f"{one.value:,},{other.value:,}".split(",")
            for cut in range(1, len(groups)):
                parts = groups[:cut], groups[cut:]
                if all(len(group) == _GROUP for part in parts for group in part[1:]):
                    new = [*figures]
                    new[at : at + 2] = [Count(int("".join(part))) for part in parts]
                    meant = self._meant(series, new)
                    # A number is not printed with a leading 0.
                    if meant and not any(part[0].startswith("0") for part in parts):
                        yield Structure(Cause.GROUPS, meant)

    def _meant(self, series: Series, figures: Sequence[Figure]) -> dict[int, Interval]:
        """Give what changes where a row bears other figures."""
        first = self._printed.joint.base[series.row]
        return {
            first + column: new.interval
            for column, (old, new) in enumerate(zip(series.row.figures, figures, strict=True))
            if old != new
        }

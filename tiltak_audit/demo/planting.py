"""Errors planted into a pair of reports, each where nothing else can be blamed for it.

An error is planted only where its effect is larger than what the stars beside it leave open,
and into a table of its own, so that each has one cause and one finding.
"""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING

from tiltak_audit.demo.answer import Kind
from tiltak_audit.demo.plant import stars
from tiltak_audit.model.figure import Count
from tiltak_audit.model.interval import STAR
from tiltak_audit.model.report import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tiltak_audit.demo.plant import Bed
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.report import Table

# A mean that is off by more also breaks the sum of the means, which is another finding's code.
_MEAN_OFF = 2
# Tries at drawing a figure and its error before a kind is left out.
_TRIES = 400
_LEAST_SWAPPED = 10
_LEAST_PRINTED = 4

_GROUPS = "Arbeidsmarkedsstatus og tiltaksgruppe"
_STATUSES = "Arbeidsmarkedsstatus og tiltak"
_EVERYWHERE = "Tiltaksdeltakere og kommune"


def plant_all(group: Bed, overview: Bed, seed: int) -> None:
    """Plant one error of each kind that finds a place; the same seed plants the same errors."""
    _Planter(group, overview, random.Random(f"planted {seed}")).plant()  # noqa: S311  no secret


class _Planter:
    def __init__(self, group: Bed, overview: Bed, rng: random.Random) -> None:
        self.group = group
        self.overview = overview
        self.rng = rng
        # Labels of tiltak, in small letters, whose tables bear an error.
        self.used: set[str] = set()

    def plant(self) -> None:
        kinds: tuple[Callable[[], bool], ...] = (
            self._rows_swapped,
            self._total_digit,
            self._row_lost,
            self._mean_off,
            self._digits_swapped,
            self._reprint,
            self._small_count,
            self._group_total,
            self._kommune_digit,
        )
        for kind in kinds:
            any(kind() for _ in range(_TRIES))

    def _table(self, section: str) -> Table | None:
        """Draw a table of the group's report; each tiltak is drawn once while others are left."""
        tables = list(self.group.tables(section))
        free = [table for table in tables if table.label not in self.used]
        return self.rng.choice(free or tables) if tables else None

    def _month(self, table: Table) -> int:
        return self.rng.randrange(1, len(table.columns))

    def _rows_swapped(self) -> bool:
        tables = list(self.group.tables(_STATUSES))
        table = self.rng.choice(tables)
        pairs = list(pairwise(table.rows))
        if not pairs:
            return False
        one, other = self.rng.choice(pairs)
        there = [row for of in tables for row in of.rows if row.label in {one.label, other.label}]
        full = all(_starless(row) for row in there)
        if not full or any(a == b for a, b in zip(one.figures, other.figures, strict=True)):
            return False
        self.group.swap(table, one, other, "TA402")
        self.used |= {one.label.lower(), other.label.lower()}
        return True

    def _total_digit(self) -> bool:
        table = self._table("Tiltak og alder")
        if table is None or table.label in self.used or table.reprints:
            return False
        assert isinstance(table.total, Row)
        cell = self.group.cell(table, table.total, self._month(table))
        return self._digit(self.group, Kind.TOTAL_DIGIT, cell)

    def _kommune_digit(self) -> bool:
        table = next(self.overview.tables(_EVERYWHERE))
        cell = self.overview.cell(table, self.rng.choice(table.rows), self._month(table))
        return self._digit(self.overview, Kind.KOMMUNE_DIGIT, cell)

    def _digit(self, bed: Bed, kind: Kind, cell: Cell) -> bool:
        """Replace one digit where the sum of the column must show it."""
        if not isinstance(cell.figure, Count):
            return False
        value = self._one_digit(cell.printed.low)
        room = STAR.high * stars(cell.table.rows, cell.column)
        if abs(value - cell.printed.low) <= room or value < _LEAST_PRINTED:
            return False
        bed.plant(kind, cell, value, "TA201")
        self.used.add(cell.table.label)
        return True

    def _one_digit(self, value: int) -> int:
        digits = list(str(value))
        at = self.rng.randrange(len(digits))
        digits[at] = self.rng.choice([one for one in "0123456789"[at == 0 :] if one != digits[at]])
        return int("".join(digits))

    def _row_lost(self) -> bool:
        table = self._table("Tiltak og fødeland innvandrere")
        # The first and the last row stand beside a heading, which would show that one is gone.
        inner = [] if table is None else list(table.rows[1:-1])
        if table is None or not inner or table.reprints:
            return False
        row = self.rng.choice(inner)
        columns = range(len(table.columns))
        if not _starless(row) or any(
            row.figures[at].interval.low <= STAR.high * stars(table.rows, at) for at in columns
        ):
            return False
        self.group.lose(table, row, "TA201")
        self.used.add(table.label)
        return True

    def _mean_off(self) -> bool:
        table = self._table("Tiltak og utdanning")
        if table is None or not _starless(*table.printed()):
            return False
        row = self.rng.choice(table.rows)
        cell = self.group.cell(table, row, 0)
        value = cell.printed.low + self.rng.choice((-_MEAN_OFF, _MEAN_OFF))
        assert isinstance(table.total, Row)
        sums = sum(part.figures[0].interval.low for part in table.rows) + value - cell.printed.low
        off = abs(sums - table.total.figures[0].interval.low)
        if value < _LEAST_PRINTED or 2 * off > len(table.rows):
            return False
        # The mean of one month is that month, and adds up as it does.
        code = "TA301" if len(table.columns.months) > 1 else "TA201"
        self.group.plant(Kind.MEAN_OFF, cell, value, code)
        self.used.add(table.label)
        return True

    def _digits_swapped(self) -> bool:
        table = self._table("Tiltak og kjønn")
        if table is None:
            return False
        cell = self.group.cell(table, self.rng.choice(table.rows), self._month(table))
        digits = str(cell.printed.low)
        if cell.printed.low < _LEAST_SWAPPED or stars(table.rows, cell.column):
            return False
        at = self.rng.randrange(len(digits) - 1)
        value = int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
        if value == cell.printed.low or len(str(value)) < len(digits):
            return False
        self.group.plant(Kind.DIGITS_SWAPPED, cell, value, "TA201")
        self.used.add(table.label)
        return True

    def _reprint(self) -> bool:
        table = self._table("Tiltak og kommune")
        if table is None or not table.reprints:
            return False
        cell = self.group.cell(table, self.rng.choice(table.reprints), self._month(table))
        if not isinstance(cell.figure, Count):
            return False
        value = self._one_digit(cell.printed.low)
        if value < _LEAST_PRINTED:
            return False
        self.group.plant(Kind.REPRINT, cell, value, "TA401")
        self.used.add(table.label)
        return True

    def _small_count(self) -> bool:
        table = self._table("Tiltak og kommune")
        if table is None:
            return False
        cell = self.group.cell(table, self.rng.choice(table.rows), self._month(table))
        if isinstance(cell.figure, Count) or not self.group.true_value(cell):
            return False
        self.group.plant(Kind.SMALL_COUNT, cell, self.group.true_value(cell), "TA601")
        self.used.add(table.label)
        return True

    def _group_total(self) -> bool:
        """Move some persons of one month to another group, so few that the means stay."""
        named = [row.label for row in self._of_group()]
        table = self.rng.choice(list(self.overview.tables(_GROUPS)))
        mine = [row for row in table.rows if row.label in named]
        others = [row for row in table.rows if row.label not in named and _starless(row)]
        if len(mine) != 1 or not _starless(*mine) or not others:
            return False
        other, column = self.rng.choice(others), self._month(table)
        moved = self.rng.choice((-3, -2, -1, 1, 2, 3))
        here, there = (self.overview.cell(table, row, column) for row in (mine[0], other))
        values = here.printed.low + moved, there.printed.low - moved
        if min(values) < _LEAST_PRINTED or not (_mean_holds(here, moved)):
            return False
        if not _mean_holds(there, -moved):
            return False
        self.overview.put(there, values[1])
        self.overview.plant(Kind.GROUP_TOTAL, here, values[0], "TA501")
        return True

    def _of_group(self) -> Iterator[Row]:
        """List the rows of the overview that the group's report is about."""
        title = self.group.report.title.lower()
        for table in self.overview.tables(_GROUPS):
            yield from (row for row in table.rows if row.label.lower() in title)


def _starless(*rows: Row) -> bool:
    return all(isinstance(figure, Count) for row in rows for figure in row.figures)


def _mean_holds(cell: Cell, moved: int) -> bool:
    """Tell whether a printed mean can still be that of its months when one of them moves."""
    figures = [figure.interval.low for figure in cell.row.figures]
    months = len(figures) - 1
    return 2 * abs(months * figures[0] - sum(figures[1:]) - moved) < months

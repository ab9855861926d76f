"""Where a row of a table is not there, as the other tables of its kind show."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.cube.fold import key_of
from tiltak_audit.model.report import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.report import Report, Table


@attrs.frozen(eq=False, repr=False)
class Gap(Alike):
    """A place where a row may have stood.

    Attributes:
        line: The line of the row above it; of the total where none is.
        rows: What other tables print there or elsewhere, and this one does not; the first is the
            one of the place.
    """

    line: int
    rows: tuple[str, ...]


def gap_of(whole: Cell, short: int) -> Gap:
    """Find the row that others print and a table does not, and where it would stand.

    Args:
        whole: The total of a column that the rows fall short of.
        short: By how many persons at least.

    Returns:
        Of several rows the place of the one whose share in the other tables fits best.
    """
    report, table = whole.report, whole.table
    there = {_key(row): row.line for row in table.rows}
    found: dict[str, tuple[str, int]] = {}
    shares: dict[str, list[Fraction]] = defaultdict(list)
    for other in _alike(report, table):
        above = table.line
        for row in other.rows:
            key = _key(row)
            if key in there:
                above = there[key]
                continue
            found.setdefault(key, (row.name, above))
            shares[key].append(_share(row, other, whole.column))
    if not found:
        return Gap(max(there.values(), default=table.line), ())
    # Tables that leave the row out have nobody in it.
    of_all = whole.printed.low

    def off(key: str) -> Fraction:
        return abs(of_all * sum(shares[key], Fraction(0)) / len(shares[key]) - short)

    best = min(found, key=off)
    others = [name for key, (name, _line) in found.items() if key != best]
    return Gap(found[best][1], (found[best][0], *others))


def _share(row: Row, table: Table, column: int) -> Fraction:
    """Give the share of its table that a row counts, as far as it is printed."""
    total = table.total.figures[column].interval.low if isinstance(table.total, Row) else 0
    return Fraction(row.figures[column].interval.low, max(total, 1))


def rows_lost_by_all(report: Report, table: Table) -> int:
    """Count the rows that every other table of the section prints and this one does not."""
    others = [{_key(row) for row in one.rows} for one in _siblings(report, table)]
    there = {_key(row) for row in table.rows}
    return len(set.intersection(*others) - there) if others else 0


def _alike(report: Report, table: Table) -> Iterator[Table]:
    """List the other tables of its section, or else those of other sections with its rows."""
    siblings = list(_siblings(report, table))
    if siblings:
        yield from siblings
        return
    inner = dimensions_of(table.section, report.family).inner
    for other in report.tables:
        if other is not table and dimensions_of(other.section, report.family).inner == inner:
            yield other


def _siblings(report: Report, table: Table) -> Iterator[Table]:
    return (
        other for other in report.tables if other is not table and other.section == table.section
    )


def _key(row: Row) -> str:
    return key_of(row.code, row.label)

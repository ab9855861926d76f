"""Reports of one edition in two forms: a row that both print is one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.fold import fold, key_of
from tiltak_audit.identities.cube import folded
from tiltak_audit.identities.identity import Balance, Law, Verdict, shared_periods
from tiltak_audit.identities.judge import judge
from tiltak_audit.identities.series import series_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.model.report import Report, Row, Table

    Rows = dict[Hashable, tuple[Table, Row]]

# Rows in which two prints of one edition may differ by an error each.
_FEW = 12


@attrs.frozen(eq=False, repr=False)
class Shared:
    """What two reports of the same kind both print.

    Attributes:
        rows: The printings of each row, over the periods that both print.
        figures: How many figures both print.
        differ: How many of them cannot be the same.
        broken: The rows that hold them.
        alike: Rows of the other report that the first prints just so, printed again or not.
    """

    rows: tuple[Balance, ...]
    figures: int
    differ: int
    broken: tuple[Balance, ...]
    alike: frozenset[Row]

    @property
    def of_two_prints(self) -> bool:
        """Tell whether so many rows differ that no single one is wrong."""
        return len(self.broken) > _FEW


def shared_by(first: Report, other: Report) -> Shared:
    """Hold every row of a report against that of the same name in another one."""
    there, here = _rows(first), _rows(other)
    rows: list[Balance] = []
    alike: set[Row] = set()
    for key in here.keys() & there.keys():
        (above, one), (table, again) = there[key], here[key]
        both = series_of(first, above, one), series_of(other, table, again)
        if periods := shared_periods(both):
            rows.append(Balance(Law.TWIN, both[:1], both[1:], periods))
            if both[0].periods == both[1].periods and one.figures == again.figures:
                printed = (again, *(table.reprints if again is table.total else ()))
                alike |= {row for row in printed if row.figures == one.figures}
    rows.sort(key=lambda identity: identity.parts[0].row.line)
    differ = {one: [v for _, v in judge(one)].count(Verdict.VIOLATED) for one in rows}
    return Shared(
        tuple(rows),
        sum(len(one.periods) for one in rows),
        sum(differ.values()),
        tuple(one for one in rows if differ[one]),
        frozenset(alike),
    )


def unlike(shared: Shared, identities: Iterable[Identity]) -> Iterator[Identity]:
    """Yield the identities of the other report that are not the first one's word for word.

    With them come the figures that both print, as far as they are in them or differ.
    """
    used: set[Row] = set()
    for one in identities:
        if any(series.row not in shared.alike for series in one.rows):
            used |= {series.row for series in one.rows}
            yield one
    if not shared.of_two_prints:
        for same in shared.rows:
            row = same.parts[0].row
            if row in used or row not in shared.alike:
                yield same


def _rows(report: Report) -> Rows:
    """Give the rows of a report by what they are of; of those printed twice the first."""
    found: Rows = {}
    for table in report.tables:
        for row in table.printed():
            found.setdefault((_table(table), key_of(row.code, row.label)), (table, row))
    return found


def _table(table: Table) -> Hashable:
    """Give what a table is of, whichever sheet prints it."""
    point = table.point
    if point is None:
        return fold(table.section), fold(table.label)
    return point.measure, point.level, folded(point.categories), table.columns.periods

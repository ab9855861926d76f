"""A revision triangle: the grand total of each month, edition by edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.cube.fold import fold
from tiltak_audit.editions.pairs import months_of
from tiltak_audit.model.figure import Star
from tiltak_audit.model.report import Row
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.model.figure import Figure
    from tiltak_audit.model.report import Report, Table

# Of two editions the table of revisions says all.
_LEAST = 3


class Triangle(Record):
    """The grand total of a report as its editions print it.

    Attributes:
        editions: The editions, the oldest first.
        table: Its table in the newest of them.
        months: The months that any prints, ISO.
        figures: A row a month, a figure an edition; none where it does not print the month.
    """

    editions: tuple[Report, ...]
    table: Table
    months: tuple[str, ...]
    figures: tuple[tuple[Figure | None, ...], ...]


def triangle_of(chain: Sequence[Report], *, reveal: bool = False) -> Triangle | None:
    """Follow the grand total through the editions of a report; none where they are too few.

    What a later edition hides is not told of an earlier one without ``reveal``.
    """
    newest = chain[-1]
    table = _grand(newest)
    if len(chain) < _LEAST or newest.is_tidy or table is None:
        return None
    months = tuple(sorted({month for one in chain for month in months_of(one)}))
    columns = [_totals(one, table) for one in chain]
    figures = [tuple(column.get(month) for column in columns) for month in months]
    told = figures if reveal else map(still_shown, figures)
    return Triangle(tuple(chain), table, months, tuple(told))


def still_shown(figures: Sequence[Figure | None]) -> tuple[Figure | None, ...]:
    """Give figures of one month, the oldest edition first, as far as no later one hides them."""
    told: list[Figure | None] = []
    hidden: Star | None = None
    for one in reversed(figures):
        hidden = one if isinstance(one, Star) else hidden
        told.append(hidden if one and hidden else one)
    return tuple(reversed(told))


def _grand(report: Report) -> Table | None:
    """Give the table of everybody, or else the first with a total."""
    with_total = [one for one in report.tables if isinstance(one.total, Row)]
    return next((one for one in with_total if not one.label), next(iter(with_total), None))


def _totals(report: Report, like: Table) -> dict[str, Figure]:
    """Give the figures of the total of a report's table by month."""
    for table in report.tables:
        same = fold(table.section) == fold(like.section) and fold(table.label) == fold(like.label)
        if same and isinstance(table.total, Row):
            return dict(zip(table.columns.periods, table.total.figures, strict=True))
    return {}

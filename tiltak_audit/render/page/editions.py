"""Editions on the page: old beside new, and a small chart of the row over all editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.cube.fold import fold, key_of
from tiltak_audit.editions.held import by_section
from tiltak_audit.editions.triangle import still_shown
from tiltak_audit.editions.words import change_words
from tiltak_audit.model.figure import Count
from tiltak_audit.model.period import MEAN
from tiltak_audit.render.words.editions import (
    editions_lines,
    row_lines,
    section_words,
    where_words,
)
from tiltak_audit.render.words.plain import unbroken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.editions.changes import Change
    from tiltak_audit.editions.held import Editions
    from tiltak_audit.model.figure import Figure
    from tiltak_audit.model.report import Report, Row, Table

# So many changes stand on the page, the largest first; the JSON and diff have all.
_SHOWN = 200

# The chart, in units of its own.
_WIDTH, _HEIGHT = 120, 24

_Rows = dict[tuple[str, str, str], dict[str, "Figure"]]


@attrs.frozen(eq=False, repr=False)
class Shown(Alike):
    """A change on the page.

    Attributes:
        where: Section, table, row and month.
        said: Old and new.
        lines: The points of each edition's line, the newest last; none where nothing is drawn.
    """

    where: str
    said: str
    lines: tuple[str, ...]


@attrs.frozen(eq=False, repr=False)
class Tab(Alike):
    """What the page says of editions.

    Attributes:
        pairs: What was held against what.
        sections: Revisions by section: title, number, sum, direction, the largest.
        changes: The largest revisions, and the stars that came and went.
        rows: Tables and rows that came, went or have another label.
        more: How many changes are left out.
    """

    pairs: tuple[str, ...]
    sections: tuple[tuple[str, ...], ...]
    changes: tuple[Shown, ...]
    rows: tuple[str, ...]
    more: int


def tab_of(found: Editions | None) -> Tab | None:
    """Give what the page says of editions; none where none was given."""
    if found is None:
        return None
    changes = sorted(found.changes, key=lambda one: one.weight, reverse=True)
    charts = _Charts(found)
    return Tab(
        tuple(map(unbroken, editions_lines(found))),
        tuple(
            (*cells, unbroken(largest))
            for *cells, largest in map(section_words, by_section(found.changes))
        ),
        tuple(
            Shown(where_words(one), unbroken(change_words(one)), charts.lines(one))
            for one in changes[:_SHOWN]
        ),
        tuple(line for one in found.revisions for line in row_lines(one))[:_SHOWN],
        len(changes[_SHOWN:]),
    )


class _Charts:
    """Draws rows over the editions of their report."""

    def __init__(self, found: Editions) -> None:
        self.chains = {report: chain for chain in found.chains for report in chain}
        self.rows: dict[Report, _Rows] = {}

    def lines(self, one: Change) -> tuple[str, ...]:
        """Give the points of the lines of a row, an edition each, the oldest first."""
        if one.newer.report.is_tidy:
            return ()
        chain, key = self.chains[one.newer.report], _key(one.newer.table, one.newer.row)
        printed = [self._of(report).get(key, {}) for report in chain]
        months = sorted({month for row in printed for month in row if month != MEAN})
        by_month = [still_shown([row.get(month) for row in printed]) for month in months]
        return tuple(_points(list(counts)) for counts in zip(*_scaled(by_month), strict=True))

    def _of(self, report: Report) -> _Rows:
        if report not in self.rows:
            self.rows[report] = dict(_rows_of(report))
        return self.rows[report]


def _rows_of(report: Report) -> Iterator[tuple[tuple[str, str, str], dict[str, Figure]]]:
    for table in report.tables:
        for row in table.printed():
            yield _key(table, row), dict(zip(table.columns.periods, row.figures, strict=True))


def _key(table: Table, row: Row) -> tuple[str, str, str]:
    return fold(table.section), fold(table.label), key_of(row.code, row.label)


def _scaled(months: Sequence[Sequence[Figure | None]]) -> list[list[tuple[float, float] | None]]:
    """Give the place of every count on the chart; none for a star, or what is not printed."""
    counts = [one.value for month in months for one in month if isinstance(one, Count)]
    least, most = min(counts, default=0), max(counts, default=0)
    wide, high = max(len(months) - 1, 1), max(most - least, 1)
    return [
        [
            (_WIDTH * at / wide, _HEIGHT - _HEIGHT * (one.value - least) / high)
            if isinstance(one, Count)
            else None
            for one in month
        ]
        for at, month in enumerate(months)
    ]


def _points(places: Sequence[tuple[float, float] | None]) -> str:
    return " ".join(f"{place[0]:.0f},{place[1]:.1f}" for place in places if place)

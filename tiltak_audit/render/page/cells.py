"""The tables of a run numbered, so that a script can name their rows and cells."""

from __future__ import annotations

from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.identities.judge import judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.identities.judged import Verdicts
    from tiltak_audit.identities.series import Series
    from tiltak_audit.model.cell import Cell, Place
    from tiltak_audit.model.report import Report, Row, Table
    from tiltak_audit.run.outcome import Outcome

# Where a finding is about no table, no row or no column.
NOWHERE = -1


@attrs.frozen(eq=False, repr=False)
class Sheet:
    """One table with the numbers of its rows.

    Attributes:
        report: Its report.
        table: The table.
        first: The number of its first row, from 0.
        rows: The total, the parts, then the total's later printings.
    """

    report: Report
    table: Table
    first: int
    rows: tuple[Row, ...]


@attrs.frozen(eq=False, repr=False)
class Cells:
    """All tables of a run, and the numbers of their rows.

    Attributes:
        sheets: The tables, in print order.
    """

    sheets: tuple[Sheet, ...]
    _rows: dict[Row, int]
    _named: dict[tuple[str, str], tuple[int, int]]
    _tables: dict[tuple[str, str, str], int]

    def title(self, sheet: Sheet) -> str:
        """Give the section of a table, after its report where there are several."""
        reports = dict.fromkeys(one.report for one in self.sheets)
        if len(reports) == 1:
            return sheet.table.section
        codes = [report.code for report in reports]
        names = [PurePath(report.path).name for report in reports]
        code, name = sheet.report.code, PurePath(sheet.report.path).name
        named = code if codes.count(code) == 1 else name if names.count(name) == 1 else ""
        return f"{named or sheet.report.path} · {sheet.table.section}"

    def row(self, row: Row) -> int:
        """Give the number of a row."""
        return self._rows[row]

    def named(self, path: str, name: str) -> tuple[int, int]:
        """Give the row and column of a cell by its name across runs (``Cell.name``)."""
        row_name, _separator, period = name.rpartition("\x1e")
        table, row = self._named[path, row_name]
        return row, self.sheets[table].table.columns.periods.index(period)

    def at(self, place: Place) -> tuple[int, int, int]:
        """Give the table, row and column of a place, as far as it names them."""
        if not place.section or not place.placed:
            return NOWHERE, NOWHERE, NOWHERE
        table = self._tables.get((place.path, place.section, place.table), NOWHERE)
        if table == NOWHERE or not place.row:
            return table, NOWHERE, NOWHERE
        sheet = self.sheets[table]
        known = [
            row for row in sheet.rows if row.label == place.row and place.code in {"", row.code}
        ]
        # Of several printings, the one that stands there.
        known.sort(key=lambda row: row.line != place.line)
        periods = sheet.table.columns.periods
        column = periods.index(place.period) if place.period in periods else NOWHERE
        return table, self.row(known[0]) if known else NOWHERE, column


def judged_in(outcome: Outcome) -> dict[Identity, Verdicts]:
    """Give the identities of a run with their verdicts, and those that prove its findings.

    Of one report of several these may be told of another one.
    """
    found = dict(one for judged in outcome.audit.judged for one in judged.verdicts)
    for one in (proof.identity for finding in outcome.findings for proof in finding.evidence):
        if one not in found:
            found[one] = list(judge(one))
    return found


def cells_of(outcome: Outcome, identities: Iterable[Identity]) -> Cells:
    """Give every row a number: of all tables, then of those of other reports that are spoken of."""
    own = outcome.audit.reports
    spoken: Iterable[Series | Cell] = chain(
        (row for one in identities for row in one.rows),
        (one.cell for finding in outcome.findings for one, _certainty in finding.suspects),
    )
    beside = dict.fromkeys((one.report, one.table) for one in spoken if one.report not in own)
    every = ((report, table) for report in own for table in report.tables)
    sheets = tuple(_sheets([*every, *beside]))
    rows: dict[Row, int] = {}
    named: dict[tuple[str, str], tuple[int, int]] = {}
    tables: dict[tuple[str, str, str], int] = {}
    for at, sheet in enumerate(sheets):
        tables.setdefault((sheet.report.path, sheet.table.section, sheet.table.label), at)
        for number, row in enumerate(sheet.rows, sheet.first):
            rows[row] = number
            name = f"{sheet.table.section}\x1e{sheet.table.label}\x1e{row.name}"
            named.setdefault((sheet.report.path, name), (at, number))
    return Cells(sheets, rows, named, tables)


def _sheets(tables: Iterable[tuple[Report, Table]]) -> Iterator[Sheet]:
    first = 0
    for report, table in tables:
        rows = (*table.printed(), *table.reprints)
        yield Sheet(report, table, first, rows)
        first += len(rows)


def numbers_of(cells: Cells, series: Sequence[Series]) -> list[int]:
    """Give the numbers of the rows of series."""
    return [cells.row(one.row) for one in series]

"""Errors planted into a dump, one printed figure at a time."""

from __future__ import annotations

import random
from collections.abc import Callable

import attrs

from tiltak_audit.auditing import Audit
from tiltak_audit.model.figure import Count
from tiltak_audit.model.report import Report, Row, Table


@attrs.frozen
class Cell:
    """A printed figure: its table, its row (a total: its first printing), its column."""

    table: Table
    row: Row
    column: int

    @property
    def value(self) -> int:
        """Give the printed count."""
        figure = self.row.figures[self.column]
        assert isinstance(figure, Count)
        return figure.value

    @property
    def digits(self) -> str:
        """Give the printed digits."""
        return str(self.value)


def cells(report: Report, wanted: Callable[[Table, Row, int], bool], least: int = 4) -> list[Cell]:
    """List the printed counts of a report that are wanted, from a least value on."""
    return [
        Cell(table, row, column)
        for table in report.tables
        for row in table.printed()
        for column, figure in enumerate(row.figures)
        if isinstance(figure, Count) and figure.value >= least and wanted(table, row, column)
    ]


def one_digit(cell: Cell, rng: random.Random) -> int:
    """Replace one digit by another; the first stays above zero."""
    digits = list(cell.digits)
    at = rng.randrange(len(digits))
    digits[at] = rng.choice([d for d in "0123456789"[at == 0 :] if d != digits[at]])
    return int("".join(digits))


def swapped(cell: Cell, rng: random.Random) -> int | None:
    """Swap two neighbouring digits that differ; none where there are none."""
    digits = cell.digits
    pairs = [
        at
        for at in range(len(digits) - 1)
        if digits[at] != digits[at + 1] and not (at == 0 and digits[1] == "0")
    ]
    if not pairs:
        return None
    at = rng.choice(pairs)
    return int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


def grouped(value: int) -> str:
    """Print a count as the dumps do."""
    return f"{value:,}".replace(",", "\u00a0")


def plant(report: Report, cell: Cell, value: int) -> str:
    """Give the text of a report with one figure changed."""
    lines = list(report.lines)
    span = cell.row.span(cell.column)
    line = lines[span.line - 1]
    assert line[span.start - 1 : span.end - 1] == grouped(cell.value)
    lines[span.line - 1] = line[: span.start - 1] + grouped(value) + line[span.end - 1 :]
    return "\n".join(lines)


def is_named(audit: Audit, cell: Cell) -> bool:
    """Tell whether an error names a cell, as its place or in its identities."""
    line, period = cell.row.line, cell.table.columns.periods[cell.column]
    return any(
        (finding.place.line == line and finding.place.period == period)
        or any(
            term.series.row.line == line and term.column == cell.column
            for one in finding.evidence
            for term in one.terms
        )
        for finding in audit.findings
        if finding.severity.word == "error"
    )

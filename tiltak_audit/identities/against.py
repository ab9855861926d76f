"""A report held against figures that were published: each figure that both print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.cube.fold import fold, key_of
from tiltak_audit.model.cell import Cell
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.model.report import Report

    # Section, table, code or label of the row, and period.
    Key = tuple[str, str, str, str]


class Difference(Record):
    """Two prints of a figure that cannot be the same.

    Attributes:
        cell: The figure of the report.
        other: The one it is held against.
        off: Persons between them, more than is tolerated.
    """

    cell: Cell
    other: Cell
    off: int


class Comparison(Record):
    """What came of holding a report against a file.

    Attributes:
        report: The report.
        against: What it is held against.
        compared: How many figures both print.
        differences: Those that differ by more than is tolerated, in print order.
        unmatched: How many figures of the file the report does not print.
    """

    report: Report
    against: Report
    compared: int
    differences: tuple[Difference, ...]
    unmatched: int


def comparisons_of(reports: Iterable[Report], against: Iterable[Report]) -> Iterator[Comparison]:
    """Hold every report against the files that name its code, or none."""
    held = list(against)
    for report in reports:
        for other in [one for one in held if one.code in {"", report.code}]:
            yield _compared(report, other)


def _compared(report: Report, other: Report) -> Comparison:
    there = {_key(cell): cell for cell in _cells(other)}
    both = [(cell, there[key]) for cell in _cells(report) if (key := _key(cell)) in there]
    differences = [
        Difference(cell, print_of, off)
        for cell, print_of in both
        if (off := abs(cell.printed.distance(print_of.printed))) > other.tolerance
    ]
    matched = {_key(cell) for cell, _print_of in both}
    return Comparison(report, other, len(both), tuple(differences), len(there.keys() - matched))


def _cells(report: Report) -> Iterator[Cell]:
    for table in report.tables:
        for row in table.printed():
            for column in range(len(row.figures)):
                yield Cell(report, table, row, column)


def _key(cell: Cell) -> Key:
    row = key_of(cell.row.code, cell.row.label)
    return fold(cell.table.section), fold(cell.table.label), row, cell.period

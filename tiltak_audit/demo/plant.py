"""The text of a true report with errors planted into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.demo.answer import Answer, Kind
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.figure import Count, Figure
from tiltak_audit.model.wording import grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.demo.reports import TrueReport
    from tiltak_audit.model.report import Report, Row, Table


@attrs.define(eq=False, repr=False)
class Bed:
    """A printed report, as it was read, that errors are planted into.

    Attributes:
        file: Its name.
        true: The report it was printed from.
        report: The same, read from its text, with places.
        lines: Its lines; those that errors take out are empty, see ``gone``.
        gone: Lines that are taken out, 1-based.
        answers: The errors so far; their lines count those taken out.
    """

    file: str
    true: TrueReport
    report: Report
    lines: list[str] = attrs.field(init=False)
    gone: set[int] = attrs.field(factory=set)
    answers: list[Answer] = attrs.field(factory=list)

    def __attrs_post_init__(self) -> None:
        """Start from the lines as printed."""
        self.lines = list(self.report.lines)

    def tables(self, section: str) -> Iterator[Table]:
        """List the tables of a section."""
        return (table for table in self.report.tables if table.section == section)

    def cell(self, table: Table, row: Row, column: int) -> Cell:
        """Give one figure of the report."""
        return Cell(self.report, table, row, column)

    def true_value(self, cell: Cell) -> int:
        """Give the count that a figure was printed from."""
        table = self.report.tables.index(cell.table)
        row = list(cell.table.printed()).index(cell.row)
        return self.true.value(table, row, cell.column)

    def put(self, cell: Cell, value: int) -> None:
        """Print another count in the place of a figure; once a line."""
        place = cell.place
        line = self.lines[place.line - 1]
        before, after = line[: place.column - 1], line[place.end_column - 1 :]
        self.lines[place.line - 1] = before + grouped(value) + after

    def plant(self, kind: Kind, cell: Cell, value: int, code: str) -> None:
        """Print another count in the place of a figure, and answer for it."""
        true = self.true_value(cell) if kind is Kind.SMALL_COUNT else cell.printed.low
        self.put(cell, value)
        self.note(kind, cell.table, cell.row, code, cell.period, str(value), str(true))

    def swap(self, table: Table, one: Row, other: Row, code: str) -> None:
        """Let the figures of two rows change places."""
        for row, figures in ((one, other.figures), (other, one.figures)):
            line = self.lines[row.line - 1]
            self.lines[row.line - 1] = line[: row.start - 1] + printed(figures)
        was, now = printed(one.figures), printed(other.figures)
        self.note(Kind.ROWS_SWAPPED, table, one, code, "", now, was)

    def lose(self, table: Table, row: Row, code: str) -> None:
        """Take a row out, with the blank line above it."""
        first = row.first_line - (not self.lines[row.first_line - 2].strip())
        self.gone |= set(range(first, row.line + 1))
        true = printed(row.figures)
        self.note(Kind.ROW_LOST, table, row, code, "", "", true)

    def note(  # noqa: PLR0913, PLR0917  one parameter a fact of the answer
        self,
        kind: Kind,
        table: Table,
        row: Row,
        code: str,
        period: str,
        now: str,
        true: str,
    ) -> None:
        """Add an error to the answer key."""
        line = row.line
        if kind is Kind.ROW_LOST:
            above = table.rows.index(row) - 1
            line = table.rows[above].line if above >= 0 else table.line
        self.answers.append(
            Answer(
                kind,
                self.file,
                line,
                table.section,
                table.label,
                row.name,
                period,
                now,
                true,
                code,
            )
        )

    def text(self) -> str:
        """Give the text with the errors."""
        return "\n".join(
            line for number, line in enumerate(self.lines, 1) if number not in self.gone
        )

    def key(self) -> list[Answer]:
        """Give the answers, with the lines as they are in the text."""
        return [
            attrs.evolve(one, line=one.line - sum(gone < one.line for gone in self.gone))
            for one in self.answers
        ]


def printed(figures: Iterable[Figure]) -> str:
    """Print figures as the dumps do."""
    return " ".join(grouped(one.value) if isinstance(one, Count) else "*" for one in figures)


def stars(rows: Sequence[Row], column: int) -> int:
    """Count the stars of a column."""
    return sum(not isinstance(row.figures[column], Count) for row in rows)

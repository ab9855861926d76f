"""Errors planted into a dump, and what an audit makes of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import attrs

from tiltak_audit.model.figure import Count, Figure, count
from tiltak_audit.model.report import TOTAL, Report, Row, Table
from tiltak_audit.run.audit import Audit, audit
from tiltak_audit.suspects.suspect import Certainty


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
    values = swaps(cell)
    return rng.choice(values) if values else None


def swaps(cell: Cell) -> list[int]:
    """List what a cell becomes by every swap of two neighbouring digits that differ."""
    digits = cell.digits
    return [
        int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
        for at in range(len(digits) - 1)
        if digits[at] != digits[at + 1] and not (at == 0 and digits[1] == "0")
    ]


def grouped(value: int) -> str:
    """Print a count as the dumps do."""
    return f"{value:,}".replace(",", "\u00a0")


def plant(report: Report, cell: Cell, value: int) -> str:
    """Give the text of a report with one figure changed."""
    lines = list(report.lines)
    start, end = cell.row.ends(cell.column)
    line = lines[cell.row.line - 1]
    assert line[start - 1 : end - 1] == grouped(cell.value)
    lines[cell.row.line - 1] = line[: start - 1] + grouped(value) + line[end - 1 :]
    return "\n".join(lines)


def is_named(audit: Audit, cell: Cell) -> bool:
    """Tell whether an error names a cell, as its place or in its identities."""
    line, period = cell.row.line, cell.table.columns.periods[cell.column]
    return any(
        (finding.place.line == line and finding.place.period == period)
        or any(
            term.cell.row.line == line and term.cell.column == cell.column
            for one in finding.evidence
            for term in one.terms
        )
        for finding in audit.findings
        if finding.severity.word == "error"
    )


def altered(report: Report, changes: dict[Cell, Sequence[Figure] | Figure]) -> Report:
    """Give a report with figures changed as they were read, its text left as it is.

    A cell's own figure is changed, or, where several are given, its row's from there on.
    """
    figures: dict[int, list[Figure]] = {}
    for cell, new in changes.items():
        row = figures.setdefault(id(cell.row), list(cell.row.figures))
        given = new if isinstance(new, Sequence) else [new]
        row[cell.column : cell.column + len(given)] = given

    def changed(row: Row) -> Row:
        known = figures.get(id(row))
        return attrs.evolve(row, figures=tuple(known)) if known else row

    def rewritten(table: Table) -> Table:
        return attrs.evolve(
            table,
            total=changed(table.total) if isinstance(table.total, Row) else table.total,
            reprints=tuple(map(changed, table.reprints)),
            rows=tuple(map(changed, table.rows)),
        )

    return attrs.evolve(
        report,
        sections=tuple(
            attrs.evolve(section, tables=tuple(map(rewritten, section.tables)))
            for section in report.sections
        ),
    )


def swapped_months(report: Report) -> list[Cell]:
    """List the months that two swapped digits change; totals are none of them."""
    months = cells(report, lambda _t, row, column: row.label != TOTAL and column > 0, 10)
    return [cell for cell in months if swapped(cell, random.Random(0)) is not None]


Plant = dict[Cell, int]


class Kinds:
    """The kinds of error that localisation is measured with."""

    def __init__(self, report: Report) -> None:
        """List the figures that each kind is planted into."""
        self._totals = cells(report, lambda _t, row, _c: row.label == TOTAL)
        self._means = cells(report, lambda _t, _r, column: column == 0)
        self._months = cells(report, lambda _t, row, column: row.label != TOTAL and column > 0)
        self._swapped = swapped_months(report)

    def total_digit(self, rng: random.Random) -> Plant:
        """Replace one digit of a total, of a mean or a month."""
        cell = rng.choice(self._totals)
        return {cell: one_digit(cell, rng)}

    def mean_off(self, rng: random.Random) -> Plant:
        """Move a mean by 2 to 20, to what can be printed."""
        cell = rng.choice(self._means)
        moves = [move for move in range(-20, 21) if abs(move) > 1 and cell.value + move > 3]
        return {cell: cell.value + rng.choice(moves)}

    def months_swapped(self, rng: random.Random) -> Plant:
        """Swap two digits of a month of two digits or more."""
        cell = rng.choice(self._swapped)
        value = swapped(cell, rng)
        assert value is not None
        return {cell: value}

    def month_digit(self, rng: random.Random) -> Plant:
        """Replace one digit of a month."""
        cell = rng.choice(self._months)
        return {cell: one_digit(cell, rng)}

    def five(self, rng: random.Random) -> Plant:
        """Plant five errors, each of the kinds above or another."""
        kinds = (self.total_digit, self.mean_off, self.months_swapped, self.month_digit)
        planted: Plant = {}
        while len(planted) < 5:
            planted |= rng.choice(kinds)(rng)
        return planted


@attrs.frozen
class Located:
    """What an audit made of planted errors.

    Attributes:
        seen: The planted figures that take part in an identity of an error.
        certain: For each culprit that is certain, whether all its figures were planted.
        likely: For each that is likely.
    """

    seen: int
    certain: tuple[bool, ...]
    likely: tuple[bool, ...]

    @property
    def unique(self) -> bool:
        """Tell whether there is one culprit, and it was planted."""
        return self.certain + self.likely == (True,)


def located(report: Report, plant: Plant) -> Located:
    """Plant errors, audit, and hold the culprits against what was planted."""
    bad = altered(report, {cell: count(value) for cell, value in plant.items()})
    found = [finding for finding in audit([bad]).findings if finding.evidence]
    planted = {(cell.row.line, cell.column) for cell in plant}
    involved = {
        (term.cell.row.line, term.cell.column)
        for finding in found
        for one in finding.evidence
        for term in one.terms
    }
    right: dict[Certainty, list[bool]] = {sure: [] for sure in Certainty}
    for finding in found:
        if one := finding.culprit:
            named = {(s.cell.row.line, s.cell.column) for s in one.suspects}
            right[one.certainty].append(bool(named) and named <= planted)
    return Located(
        len(planted & involved), tuple(right[Certainty.CERTAIN]), tuple(right[Certainty.LIKELY])
    )

"""Disagreements planted into the releases of a printed year, each of which must be told alone.

Every plant prints something otherwise in a release of a year, as drawn, and tells whether an audit
finds it, names it, and names nothing else; none where the year has no place for it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping

from tiltak_audit.demo.year import PrintedYear, Revisions
from tiltak_audit.editions.changes import Kind
from tiltak_audit.findings.axis import Axis
from tiltak_audit.findings.finding import Finding
from tiltak_audit.findings.severity import Severity
from tiltak_audit.identities.pairs import Why
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.figure import Count
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import Audit, audit

# Whether what is planted into a month is told alone; none where there is no place for it.
Plant = Callable[[PrintedYear, int, random.Random], bool | None]

# So often a place is drawn anew that bears no plant.
TRIES = 200


def read(texts: Mapping[str, str]) -> list[Report]:
    """Read reports."""
    return [read_bytes(name, text.encode()) for name, text in texts.items()]


def changed(text: str, cell: Cell, printed: str) -> str:
    """Print another figure in one place."""
    lines, place = text.split("\n"), cell.place
    line = lines[place.line - 1]
    lines[place.line - 1] = line[: place.column - 1] + printed + line[place.end_column - 1 :]
    return "\n".join(lines)


def cells(report: Report, *sections: str) -> list[Cell]:
    """List the months of the rows of some sections."""
    return [
        Cell(report, table, row, column)
        for table in report.tables
        if table.section in sections
        for row in table.rows
        for column in range(1, len(row.figures))
    ]


def hidden(text: str, some: Iterable[Cell]) -> str:
    """Hide some figures beside stars, one a line."""
    for cell in some:
        text = changed(text, cell, ":")
    return text


def like(report: Report, cell: Cell) -> Cell:
    """Give the figure of the same point and month in another edition."""
    return next(
        Cell(report, table, row, cell.column)
        for table in report.tables
        for row in table.rows
        if (table.section, table.label, row.name)
        == (cell.table.section, cell.table.label, cell.row.name)
    )


def places(some: Iterable[Cell]) -> set[tuple[str, int, int]]:
    """Name figures by their file, line and column."""
    return {(one.report.path, one.place.line, one.column) for one in some}


def errors(found: Audit) -> list[Finding]:
    """List what speaks against figures or reading."""
    return [
        one
        for one in found.findings
        if one.axis is not Axis.STARS and one.severity >= Severity.WARNING
    ]


def group_total(year: PrintedYear, month: int, draw: random.Random) -> bool | None:
    """Print another count of a group in the overview; it must be the one that is accused."""
    texts = year.texts(month)
    name = year.name("TILT100", month)
    (overview,) = read({name: texts[name]})
    rows = cells(overview, "Arbeidsmarkedsstatus og tiltaksgruppe")
    cell = draw.choice([one for one in rows if isinstance(one.figure, Count)])
    texts[name] = changed(texts[name], cell, str(cell.printed.low + draw.randint(10, 40)))
    told = errors(audit(read(texts)))
    if not told:
        return False
    (error,) = told
    places = [one.cell.place.line for one in error.culprit.suspects] if error.culprit else []
    assert "TA501" in error.codes, error
    return places == [cell.place.line]


def swapped(year: PrintedYear, month: int, draw: random.Random) -> bool | None:
    """Give one report of last month's edition among those of this month; it must be named."""
    code = draw.choice(year.codes)
    texts = year.texts(month) | {year.name(code, month): year.text(code, month - 1)}
    found = audit(read(texts))
    told = errors(found)
    assert all(one.code == "TA508" for one in told), told
    if told:
        return [one.place.path for one in told] == [year.name(code, month)]
    # Where no figure contradicts another edition that is said beside the report.
    apart = [{one.one.path, one.other.path} for one in found.pairs if one.why is Why.EDITION]
    return bool(apart) and set.intersection(*apart) >= {year.name(code, month)}


def revised(year: PrintedYear, month: int, draw: random.Random) -> bool | None:
    """Print three figures otherwise in last month's edition; these are the revisions."""
    still = PrintedYear(year.seed, revisions=Revisions(share=0, newcomer=False))
    code = draw.choice(still.codes)
    old, new = still.text(code, month - 1), still.text(code, month)
    (report,) = read({"old": old})
    some = cells(report, *{one.title for one in report.sections})
    planted = draw.sample([one for one in some if isinstance(one.figure, Count)], 3)
    for cell in planted:
        # As many digits, so that the places of the others stay.
        figure = str(cell.printed.low)
        old = changed(old, cell, figure[:-1] + str(4 + (int(figure[-1]) + 1) % 6))
    found = audit(read({"new": new}), against=read({"old": old})).editions
    assert found
    told = {(one.older.place.line, one.older.column) for one in found.changes}
    assert {one.kind for one in found.changes} <= {Kind.REVISED}
    return told == {(one.place.line, one.column) for one in planted}


def total(year: PrintedYear, month: int, draw: random.Random) -> bool | None:
    """Print an “I alt” otherwise than last month, its rows not; it must be named, and what it was.

    The month is one that both editions print; all else in them is revised as drawn.
    """
    code = draw.choice(year.codes)
    old, new = year.text(code, month - 1), year.text(code, month)
    before, report = read({"old": old, "new": new})
    totals = [
        Cell(report, table, row, column)
        for table in report.tables
        for row in table.printed()
        if row is table.total
        for column in range(1, month)
        if isinstance(row.figures[column], Count)
    ]
    cell = draw.choice(totals)
    was = next(
        one
        for table in before.tables
        if (table.section, table.label) == (cell.table.section, cell.table.label)
        for one in next(table.printed()).figures[cell.column : cell.column + 1]
    )
    text = changed(new, cell, str(cell.printed.low + draw.randint(10, 40)))
    told = errors(audit(read({"new": text}), against=read({"old": old})))
    if not told:
        return False
    (error,) = told
    places = [one.cell.place.line for one in error.culprit.suspects] if error.culprit else []
    (note,) = error.words.notes
    return places == [cell.place.line] and f" prints {was.printed} for it" in note

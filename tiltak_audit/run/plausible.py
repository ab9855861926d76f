"""The soft edits of a run: what may be true, and is unlike all that is known of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.editions.pairs import chains_of, months_of
from tiltak_audit.findings.breaks import breaks_of
from tiltak_audit.findings.severity import Severity
from tiltak_audit.identities.shares import jumps_of
from tiltak_audit.plausibility.causes import causes_of
from tiltak_audit.plausibility.changes import changes_of
from tiltak_audit.plausibility.history import histories_of
from tiltak_audit.plausibility.repeats import months_twice, rows_twice
from tiltak_audit.plausibility.unknown import unknown_of
from tiltak_audit.plausibility.wholes import odd_shares
from tiltak_audit.rules.rule import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.findings.breaks import Break
    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.identities.shares import Jump
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.report import Report
    from tiltak_audit.plausibility.causes import Unlikely
    from tiltak_audit.plausibility.history import History
    from tiltak_audit.plausibility.repeats import MonthTwice
    from tiltak_audit.rules.subjects import Subject
    from tiltak_audit.run.audit import Audit


def soft_findings(
    audit: Audit, breaks: Sequence[Break], older: Iterable[Report] = ()
) -> Iterator[Finding]:
    """Yield what the soft edits say, one a cause.

    Where an error accuses a figure of the same table and month, it alone is told. Of the edits of
    changes the one that says most tells: a month that is another's, a share that jumps, a change.

    Args:
        audit: The audit.
        breaks: The calendar of the configuration.
        older: Editions that the reports are held against, for what they know of earlier months.
    """
    accused = set(map(_column, _accused(audit.findings)))
    histories = _histories(audit, older)
    every = [one for some in histories for one in some]
    jumps = [one for one in _jumps(audit, breaks) if accused.isdisjoint(_columns(one))]
    twice = [one for some in histories for one in months_twice(some)]
    told = accused | {_column(one.cell) for one in jumps}
    told |= {found for one in twice for found in _touched(one, every)}
    subjects: list[Subject] = [*jumps, *twice, *rows_twice(histories)]
    for subject in subjects:
        yield from findings_of(subject)
    for odd in (one for report in audit.reports for one in odd_shares(report)):
        if not any(_column(one.count) in accused for one in odd.odd):
            yield from findings_of(odd)
    for some in histories:
        for cause in causes_of(changes_of(some)):
            # What changed with a figure that is known to have moved did so for the same reason.
            if not (_known(cause.first.cell, breaks) or _is_told(cause, told)):
                yield from findings_of(cause)
        for unknown in unknown_of(some):
            if _column(unknown.cell) not in accused and not _known(unknown.cell, breaks):
                yield from findings_of(unknown)


def _accused(findings: Iterable[Finding]) -> Iterator[Cell]:
    """Yield the figures that an error may be in."""
    for one in findings:
        if one.severity is Severity.ERROR:
            yield from (suspect.cell for suspect, _certainty in one.suspects)


def _histories(audit: Audit, older: Iterable[Report]) -> list[list[History]]:
    """Give the histories of every report, but of editions that a newer one repeats whole."""
    given = set(audit.reports)
    found = {}
    for chain in chains_of((*audit.reports, *older)):
        for at, report in enumerate(chain):
            newer = {month for one in chain[at + 1 :] if one in given for month in months_of(one)}
            if report in given and not newer.issuperset(months_of(report)):
                found[report] = histories_of(report, chain[:at])
    return [found[report] for report in audit.reports if report in found]


def _jumps(audit: Audit, breaks: Sequence[Break]) -> Iterator[Jump]:
    for judged in audit.judged:
        yield from (one for one in jumps_of(judged) if not _known(one.cell, breaks))


def _known(cell: Cell, breaks: Sequence[Break]) -> bool:
    """Tell whether the calendar, or the family, knows that a figure moved."""
    place = cell.place
    return any(one.covers(place) for one in (*breaks, *breaks_of(cell.report.family)))


def _touched(twice: MonthTwice, histories: Iterable[History]) -> Iterator[tuple[int, str]]:
    """Yield the table and month of figures that change because a month is another's."""
    tables = {id(cell.table): cell for cell in twice.cells}
    for one in histories:
        if cell := tables.get(id(one.table)):
            after = one.table.columns.periods[cell.column : cell.column + 2]
            yield from ((id(one.table), period) for period in after)


def _is_told(cause: Unlikely, told: set[tuple[int, str]]) -> bool:
    cells = [cell for one in cause.changes for cell in (one.cell, one.earlier) if cell]
    return not told.isdisjoint(map(_column, cells))


def _columns(jump: Jump) -> Iterator[tuple[int, str]]:
    cell = jump.cell
    return (_column(attrs.evolve(cell, column=column)) for column in (cell.column - 1, cell.column))


def _column(cell: Cell) -> tuple[int, str]:
    return id(cell.table), cell.period

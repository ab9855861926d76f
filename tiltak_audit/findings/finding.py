"""Findings: one a root cause, with its place, its proof and what to do."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.identities.identity import Balance, Verdict
from tiltak_audit.model.unread import ALL_READ, Unread

if TYPE_CHECKING:
    from tiltak_audit.findings.severity import Severity
    from tiltak_audit.findings.waiver import Waiver
    from tiltak_audit.identities.identity import Identity, Term
    from tiltak_audit.identities.series import Series
    from tiltak_audit.model.interval import Interval
    from tiltak_audit.model.report import Report, Row, Table
    from tiltak_audit.suspects.suspect import Certainty, Explanation, Located, Suspect


@attrs.frozen
class Words:
    """What a rule says to people.

    Attributes:
        message: What is wrong, one sentence without a full stop.
        remedy: What to do about it.
        notes: What else helps to judge it, a sentence each.
    """

    message: str
    remedy: str
    notes: tuple[str, ...] = ()


@attrs.frozen
class Place:
    """Where a finding is.

    Attributes:
        path: The input, as the user named it.
        line: 1-based; 0 where it is about the whole input.
        column: The first column, 1-based; 0 for the whole line.
        end_column: The column after the last; 0 for the whole line.
        report: The report's code.
        section: The section's title.
        table: The table's label, empty for a bare ``I alt`` or where the table is unknown.
        placed: Whether the table is known.
        code: The region's code, empty where the row has none.
        row: The row's label.
        period: ``2025-01``, ``mean``, or empty where it is about no one column.
    """

    path: str
    line: int
    column: int = 0
    end_column: int = 0
    report: str = ""
    section: str = ""
    table: str = ""
    placed: bool = True
    code: str = ""
    row: str = ""
    period: str = ""


def cell_name(series: Series, column: int) -> str:
    """Name a cell across runs: by section, table, row and period."""
    row = f"{series.row.code} {series.row.label}".strip()
    return "\x1e".join((series.table.section, series.table.label, row, series.periods[column]))


def place_of_cell(series: Series, column: int) -> Place:
    """Give the place of one figure of a series."""
    return place_of_figure(series.report, series.table, series.row, column)


def place_of_figure(report: Report, table: Table, row: Row, column: int) -> Place:
    """Give the place of one printed figure."""
    span = row.span(column)
    return Place(
        path=report.path,
        line=span.line,
        column=span.start,
        end_column=span.end,
        report=report.code,
        section=table.section,
        table=table.label,
        code=row.code,
        row=row.label,
        period=table.columns.periods[column],
    )


@attrs.frozen(eq=False)
class Evidence:
    """One identity in one period, as the proof of a finding.

    Attributes:
        code: The rule that bears it.
        text: The identity in words.
        identity: The identity.
        period: The period.
        terms: Its figures, the whole first.
        stated: What the whole says.
        possible: What the parts allow; told of a violated identity only.
        verdict: The verdict on it; not violated where it only conflicts with others, or gives a
            star away.
    """

    code: str
    text: str
    identity: Identity = attrs.field(repr=False)
    period: str
    terms: tuple[Term, ...] = attrs.field(repr=False)
    stated: Interval
    possible: Interval
    verdict: Verdict = Verdict.VIOLATED

    @property
    def at_most(self) -> bool:
        """Tell whether the parts only must not exceed the whole."""
        return isinstance(self.identity, Balance) and self.identity.at_most

    @property
    def difference(self) -> int:
        """Give how far the stated lies above (+) or below (-) the possible."""
        return self.stated.distance(self.possible)


@attrs.frozen(eq=False)
class Finding:
    """One root cause.

    Attributes:
        code: The lowest code of its identities, or the rule's own.
        name: The rule's name.
        severity: How much it matters.
        words: What it says.
        place: Where it is.
        evidence: The identities that prove it; none for a remark on the layout.
        also: All codes it bears; ``--select`` and ``--ignore`` match any.
        beside: Other lines of the same input to show.
        located: Which figures may be wrong; empty where none is: a remark, a star that leaks.
        covers: The places of all cells it is about, where that is more than its own.
        waived: Who answers for it, if somebody does.
        unread: The figures that were seen there and left unread.
    """

    code: str
    name: str
    severity: Severity
    words: Words
    place: Place
    evidence: tuple[Evidence, ...] = ()
    also: tuple[str, ...] = ()
    beside: tuple[int, ...] = ()
    located: tuple[Located, ...] = ()
    covers: tuple[str, ...] = ()
    waived: tuple[Waiver, ...] = ()
    unread: Unread = ALL_READ

    @property
    def codes(self) -> tuple[str, ...]:
        """List all codes it bears."""
        return self.also or (self.code,)

    @property
    def suspects(self) -> tuple[tuple[Suspect, Certainty], ...]:
        """List the figures under suspicion, each once, with how sure that is."""
        return tuple(suspect for one in self.located for suspect in one.suspects)

    @property
    def culprit(self) -> tuple[Explanation, ...]:
        """Give the explanation that is certain or likely, if there is one."""
        return tuple(culprit for one in self.located for culprit in one.culprit)

    @property
    def fingerprint(self) -> str:
        """Name the finding across runs: by what it is about, never by line or value."""
        place = self.place
        row = f"{place.code} {place.row}".strip()
        about = (self.code, place.report, place.section, place.table, row, place.period)
        return sha256("\x1f".join([*about, *self.covers]).encode()).hexdigest()[:16]

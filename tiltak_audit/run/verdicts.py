"""What a run comes to, by question: the reading, the figures, the stars."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from tiltak_audit.alike import Alike
from tiltak_audit.disclosure.exposure import Standing
from tiltak_audit.findings.axis import Axis
from tiltak_audit.findings.severity import Severity
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.model.remark import Gone, NotAudited
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.record import Record
from tiltak_audit.run.inputs import extent_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.cube.whole import Whole
    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.run.audit import Audit
    from tiltak_audit.run.inputs import Input

ReadingWord = Literal["whole", "incomplete"]
FiguresWord = Literal["agree", "disagree"]
StarsWord = Literal["protected", "recoverable", "undecided", "not audited"]

# Remarks on tables of which rows are not there.
_SHORT = {"end", "middle", "register", "foot", "siblings", "beside", "short"}


class Reading(Alike, Record):
    """How much was read.

    Attributes:
        sections: Sections that were read.
        sections_expected: Sections that such reports have; none where that is not known.
        tables: Tables that were read.
        tables_expected: Tables that such reports have; none where that is not known.
        cells: Their figures, the total once a table.
        missing: Sections that are not there.
        short: Tables that end early, or lack rows.
        excerpt: Whether the inputs are meant to be parts.
        unaudited: Sections that were left out, since nothing is known that must hold of them.
        unread: What was seen and not read.
        refused: Inputs that could not be read at all.
        unchecked: Inputs in which nothing could be checked.
        remarks: Findings on damage that are no more than that.
        torn: Whether anything shows that an input is not whole.
    """

    sections: int
    sections_expected: int | None
    tables: int
    tables_expected: int | None
    cells: int
    missing: int
    short: int
    excerpt: bool
    unaudited: int
    unread: Unread
    refused: int
    unchecked: int
    remarks: int
    torn: bool

    @property
    def verdict(self) -> ReadingWord:
        """Say it in a word."""
        gaps = self.refused or self.unchecked or self.unread or self.torn
        return "incomplete" if gaps else "whole"


class Figures(Alike, Record):
    """What the figures say of each other.

    Attributes:
        counts: Verdicts, an identity and period each.
        errors: Findings of figures that cannot be true, or may not be printed.
        doubts: Softer findings of figures.
    """

    counts: Counter[Verdict]
    errors: int
    doubts: int

    @property
    def verdict(self) -> FiguresWord | None:
        """Say it in a word; nothing where no figure was held against another."""
        if self.errors:
            return "disagree"
        judged = self.counts[Verdict.SATISFIED] + self.counts[Verdict.CONSISTENT]
        return "agree" if judged else None


class Stars(Alike, Record):
    """What the stars protect.

    Attributes:
        audited: Whether that was asked, of any report.
        suppressed: Stars, and figures hidden beside them; one that is printed again counted once.
        secondary: Those of them that are hidden beside stars.
        recoverable: Those of which one value is left.
        narrowed: Those of which fewer values are left than they say.
        undecided: Those not proved either way.
        ways: In how many ways stars can be worked out.
        with_editions: Those that only another edition beside the report gives away.
        with_shares: Those that only shares give away.
    """

    audited: bool = False
    suppressed: int = 0
    secondary: int = 0
    recoverable: int = 0
    narrowed: int = 0
    undecided: int = 0
    ways: int = 0
    with_editions: int = 0
    with_shares: int = 0

    @property
    def verdict(self) -> StarsWord:
        """Say it in a word."""
        if not self.audited:
            return "not audited"
        if self.recoverable or self.with_editions or self.with_shares:
            return "recoverable"
        return "undecided" if self.undecided else "protected"


class Verdicts(Alike, Record):
    """The three; they tell what is, whatever options leave out and waivers let stand."""

    reading: Reading
    figures: Figures
    stars: Stars


def words_of(found: Verdicts) -> dict[str, str]:
    """Give the word of each question, as machine formats have it."""
    return {
        Axis.READING.value: found.reading.verdict,
        Axis.FIGURES.value: found.figures.verdict or "not judged",
        Axis.STARS.value: found.stars.verdict,
    }


def verdicts_of(
    inputs: Sequence[Input],
    audit: Audit,
    findings: Sequence[Finding],
    wholes: Sequence[Whole | None],
    *,
    excerpt: bool,
) -> Verdicts:
    """Judge a run.

    Args:
        inputs: Every input.
        audit: The audit of those that were read.
        findings: All findings, those that are left out or waived among them, with the
            severities of their rules.
        wholes: What each report should hold; none where that is not known.
        excerpt: Whether the inputs are meant to be parts.
    """
    known = [one for one in wholes if one] if all(wholes) else []
    remarks = [notice.remark for report in audit.reports for notice in report.notices]
    extents = [extent_of(report) for report in audit.reports]
    on_damage = sum(
        one.axis is Axis.READING and one.severity is Severity.WARNING and bool(one.place.report)
        for one in findings
    )
    counts = Counter[Verdict]()
    for (*_, verdict), times in audit.tally().items():
        counts[verdict] += times
    about = [one for one in findings if one.axis is Axis.FIGURES]
    errors = sum(one.severity is Severity.ERROR for one in about)
    return Verdicts(
        Reading(
            sections=sum(len(report.sections) for report in audit.reports),
            sections_expected=sum(one.sections for one in known) if known else None,
            tables_expected=sum(one.tables for one in known) if known else None,
            missing=sum(len(one.missing) for one in known),
            short=sum(isinstance(one, Gone) and one.kind in _SHORT for one in remarks),
            excerpt=excerpt,
            unaudited=sum(isinstance(one, NotAudited) for one in remarks),
            torn=any(one.missing for one in findings),
            tables=sum(extent.tables for extent in extents),
            cells=sum(extent.cells for extent in extents),
            unread=sum((one.unread for one in findings), ALL_READ),
            refused=len(inputs) - len(audit.reports),
            unchecked=audit.checked.count(False),
            remarks=on_damage,
        ),
        Figures(counts, errors, len(about) - errors),
        _stars(audit),
    )


def _stars(audit: Audit) -> Stars:
    found = audit.disclosure
    if not found or not audit.reports:
        return Stars()
    return Stars(
        audited=True,
        suppressed=found.suppressed,
        secondary=found.secondary,
        recoverable=found.count(Standing.RECOVERABLE),
        narrowed=len(found.narrowed),
        undecided=found.count(Standing.UNDECIDED),
        ways=len(found.spills),
        with_editions=sum(len(one.stars) for one in audit.over),
        with_shares=sum(len(one.stars) for one in audit.shared),
    )

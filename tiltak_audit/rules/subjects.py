"""What rules judge, a class a kind, and the hits that they yield of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

from tiltak_audit.alike import Alike
from tiltak_audit.disclosure.against_sums import AgainstSums
from tiltak_audit.disclosure.exposure import Disclosure
from tiltak_audit.disclosure.given_away import GivenAway
from tiltak_audit.disclosure.given_by_share import ByShare
from tiltak_audit.editions.extent import Extent
from tiltak_audit.findings.cases import place_of
from tiltak_audit.findings.finding import Words
from tiltak_audit.i18n import _, number
from tiltak_audit.identities.against import Comparison
from tiltak_audit.identities.judged import Judged
from tiltak_audit.identities.mixed import Mixed
from tiltak_audit.identities.shares import Jump
from tiltak_audit.model.cell import Place
from tiltak_audit.model.remark import Remark
from tiltak_audit.model.report import Report
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.plausibility.causes import Unlikely
from tiltak_audit.plausibility.repeats import MonthTwice, RowsTwice
from tiltak_audit.plausibility.unknown import UnknownShare
from tiltak_audit.plausibility.wholes import OddMonth, OddShare
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from tiltak_audit.cube.whole import Whole
    from tiltak_audit.findings.ceilings import Passed
    from tiltak_audit.findings.finding import Evidence
    from tiltak_audit.findings.waiver import Standing, Waiver
    from tiltak_audit.identities.identity import Law
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.notice import Notice
    from tiltak_audit.suspects.suspect import Located


# Rows that may be missing at a place, named in a note.
_NAMED = 8


class Hit(Alike, Record):
    """What a rule says of one place; the finding of it bears the rule's code.

    Attributes:
        place: Where it is.
        words: What is wrong there, and what to do.
        evidence: The identities that prove it.
        covers: The places of all cells it is about, where that is more than its own.
        beside: Other lines of the same input to show.
        located: Which figures may be wrong.
        unread: The figures that were seen there and left unread.
        missing: Whether it shows that the input is not whole.
        within: Whether that is so even of a part of a report.
        before: Whether another edition gave the like of it away.
    """

    place: Place
    words: Words
    evidence: tuple[Evidence, ...] = ()
    covers: tuple[str, ...] = ()
    beside: tuple[int, ...] = ()
    located: Located | None = None
    unread: Unread = ALL_READ
    missing: bool = False
    within: bool = False
    before: bool = False


Hits = Iterator[Hit]
R = TypeVar("R", bound=Remark)


class _Proved(Record):
    """Identities that one cause breaks, sorted by code and line, and which figures it may be."""

    evidence: tuple[Evidence, ...]
    located: Located

    def hit(self, message: str, remedy: str, *notes: str) -> Hit:
        """Say something of what is accused, or else of where the identities meet.

        Where the figure that the others add up to is not there, that is said instead.
        """
        if self._is_total_lost():
            least = number(abs(self.evidence[0].difference))
            message = _("what these add up to, {n} at least, is not printed").format(n=least)
            remedy = _("look whether a row was left out, in this file or in the report")
        lost = self._lost()
        if lost:
            place, note = lost
            notes = (*notes, note) if note else notes
        else:
            place = self._accused().place
        return Hit(place, Words(message, remedy, notes), self.evidence, located=self.located)

    def _accused(self) -> Cell:
        """Give the culprit, or what every explanation accuses, or where the identities meet."""
        culprit, meeting = self.located.culprit, place_of(self.evidence).cell
        suspects = [one.cell for one, _ in self.located.suspects]
        if culprit and culprit.suspects:
            return culprit.suspects[0].cell
        if self.located.shared:
            return self.located.shared[0].cell
        return meeting if meeting in suspects or not suspects else suspects[0]

    def _is_total_lost(self) -> bool:
        """Tell whether the row that is not there is the one that the others add up to."""
        culprit = self.located.culprit
        return bool(culprit and culprit.is_loss and self.evidence[0].terms[0].sign < 0)

    def _lost(self) -> tuple[Place, str] | None:
        """Give the place where a row is not there, and what may have stood there."""
        culprit, whole = self.located.culprit, self.evidence[0].terms[0].cell
        if not culprit or not culprit.is_loss:
            return None
        if self._is_total_lost():
            return whole.place, ""
        from tiltak_audit.suspects.gap import gap_of

        gap = gap_of(whole, abs(self.evidence[0].difference))
        place = Place(
            path=whole.report.path,
            line=gap.line,
            report=whole.report.code,
            section=whole.table.section,
            table=whole.table.label,
            row=gap.rows[0] if len(gap.rows) == 1 else "",
        )
        names = ", ".join(gap.rows[:_NAMED]) + (", …" if len(gap.rows) > _NAMED else "")
        said = _("other tables of its kind print, and this one does not: {rows}").format(rows=names)
        return place, said if gap.rows else ""


class Violation(_Proved):
    """Violated identities that one cause explains; the first gives the code."""

    @property
    def law(self) -> Law:
        """Give the law of the first identity."""
        return self.evidence[0].identity.law

    @property
    def off(self) -> int:
        """Give how far the first identity is off, in persons."""
        return abs(self.evidence[0].difference)


class Conflict(_Proved):
    """Identities that hold one by one and cannot hold together.

    Attributes:
        last: Whether the search for conflicts ended with it, and there may be more.
    """

    last: bool


class Noted(Record, Generic[R]):
    """A remark of reading, its place, and the report it is about."""

    report: Report
    notice: Notice
    remark: R

    def hit(
        self,
        message: str,
        remedy: str,
        *notes: str,
        beside: tuple[int, ...] = (),
        missing: bool = False,
        within: bool = False,
    ) -> Hit:
        """Say something of the place of the remark."""
        notice = self.notice
        place = Place(
            path=self.report.path,
            line=notice.line,
            column=notice.column,
            end_column=notice.end_column,
            report=self.report.code,
            section=notice.section,
            table=notice.table,
            placed=notice.placed,
            row=notice.row,
        )
        words = Words(message, remedy, notes)
        return Hit(
            place, words, beside=beside, unread=notice.unread, missing=missing, within=within
        )


class StaleWaiver(Record):
    """A waiver that waives nothing, or nothing any more, or holds for fewer than there are.

    Attributes:
        waiver: The waiver.
        standing: What is wrong with it.
        passed: Of a ceiling that is passed, in which report and how many there are.
    """

    waiver: Waiver
    standing: Standing
    passed: Passed | None = None

    def hit(self, message: str, remedy: str) -> Hit:
        """Say something of the lines of the configuration that hold it."""
        waiver = self.waiver
        place = Place(waiver.path, waiver.line, placed=False, row=waiver.named())
        return Hit(place, Words(message, remedy))


class Lacking(Record):
    """A report that lacks what its family, or the project, says that it has.

    Attributes:
        report: The report.
        whole: What it should have.
    """

    report: Report
    whole: Whole


# All that rules judge; what none of its own is, is handed to them as it is.
Subject = (
    Violation | Conflict | Noted[Remark] | StaleWaiver | Lacking | Report | Judged | Disclosure
    | Jump | Comparison | Extent | Mixed | Unlikely | UnknownShare | MonthTwice | RowsTwice
    | OddShare | OddMonth | GivenAway | ByShare | AgainstSums
)  # fmt: skip

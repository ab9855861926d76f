"""A report with the verdict on every identity in every period."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tiltak_audit.identities.identity import Verdict
from tiltak_audit.identities.judge import judge
from tiltak_audit.identities.presumed import borne_out
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.identities.identity import Identity, Law
    from tiltak_audit.identities.presumed import Presumption
    from tiltak_audit.model.report import Report

    Verdicts = list[tuple[str, Verdict]]


class Judged(Record):
    """The identities of one report, judged.

    Attributes:
        report: The report; of an identity between reports, the group's own.
        verdicts: Every identity with its verdict in each period.
        presumed: What was taken for granted, or not, where no family says it.
    """

    report: Report
    verdicts: tuple[tuple[Identity, Verdicts], ...]
    presumed: tuple[Presumption, ...] = ()

    @property
    def checked(self) -> bool:
        """Tell whether any identity could have failed."""
        return any(
            verdict not in {Verdict.VACUOUS, Verdict.NOT_APPLICABLE}
            for _, verdicts in self.verdicts
            for _, verdict in verdicts
        )

    def violated(self) -> Iterator[tuple[Identity, str]]:
        """List the identities and periods that are violated."""
        for identity, verdicts in self.verdicts:
            for period, verdict in verdicts:
                if verdict is Verdict.VIOLATED:
                    yield identity, period

    def tally(self) -> Counter[tuple[str, Law, Verdict]]:
        """Count verdicts per identity and period, by section and law."""
        return Counter(
            [
                (section, identity.law, verdict)
                for identity, verdicts in self.verdicts
                for section in [section_of(identity)]
                for _, verdict in verdicts
            ]
        )


def judged_of(report: Report, identities: Iterable[Identity]) -> Judged:
    """Judge identities, of a report that no file describes those that its figures bear out."""
    presumed: tuple[Presumption, ...] = ()
    if report.family.unlisted == "parts" and not report.is_tidy:
        identities, presumed = borne_out(identities)
    return Judged(report, tuple((one, judge(one)) for one in identities), presumed)


def section_of(identity: Identity) -> str:
    """Give the section that an identity is counted under: that of its whole."""
    return identity.rows[0].table.section

"""Findings: one a root cause, with its place, its proof and what to do."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.findings.axis import Axis, axis_of
from tiltak_audit.identities.identity import Balance, Verdict
from tiltak_audit.model.unread import ALL_READ, Unread

if TYPE_CHECKING:
    from tiltak_audit.findings.severity import Severity
    from tiltak_audit.findings.waiver import Waiver
    from tiltak_audit.identities.identity import Identity, Term
    from tiltak_audit.model.cell import Place
    from tiltak_audit.model.interval import Interval
    from tiltak_audit.suspects.suspect import Certainty, Explanation, Located, Suspect


@attrs.frozen(eq=False)
class Words(Alike):
    """What a rule says to people.

    Attributes:
        message: What is wrong, one sentence without a full stop.
        remedy: What to do about it.
        notes: What else helps to judge it, a sentence each.
    """

    message: str
    remedy: str
    notes: tuple[str, ...] = ()


@attrs.frozen(eq=False, repr=False)
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
    identity: Identity
    period: str
    terms: tuple[Term, ...]
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
        located: Which figures may be wrong; none of a remark or a star that leaks.
        covers: The places of all cells it is about, where that is more than its own.
        waived: Who answers for it, if somebody does.
        unread: The figures that were seen there and left unread.
        missing: Whether it shows that the input is not whole.
        before: Whether it is of stars of which another edition gave the like away.
    """

    code: str
    name: str
    severity: Severity
    words: Words
    place: Place
    evidence: tuple[Evidence, ...] = ()
    also: tuple[str, ...] = ()
    beside: tuple[int, ...] = ()
    located: Located | None = None
    covers: tuple[str, ...] = ()
    waived: Waiver | None = None
    unread: Unread = ALL_READ
    missing: bool = False
    before: bool = False

    @property
    def axis(self) -> Axis:
        """Give the question that it answers."""
        return axis_of(self.code)

    @property
    def codes(self) -> tuple[str, ...]:
        """List all codes it bears."""
        return self.also or (self.code,)

    @property
    def size(self) -> int:
        """Count the cells that it is about; 1 where it says nothing of them."""
        return len(self.covers) or 1

    @property
    def suspects(self) -> tuple[tuple[Suspect, Certainty], ...]:
        """List the figures under suspicion, each once, with how sure that is."""
        return self.located.suspects if self.located else ()

    @property
    def culprit(self) -> Explanation | None:
        """Give the explanation that is certain or likely, if there is one."""
        return self.located.culprit if self.located else None

    @property
    def fingerprint(self) -> str:
        """Name the finding across runs: by what it is about, never by line or value."""
        place = self.place
        about = (self.code, place.report, place.section, place.table, place.named, place.period)
        return sha256("\x1f".join([*about, *self.covers]).encode()).hexdigest()[:16]

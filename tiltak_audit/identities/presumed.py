"""What a report that no file describes is taken to obey: the laws that its figures bear out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.cube.dimensions import dimensions_of, is_presumed
from tiltak_audit.identities.identity import Balance, Law, Verdict
from tiltak_audit.identities.judge import judge
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.identities.series import Series

# For each sum that is wrong so many must be right: rows that count some persons twice, or leave
# some out, are off in most months.
_RIGHT = 3
# A table of so many months is judged by itself, too.
_MONTHS = 4
# Of what stars leave open, how much less it must be than the sum, so that no sum fits by chance.
_CLOSE = 10


class Presumption(Alike, Record):
    """A law, and how many figures of some sections bear it out.

    Attributes:
        law: The law.
        section: Of the whole.
        table: The label of the one table it is about; empty where it is about all.
        agree: Sums that are right, and hardly by chance.
        differ: Sums that are wrong.
        taken: Whether it is taken for granted, so that those that differ are findings.
    """

    law: Law
    section: str
    table: str = ""
    agree: int = 0
    differ: int = 0
    taken: bool = True


@attrs.define(eq=False, repr=False)
class _Group:
    """The identities of one law between the same sections."""

    regional: bool
    members: list[tuple[Identity, int, int]] = attrs.field(factory=list)

    @property
    def evidence(self) -> tuple[int, int]:
        """Count the sums that agree, and that differ."""
        return sum(one[1] for one in self.members), sum(one[2] for one in self.members)


def borne_out(
    identities: Iterable[Identity],
) -> tuple[list[Identity], tuple[Presumption, ...]]:
    """Keep the identities that a family says, or else that the figures of a report bear out.

    Returns:
        The identities, and what was presumed.
    """
    kept: list[Identity] = []
    groups: dict[tuple[Law, str, str], _Group] = {}
    for one in identities:
        first, last = one.rows[0], one.rows[-1]
        if not (_presumed(first) or _presumed(last)):
            kept.append(one)
            continue
        key = (one.law, first.table.section, last.table.section)
        group = groups.setdefault(key, _Group(_regional(first) and _regional(last)))
        group.members.append((one, *_evidence(one)))
    found: list[Presumption] = []
    refused: set[str] = set()
    # Sums before what only follows from them.
    for (law, section, _other), group in sorted(groups.items(), key=lambda one: _order(one[0])):
        agree, differ = group.evidence
        taken = agree >= _RIGHT * differ and (agree > 0 or group.regional)
        if law is Law.PART and section in refused:
            continue
        if agree or differ or law is Law.COLUMN_SUM:
            found.append(Presumption(law, section, "", agree, differ, taken))
        if not taken:
            refused |= {section} if law is Law.COLUMN_SUM else set()
            continue
        for one, right, wrong in group.members:
            if wrong and right + wrong >= _MONTHS and right < _RIGHT * wrong:
                label = one.rows[0].table.label
                found.append(Presumption(law, section, label, right, wrong, taken=False))
            else:
                kept.append(one)
    return kept, tuple(found)


def _order(key: tuple[Law, str, str]) -> bool:
    return key[0] is Law.PART


def _presumed(series: Series) -> bool:
    return is_presumed(series.table.section, series.report.family)


def _regional(series: Series) -> bool:
    return dimensions_of(series.table.section, series.report.family).regional


def _evidence(identity: Identity) -> tuple[int, int]:
    agree = differ = 0
    for period, verdict in judge(identity):
        if verdict is Verdict.VIOLATED:
            differ += 1
        elif verdict is Verdict.SATISFIED or (
            verdict is Verdict.CONSISTENT and _is_close(identity, period)
        ):
            agree += 1
    return agree, differ


def _is_close(identity: Identity, period: str) -> bool:
    """Tell whether stars leave so little open that figures hardly fit by chance."""
    if not isinstance(identity, Balance):
        low, high = identity.series.low, identity.series.high
        return _CLOSE * (sum(high) - sum(low)) <= low[0]
    at = [(one, one.periods.index(period)) for one in identity.rows]
    lows = [one.low[column] for one, column in at]
    spare = sum(one.high[column] for one, column in at) - sum(lows)
    whole = len(identity.whole)
    return _CLOSE * spare <= max(sum(lows[:whole]), sum(lows[whole:]))

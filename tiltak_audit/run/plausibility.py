"""Soft edits: what need not be wrong, held against the calendar of breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Finding, Words
from tiltak_audit.identities.shares import jumps_of
from tiltak_audit.rules.rule import Scan, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.findings.breaks import Break
    from tiltak_audit.identities.judged import Judged


def implausible(judged: Sequence[Judged], breaks: Sequence[Break]) -> Iterator[Finding]:
    """Yield a finding for every share that jumps in a month that is no break."""
    (rule,) = (one for one in catalogue() if one.subject is Scan.JUMPS)
    for one in judged:
        for jump in jumps_of(one):
            place = jump.cell.place
            if not any(known.covers(place) for known in breaks):
                words = rule.says(jump)
                assert isinstance(words, Words)
                yield Finding(rule.code, rule.name, rule.severity, words, place)

"""Waivers: findings that somebody has looked at and answers for, until a day."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.fold import fold

if TYPE_CHECKING:
    from datetime import date

    from tiltak_audit.findings.finding import Finding


class Standing(Enum):
    """What is wrong with a waiver."""

    # Its day is over.
    EXPIRED = "expired"
    # No finding of the run is meant.
    STALE = "stale"


@attrs.frozen
class Waiver:
    """A finding, or the findings of a rule at a place, that somebody answers for.

    Attributes:
        path: The configuration file that holds it.
        number: Which waiver of the file it is, from 1.
        line: The line it starts on.
        reason: Why the finding may stand.
        author: Who says so.
        expires: The last day it holds.
        fingerprint: The finding that is meant; empty where rule and place say which.
        rule: The code that is meant; empty beside a fingerprint.
        place: Report, section, table, row and period by name, those that are given; beside a
            fingerprint they only tell people what is meant, and of which report it is.
    """

    path: str
    number: int
    line: int
    reason: str
    author: str
    expires: date
    fingerprint: str = ""
    rule: str = ""
    place: tuple[tuple[str, str], ...] = ()

    def covers(self, finding: Finding) -> bool:
        """Tell whether a finding is meant."""
        if self.fingerprint:
            return self.fingerprint == finding.fingerprint
        at = finding.place
        printed = {
            "report": at.report,
            "section": at.section,
            "table": at.table,
            "row": at.row,
            "period": at.period,
        }
        return self.rule in finding.codes and all(
            fold(printed[name]) == fold(text) or (name == "row" and fold(text) == fold(at.named))
            for name, text in self.place
        )

    @property
    def reports(self) -> tuple[str, ...]:
        """Name the report it is about, where it says so."""
        return tuple(text for name, text in self.place if name == "report")

    def named(self) -> str:
        """Name what is meant, in a few words."""
        return self.fingerprint or " · ".join([self.rule, *(text for _name, text in self.place)])

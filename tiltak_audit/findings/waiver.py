"""Waivers: findings that somebody has looked at and answers for, until a day."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
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
    # There is more than it holds for.
    PASSED = "passed"


@attrs.frozen(eq=False, repr=False)
class Waiver(Alike):
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
        at_most: For how many cells of a report, or findings, it holds; none for any number.
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
    at_most: int | None = None

    def covers(self, finding: Finding) -> bool:
        """Tell whether a finding, or where there is a ceiling a part of it, is meant."""
        if self.fingerprint:
            return self.fingerprint == finding.fingerprint
        if self.at_most is not None:
            return bool(self.parts(finding))
        return self.rule in finding.codes and self._is_at(_names(finding))

    def parts(self, finding: Finding) -> frozenset[int]:
        """Give which of the cells that a finding is about are meant, by their number in it."""
        if self.rule not in finding.codes:
            return frozenset()
        cells = [
            {**_names(finding), **dict(zip(_CELL, map(_one, cell.split("\x1e")), strict=True))}
            for cell in finding.covers
        ] or [_names(finding)]
        return frozenset(number for number, names in enumerate(cells) if self._is_at(names))

    def _is_at(self, names: _Names) -> bool:
        return all(fold(text) in map(fold, names[name]) for name, text in self.place)

    @property
    def reports(self) -> tuple[str, ...]:
        """Name the report it is about, where it says so."""
        return tuple(text for name, text in self.place if name == "report")

    def named(self) -> str:
        """Name what is meant, in a few words."""
        return self.fingerprint or " · ".join([self.rule, *(text for _name, text in self.place)])


# What a place is called, by its key; a row with and without its code.
_Names = dict[str, tuple[str, ...]]

# The keys of what the name of a cell is made of.
_CELL = ("section", "table", "row", "period")


def _one(name: str) -> tuple[str]:
    return (name,)


def _names(finding: Finding) -> _Names:
    at = finding.place
    return {
        "report": (at.report,),
        "section": (at.section,),
        "table": (at.table,),
        "row": (at.row, at.named),
        "period": (at.period,),
    }

"""Fylker and kommuner by vintage, from the public registers (``data/regions.csv``)."""

from __future__ import annotations

import csv
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.cube.fold import fold
from tiltak_audit.families.catalogue import shipped
from tiltak_audit.model.period import Month
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.family import Family

UNKNOWN = "Ukjent"

FYLKE = "fylke"
KOMMUNE = "kommune"
# By the length of codes.
LEVELS = {2: FYLKE, 4: KOMMUNE}


@attrs.frozen(eq=False, repr=False)
class Region(Alike):
    """One fylke, kommune or residual region.

    Attributes:
        code: Two digits (fylke) or four (kommune).
        name: As the public register spells it.
        residual: Whether it is of those that are in no fylke.
    """

    code: str
    name: str
    residual: bool = False


class Register(Alike, Record):
    """The regions that were valid in one month; empty for a month outside the vintages.

    Attributes:
        family: Whose reports list them.
        regions: By code, in the register's order.
    """

    family: Family
    regions: dict[str, Region]

    @cached_property
    def _levels(self) -> dict[str, tuple[Region, ...]]:
        """List the regions by level."""
        return {
            level: tuple(r for r in self.regions.values() if LEVELS[len(r.code)] == level)
            for level in LEVELS.values()
        }

    def level(self, level: str) -> tuple[Region, ...]:
        """List the fylker or the kommuner, residual regions included."""
        return self._levels.get(level, ())

    def below(self, fylke: str) -> tuple[Region, ...]:
        """List the kommuner of a fylke."""
        return tuple(r for r in self.level(KOMMUNE) if self.parent_of(r.code) == fylke)

    def find(self, code: str) -> Region | None:
        """Give a region by its code; Svalbard too, which NAV prints in every year."""
        if self.regions and code in self.family.residual:
            return Region(code, self.spellings(code)[-1], residual=True)
        return self.regions.get(code)

    def parent_of(self, code: str) -> str:
        """Give the code of the region on the level above that a region is part of in that month.

        What the family files under a residual fylke was in that of its year.
        """
        parent = self.family.parent_of(code)
        if code not in self.family.residual or parent in self.regions:
            return parent
        return next((one.code for one in self.level(FYLKE) if one.residual), parent)

    def named(self, label: str, level: str) -> tuple[Region, ...]:
        """List the regions that a label without its code can mean: one, unless homonyms.

        The label may lack the later of several names, ``Oslo`` of ``Oslo - Oslove``, or have one
        that the register does not.
        """
        return tuple(r for r in self.level(level) if _first_name(r.name) == _first_name(label))

    def spellings(self, code: str) -> tuple[str, ...]:
        """List how a region's name is spelled in one vintage or another."""
        return _spellings().get(code, ())

    def fylke_of(self, label: str) -> str:
        """Give the code of the fylke that a total's label names, or nothing.

        >>> from tiltak_audit.model.period import Month
        >>> register_of(Month(2025, 1)).fylke_of("11 Rogaland")
        '11'
        """
        code, _, _ = label.partition(" ")
        if code in self.regions and LEVELS[len(code)] == FYLKE:
            return code
        named = self.named(label, FYLKE)
        return named[0].code if len(named) == 1 else ""


@cache
def _first_name(name: str) -> str:
    return fold(name.partition(" - ")[0])


@cache
def _vintages() -> tuple[tuple[str, str, Region], ...]:
    text = (Path(__file__).parent.parent / "data" / "regions.csv").read_text(encoding="utf-8")
    _heads, *lines = csv.reader(text.splitlines())
    return tuple(
        (first, last or "9999-12", Region(code, name, level == "residual"))
        for level, code, name, _parent, first, last in lines
    )


@cache
def vintages() -> tuple[str, ...]:
    """List the first months of the vintages, such as ``2024-01``, the oldest first."""
    return tuple(sorted({first for first, _, _ in _vintages()}))


def vintage_of(month: Month) -> str | None:
    """Give the first month of the vintage that a month is in; none of months before them.

    >>> from tiltak_audit.model.period import Month
    >>> vintage_of(Month(2025, 4)), vintage_of(Month(2023, 12)), vintage_of(Month(2019, 12))
    ('2024-01', '2020-01', None)
    """
    return max(
        (one for one in vintages() if one <= f"{month.year:04}-{month.number:02}"), default=None
    )


def every_region() -> Iterator[dict[str, str]]:
    """Yield every region of every vintage: vintage, level, code, name and the fylke it is in."""
    for vintage in vintages():
        register = register_of(Month(int(vintage[:4]), int(vintage[5:])))
        for level in LEVELS.values():
            for one in register.level(level):
                fylke = one.code if level == FYLKE else register.parent_of(one.code)
                yield {
                    "vintage": vintage,
                    "level": level,
                    "code": one.code,
                    "name": one.name,
                    "fylke": fylke,
                }


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for _, _, region in _vintages():
        found[region.code] = (*found.get(region.code, ()), region.name)
    return found


@cache
def register_for(family: Family, month: Month) -> Register:
    """Give the regions of a family's register that are valid in a month; none where it has none."""
    at = str(month)
    found = {region.code: region for first, last, region in _vintages() if first <= at <= last}
    return Register(family, found if family.register else {})


def register_of(month: Month) -> Register:
    """Give the regions of Norway that are valid in a month, as NAV's reports file them."""
    return register_for(shipped()["general"], month)

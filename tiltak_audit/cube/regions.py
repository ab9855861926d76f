"""Fylker and kommuner by vintage, from the public registers (``data/regions.csv``)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.fold import fold

if TYPE_CHECKING:
    from tiltak_audit.model.family import Family
    from tiltak_audit.model.period import Month

UNKNOWN = "Ukjent"

# Norway's reports file Svalbard under kommune 2100 and under the residual fylke of their year.
_SVALBARD = "2100"
_RESIDUAL_FYLKER = ("97", "99")

FYLKE = "fylke"
KOMMUNE = "kommune"
# By the length of codes.
LEVELS = {2: FYLKE, 4: KOMMUNE}


@attrs.frozen
class Region:
    """One fylke, kommune or residual region.

    Attributes:
        code: Two digits (fylke) or four (kommune).
        name: As the public register spells it.
    """

    code: str
    name: str


@attrs.frozen
class Register:
    """The regions that were valid in one month; empty for a month outside the vintages.

    Attributes:
        regions: By code, in the register's order.
    """

    regions: dict[str, Region]

    def level(self, level: str) -> tuple[Region, ...]:
        """List the fylker or the kommuner, residual regions included."""
        return tuple(r for r in self.regions.values() if LEVELS[len(r.code)] == level)

    def below(self, fylke: str) -> tuple[Region, ...]:
        """List the kommuner of a fylke."""
        return tuple(r for r in self.level(KOMMUNE) if self.parent_of(r.code) == fylke)

    def find(self, code: str) -> Region | None:
        """Give a region by its code; Svalbard too, which NAV prints in every year."""
        if code == _SVALBARD and self.regions:
            return Region(_SVALBARD, "Svalbard")
        return self.regions.get(code)

    def parent_of(self, kommune: str) -> str:
        """Give the code of the fylke that a kommune's code belongs to in that month."""
        residual = (one for one in _RESIDUAL_FYLKER if one in self.regions)
        return next(residual, parent_of(kommune)) if kommune == _SVALBARD else parent_of(kommune)

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

        >>> Register({"11": Region("11", "Rogaland")}).fylke_of("11 Rogaland")
        '11'
        """
        code, _, _ = label.partition(" ")
        if code in self.regions and LEVELS[len(code)] == FYLKE:
            return code
        named = self.named(label, FYLKE)
        return named[0].code if len(named) == 1 else ""


def parent_of(kommune: str) -> str:
    """Give the code of the fylke that a kommune's code belongs to today.

    >>> parent_of("0301"), parent_of("2100")
    ('03', '97')
    """
    return _RESIDUAL_FYLKER[0] if kommune == _SVALBARD else kommune[:2]


@cache
def _first_name(name: str) -> str:
    return fold(name.partition(" - ")[0])


@cache
def _vintages() -> tuple[tuple[str, str, Region], ...]:
    text = (files("tiltak_audit") / "data" / "regions.csv").read_text(encoding="utf-8")
    return tuple(
        (line["valid_from"], line["valid_to"] or "9999-12", Region(line["code"], line["name"]))
        for line in csv.DictReader(text.splitlines())
    )


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for _, _, region in _vintages():
        found[region.code] = (*found.get(region.code, ()), region.name)
    return found


def register_for(family: Family, month: Month) -> Register:
    """Give the regions of a family's register; none where it names no register."""
    return register_of(month) if family.register else Register({})


def whole_of(family: Family, month: Month, code: str) -> str:
    """Give the code of the region that a region is part of, on the level above."""
    return register_of(month).parent_of(code) if family.register else family.parent_of(code)


@cache
def register_of(month: Month) -> Register:
    """Give the regions valid in a month."""
    at = str(month)
    return Register(
        {region.code: region for first, last, region in _vintages() if first <= at <= last}
    )

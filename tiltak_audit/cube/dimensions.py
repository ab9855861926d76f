"""What the tables of a section are about: as its family says, or else as its title does."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.cube.fold import fold
from tiltak_audit.model.figure import Unit

if TYPE_CHECKING:
    from tiltak_audit.model.family import Family, SectionOf

# "2. Kommune. Andel", "4. Kommune Prosent av arbeidsstyrken": shares, which do not add up and
# whose stars stand for few persons, not for a share of 0 to 3.
_SHARES = re.compile(r"\b(?:prosent|pst|andel|promille|per 1 ?000|rate)\b|%")
_PER_MILLE = re.compile(r"\b(?:promille|per 1 ?000)\b")
_WORD = re.compile(r"[^\W0-9]+")

# "3. Kommune. Antall": a number before a title, and points in it, are in some forms only.
_BESIDE = re.compile(r"^[0-9]+\.? |[.,:]")


@attrs.frozen(eq=False)
class Dimensions(Alike):
    """The dimensions of a section.

    Attributes:
        outer: What the totals range over; empty where the only total is a bare ``I alt``.
        inner: What the rows range over.
        regional: Whether the rows are regions with codes.
        omits_zeros: Whether its tables leave out the rows that are zero, each its own.
    """

    outer: str
    inner: str
    regional: bool = attrs.field(default=False, repr=False)
    omits_zeros: bool = attrs.field(default=True, repr=False)


@cache
def dimensions_of(title: str, family: Family) -> Dimensions:
    """Read a section title; one that its family does not list is read by its words.

    >>> from tiltak_audit.families.catalogue import shipped
    >>> dimensions_of("Tiltak og fylke", shipped()["TILT1x0"])
    Dimensions(outer='tiltak', inner='fylke')
    >>> dimensions_of("3. Kommune Antall", shipped()["general"])  # a table a fylke
    Dimensions(outer='fylke', inner='kommune')
    """
    listed = section_of(title, family)
    outer, inner = (listed.outer, listed.inner) if listed else _by_words(title, family)
    regional = family.level_of(inner) is not None
    omits = listed.zeros == "left-out" if listed else not regional
    return Dimensions(outer, inner, regional, omits)


def section_of(title: str, family: Family) -> SectionOf | None:
    """Give what a family says of a section, if it lists it.

    >>> from tiltak_audit.families.catalogue import shipped
    >>> section_of("4. Kommune Prosent av arbeidsstyrken", shipped()["HL060"]).unit
    'share'
    """
    return _listed(family).get(_key(title))


def is_presumed(title: str, family: Family) -> bool:
    """Tell whether a section is one of which its family knows no law, and that is audited.

    >>> from tiltak_audit.families.catalogue import shipped
    >>> is_presumed("Alder", shipped()["general"]), is_presumed("Alder", shipped()["HL060"])
    (True, False)
    """
    return family.unlisted == "parts" and section_of(title, family) is None


@cache
def _listed(family: Family) -> dict[str, SectionOf]:
    return {_key(one.title): one for one in family.sections}


def _key(title: str) -> str:
    return fold(_BESIDE.sub("", title))


def _by_words(title: str, family: Family) -> tuple[str, str]:
    """Give the dimensions that a title names, the outer one first."""
    outer, joint, inner = title.casefold().partition(f" {family.joint} ")
    words = set(_WORD.findall(title.casefold()))
    names = [level.name for level in family.levels]
    there = [name for name in names if name in words]
    if len(there) > 1 or (there and not joint):
        above = names[: names.index(there[-1])]
        return above[-1] if above else "", there[-1]
    if not joint:
        return "", outer.strip()
    everybody = {one.casefold() for one in family.everybody}
    return "" if outer.strip() in everybody else outer.strip(), inner.strip()


def counts_persons(title: str) -> bool:
    """Tell whether a section counts persons, as far as its title says; else it gives shares.

    >>> counts_persons("1. Kommune. Antall"), counts_persons("2. Kommune. Andel")
    (True, False)
    """
    return not _SHARES.search(title.casefold())


def unit_of(title: str) -> Unit:
    """Give the unit of a section of shares.

    >>> unit_of("2. Kommune. Andel"), unit_of("Fylke. Promille av befolkningen")
    (<Unit.PERCENT: 'percent'>, <Unit.PER_MILLE: 'per mille'>)
    """
    return Unit.PER_MILLE if _PER_MILLE.search(title.casefold()) else Unit.PERCENT

"""What the tables of a section are about, read from its title."""

from __future__ import annotations

import re
from functools import cache

import attrs

from tiltak_audit.cube.regions import FYLKE, KOMMUNE
from tiltak_audit.model.figure import Unit

# The overview by main group; every other report of the family opens one group, or two.
OVERVIEW = "TILT100"

GRUPPE = "tiltaksgruppe"
STATUS = "arbeidsmarkedsstatus"

# "Tiltaksdeltakere og kommune": the whole population, not a dimension.
_EVERYBODY = "tiltaksdeltakere"

# "2. Kommune. Andel", "4. Kommune Prosent av arbeidsstyrken": shares, which do not add up and
# whose stars stand for few persons, not for a share of 0 to 3.
_SHARES = re.compile(r"\b(?:prosent|pst|andel|promille|per 1 ?000|rate)\b|%")
_PER_MILLE = re.compile(r"\b(?:promille|per 1 ?000)\b")
_WORD = re.compile(r"[^\W0-9]+")


@attrs.frozen
class Dimensions:
    """The dimensions of a section.

    Attributes:
        outer: What the totals range over; empty where the only total is a bare ``I alt``.
        inner: What the rows range over.
    """

    outer: str
    inner: str

    @property
    def regional(self) -> bool:
        """Tell whether the rows are regions with codes."""
        return self.inner in {FYLKE, KOMMUNE}


@cache
def dimensions_of(title: str) -> Dimensions:
    """Read a section title; an unknown title gives dimensions of its own names.

    >>> dimensions_of("Tiltak og fylke")
    Dimensions(outer='tiltak', inner='fylke')
    >>> dimensions_of("Tiltaksdeltakere og kommune")
    Dimensions(outer='', inner='kommune')
    >>> dimensions_of("3. Kommune Antall")  # a table a fylke, as in other families
    Dimensions(outer='fylke', inner='kommune')
    """
    outer, og, inner = title.casefold().partition(" og ")
    words = set(_WORD.findall(title.casefold()))
    if {FYLKE, KOMMUNE} <= words or (not og and KOMMUNE in words):
        return Dimensions(FYLKE, KOMMUNE)
    if not og:
        return Dimensions("", FYLKE if FYLKE in words else outer.strip())
    return Dimensions("" if outer.strip() == _EVERYBODY else outer.strip(), inner.strip())


def omits_zero_rows(report: str, dimensions: Dimensions) -> bool:
    """Tell whether a report's tables leave out the rows that are zero, each its own.

    Lists of kommuner are the same in all tables of a section, and so are the fylker of a main
    group's report (measured on the published tables).

    >>> omits_zero_rows("TILT140", dimensions_of("Tiltak og fylke"))
    False
    """
    return not dimensions.regional or (dimensions.inner == FYLKE and report == OVERVIEW)


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

"""What the tables of a section are about, read from its title."""

from __future__ import annotations

from functools import cache

import attrs

from tiltak_audit.cube.regions import FYLKE, KOMMUNE

GRUPPE = "tiltaksgruppe"
STATUS = "arbeidsmarkedsstatus"

# "Tiltaksdeltakere og kommune": the whole population, not a dimension.
_EVERYBODY = "tiltaksdeltakere"


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
    """
    outer, og, inner = title.casefold().partition(" og ")
    if not og:
        return Dimensions("", outer.strip())
    return Dimensions("" if outer.strip() == _EVERYBODY else outer.strip(), inner.strip())

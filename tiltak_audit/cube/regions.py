"""Fylker and kommuner by vintage, from the public registers (``data/regions.csv``)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from tiltak_audit.model.period import Month

UNKNOWN = "Ukjent"

# Norway's reports file Svalbard under kommune 2100 and under the residual fylke 97.
_RESIDUAL_FYLKE = {"2100": "97"}

FYLKE = "fylke"
KOMMUNE = "kommune"
_LEVEL_BY_LENGTH = {2: FYLKE, 4: KOMMUNE}


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
        return tuple(r for r in self.regions.values() if _LEVEL_BY_LENGTH[len(r.code)] == level)


def parent_of(kommune: str) -> str:
    """Give the code of the fylke that a kommune's code belongs to.

    >>> parent_of("0301"), parent_of("2100")
    ('03', '97')
    """
    return _RESIDUAL_FYLKE.get(kommune, kommune[:2])


@cache
def _vintages() -> tuple[tuple[str, str, Region], ...]:
    text = (files("tiltak_audit") / "data" / "regions.csv").read_text(encoding="utf-8")
    return tuple(
        (line["valid_from"], line["valid_to"] or "9999-12", Region(line["code"], line["name"]))
        for line in csv.DictReader(text.splitlines())
    )


@cache
def register_of(month: Month) -> Register:
    """Give the regions valid in a month."""
    at = str(month)
    return Register(
        {region.code: region for first, last, region in _vintages() if first <= at <= last}
    )

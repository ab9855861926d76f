"""By how much the regions that tidy tables list fall short of the one they are part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.identities.identity import Law
from tiltak_audit.identities.tidy import identities_of_tidy
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from tiltak_audit.identities.identity import Balance
    from tiltak_audit.identities.series import Series
    from tiltak_audit.model.report import Report


class Gap(Record):
    """The tables of a section whose regions are fewer persons than the region above them.

    Attributes:
        section: Their section.
        whole: The row of the region above, in one of them.
        part: A row of theirs.
        sizes: Persons that are missing at least, a table each.
    """

    section: str
    whole: Series
    part: Series
    sizes: tuple[int, ...]


def gaps_of(report: Report) -> tuple[Gap, ...]:
    """Find the gaps of a report's tables of observations, by section and region above."""
    found: dict[tuple[str, str], list[tuple[Balance, int]]] = {}
    for identity in identities_of_tidy(report):
        size = _size(identity)
        if identity.law is Law.PART and size > 0 and _regional(identity):
            section = identity.parts[0].table.section
            found.setdefault((section, identity.whole[0].row.name), []).append((identity, size))
    return tuple(
        Gap(section, gaps[0][0].whole[0], gaps[0][0].parts[0], tuple(size for _one, size in gaps))
        for (section, _region), gaps in found.items()
    )


def _size(identity: Balance) -> int:
    return sum(one.low[0] for one in identity.whole) - sum(one.high[0] for one in identity.parts)


def _regional(identity: Balance) -> bool:
    """Tell whether the parts are of a level of regions below that of the whole."""
    whole, part = identity.whole[0].table.point, identity.parts[0].table.point
    return whole is not None and part is not None and whole.level != part.level

"""What sections of a report can be audited: counts of a known law, not shares."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING

from tiltak_audit.cube.dimensions import counts_persons, dimensions_of, is_presumed, section_of
from tiltak_audit.model.remark import NotAudited
from tiltak_audit.parsing.stretches import entries_of
from tiltak_audit.reading.elements import LostTotal

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from tiltak_audit.model.family import Family
    from tiltak_audit.model.notice import Notice
    from tiltak_audit.parsing.stretches import Stretch

# A share has decimals behind a comma; no label of a table of counts has.
_DECIMAL = re.compile(r"[0-9],[0-9]")


class Unaudited(Enum):
    """Why a section is not read."""

    # It gives shares, not counts.
    SHARES = "shares"
    # Its family does not list it, and it is no table of regions.
    FAMILY = "family"
    # No family lists it, and its rows cannot be told.
    UNCLEAR = "unclear"


def unaudited(
    stretches: Iterable[Stretch], family: Family, unclear: Container[str] = ()
) -> dict[str, Unaudited]:
    """Give the titles of the sections that are not to be read, and why."""
    with_decimals, without = Counter[str](), Counter[str]()
    title = ""
    for stretch in stretches:
        title = stretch.heading.title or title
        for label in _labels(stretch):
            decimal = "," in label and _DECIMAL.search(label)
            (with_decimals if decimal else without)[title] += 1
    found = {}
    for title in {*with_decimals, *without} - {""}:
        if _gives_shares(title, family) or with_decimals[title] > without[title]:
            found[title] = Unaudited.SHARES
        elif not _known(title, family):
            found[title] = Unaudited.FAMILY
        elif title in unclear:
            found[title] = Unaudited.UNCLEAR
    return found


def unclear_in(notices: Iterable[Notice], family: Family) -> frozenset[str]:
    """Give the titles of sections of no known law of which a row was not told with certainty.

    How such a section is laid out is not known, so what looks like damage may be none.
    """
    return frozenset(
        one.section
        for one in notices
        if one.section
        and not isinstance(one.remark, NotAudited)
        and is_presumed(one.section, family)
        and not dimensions_of(one.section, family).regional
    )


def _gives_shares(title: str, family: Family) -> bool:
    listed = section_of(title, family)
    return listed.unit == "share" if listed else not counts_persons(title)


def _known(title: str, family: Family) -> bool:
    if family.unlisted != "regions" or section_of(title, family):
        return True
    return dimensions_of(title, family).regional


def _labels(stretch: Stretch) -> Iterator[str]:
    """List the labels of a stretch, with the figures behind them, which may have decimals."""
    if isinstance(stretch.total, LostTotal):
        yield "\n".join(stretch.total.texts)
    for entry in entries_of([stretch]):
        yield "\n".join([*entry.texts, entry.figures])
    for orphan in stretch.orphans:
        yield from orphan.texts

"""Regions as tidy tables write them: a code and a name, or a name alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.cube.fold import fold, key_of
from tiltak_audit.cube.regions import LEVELS, register_for
from tiltak_audit.model.point import COUNTRY

if TYPE_CHECKING:
    from tiltak_audit.model.family import Family
    from tiltak_audit.model.period import Month

# The fylker had numbers up to this one until 2020, and their kommuner codes that begin with them.
_LAST_OF_2019 = "20"

_CODED = re.compile(r"([0-9]+) +(\D.*)", re.ASCII)
# Oslo (0301)
_CODE_BEHIND = re.compile(r"(\D.*\S) *\(([0-9]+)\)", re.ASCII)


@attrs.frozen(eq=False, repr=False)
class Named(Alike):
    """A region as it stands in an observation.

    Attributes:
        code: Its code; empty where it has none, or where several regions bear its name.
        label: Its name, as the register spells it where the code is known.
        level: The level that its code tells; empty where it has none.
        known: Whether its code is one of some year, as far as there is a register, or may be one
            of before 2020, which some offices go on with.
    """

    code: str
    label: str
    level: str = ""
    known: bool = True

    @property
    def key(self) -> str:
        """Give what it is known by among its level."""
        return key_of(self.code, self.label)


def region_of(  # noqa: PLR0913  all that a region is told by
    text: str, code: str, month: Month, level: str, within: str, *, family: Family
) -> Named:
    """Read a region.

    Args:
        text: Code and name, or the name.
        code: The code, where it stands in a column of its own.
        month: Of which it is told.
        level: Of its table, as far as it is known.
        within: A text that may name the fylke of its table's kommuner.
        family: Of the table.
    """
    lengths = {one.digits: one.name for one in family.levels}
    text = _CODE_BEHIND.sub(r"\2 \1", text)
    match = _CODED.fullmatch(text)
    match = match if match and len(match[1]) in lengths else None
    label = match[2] if match else text
    code = code or (match[1] if match else "")
    register = register_for(family, month)
    if not code and family.level_of(level):
        found = register.named(label, level)
        if len(found) > 1:
            fylke = register.fylke_of(within)
            found = tuple(one for one in found if register.parent_of(one.code) == fylke)
        code = found[0].code if len(found) == 1 else ""
    spelled = register.regions.get(code)
    if spelled and code in {one.code for one in register.named(label, LEVELS[len(code)])}:
        label = spelled.name
    listed = register.find(code) is not None or register.spellings(code)
    known = bool(not register.regions or listed or code[:2] <= _LAST_OF_2019)
    return Named(code, label, lengths.get(len(code), "") if code else "", known)


def is_country(text: str) -> bool:
    """Tell whether a text names the whole country.

    >>> is_country("Landet"), is_country("00 Hele landet"), is_country("03 Oslo")
    (True, True, False)
    """
    match = _CODED.fullmatch(text)
    return fold(match[2] if match else text) in _COUNTRIES


_COUNTRIES = {fold(name) for name in ("Landet", "Hele landet", "Norge", COUNTRY)}

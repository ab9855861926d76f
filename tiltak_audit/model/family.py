"""What is particular to a family of reports: the shape of its file, ``families/*.toml``."""

from __future__ import annotations

from typing import Any, Literal

import attrs

from tiltak_audit.model.interval import STAR, Interval
from tiltak_audit.model.mean import Rounding

# Where the metadata of a field holds what its key says, for the schema and for people.
SAYS = "says"


def _says(text: str) -> dict[str, str]:
    return {SAYS: text}


def _key(says: str, default: Any = attrs.NOTHING) -> Any:  # noqa: ANN401  of any key
    return attrs.field(default=default, metadata=_says(says))


@attrs.frozen
class StarSign:
    """What stands for a count that is suppressed."""

    sign: str = _key("as printed", "*")
    low: int = _key("the least count that is starred; where it is 1, zeros are printed", STAR.low)
    high: int = _key("the largest count that is starred", STAR.high)

    @property
    def interval(self) -> Interval:
        """Give the counts that it stands for."""
        return Interval(self.low, self.high)


@attrs.frozen
class Level:
    """A level of regions; each is parted into those of the next."""

    name: str = _key("as titles of sections name it, in small letters")
    digits: int = _key("how long its codes are; the longer begin with the code they are part of")


@attrs.frozen
class SectionOf:
    """A section of a whole report."""

    title: str = _key("as printed before the date of the report")
    inner: str = _key("what the rows of its tables range over")
    outer: str = _key("what its totals range over, a table each; empty where it has one table", "")
    zeros: Literal["left-out", "left-out-of-section", "listed"] = _key(
        "which rows that are zero are left out: each table its own, those of all tables, none",
        "left-out",
    )
    unit: Literal["persons", "share"] = _key("shares are not summed", "persons")


@attrs.frozen
class BreakOf:
    """A month in which figures moved for a reason that is known."""

    period: str = _key("such as 2025-04")
    reason: str = _key("what happened")
    section: str = _key("the one section it shows in; empty for all", "")


@attrs.frozen
class Overview:
    """The family whose rows are the totals of this one's reports."""

    family: str = _key("its name")
    rows: str = _key("the dimension whose categories have reports of their own")
    by: str = _key("the dimension that both tell apart")
    title: str = _key("how a report names its categories, {rows}; they end at a full stop")


@attrs.frozen(eq=False)
class Family:
    """What reports of one kind have in common."""

    name: str = _key("what explain and extends call it")
    about: dict[str, str] = attrs.field(
        factory=dict, metadata=_says("what it counts, by language (en, nb)")
    )
    extends: str = _key(
        "a family that ships with the tool, whose keys count where this has none", ""
    )
    codes: tuple[str, ...] = _key("the codes of its reports", ())
    titles: tuple[str, ...] = _key("how titles of its reports begin, where the code is lost", ())
    star: StarSign = attrs.field(
        factory=StarSign, metadata=_says("what stands for a suppressed count")
    )
    mean: Literal["any", "half-up", "half-even", "none"] = _key(
        "whether the first column is the mean of the months, and how it is rounded; any: not known",
        "any",
    )
    levels: tuple[Level, ...] = _key("of its regions, the widest first", ())
    register: Literal["", "norge"] = _key("the register that holds its regions", "")
    residual: dict[str, str] = attrs.field(
        factory=dict,
        metadata=_says("codes of regions whose parent their code does not begin with"),
    )
    coded: bool = _key("whether every region is printed with its code", False)  # noqa: FBT003
    joint: str = _key("the word between two dimensions in the title of a section", "og")
    everybody: tuple[str, ...] = _key("first words of titles that are no dimension", ())
    sections: tuple[SectionOf, ...] = _key("those that a whole report has, in order", ())
    unlisted: Literal["audited", "regions"] = _key(
        "which other sections are audited: all, or those of regions", "regions"
    )
    moving: str = _key("the dimension whose shares move with the mix of the tables' categories", "")
    steady: tuple[str, ...] = _key("dimensions whose shares change slowly", ())
    breaks: tuple[BreakOf, ...] = _key("months in which figures moved for a known reason", ())
    overview: Overview | None = attrs.field(
        default=None, metadata=_says("the family that prints this one's totals")
    )

    @property
    def rounding(self) -> Rounding:
        """Give the way in which means are rounded, as far as it is known."""
        return Rounding.ANY if self.mean == "none" else Rounding(self.mean)

    def level_of(self, name: str) -> Level | None:
        """Give the level of a name, if it is one."""
        return next((level for level in self.levels if level.name == name), None)

    def parent_of(self, code: str) -> str:
        """Give the code of the region on the level above that a region is part of."""
        if code in self.residual:
            return self.residual[code]
        above = [level.digits for level in self.levels if level.digits < len(code)]
        return code[: max(above, default=0)]


attrs.resolve_types(Family)
for _class in (StarSign, Level, SectionOf, BreakOf, Overview):
    attrs.resolve_types(_class)

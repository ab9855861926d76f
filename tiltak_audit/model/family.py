"""What is particular to a family of reports: the shape of its file, ``families/*.toml``."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Literal

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.figure import HIDDEN_SIGN, Star
from tiltak_audit.model.interval import STAR, Interval
from tiltak_audit.model.keys import key, says
from tiltak_audit.model.mean import Rounding
from tiltak_audit.model.tidy import Tidy  # noqa: TC001  attrs reads the types


@attrs.frozen(eq=False, repr=False)
class StarSign(Alike):
    """What stands for a count that is suppressed."""

    sign: str = key("as printed", "*")
    low: int = key("the least count that is starred; where it is 1, zeros are printed", STAR.low)
    high: int = key("the largest count that is starred", STAR.high)
    hidden: str = key("as printed for a larger count that is hidden beside stars", HIDDEN_SIGN)

    @cached_property
    def figure(self) -> Star:
        """Give it as a figure."""
        return Star(Interval(self.low, self.high), self.sign, self.hidden)


@attrs.frozen(eq=False, repr=False)
class Level(Alike):
    """A level of regions; each is parted into those of the next."""

    name: str = key("as titles of sections name it, in small letters")
    digits: int = key("how long its codes are; the longer begin with the code they are part of")


@attrs.frozen(eq=False, repr=False)
class SectionOf(Alike):
    """A section of a whole report."""

    title: str = key("as printed before the date of the report")
    inner: str = key("what the rows of its tables range over")
    outer: str = key("what its totals range over, a table each; empty where it has one table", "")
    zeros: Literal["left-out", "left-out-of-section", "listed"] = key(
        "which rows that are zero are left out: each table its own, those of all tables, none",
        "left-out",
    )
    unit: Literal["persons", "share"] = key("shares are not summed", "persons")


@attrs.frozen(eq=False, repr=False)
class BreakOf(Alike):
    """A month in which figures moved for a reason that is known."""

    period: str = key("such as 2025-04")
    reason: str = key("what happened")
    section: str = key("the one section it shows in; empty for all", "")
    dimension: str = key("the one dimension whose sections it shows in; empty for all", "")
    source: str = key("where that is known from", "")


@attrs.frozen(eq=False, repr=False)
class Overview(Alike):
    """The family whose rows are the totals of this one's reports."""

    family: str = key("its name")
    rows: str = key("the dimension whose categories have reports of their own")
    by: str = key("the dimension that both tell apart")
    title: str = key("how a report names its categories, {rows}; they end at a full stop")


@attrs.frozen(eq=False, repr=False)
class Family:
    """What reports of one kind have in common."""

    name: str = key("what explain and extends call it")
    about: dict[str, str] = attrs.field(
        factory=dict, metadata=says("what it counts, by language (en, nb)")
    )
    extends: str = key(
        "a family that ships with the tool, whose keys count where this has none", ""
    )
    codes: tuple[str, ...] = key("the codes of its reports", ())
    titles: tuple[str, ...] = key("how titles of its reports begin, where the code is lost", ())
    star: StarSign = attrs.field(
        factory=StarSign, metadata=says("what stands for a suppressed count")
    )
    mean: Literal["any", "half-up", "half-even", "none"] = key(
        "whether the first column is the mean of the months, and how it is rounded; any: not known",
        "any",
    )
    levels: tuple[Level, ...] = key("of its regions, the widest first", ())
    register: Literal["", "norge"] = key("the register that holds its regions", "")
    residual: dict[str, str] = attrs.field(
        factory=dict,
        metadata=says("codes of regions whose parent their code does not begin with"),
    )
    coded: bool = key("whether every region is printed with its code", False)  # noqa: FBT003
    joint: str = key("the word between two dimensions in the title of a section", "og")
    everybody: tuple[str, ...] = key("first words of titles that are no dimension", ())
    sections: tuple[SectionOf, ...] = key("those that a whole report has, in order", ())
    unlisted: Literal["audited", "parts", "regions"] = key(
        "which other sections are audited: all, those whose rows add up, those of regions",
        "regions",
    )
    categories: dict[str, tuple[str, ...]] = attrs.field(
        factory=dict,
        metadata=says(
            "the totals that its reports print of a dimension that no section lists as rows"
        ),
    )
    moving: str = key("the dimension whose shares move with the mix of the tables' categories", "")
    steady: tuple[str, ...] = key("dimensions whose shares change slowly", ())
    one_whole: tuple[str, ...] = key(
        "dimensions over which shares are of one whole, such as the labour force; month "
        "for the months of a row",
        (),
    )
    breaks: tuple[BreakOf, ...] = key("months in which figures moved for a known reason", ())
    overview: Overview | None = attrs.field(
        default=None, metadata=says("the family that prints this one's totals")
    )

    tidy: Tidy | None = attrs.field(default=None, metadata=says("the columns of its tidy tables"))

    @property
    def rounding(self) -> Rounding:
        """Give the way in which means are rounded, as far as it is known."""
        return _ROUNDINGS[self.mean]

    def level_of(self, name: str) -> Level | None:
        """Give the level of a name, if it is one."""
        return next((level for level in self.levels if level.name == name), None)

    def parent_of(self, code: str) -> str:
        """Give the code of the region on the level above that a region is part of."""
        return _parent_of(self, code)


_ROUNDINGS = {"none": Rounding.ANY, **{one.value: one for one in Rounding}}


@cache
def _parent_of(family: Family, code: str) -> str:
    """Give the same: it is asked for each row, and there are few regions."""
    if code in family.residual:
        return family.residual[code]
    above = [level.digits for level in family.levels if level.digits < len(code)]
    return code[: max(above, default=0)]


attrs.resolve_types(Family)
for _class in (StarSign, Level, SectionOf, BreakOf, Overview):
    attrs.resolve_types(_class)

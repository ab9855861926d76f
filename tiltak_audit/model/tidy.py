"""How tidy tables of a family are told: the part ``[tidy]`` of its file."""

from __future__ import annotations

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.keys import key, says


@attrs.frozen(eq=False, repr=False)
class CountOf(Alike):
    """A column of counts."""

    name: str = key("what is counted")
    heads: tuple[str, ...] = key("how the column may be headed")
    persons: bool = key(
        "whether persons are counted; of others small counts may be printed",
        True,  # noqa: FBT003  the default of a key
    )
    starred: tuple[str, ...] = key(
        "the levels on which small counts are starred; empty where on all", ()
    )
    also_in: tuple[str, ...] = key(
        "codes of reports that print the same figures, by dimensions of the same names", ()
    )


@attrs.frozen(eq=False, repr=False)
class DimensionOf(Alike):
    """A column of categories."""

    name: str = key("what the categories are of")
    heads: tuple[str, ...] = key("how the column may be headed")
    total: str = key("the category that counts all others; empty where none does", "")
    parts: tuple[str, ...] = key("those that together are the total; empty where all are", ())
    exhaustive: bool = key(
        "whether the others are all there are; else each is at most the total",
        True,  # noqa: FBT003  the default of a key
    )
    sheet: str = key(
        "what of a sheet's name tells the category where no column does, a regular expression", ""
    )


@attrs.frozen(eq=False, repr=False)
class SideOf(Alike):
    """One side of an equality: a count, added up over dimensions."""

    count: str = key("the name of the count")
    over: tuple[str, ...] = key("the dimensions whose categories are added up")
    at: dict[str, str] = attrs.field(
        factory=dict, metadata=says("the category of other dimensions")
    )


@attrs.frozen(eq=False, repr=False)
class EqualOf(Alike):
    """Two sums that count the same, region by region."""

    left: SideOf = attrs.field(metadata=says("one of them"))
    right: SideOf = attrs.field(metadata=says("the other"))


@attrs.frozen(eq=False, repr=False)
class Tidy(Alike):
    """The columns of tidy tables by their heads, in which * stands for any letters."""

    counts: tuple[CountOf, ...] = key("columns of counts", ())
    shares: tuple[str, ...] = key("columns of shares", ())
    period: tuple[str, ...] = key("months or quarters: 202501, 2025-01, Januar 2025, 2025K1", ())
    year: tuple[str, ...] = key("years, where they stand apart from months", ())
    month: tuple[str, ...] = key("numbers or names of months, where they stand apart", ())
    region: tuple[str, ...] = key("regions: a code and a name, or a name", ())
    code: tuple[str, ...] = key("codes of regions, in a column of their own", ())
    level: tuple[str, ...] = key("levels of regions", ())
    levels: dict[str, tuple[str, ...]] = attrs.field(
        factory=dict,
        metadata=says(
            "by level (country, or the family's) what stands for it in columns and names of sheets"
        ),
    )
    whole: tuple[str, ...] = key(
        "levels whose regions are all of the region above; else they are at most as many",
        (),
    )
    dimensions: tuple[DimensionOf, ...] = key("columns of categories", ())
    equal: tuple[EqualOf, ...] = key("sums that count the same", ())
    residual: str = key(
        "the region of whoever is of no other; where it is not listed, regions may fall short", ""
    )
    star: tuple[str, ...] = key('what stands for a star; "" for an empty field', ("*",))
    absent: tuple[str, ...] = key("what stands where nothing is printed", ())
    zeros: bool = key("whether a zero may be printed", False)  # noqa: FBT003  the default of a key
    ignored: tuple[str, ...] = key("columns that are known and say nothing", ())
    section: tuple[str, ...] = key("of rows of printed tables: the section", ())
    table: tuple[str, ...] = key("of rows of printed tables: the table", ())
    row: tuple[str, ...] = key("of rows of printed tables: the row", ())
    report: tuple[str, ...] = key("of rows of printed tables: the report", ())
    edition: tuple[str, ...] = key("of rows of printed tables: the date of the report", ())
    unit: tuple[str, ...] = key("of rows of printed tables: persons, percent or per mille", ())
    constant: dict[str, str] = attrs.field(
        factory=dict,
        metadata=says("what is the same in all rows of printed tables: report, section, table, …"),
    )
    labels: dict[str, str] = attrs.field(
        factory=dict, metadata=says("what tables and rows are called in the report, by their names")
    )
    tolerance: int = key("persons that a figure may be off where a report is held against it", 0)

    @property
    def printed(self) -> bool:
        """Tell whether its rows are those of printed tables, not observations of a cube."""
        return bool(self.row)


for _class in (CountOf, DimensionOf, SideOf, EqualOf, Tidy):
    attrs.resolve_types(_class)

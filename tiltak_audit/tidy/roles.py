"""Which column of a table is what, told by its head and by what stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.cube.fold import fold
from tiltak_audit.i18n import _
from tiltak_audit.record import Record
from tiltak_audit.tidy.heads import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.model.family import Family
    from tiltak_audit.model.tidy import CountOf, Tidy
    from tiltak_audit.tidy.raw import Field, RawTable

# A column of whole numbers without a head is one of years only where all are.
_YEARS = range(1990, 2100)


class Roles(Alike, Record):
    """The columns of a table by what they hold, from 0.

    Attributes:
        counts: Those of counts, with what they count.
        shares: Those of shares.
        parts: Those of months, years, numbers of months, levels, regions and so on, by the name
            that the description gives them; of several the first counts.
        dimensions: Those of categories, with the name of the dimension.
        unknown: Those of numbers that the description does not know.
    """

    counts: tuple[tuple[int, CountOf], ...]
    shares: tuple[int, ...]
    parts: dict[str, tuple[int, ...]]
    dimensions: tuple[tuple[int, str], ...]
    unknown: tuple[int, ...]

    @property
    def missing(self) -> str:
        """Say what a table needs and has no column of; nothing where it has all."""
        if not self.counts:
            return _("no column of counts")
        if not (self.parts["period"] or (self.parts["year"] and self.parts["month"])):
            return _("no column of months")
        return ""


# Behind the head of a column: that of its codes, in a column of their own.
OF_CODES = " code"

# So many rows are numbered before a column of numbers is none of figures.
_NUMBERED = 3

# What the description may name, besides counts, shares and dimensions.
PARTS = (
    "period", "year", "month", "level", "code", "region",
    "section", "table", "row", "report", "edition", "unit", "ignored",
)  # fmt: skip


def roles_of(table: RawTable, tidy: Tidy) -> Roles:
    """Tell the columns of a table."""
    counts: list[tuple[int, CountOf]] = []
    shares: list[int] = []
    parts: dict[str, list[int]] = {name: [] for name in PARTS}
    dimensions: list[tuple[int, str]] = []
    unknown: list[int] = []
    for at, head in enumerate(table.heads):
        fields = table.column(at)
        count = next((one for one in tidy.counts if matches(head, one.heads)), None)
        part = _part(head, fields, tidy)
        if head and matches(head, tidy.shares):
            shares.append(at)
        elif head and count:
            # Of two such columns the second counts something else, as its head says.
            again = any(one.name == count.name for _at, one in counts)
            counts.append((at, attrs.evolve(count, name=head) if again else count))
        elif part:
            parts[part].append(at)
        elif not fields or _numbers_rows(fields):
            continue
        elif at and table.heads[at - 1] and head == f"{table.heads[at - 1]}{OF_CODES}":
            # The code of what stands before it says nothing new, but of regions.
            if at - 1 in parts["region"]:
                parts["code"].append(at)
        elif any(field.number or field.odd for field in fields):
            named = _dimension(head, tidy)
            if named:
                dimensions.append((at, named))
            else:
                unknown.append(at)
        else:
            dimensions.append((at, _dimension(head, tidy) or head or table.columns[at]))
    kept = {name: tuple(columns) for name, columns in parts.items()}
    return Roles(tuple(counts), tuple(shares), kept, tuple(dimensions), tuple(unknown))


def _numbers_rows(fields: Sequence[Field]) -> bool:
    """Tell whether a column numbers the rows, from 0 or 1, as programs write their index."""
    found = [field.whole for field in fields]
    return len(found) >= _NUMBERED and any(
        found == list(range(first, first + len(found))) for first in (0, 1)
    )


def _dimension(head: str, tidy: Tidy) -> str:
    named = (one.name for one in tidy.dimensions if head and matches(head, one.heads))
    return next(named, "")


def _part(head: str, fields: Sequence[Field], tidy: Tidy) -> str:
    """Name what a column holds that is neither a figure nor a category."""
    for name in PARTS:
        if head and matches(head, getattr(tidy, name)):
            return name
    if _tells_level(head, fields, tidy):
        return "level"
    if fields and not head and all(field.whole in _YEARS for field in fields):
        return "year"
    return ""


def _tells_level(head: str, fields: Sequence[Field], tidy: Tidy) -> bool:
    """Tell whether a column is one of levels: its head is empty, or names what stands below."""
    texts = {fold(field.text) for field in fields}
    alike = len(texts) == 1 and not any(field.number for field in fields)
    if not head:
        return alike or (bool(texts) and all(level_named(one.text, tidy) for one in fields))
    named = level_named(head, tidy) and all(level_named(one.text, tidy) for one in fields)
    return bool(fields) and (bool(named) or texts == {fold(head)})


def level_named(text: str, tidy: Tidy) -> str:
    """Give the level that a text names, if it names one."""
    levels = (level for level, names in tidy.levels.items() if matches(text, names))
    return next(levels, "")


def known_heads(heads: Sequence[str], tidy: Tidy) -> int:
    """Count the heads that a description knows; 0 where a table of its needs more."""
    # Of a text that is no table this is asked, too, and seldom more.
    if not any(matches(head, one.heads) for one in tidy.counts for head in heads):
        return 0
    named = list(_named(heads, tidy))
    enough = "count" in named and bool({"period", "month"} & {*named})
    return len(named) if enough else 0


def _named(heads: Sequence[str], tidy: Tidy) -> Iterator[str]:
    for head in filter(None, heads):
        if matches(head, tidy.shares):
            yield "share"
        elif any(matches(head, one.heads) for one in tidy.counts):
            yield "count"
        elif _dimension(head, tidy):
            yield "dimension"
        else:
            yield from (name for name in PARTS if matches(head, getattr(tidy, name)))


def described(heads: Iterable[Sequence[str]], families: Iterable[Family]) -> Family | None:
    """Find the family that knows most of some rows of heads; none where none knows a table's."""
    rows = list(heads)
    found: tuple[int, Family | None] = (0, None)
    for family in families:
        if family.tidy:
            tidy = family.tidy
            known = sum(known_heads(row, tidy) for row in rows)
            found = max(found, (known, family), key=lambda one: one[0])
    return found[1]

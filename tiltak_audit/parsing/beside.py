"""Counts and shares of the same tables: each shows which rows and tables the other lacks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tiltak_audit.alike import Alike
from tiltak_audit.model.remark import Gone
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.parsing.drafts import Draft, Drafts

_Tables = dict[str, "Draft"]


class Lack(Alike, Record):
    """What a table lacks, or else its section.

    Attributes:
        draft: The table, or the last one of the section.
        remark: What is not there.
        of_section: Whether tables are not there.
    """

    draft: Draft
    remark: Gone
    of_section: bool


def lacks(drafts: Drafts) -> Iterator[Lack]:
    """Yield what counts lack that shares of the same dimensions have, and the other way round."""
    counted = defaultdict[tuple[str, str], list[_Tables]](list)
    for tables in drafts.sections.values():
        if not _first(tables).shares:
            counted[_dimensions(tables)].append(tables)
    for shares in drafts.sections.values():
        counts = counted[_dimensions(shares)]
        if _first(shares).shares and len(counts) == 1:
            yield from _between(counts[0], shares)
            yield from _between(shares, counts[0])


def _between(model: _Tables, other: _Tables) -> Iterator[Lack]:
    tables = [one.label for label, one in model.items() if label not in other]
    if tables:
        yield Lack(list(other.values())[-1], Gone("tables", tuple(tables)), of_section=True)
    for label, one in model.items():
        if label in other:
            there = {*other[label].rows, *other[label].held, *other[label].open_rows}
            rows = [row.name for key, row in one.rows.items() if key not in there]
            if rows:
                yield Lack(other[label], Gone("beside", tuple(rows)), of_section=False)


def _first(tables: _Tables) -> Draft:
    return next(iter(tables.values()))


def _dimensions(tables: _Tables) -> tuple[str, str]:
    dimensions = _first(tables).dimensions
    return dimensions.outer, dimensions.inner

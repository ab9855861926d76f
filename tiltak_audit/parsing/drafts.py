"""Tables while they are put together from their pages."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.dimensions import Dimensions, dimensions_of, is_presumed, unit_of
from tiltak_audit.cube.fold import fold
from tiltak_audit.model.figure import Unit
from tiltak_audit.model.report import Lost, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.model.family import Family
    from tiltak_audit.model.period import Columns
    from tiltak_audit.model.report import Row
    from tiltak_audit.parsing.labels import Label
    from tiltak_audit.reading.numbers import Reading

# Regions that may follow any other one: they have no place in the order of codes.
_UNKNOWN = "ukjent"
RESIDUAL = {"2100", "97", "99", _UNKNOWN}

# So many other tables must list the same regions before one that lacks some is doubted.
SIBLINGS = 3

# Tables of a section looked at as evidence; the dumps have 8.
_MOST_SIBLINGS = 100


@attrs.define(eq=False, repr=False)
class Draft:
    """One table in the making.

    Attributes:
        family: Of the report.
        section: The section's title.
        label: The total's label without ``I alt``.
        columns: Its columns.
        first_line: The line of its first total.
        shares: Whether its figures are shares, which add up to nothing.
        totals: The printings of the total, in print order.
        rows: The parts by key, in print order.
        order: The place of every key among the rows.
        open_rows: Rows with several readings: the row without figures, by key.
        doubts: Lines at which parts may be missing, unless other tables show that none is.
        unread: Lines of rows that were left unread.
        held: Keys of rows that were left unread, though their label is known.
        pages: Keys of the rows that begin a page.
        again: Later printings of rows that are there, those of one page together.
        dimensions: Those of the section.
    """

    family: Family
    section: str
    label: str
    columns: Columns
    first_line: int
    shares: bool = False
    totals: list[Row] = attrs.field(factory=list)
    rows: dict[str, Row] = attrs.field(factory=dict)
    order: dict[str, int] = attrs.field(factory=dict)
    open_rows: dict[str, tuple[Row, tuple[Reading, ...]]] = attrs.field(factory=dict)
    doubts: list[int] = attrs.field(factory=list)
    unread: list[int] = attrs.field(factory=list)
    held: set[str] = attrs.field(factory=set)
    pages: list[str] = attrs.field(factory=list)
    again: list[list[tuple[str, Row]]] = attrs.field(factory=list)
    dimensions: Dimensions = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Read the title of the section."""
        self.dimensions = dimensions_of(self.section, self.family)

    def add(self, key: str, row: Row) -> Row:
        """Add a row, unless its key is there; give the one that is there then."""
        self.order.setdefault(key, len(self.order))
        return self.rows.setdefault(key, row)

    @property
    def last_line(self) -> int:
        """Give the line of its last row."""
        return max((row.line for row in self.rows.values()), default=self.first_line)

    @property
    def is_presumed(self) -> bool:
        """Tell whether it is of a section of which nothing is known, but what its figures show."""
        return is_presumed(self.section, self.family) and not self.dimensions.regional

    def table(self) -> Table:
        """Freeze the draft."""
        return Table(
            section=self.section,
            label=self.label,
            columns=self.columns,
            total=self.totals[0] if self.totals else Lost(self.first_line),
            reprints=tuple(self.totals[1:]),
            rows=tuple(self.rows.values()),
            doubts=tuple(sorted({*self.doubts, *self.unread})),
        )


@attrs.define(eq=False, repr=False)
class Drafts:
    """The tables of a report in the making.

    Attributes:
        family: Of the report.
        sections: Folded title to tables by folded label, in the order of their first page.
        doubts: Folded title to the lines at which a table of the section may be unread.
        shares: The titles of sections of shares.
    """

    family: Family
    sections: dict[str, dict[str, Draft]] = attrs.field(factory=dict)
    doubts: dict[str, list[int]] = attrs.field(factory=dict)
    shares: frozenset[str] = frozenset()

    def all(self) -> Iterator[Draft]:
        """List all tables."""
        for tables in self.sections.values():
            yield from tables.values()

    def doubt_section(self, section: str, lines: Iterable[int]) -> None:
        """Remember lines that were left unread and may be a table of a section."""
        self.doubts.setdefault(fold(section), []).extend(lines)

    def doubted(self, section: str) -> bool:
        """Tell whether lines were left unread that may be a table of a section."""
        return bool(self.doubts.get(fold(section)))

    def find(self, section: str, label: str) -> Draft | None:
        """Give a table that is there already."""
        return self.sections.get(fold(section), {}).get(fold(label))

    def open(self, section: str, label: str, columns: Columns, line: int) -> Draft:
        """Give a table, new where its first page begins."""
        tables = self.sections.setdefault(fold(section), {})
        shares = section in self.shares
        draft = Draft(self.family, section, label, columns, line, shares)
        return tables.setdefault(fold(label), draft)

    def siblings(self, draft: Draft) -> list[Draft]:
        """List the other tables of its section, the first of many."""
        tables = islice(self.sections[fold(draft.section)].values(), _MOST_SIBLINGS)
        return [one for one in tables if one is not draft]

    def continues(self, draft: Draft, label: Label) -> bool:
        """Tell whether a row is the next of a table, by evidence: its order.

        Codes rise within a table of regions. Elsewhere another table of the section must show
        the two labels in this order, and none may show them in the other.
        """
        if not draft.rows:
            return False
        if label.key in draft.rows:
            return False
        last = next(reversed(draft.rows))
        if draft.dimensions.regional:
            return label.key in RESIDUAL or (
                bool(label.code) and (last in RESIDUAL or label.key > last)
            )
        orders = [
            sibling.order[last] < sibling.order[label.key]
            for sibling in self.siblings(draft)
            if last in sibling.rows and label.key in sibling.rows
        ]
        return bool(orders) and all(orders)

    def stops_early(self, draft: Draft) -> bool:
        """Tell whether other tables go on after the last row of a table.

        Of a section's other tables any row that comes later counts; of other regional
        sections only whether they end in ``Ukjent``.
        """
        last = next(reversed(draft.rows), "")
        for sibling in self.siblings(draft):
            keys = list(sibling.rows)
            later = keys[keys.index(last) + 1 :] if last in keys else keys if not last else []
            if set(later) - set(draft.rows):
                return True
        if not draft.dimensions.regional or last == _UNKNOWN:
            return False
        return any(
            next(reversed(other.rows), "") == _UNKNOWN
            for other in self.all()
            if other is not draft and other.dimensions.regional
        )

    def settle_doubts(self) -> list[tuple[Draft, tuple[str, ...]]]:
        """Raise and drop doubts by what the other tables of a section hold.

        Rows that were left unread may be of any table of their section. A table that has every
        row its siblings have has lost none. A list of regions that is the same in all other
        tables of a section is the list of this one too.

        Returns:
            The tables that lack rows, with the codes and labels they lack.
        """
        lacking = []
        for section, tables in self.sections.items():
            drafts = list(tables.values())
            for draft in drafts:
                draft.doubts += self.doubts.get(section, [])[:1]
            keys = set().union(*(draft.rows for draft in drafts))
            whole = [draft for draft in drafts if len(draft.rows) == len(keys)]
            # Where all rows were left unread, that none has more than others shows nothing.
            if len(drafts) > 1 and (keys or not self.doubts.get(section)):
                for draft in whole:
                    draft.doubts.clear()
            if len(whole) != len(drafts) - 1 or len(whole) < SIBLINGS:
                continue
            for draft in drafts:
                if draft.dimensions.regional and draft not in whole:
                    there = {*draft.rows, *draft.held}
                    missing = [row for key, row in whole[0].rows.items() if key not in there]
                    # What was left unread may be a row that others have.
                    if missing and (len(missing) > len(draft.unread) or not draft.doubts):
                        said = tuple(row.name for row in missing)
                        lacking.append((draft, said))
                    draft.doubts.append(draft.first_line)
        return lacking

    def finished(self, *, shares: bool) -> tuple[Section, ...]:
        """Freeze all tables of counts, or of shares."""
        return tuple(
            Section(
                drafts[0].section,
                tuple(draft.table() for draft in drafts),
                tuple(self.doubts.get(folded, ())),
                unit_of(drafts[0].section) if shares else Unit.PERSONS,
            )
            for folded, drafts in (
                (folded, list(tables.values())) for folded, tables in self.sections.items()
            )
            if drafts[0].shares is shares
        )

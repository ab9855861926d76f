"""A report as typed tables; two that say the same are still two."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.figure import Star, Unit, star_of_all
from tiltak_audit.model.origin import Origin
from tiltak_audit.model.unread import ALL_READ, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.family import Family
    from tiltak_audit.model.figure import Figure, Share
    from tiltak_audit.model.notice import Notice
    from tiltak_audit.model.period import Columns, Period
    from tiltak_audit.model.point import Point

TOTAL = "I alt"


@attrs.frozen(eq=False, repr=False)
class Row:
    """One printed line of figures with its label.

    Attributes:
        label: Joined; as the register spells it where the code is known; the code taken off.
            ``I alt`` for a total.
        code: The region's code, empty where the section has none.
        line: The line that carries the figures, 1-based.
        first_line: The line where the label starts.
        start: The column where the figures start, 1-based.
        figures: One a column of the table; empty in a table of shares.
        shares: One a column of a table of shares, else empty: what adds up never sees them.
    """

    label: str
    code: str
    line: int
    first_line: int
    start: int
    figures: tuple[Figure, ...]
    shares: tuple[Share | Star, ...] = ()

    @property
    def printed(self) -> tuple[Figure | Share, ...]:
        """Give what is printed, counts or shares."""
        return self.shares or self.figures

    @property
    def name(self) -> str:
        """Give the label with the code before it."""
        return f"{self.code} {self.label}".strip()

    def ends(self, column: int) -> tuple[int, int]:
        """Give where one figure starts and the column after it; figures stand one blank apart."""
        start = self.start + sum(figure.width + 1 for figure in self.printed[:column])
        return start, start + self.printed[column].width


@attrs.frozen(eq=False, repr=False)
class Lost(Alike):
    """What stands for a total whose figures were not read.

    Attributes:
        line: The line where the figures should be, 1-based.
    """

    line: int


@attrs.frozen(eq=False, repr=False)
class Table:
    """A total and its parts.

    Attributes:
        section: The title of the section that holds it.
        label: The total's label without ``I alt``, joined, as printed; empty for a bare one.
        columns: Its columns.
        total: The first printing of the total; none where the table has no total of its own,
            since it is another table's.
        reprints: The later printings, in print order.
        rows: The parts, in print order, each once.
        doubts: Lines at which parts of this table may be missing or were left unread; empty
            when every part is known to be here.
        point: What its figures are of, where it is a table of observations.
    """

    section: str
    label: str
    columns: Columns
    total: Row | Lost | None
    reprints: tuple[Row, ...]
    rows: tuple[Row, ...]
    doubts: tuple[int, ...]
    point: Point | None = None

    @property
    def line(self) -> int:
        """Give the line where it starts."""
        first = self.total or next(iter(self.rows), None)
        return first.line if first else 0

    @cached_property
    def suppressed(self) -> tuple[Star, ...]:
        """List the figures that are stars, or hidden beside stars, the total's once."""
        found: list[Star] = []
        for row in self.printed():
            star = star_of_all(row.figures)
            found += (
                [star] * len(row.figures)
                if star
                else [one for one in row.figures if isinstance(one, Star)]
            )
        return tuple(found)

    @cached_property
    def secondary(self) -> int:
        """Count those that are hidden beside stars."""
        star = star_of_all(self.suppressed)
        if star:
            return len(self.suppressed) if star.secondary else 0
        return sum(figure.secondary for figure in self.suppressed)

    def printed(self) -> Iterator[Row]:
        """List the total, once, and the parts."""
        if isinstance(self.total, Row):
            yield self.total
        yield from self.rows


@attrs.frozen(eq=False, repr=False)
class Section:
    """Tables under one title.

    Attributes:
        title: As printed before ``Rapport oppdatert``.
        tables: In the order of their first page.
        doubts: Lines left unread that may be a table of this section; empty when none is.
        unit: What its figures are.
    """

    title: str
    tables: tuple[Table, ...]
    doubts: tuple[int, ...] = ()
    unit: Unit = Unit.PERSONS


@attrs.frozen(eq=False, repr=False)
class Report:
    """One input, read.

    Attributes:
        path: As the user named it; ``-`` for standard input.
        code: ``TILT140``; empty where no source line is printed.
        title: The rest of the source line.
        family: What is known of reports of its kind.
        edition: The report date in ISO form; empty where none is printed.
        period: The months it covers; none where no period line is printed.
        sections: Those of counts, in the order of their first page.
        notices: What reading had to remark, by line.
        lines: The text that was parsed, for excerpts; ``lines[0]`` is line 1.
        origin: How the input was read, and where its lines stand in it.
        shares: The sections of shares, in the order of their first page. They are read, exported
            and never audited; a star among them stands for no range.
        tolerance: Persons that its figures may be off where another report is held against it.
        published: Whether it is a table of what a report prints, such as a series or an export.
    """

    path: str
    code: str
    title: str
    family: Family
    edition: str
    period: Period | None
    sections: tuple[Section, ...]
    notices: tuple[Notice, ...]
    lines: tuple[str, ...]
    origin: Origin = attrs.field(factory=Origin)
    shares: tuple[Section, ...] = ()
    tolerance: int = 0
    published: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        """List the tables of all sections of counts."""
        return tuple(table for section in self.sections for table in section.tables)

    @property
    def is_tidy(self) -> bool:
        """Tell whether its tables are of observations, which tell themselves what they are of."""
        return any(table.point for table in self.tables)

    @property
    def unread(self) -> Unread:
        """Count the rows and figures that were seen and left unread."""
        return sum((notice.unread for notice in self.notices), ALL_READ)

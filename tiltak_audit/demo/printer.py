"""A Report back to the text that a PDF tool would print of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.cube.joining import GLUED
from tiltak_audit.model.figure import Count
from tiltak_audit.model.report import TOTAL, Row
from tiltak_audit.model.wording import grouped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.model.figure import Figure
    from tiltak_audit.model.period import Columns, Period
    from tiltak_audit.model.report import Report, Section, Table

# A label takes three lines at most: the rest of a region's name is cut off, and a row of three
# lines fills its cell, so that no blank line stands above it.
_TALLEST = 3

# "Gjennomsnitt hittil i år" over the mean column, as the samples break it; the last words
# stand before the months.
HEADERS = (
    ("Gjennom", "snitt hittil", "", "i år"),
    ("Gjennom", "snitt", "", "hittil i år"),
)

# The first page of the samples.
_FRONT = (
    "",
    "Om innholdet",
    '"Begreper", "Datakilder" og "Sesongjustering" er beskrevet på nav.no, i dokumentet',
    '"Hovedtall om arbeidsmarkedet".',
    "",
    "Etter Statistikkloven § 7-1 vises en celle med færre enn 4 personer som «*».",
    "Hensikten er at ingen enkeltperson skal kunne gjenkjennes i tallene.",
)
_FRONT_TITLE = "Om statistikken"

# Where a word may be broken: behind a hyphen before a letter, or behind a slash.
_UNITS = re.compile(r"\S+?(?:-(?=[^\W\d])|/(?=\S))|\S+")


@attrs.frozen(eq=False, repr=False)
class Layout(Alike):
    """How a report is laid out; as it stands, one label a line and one page a table.

    Attributes:
        separator: What stands between thousands: U+00A0, U+202F, or the blank of flattening
            tools.
        rows_a_page: After so many rows the page ends and the total is printed again.
        label_width: Characters a line of a label holds; 0 for labels on one line.
        region_width: The same for regions, whose names are cut after three lines.
        header: The words over the mean column, line by line; the last stand before the months.
        month_gap: What stands between the names of months.
        footer_every: A page counter below the first page of a section and every so many
            pages on; 0 for none.
        front_page: Whether the page "Om statistikken" comes first.
        period_at_foot: Whether the period stands at the foot of the first page of tables.
        shared_pages: Whether a table may begin on the page where another one ends.
        header_at_foot: Whether the column header of a table that begins a page stands at the
            foot of the page before, and nowhere else.
    """

    separator: str = "\u00a0"
    rows_a_page: int = 11
    label_width: int = 0
    region_width: int = 0
    header: Sequence[str] = HEADERS[0]
    month_gap: str = " "
    footer_every: int = 0
    front_page: bool = False
    period_at_foot: bool = False
    shared_pages: bool = False
    header_at_foot: bool = False


# As the two samples look.
NAV = Layout(
    label_width=16,
    region_width=13,
    footer_every=5,
    front_page=True,
    period_at_foot=True,
    shared_pages=True,
)

_ONE_LINE = Layout()


def text_of_report(report: Report, layout: Layout = _ONE_LINE) -> str:
    """Print a report in the dumps' layout.

    Args:
        report: Its places are not used; a table without a total prints none.
        layout: How it is laid out.

    Returns:
        Text that ends, as the dumps do, with the blank that would start the next page head.
    """
    return "\n".join([*_Printer(report, layout).lines(), " "])


def source_line(report: Report) -> str:
    """Give the line that opens every page."""
    return " ".join(filter(None, ("Kilde: NAV", report.code, report.title)))


def section_line(title: str, edition: str) -> str:
    """Give the line of a section and its date, which is left out where it is not known."""
    return f"{title} Rapport oppdatert: {'.'.join(reversed(edition.split('-')))}".rstrip()


def period_line(period: Period) -> str:
    """Give the line of a period."""
    first, last = period.first, period.last
    return f"{first.name} {first.year} - {last.name} {last.year}"


def lines_of_label(label: str, width: int, *, cut: bool = False) -> list[str]:
    """Break a label into three lines at most, where reading joins them to the same label.

    Args:
        label: On one line.
        width: Characters a line holds; 0 for no end.
        cut: Whether what does not fit is cut off, as of names of regions; else lines are
            made as wide as it takes.

    >>> lines_of_label("Universitets- og høgskolenivå, kort inntil 4 år", 16)
    ['Universitets- og', 'høgskolenivå,', 'kort inntil 4 år']
    >>> lines_of_label("5612 Guovdageaidnu - Kautokeino", 12, cut=True)
    ['5612', 'Guovdageaidn', 'u -']
    """
    if not width or len(label) <= width:
        return [label]
    lines = _broken(_units(label), width, hard=cut)
    while len(lines) > _TALLEST and not cut:
        width += 1
        lines = _broken(_units(label), width, hard=False)
    return lines[:_TALLEST]


def _units(label: str) -> list[tuple[str, str]]:
    """Split a label into what may stand on lines of its own, with what stands before each."""
    units: list[tuple[str, str]] = []
    for word in label.split(" "):
        for at, unit in enumerate(_UNITS.findall(word)):
            before = "" if at else " "
            held = units and before and (unit[0].isdigit() or GLUED.search(units[-1][1]))
            if held:
                units[-1] = units[-1][0], f"{units[-1][1]} {unit}"
            else:
                units.append((before, unit))
    return units


def _broken(units: list[tuple[str, str]], width: int, *, hard: bool) -> list[str]:
    lines = [""]
    for before, whole in units:
        unit = whole
        if lines[-1] and len(lines[-1]) + len(before) + len(unit) <= width:
            lines[-1] += before + unit
            continue
        while hard and len(unit) > width:
            lines.append(unit[:width])
            unit = unit[width:]
        lines.append(unit)
    return lines[1:]


class _Printer:
    """One report in one layout, page by page."""

    def __init__(self, report: Report, layout: Layout) -> None:
        self.report = report
        self.layout = layout
        # The lines of every page of the section at hand, and the rows that the last one holds.
        self.pages: list[list[str]] = []
        self.rows = 0

    def lines(self) -> Iterator[str]:
        """Yield all lines; a page that a page counter ends starts without a blank."""
        first = True
        footed = False
        report = self.report
        periods = [f"{period_line(report.period)} "] if report.period else []
        if self.layout.front_page:
            head = source_line(report), section_line(_FRONT_TITLE, report.edition)
            yield from ("", *head, *_FRONT)
        for section in report.sections:
            self._lay_out(section)
            for at, page in enumerate(self.pages):
                at_foot = first and self.layout.period_at_foot
                yield ("" if footed else " ") + source_line(report)
                yield section_line(section.title, report.edition)
                if not at_foot:
                    yield from ("", *periods)
                yield from page
                if at_foot:
                    yield from ("", *periods)
                every = self.layout.footer_every
                footed = bool(every) and at % every == 0
                if footed:
                    yield from ("", f"Side {at + 1} av {len(self.pages)}Kilde: NAV Fotnote")
                    yield from [""] * 3
                first = False

    def _lay_out(self, section: Section) -> None:
        self.pages = []
        most = self.layout.rows_a_page
        for table in section.tables:
            rows = list(table.rows)
            room = most - self.rows - 1 if self.layout.shared_pages and self.pages else 0
            header = list(self._column_header(table.columns))
            while True:
                if room <= 0:
                    # The header of a new table may stand at the foot of the page before.
                    at_foot = self.layout.header_at_foot and self.pages and rows == [*table.rows]
                    if at_foot:
                        self.pages[-1] += header
                    self.pages.append([] if at_foot else list(header))
                    self.rows, room = 0, most
                else:
                    self.pages[-1] += header
                page = self.pages[-1]
                page += self._page(table, rows[:room])
                self.rows += len(rows[:room]) + bool(self.rows)
                rows, room = rows[room:], 0
                if not rows:
                    break

    def _column_header(self, columns: Columns) -> Iterator[str]:
        months = self.layout.month_gap.join(month.name for month in columns.months)
        *above, beside = self.layout.header
        if columns.mean:
            yield from ("", *above, f"{beside}{self.layout.month_gap}{months}")
        else:
            yield months

    def _page(self, table: Table, rows: Sequence[Row]) -> Iterator[str]:
        if isinstance(table.total, Row):
            yield from self._row(f"{TOTAL} {table.label}".strip(), table.total)
        for row in rows:
            yield from self._row(row.name, row)

    def _row(self, label: str, row: Row) -> Iterator[str]:
        width = self.layout.region_width if row.code else self.layout.label_width
        *above, last = lines_of_label(label, width, cut=bool(row.code))
        if len(above) < _TALLEST - 1:
            yield ""
        yield from above
        yield " ".join([last, *(_print(figure, self.layout.separator) for figure in row.figures)])


def _print(figure: Figure, separator: str) -> str:
    if isinstance(figure, Count):
        return grouped(figure.value, separator)
    return figure.printed

"""Tidy observations: one printed figure a row, of counts and, where asked for, of shares."""

from __future__ import annotations

import csv
import io
import re
from operator import attrgetter
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.figure import Star, Unit
from tiltak_audit.model.wording import FORMULA
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from tiltak_audit.model.figure import Figure
    from tiltak_audit.model.report import Report


@attrs.frozen(eq=False)
class Observation(Alike):
    """One printed figure, with all that it is about.

    Attributes:
        report: ``TILT140``; empty where no source line is printed.
        edition: The report date in ISO form; empty where none is printed.
        section: The title of the section, such as ``Tiltak og fylke``.
        table: The total's label without ``I alt``; empty for a bare one.
        row: The label, the code taken off; ``I alt`` for the total.
        code: Of the fylke or kommune, such as ``03`` or ``0301``; empty for other rows.
        period: ``2025-01`` and so on, or ``mean`` for the mean of the months so far.
        value: Persons; None for a star, and for what is hidden beside stars.
        low: The least number of persons that the print allows; 0 for a star, 4 for ``:``.
        high: The greatest; 3 for a star, None for ``:``.
        printed: The digits without separators, ``*`` or ``:``.
        line: That carries the figure, 1-based, of the text, or of the page or sheet.
    """

    report: str
    edition: str
    section: str
    table: str
    row: str
    code: str
    period: str
    value: int | None
    low: int
    high: int | None
    printed: str
    line: int


@attrs.frozen(eq=False)
class ShareObservation(Alike):
    """One printed share, with all that it is about; see ``Observation`` for what is not said.

    Attributes:
        report: The report.
        edition: Its date.
        section: The section.
        table: The table.
        row: The label.
        code: The region's.
        period: The month, or ``mean``.
        value: The share, exactly as printed; None for a star or ``:``.
        printed: With a decimal comma, or ``*`` or ``:``.
        line: That carries the figure.
        unit: ``percent`` or ``per mille``.
    """

    report: str
    edition: str
    section: str
    table: str
    row: str
    code: str
    period: str
    value: Decimal | None
    printed: str
    line: int
    unit: str


COLUMNS = tuple(field.name for field in attrs.fields(Observation))
UNIT = "unit"

_values = attrgetter(*COLUMNS)

# What a spreadsheet may run: what it takes for a formula, and what holds a control.
_HARMFUL = re.compile(f"^{FORMULA}|[\x00-\x1f\x7f-\x9f]")


def observations(report: Report) -> Iterator[Observation]:
    """Yield the figures of a report in print order, a total once a table."""
    for table in report.tables:
        periods = table.columns.periods
        head = (report.code, report.edition, table.section, table.label)
        for row in table.printed():
            place = (*head, row.label, row.code)
            _page, line = report.origin.place(row.line)
            for period, figure in zip(periods, row.figures, strict=True):
                yield Observation(*place, period, *said_by(figure), line)


def said_by(figure: Figure) -> tuple[int | None, int, int | None, str]:
    """Give what a figure says: its value, the least and the greatest, and the print."""
    if isinstance(figure, Star):
        return None, figure.interval.low, figure.interval.highest, figure.printed
    return figure.value, figure.value, figure.value, str(figure.value)


def share_observations(report: Report) -> Iterator[ShareObservation]:
    """Yield the shares of a report in print order, a total once a table."""
    for section in report.shares:
        for table in section.tables:
            head = (report.code, report.edition, section.title, table.label)
            for row in table.printed():
                place = (*head, row.label, row.code)
                _page, line = report.origin.place(row.line)
                for period, share in zip(table.columns.periods, row.shares, strict=True):
                    value = None if isinstance(share, Star) else share.value
                    yield ShareObservation(
                        *place, period, value, share.printed, line, section.unit.value
                    )


def columns(*, shares: bool) -> tuple[str, ...]:
    """Name the columns; the unit is one only where there are shares beside counts."""
    return (*COLUMNS, UNIT) if shares else COLUMNS


def lines(report: Report, *, shares: bool) -> Iterator[tuple[object, ...]]:
    """Yield the values of each observation; a share allows no range of persons."""
    persons = (Unit.PERSONS.value,) if shares else ()
    for one in observations(report):
        yield _values(one) + persons
    if shares:
        yield from _lines_of_shares(report)


def _lines_of_shares(report: Report) -> Iterator[tuple[object, ...]]:
    for share in share_observations(report):
        yield tuple(getattr(share, name, None) for name in columns(shares=True))


def csv_of(reports: Iterable[Report], *, shares: bool = False) -> str:
    """Give the observations of reports as comma-separated values with a header."""
    return csv_bytes_of(reports, shares=shares).decode()


def csv_bytes_of(reports: Iterable[Report], *, shares: bool = False) -> bytes:
    """Give the same in UTF-8: it is put together of pieces that are encoded once."""
    return b"".join(_parts(reports, shares=shares))


def _parts(reports: Iterable[Report], *, shares: bool) -> Iterator[bytes]:
    yield _in_line(columns(shares=shares)) + b"\n"
    for report in reports:
        yield from _counts_in_csv(report, f",{Unit.PERSONS.value}" if shares else "")
        if shares:
            yield from (_in_line(one) + b"\n" for one in _lines_of_shares(report))


def _counts_in_csv(report: Report, unit: str) -> Iterator[bytes]:
    """Yield the counts of each row, a line a figure: what all of them share is written once."""
    labels: dict[tuple[str, str], bytes] = {}
    # By what the report holds, which is there to its end: figures, and those of whole rows, are
    # made once where they are printed alike, and to hash them takes longer than to write them.
    ends: dict[int, bytes] = {}
    said: dict[tuple[int, int], list[bytes]] = {}
    for table in report.tables:
        periods = [f"{period},".encode() for period in table.columns.periods]
        head = _in_line((report.code, report.edition, table.section, table.label))
        for row in table.printed():
            figures, name = row.figures, (row.label, row.code)
            key = id(figures), id(table.columns)
            if key not in said:
                ends |= {id(one): _figure(one) for one in figures if id(one) not in ends}
                both = zip(periods, figures, strict=True)
                said[key] = [period + ends[id(one)] for period, one in both]
            if name not in labels:
                labels[name] = _in_line(name)
            # Between two figures of a row stands the end of a line and the start of the next.
            start = b"%b,%b," % (head, labels[name])
            end = f",{report.origin.place(row.line)[1]}{unit}\n".encode()
            if figures:
                yield b"".join((start, (end + start).join(said[key]), end))


def _figure(figure: Figure) -> bytes:
    """Give what a figure says as a part of a line of comma-separated values."""
    if isinstance(figure, Star):
        return _in_line(said_by(figure))
    return b"%d,%d,%d,%d" % ((figure.value,) * 4)


class _Said:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """Give the text."""
        return text


_LINE = csv.writer(_Said(), lineterminator="")


def _in_line(values: tuple[object, ...]) -> bytes:
    """Give several values as a part of a line of comma-separated values."""
    line: str = _LINE.writerow(defused(values))
    return line.encode()


def in_csv(head: Iterable[str], rows: Iterable[tuple[object, ...]]) -> str:
    """Give rows as comma-separated values with a header, no text of which is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(defused(tuple(head)))
    writer.writerows(map(defused, rows))
    return text.getvalue()


def defused(values: tuple[object, ...]) -> list[object]:
    """Keep spreadsheets from taking a text for a formula, as OWASP says (CSV injection)."""
    return [
        f"'{visible(one)}" if isinstance(one, str) and _HARMFUL.search(one) else one
        for one in values
    ]

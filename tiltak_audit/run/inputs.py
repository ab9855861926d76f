"""The inputs of a run: read, or refused with the reason."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from tiltak_audit.alike import Alike
from tiltak_audit.errors import NoReportError, UnreadableError
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.reading.source import bytes_of, told
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tiltak_audit.model.report import Report
    from tiltak_audit.reading.options import ReadOptions

    Reader = Callable[[str, bytes, ReadOptions], Sequence[Report]]


class Accepted(Alike, Record):
    """An input that was read.

    Attributes:
        path: As the user named it.
        sha256: Of its bytes, hexadecimal.
        report: What it holds.
    """

    path: str
    sha256: str
    report: Report


class Refused(Alike, Record):
    """An input that could not be read.

    Attributes:
        path: As the user named it.
        sha256: Of its bytes, hexadecimal; empty where they could not be had.
        reason: Why, with place and remedy.
        stray: Whether nothing in it looks like a report.
    """

    path: str
    sha256: str
    reason: str
    stray: bool = False


Input = Accepted | Refused


def read_inputs(
    paths: Iterable[str], options: ReadOptions, reader: Reader | None = None
) -> Iterator[Input]:
    """Read every input once; one that cannot be read does not stop the others.

    ``reader`` gives the reports of an input, where that may hold several.
    """
    for path in dict.fromkeys(paths):
        had = partial(bytes_of, path, options.max_bytes)
        yield from _read(told(path), had, options, reader or _one)


def read_input(name: str, had: Callable[[], bytes], options: ReadOptions) -> Input:
    """Read an input of one report, whose bytes may be had elsewhere than under its name."""
    (one,) = _read(name, had, options, _one)
    return one


def _read(
    name: str, had: Callable[[], bytes], options: ReadOptions, reader: Reader
) -> Iterator[Input]:
    digest = ""
    try:
        data = had()
        digest = sha256(data).hexdigest()
        for report in reader(name, data, options):
            yield Accepted(name, digest, report)
    except UnreadableError as error:
        yield Refused(name, digest, str(error), isinstance(error, NoReportError))


def _one(name: str, data: bytes, options: ReadOptions) -> Sequence[Report]:
    return [read_bytes(name, data, options)]


class Extent(Alike, Record):
    """How much a report holds, a total counted once a table.

    Attributes:
        tables: Number of tables.
        rows: Rows without the totals.
        cells: Figures, the mean column and the totals included.
        suppressed: Those that are stars, or hidden beside stars.
        secondary: Those that are hidden beside stars.
    """

    tables: int
    rows: int
    cells: int
    suppressed: int
    secondary: int = 0


def extent_of(report: Report, section: str = "") -> Extent:
    """Count what a report holds, or one section of it."""
    tables = [table for table in report.tables if section in {"", table.section}]
    return Extent(
        len(tables),
        sum(len(table.rows) for table in tables),
        sum(len(row.figures) for table in tables for row in table.printed()),
        sum(len(table.suppressed) for table in tables),
        sum(table.secondary for table in tables),
    )

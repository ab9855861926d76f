"""The archive of ``export --to vtl``, read; and reports with one figure that is another."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from tiltak_audit.identities.judged import Judged
from tiltak_audit.model.figure import SUPPRESSED, Count, Figure, count
from tiltak_audit.model.report import Report, Row, Table

Rows = list[dict[str, str]]

# What tells identities of one report apart, as far as anything does.
NAMES = ("law", "report", "section", "table", "row", "period")


def tables_of(archive: bytes) -> dict[str, Rows]:
    """Give the rows of each table by its name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        return {
            name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(files.read(name).decode())))
            for name in files.namelist()
            if name.endswith(".csv")
        }


def names_of(identities: Rows, numbers: Iterable[int]) -> Counter[tuple[str, ...]]:
    """Count identities by what they are called."""
    named = {int(row["identity"]): tuple(row[name] for name in NAMES) for row in identities}
    return Counter(named[number] for number in numbers)


def violated_in(judged: Iterable[Judged]) -> Counter[tuple[str, ...]]:
    """Count the identities that an audit finds violated by what they are called."""
    found = Counter[tuple[str, ...]]()
    for one in judged:
        for identity, period in one.violated():
            whole = identity.rows[0]
            names = (whole.table.section, whole.table.label, whole.row.name, period)
            found[identity.law.value, whole.report.code, *names] += 1
    return found


def planted(reports: Sequence[Report], rng: random.Random) -> list[Report]:
    """Give reports with another figure in one place: a digit, a little more or less, a star."""
    at = rng.randrange(len(reports))
    report = reports[at]
    rows = [
        (s, t, row)
        for s, section in enumerate(report.sections)
        for t, table in enumerate(section.tables)
        for row in (*table.printed(), *table.reprints)
    ]
    s, t, row = rng.choice(rows)
    column = rng.randrange(len(row.figures))
    figures = list(row.figures)
    figures[column] = _another(figures[column], rng)
    section = report.sections[s]
    table = _changed(section.tables[t], row, attrs.evolve(row, figures=tuple(figures)))
    tables = (*section.tables[:t], table, *section.tables[t + 1 :])
    sections = list(report.sections)
    sections[s] = attrs.evolve(section, tables=tables)
    return [*reports[:at], attrs.evolve(report, sections=tuple(sections)), *reports[at + 1 :]]


def _changed(table: Table, old: Row, new: Row) -> Table:
    """Give a table with another row in the place of one."""

    def put(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(new if row is old else row for row in rows)

    total = new if table.total is old else table.total
    return attrs.evolve(table, total=total, rows=put(table.rows), reprints=put(table.reprints))


def _another(figure: Figure, rng: random.Random) -> Figure:
    """Give another figure: one digit is another, it is a little off, it is or is no star."""
    if not isinstance(figure, Count):
        return count(rng.randint(4, 60))
    digits = str(figure.value)
    at = rng.randrange(len(digits))
    another = int(digits[:at] + rng.choice("123456789".replace(digits[at], "")) + digits[at + 1 :])
    near = figure.value + rng.choice([-1, 1]) * rng.randint(1, 9)
    others: list[Figure] = [count(another), count(abs(near)), SUPPRESSED]
    return rng.choice(others)

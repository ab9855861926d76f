"""Errors of reading planted into true reports: each is an error, at its line, and hurts no other.

What is planted is known, and so is the line; a true report has no remark on reading at all.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache

import attrs
import pytest

from tests.truth import Truth
from tiltak_audit.cube.regions import FYLKE, KOMMUNE
from tiltak_audit.demo.categories import SUBJECTS
from tiltak_audit.demo.population import draw
from tiltak_audit.demo.printer import NAV, Layout, text_of_report
from tiltak_audit.demo.reports import group_report, overview_report
from tiltak_audit.model.period import Month
from tiltak_audit.model.report import Report, Row, Table
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit

# As published, and with thousands parted by the same blank as the columns; wrapped labels or not.
LAYOUTS = {
    "nbsp": NAV,
    "flat": attrs.evolve(NAV, separator=" "),
    "lines": Layout(),
    "flat lines": Layout(separator=" "),
}

REGIONAL = (FYLKE, KOMMUNE)

PLANTED = 40
FOUND = 39

LIKE = {"0": "Oo", "1": "lI", "5": "S", "8": "B", "2": "Z"}


def read(text: str) -> Report:
    """Read a text."""
    return read_bytes("planted.txt", text.encode())


@cache
def true_text(seed: int, layout: str) -> tuple[str, Report]:
    """Print and read a small true report."""
    truth = Truth(seed, 1 + seed % 3, (60, 900, 40_000)[seed % 3])
    text = text_of_report(truth.of_group(), LAYOUTS[layout])
    return text, read(text)


def spot(report: Report, rng: random.Random) -> tuple[int, int, int]:
    """Choose a printed figure, of rows and totals alike; give its line and columns."""
    table = rng.choice(report.tables)
    assert isinstance(table.total, Row)
    row = rng.choice([table.total, *table.reprints, *table.rows])
    return row.line, *row.ends(rng.randrange(len(row.figures)))


def like(token: str, rng: random.Random) -> str:
    """Put a letter where the digit stands that it looks like, or an O behind."""
    at = [place for place, digit in enumerate(token) if digit in LIKE]
    if not at:
        return f"{token}O"
    place = rng.choice(at)
    return token[:place] + rng.choice(LIKE[token[place]]) + token[place + 1 :]


def other(token: str, rng: random.Random) -> str:
    """Put any letter behind."""
    return token + rng.choice("abcdefghijkmnpqrtuvwxyzæøå")


def minus(token: str, _rng: random.Random) -> str:
    """Put a minus before."""
    return f"-{token}"


def point(token: str, rng: random.Random) -> str:
    """Put a point or a comma within, or behind."""
    at = rng.randrange(1, len(token) + 1)
    return token[:at] + rng.choice(".,") + token[at:]


def alone(_token: str, rng: random.Random) -> str:
    """Put a sign or an O or l in its place."""
    return rng.choice("-.?#Ol")


def planted(text: str, line: int, start: int, end: int, token: str) -> str:
    """Put a token in the place of a figure."""
    lines = text.split("\n")
    raw = lines[line - 1]
    lines[line - 1] = raw[: start - 1] + token + raw[end - 1 :]
    return "\n".join(lines)


def rows_of(report: Report) -> int:
    """Count the rows and totals that were read."""
    totals = sum(isinstance(one.total, Row) + len(one.reprints) for one in report.tables)
    return totals + sum(len(one.rows) for one in report.tables)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("harm", [like, other, minus, point, alone])
def test_a_figure_that_came_to_harm(harm: Callable[[str, random.Random], str], layout: str) -> None:
    """It is an error at its line and columns; one row is unread, and every other one is read."""
    rng = random.Random(20_26)
    found = whole = 0
    for seed in range(PLANTED):
        text, true = true_text(seed % 8, layout)
        line, start, end = spot(true, rng)
        old = true.lines[line - 1][start - 1 : end - 1]
        token = harm(old, rng)
        got = read(planted(text, line, start, end, token))
        left = [one for one in got.notices if one.unread]
        found += [one.line for one in left] == [line]
        whole += rows_of(got) == rows_of(true) - 1
        told = [one for one in left if one.column]
        assert all(one.column < start + len(token) and one.end_column > start for one in told)
    assert found >= FOUND
    assert whole == PLANTED


def errors(text: str) -> list[tuple[str, int]]:
    """List the codes and lines of the errors in a text."""
    return [
        (one.code, one.place.line)
        for one in audit([read(text)]).findings
        if one.severity.word == "error"
    ]


def rows(report: Report, wanted: Callable[[Table, Row], bool]) -> list[tuple[Table, Row]]:
    """List the rows that are wanted."""
    return [(table, row) for table in report.tables for row in table.rows if wanted(table, row)]


@pytest.mark.parametrize("layout", ["lines", "flat lines"])
def test_a_row_that_is_printed_twice(layout: str) -> None:
    """The second printing is one error, wherever it stands in its page, and the only one."""
    rng = random.Random(1)
    for seed in range(PLANTED):
        text, true = true_text(seed % 8, layout)
        _, row = rng.choice(rows(true, lambda _table, _row: True))
        lines = text.split("\n")
        lines[row.line : row.line] = ["", lines[row.line - 1]]
        assert errors("\n".join(lines)) == [("TA103", row.line + 2)]


def renamed(true: Report, rng: random.Random) -> Iterator[tuple[Row, str]]:
    """Choose regions, and give each the name of another one that is printed."""
    regional = rows(true, lambda table, row: row.code != "" and table.section.endswith(REGIONAL))
    _, row = rng.choice(regional)
    names = {one.label for _, one in regional if len(one.code) == len(row.code)} - {row.label}
    if names:
        yield row, rng.choice(sorted(names))


@pytest.mark.parametrize("layout", ["lines", "flat lines"])
def test_a_code_beside_the_name_of_another_region(layout: str) -> None:
    """It is an error of reading at its line, and no sum that needs the row is violated."""
    rng = random.Random(2)
    done = 0
    for seed in range(PLANTED):
        text, true = true_text(seed % 8, layout)
        for row, name in renamed(true, rng):
            lines = text.split("\n")
            lines[row.line - 1] = lines[row.line - 1].replace(row.label, name, 1)
            assert errors("\n".join(lines)) == [("TA117", row.line)]
            done += 1
    assert done >= FOUND


AGES = ("11 år og over", "15-24 år", "20-29 år", "18 år og under", "26-29 år", "30-45 år")


@pytest.mark.parametrize("layout", ["lines", "flat lines"])
def test_ages_that_overlap_or_leave_a_gap(layout: str) -> None:
    """A group whose ages are changed is an error of reading, of its table and at its line."""
    rng = random.Random(3)
    found = 0
    for seed in range(PLANTED):
        text, true = true_text(seed % 8, layout)
        ages = rows(true, lambda table, _row: table.section.endswith("alder"))
        several = [(table, row) for table, row in ages if len(table.rows) > 2]
        table, row = rng.choice(several)
        there = {one.label for one in table.rows}
        label = rng.choice([one for one in AGES if one not in there])
        lines = text.split("\n")
        lines[row.line - 1] = lines[row.line - 1].replace(row.label, label, 1)
        lines_of_table = {one.line for one in table.rows}
        found += any(
            code == "TA117" and at in lines_of_table for code, at in errors("\n".join(lines))
        )
    assert found >= FOUND


@pytest.mark.parametrize("code", ["TILT100", *SUBJECTS])
def test_a_true_report_gives_no_remark(code: str) -> None:
    """Every report of the family, in each layout, from four populations: nothing is remarked."""
    for seed in range(4):
        people = draw(seed, [Month(2025, number) for number in range(1, 2 + seed)])
        true = overview_report(people) if code == "TILT100" else group_report(people, code)
        for layout in LAYOUTS.values():
            got = read(text_of_report(true.report, layout))
            assert got.notices == (), (seed, layout)

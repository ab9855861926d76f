"""``:`` stands for a count that is hidden beside stars: 4 or more, in every form; no colon does."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Iterator, Sequence

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.dialect_printers import Dialect, cells, columns, rows
from tests.drawing import pdf_of
from tests.pages import whole
from tests.strategies import true_reports
from tests.test_interval import prints, values
from tests.truth import Truth, content
from tiltak_audit.demo.printer import text_of_report
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.disclosure.exposure import Standing
from tiltak_audit.export.jsonstat import jsonstat_of
from tiltak_audit.export.parquet import parquet_of
from tiltak_audit.export.records import records_of
from tiltak_audit.export.suppressed import table_system
from tiltak_audit.export.tidy import csv_of, observations
from tiltak_audit.export.workbook import workbook_of
from tiltak_audit.families.catalogue import family_of
from tiltak_audit.identities.blind import blind_of
from tiltak_audit.model.figure import HIDDEN, SUPPRESSED, Count, Star
from tiltak_audit.model.interval import Interval
from tiltak_audit.model.mean import Rounding, rounded, window
from tiltak_audit.model.period import MEAN
from tiltak_audit.model.report import Report, Row, Table
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.reading.options import ReadOptions
from tiltak_audit.render.json.contract import schema
from tiltak_audit.run.audit import Audit, audit
from tiltak_audit.suspects.suspect import Repair

Form = Callable[[Report], tuple[str, bytes]]

SPLIT = """… Tiltak og kjønn

I alt mentor {total} {total} {total}

Kvinner {kvinner} {kvinner} {kvinner}

Menn {menn} {menn} {menn}
"""


def text(total: str, kvinner: str, menn: str) -> str:
    """Give a page of one table."""
    return whole(SPLIT.format(total=total, kvinner=kvinner, menn=menn))


def read(page: str) -> Report:
    """Read a page."""
    return read_bytes("page.txt", page.encode())


def errors(result: Audit) -> set[str]:
    """Give the codes of errors of figures."""
    worst = {one.code for one in result.findings if one.severity.word == "error"}
    # Of a part of a report with signs alone nothing could be checked.
    return worst - {"TA602", "TA902"}


def with_hidden(report: Report, rng: random.Random, share: float = 0.15) -> Report:
    """Hide some printed counts of a report, each printing by itself."""

    def row(one: Row) -> Row:
        figures = [
            HIDDEN if isinstance(figure, Count) and figure.value > 3 and rng.random() < share
            else figure
            for figure in one.figures
        ]  # fmt: skip
        return attrs.evolve(one, figures=tuple(figures))

    def table(one: Table) -> Table:
        total = row(one.total) if isinstance(one.total, Row) else one.total
        return attrs.evolve(one, total=total, rows=tuple(map(row, one.rows)))

    sections = [attrs.evolve(one, tables=tuple(map(table, one.tables))) for one in report.sections]
    return attrs.evolve(report, sections=tuple(sections))


@pytest.mark.parametrize(
    ("total", "menn", "expected"),
    [
        ("162", "158", set()),
        ("900", "158", set()),
        ("161", "158", {"TA201"}),
        ("157", "158", {"TA201"}),
        (":", "158", set()),
        ("*", "158", {"TA201"}),
        ("*", ":", {"TA201"}),
        (":", "*", set()),
        (":", ":", set()),
    ],
)
def test_a_sum_holds_from_four_on(total: str, menn: str, expected: set[str]) -> None:
    """158 and a hidden figure are 162 or more: what contradicts that is found, nothing else."""
    result = audit([read(text(total, ":", menn))])
    assert errors(result) & {"TA201"} == expected
    assert errors(result) <= {"TA201"}


def test_a_planted_error_beside_hidden_figures_is_found() -> None:
    """One table hides a part, the other one does not add up: that one is named."""
    page = text("900", ":", "158") + text("25", "12", "12").replace("mentor", "utprøving")
    found = [one for one in audit([read(page)]).findings if one.code == "TA201"]
    assert [one.place.table for one in found] == ["utprøving"]


def test_a_hidden_figure_that_is_too_large_should_be_a_star() -> None:
    """The mean of each row holds; in February 160 = hidden + 158 says that it is at most 2."""
    page = text("162", ":", "158").replace("162 162 162", "162 164 160")
    (found,) = [one for one in audit([read(page)]).findings if one.axis.value == "figures"]
    repairs = {
        (suspect.cell.row.label, suspect.cell.period): suspect.repair
        for suspect, _certainty in found.suspects
    }
    assert repairs["Kvinner", "2025-02"] == Repair(0, 3)
    assert {row for row, _period in repairs} == {"Kvinner", "Menn", "I alt"}


def test_the_window_of_a_hidden_mean_has_no_upper_end() -> None:
    """The sums that are printed as a mean of 4 or more, from the least on."""
    for rounding in Rounding:
        known = {Rounding.HALF_UP, Rounding.HALF_EVEN} if rounding is Rounding.ANY else {rounding}
        for months in range(1, 13):
            sums = window(HIDDEN, months, rounding)
            least = min(
                total
                for total in range(12 * 12)
                if any(one >= 4 for way in known for one in prints(total, months, way))
            )
            assert sums.low == least, (months, rounding)
            assert sums.unbounded
            assert rounded(sums, months, rounding).highest is None
    assert values(window(SUPPRESSED, 1)) == {0, 1, 2, 3}


def test_star_max_moves_the_least_hidden_count() -> None:
    """Where stars are up to 5, what is hidden is 6 or more; where any may be starred, 4."""
    assert HIDDEN.limited(5) == Interval(6, HIDDEN.interval.high)
    assert HIDDEN.limited(None) == HIDDEN.interval
    report = read(text("164", ":", "158"))
    for star_max in (3, 5, None):
        found = audit([report], Attacker(star_max)).disclosure
        assert found is not None
        # 164 − 158 is 6, whatever is known of stars; the total is printed, so it is recoverable.
        assert found.count(Standing.RECOVERABLE) == 3, star_max
        assert found.secondary == 3
    page = text("20", ":", "*").replace("20 20 20", "7 7 7")
    for star_max, left in ((3, 4), (5, 2)):
        # 7 = hidden + star: 4 to 7 and 0 to 3, or 6 to 7 and 0 to 1.
        found = audit([read(page)], Attacker(star_max)).disclosure
        assert found is not None
        widths = {one.width for one in found.exposures}
        assert widths <= {left - 1}, star_max
        assert found.count(Standing.RECOVERABLE) == 0


def test_what_is_hidden_is_recoverable_or_open() -> None:
    """A hidden figure that has two values left protects; no total that bounds it narrows it."""
    found = audit([read(text("20", ":", ":"))], Attacker()).disclosure
    assert found is not None
    assert (found.suppressed, found.secondary, found.exposures) == (6, 6, ())
    alone = audit([read(text("20", ":", "12"))], Attacker())
    messages = [one.words.message for one in alone.findings if one.code == "TA602"]
    assert len(messages) == 2
    assert all("hidden beside stars" in one for one in messages)


def widths_of(report: Report) -> dict[tuple[str, str], int | None]:
    """Give how far each printed figure may move, by row and period."""
    return {
        (one.row.label, one.table.columns.periods[column]): width
        for one in blind_of([report], audit([report]).examined.joint)
        for column, width in one.widths.items()
    }


def test_a_figure_beside_a_hidden_one_can_move_without_end() -> None:
    """No identity holds 158 where the other part is hidden; its own mean does."""
    widths = widths_of(read(text("900", ":", "158")))
    assert widths["Menn", MEAN] is not None
    widths = widths_of(read(text("900", ":", "158").replace("Menn 158", "Menn :")))
    assert {width for (row, _period), width in widths.items() if row == "Menn"} == {None}


@settings(max_examples=15, phases=set(Phase) - {Phase.shrink, Phase.explain})
@given(true_reports, st.randoms(use_true_random=False))
def test_a_printed_report_with_hidden_figures_is_read_as_itself(
    report: Report, rng: random.Random
) -> None:
    """Every figure comes back, and no figure is accused."""
    hidden = with_hidden(report, rng)
    again = read(text_of_report(hidden))
    assert content(again) == content(hidden)
    assert again.notices == ()
    assert errors(audit([again])) == set()


def as_text(shape: Callable[[str, Sequence[str]], Iterator[str]]) -> Form:
    """Print as tools do that shape lines so."""
    return lambda one: ("a.txt", Dialect(shape=shape).text(one).encode())


FORMS: dict[str, Form] = {
    "pdf": lambda one: ("a.pdf", pdf_of(one)),
    "xlsx": lambda one: ("a.xlsx", workbook_of(one)),
    "rows": as_text(rows),
    "columns": as_text(columns),
    "cells": as_text(cells),
    "csv": lambda one: ("a.csv", csv_of([one]).encode()),
    "json": lambda one: ("a.json", records_of([one]).encode()),
    "jsonstat": lambda one: ("a.json", jsonstat_of([one]).encode()),
    "parquet": lambda one: ("a.parquet", parquet_of([one])),
}


def figures(report: Report) -> dict[tuple[str, str, str, str], list[str]]:
    """Give what is printed, by section, table, row and code."""
    return {
        (table.section, table.label, row.label, row.code): [one.printed for one in row.figures]
        for table in report.tables
        for row in table.printed()
    }


@pytest.mark.parametrize("form", FORMS)
def test_every_form_knows_the_sign(form: str) -> None:
    """A report with hidden figures comes back with them, with no error of figures."""
    report = with_hidden(Truth(5, 3, 60).of_group(), random.Random(form))
    path, data = FORMS[form](report)
    again = read_bytes(path, data)
    assert figures(again) == figures(report)
    assert any(":" in one for one in figures(report).values())
    assert errors(audit([again])) == set()


def test_an_export_says_four_or_more() -> None:
    """The sign, 4, and no upper end; null in JSON, empty in CSV."""
    report = read(text("900", ":", "158"))
    hidden = [one for one in observations(report) if one.printed == ":"]
    assert {(one.value, one.low, one.high, one.row) for one in hidden} == {
        (None, 4, None, "Kvinner")
    }
    lines = csv.DictReader(io.StringIO(csv_of([report])))
    assert {(one["value"], one["low"], one["high"]) for one in lines if one["printed"] == ":"} == {
        ("", "4", "")
    }
    records = json.loads(records_of([report]))
    assert {one["high"] for one in records if one["printed"] == ":"} == {None}
    (dataset,) = json.loads(jsonstat_of([report]))["link"]["item"]
    assert dataset["extension"]["status"][":"] == "hidden: 4 or more"
    assert set(dataset["status"].values()) == {":"}
    statuses = {cell.status for cell in table_system([report]).cells}
    assert statuses == {"s", "m"}


def bounds_in(schema_of: object) -> Iterator[tuple[str, object]]:
    """Give every ``high`` of a schema by the object it is in."""
    assert isinstance(schema_of, dict)
    for name, one in schema_of["$defs"].items():
        if "high" in one["properties"]:
            yield name, one["properties"]["high"]


def test_the_contract_lets_high_be_null() -> None:
    """Wherever it tells a range."""
    found = dict(bounds_in(json.loads(schema())))
    assert set(found) >= {"Bounds", "TermOf", "RepairOf"}
    assert all({"type": "null"} in one["anyOf"] for one in found.values())  # type: ignore[index]


COLONS = """… Tiltak og kjønn

Merk :

I alt mentor 25 25 25

Kvinner : 12 12 12

Kl. 12:30 til 13: 13 13 13
"""


def test_a_colon_is_no_figure() -> None:
    """Behind a label, in a time, alone behind a word: it stays what it is."""
    (table,) = read(whole(COLONS)).tables
    assert [(row.label, [one.printed for one in row.figures]) for row in table.printed()] == [
        ("I alt", ["25"] * 3),
        ("Kvinner :", ["12"] * 3),
        ("Kl. 12:30 til 13:", ["13"] * 3),
    ]


def test_a_row_of_hidden_figures_is_one() -> None:
    """Where the sign is all that a row has, as where it is the first of its figures."""
    (table,) = read(
        whole("… Tiltak og kjønn\n\nI alt mentor 90 90 90\n\nKvinner : : :\n\nMenn : 8 *\n")
    ).tables
    assert [[one.printed for one in row.figures] for row in table.rows] == [
        [":"] * 3,
        [":", "8", "*"],
    ]
    assert table.rows[1].figures == (HIDDEN, Count(8), SUPPRESSED)


@pytest.mark.parametrize(("sign", "low", "high"), [(":", 0, 3), ("<5", 0, 4)])
def test_a_family_keeps_its_own_sign(sign: str, low: int, high: int) -> None:
    """Where a family prints ``:`` for small counts it is its star; above another, more than it."""
    own = {"name": "own", "extends": "TILT1x0", "codes": ["TILT140"]}
    star = {"sign": sign, "low": low, "high": high}
    options = ReadOptions(families=(family_of({**own, "star": star}, "own.toml"),))
    report = read_bytes("own.txt", text("20", ":", sign).encode(), options)
    (table,) = report.tables
    kvinner, menn = (row.figures[0] for row in table.rows)
    assert menn == Star(Interval(low, high), sign)
    assert kvinner.interval.low == (0 if sign == ":" else high + 1)
    assert kvinner.interval.unbounded is (sign != ":")

"""A star stands for what its family says: other signs, other ends, zeros printed or starred."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing import pdf_of
from tests.pages import whole
from tests.test_interval import prints, values
from tests.test_workbook_damage import by_name
from tests.truth import Truth
from tests.workbook_shapes import SHAPES, WRITERS, drawn
from tiltak_audit.demo.printer import text_of_report
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.disclosure.exposure import Standing
from tiltak_audit.export.tidy import observations
from tiltak_audit.families.catalogue import family_of
from tiltak_audit.model.figure import Count, Star
from tiltak_audit.model.interval import Interval
from tiltak_audit.model.mean import Rounding, window
from tiltak_audit.model.report import Report, Row, Table
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.reading.options import ReadOptions
from tiltak_audit.run.audit import Audit, audit

OWN: dict[str, Any] = {"name": "own", "extends": "TILT1x0", "codes": ["TILT140"]}
TO_FOUR = {"sign": "<5", "low": 0, "high": 4}
ONE_TO_NINE = {"sign": "*", "low": 1, "high": 9}

SPLIT = """… Tiltak og kjønn

I alt mentor {total} {total} {total}

Kvinner {kvinner} {kvinner} {kvinner}

Menn {menn} {menn} {menn}
"""


def read(star: dict[str, Any], **figures: str) -> Report:
    """Read a split of one table by a family whose star is this."""
    options = ReadOptions(families=(family_of({**OWN, "star": star}, "own.toml"),))
    return read_bytes("own.txt", whole(SPLIT.format(**figures)).encode(), options)


def codes(result: Audit) -> set[str]:
    """Give the codes of what an audit calls an error."""
    return {one.code for one in result.findings if one.severity.word == "error"}


@pytest.mark.parametrize("rounding", Rounding)
def test_the_window_of_a_star_has_both_ends(rounding: Rounding) -> None:
    """The sums that are printed as a mean that is starred, none left out and none too many."""
    known = {Rounding.HALF_UP, Rounding.HALF_EVEN} if rounding is Rounding.ANY else {rounding}
    for months in range(1, 13):
        for low in range(4):
            for high in range(low, 8):
                starred = {
                    total
                    for total in range(12 * 12)
                    if any(
                        low <= one <= high for way in known for one in prints(total, months, way)
                    )
                }
                star = Star(Interval(low, high))
                assert values(window(star, months, rounding)) == starred, (months, low, high)


@pytest.mark.parametrize(
    ("star", "total", "expected"),
    [
        (TO_FOUR, "162", set()),
        (TO_FOUR, "163", {"TA201"}),
        ({"sign": "*", "low": 0, "high": 3}, "162", {"TA201"}),
        (ONE_TO_NINE, "158", {"TA201"}),
        (ONE_TO_NINE, "159", set()),
        (ONE_TO_NINE, "167", set()),
        (ONE_TO_NINE, "168", {"TA201"}),
    ],
)
def test_a_sum_holds_within_what_a_star_stands_for(
    star: dict[str, Any], total: str, expected: set[str]
) -> None:
    """158 and a star add up to 158 and each count that is starred, and to nothing else."""
    report = read(star, total=total, kvinner=star["sign"], menn="158")
    assert codes(audit([report])) & {"TA201"} == expected


@pytest.mark.parametrize(
    ("star", "small", "expected"),
    [
        (TO_FOUR, "4", {"TA601"}),
        (TO_FOUR, "0", {"TA601"}),
        (TO_FOUR, "5", set()),
        (ONE_TO_NINE, "0", set()),
        (ONE_TO_NINE, "1", {"TA601"}),
        (ONE_TO_NINE, "9", {"TA601"}),
        (ONE_TO_NINE, "10", set()),
    ],
)
def test_a_count_that_should_be_starred_is_a_breach(
    star: dict[str, Any], small: str, expected: set[str]
) -> None:
    """Where zeros are not starred, a printed zero is none."""
    report = read(star, total=str(158 + int(small)), kvinner=small, menn="158")
    assert codes(audit([report])) & {"TA601"} == expected


def test_an_export_says_what_the_star_stands_for() -> None:
    """The sign as printed, and its ends."""
    report = read(TO_FOUR, total="162", kvinner="<5", menn="158")
    stars = [one for one in observations(report) if one.value is None]
    assert {(one.printed, one.low, one.high) for one in stars} == {("<5", 0, 4)}
    assert {one.row for one in stars} == {"Kvinner"}


def signed(report: Report, star: Star) -> Report:
    """Give a report whose family has another star, and what is starred in it printed so."""

    def of_row(row: Row) -> Row:
        figures = tuple(one if isinstance(one, Count) else star for one in row.figures)
        return attrs.evolve(row, figures=figures)

    def of_table(table: Table) -> Table:
        assert isinstance(table.total, Row)
        return attrs.evolve(
            table, total=of_row(table.total), rows=tuple(of_row(row) for row in table.rows)
        )

    sections = tuple(
        attrs.evolve(section, tables=tuple(of_table(table) for table in section.tables))
        for section in report.sections
    )
    return attrs.evolve(report, sections=sections)


@pytest.mark.parametrize("sign", ["<5", "..", ":", "x"])
@pytest.mark.parametrize("form", ["text", "pdf", *WRITERS])
def test_every_form_takes_the_sign_of_the_family(form: str, sign: str) -> None:
    """A PDF and a workbook with another sign give the cells of the report they were made of."""
    star = Star(Interval(0, 4), sign)
    true = signed(Truth(3, 3, 400).of_group(), star)
    assert star in {one for table in true.tables for row in table.rows for one in row.figures}
    family = family_of({**OWN, "star": {"sign": sign, "low": 0, "high": 4}}, "own.toml")
    if form == "text":
        data = text_of_report(true).encode()
    elif form == "pdf":
        data = pdf_of(true)
    else:
        data = WRITERS[form](drawn(true, SHAPES["as HL060"]))
    got = read_bytes("own", data, ReadOptions(families=(family,)))
    assert by_name(got) == by_name(true)
    assert not got.unread
    assert not codes(audit([got])) - {"TA601"}


def standings(report: Report, attacker: Attacker) -> set[tuple[Standing, int, int]]:
    """Give what the audit of stars says of those that are not open, with their ends."""
    found = audit([report], attacker).disclosure
    assert found
    return {
        (one.standing, one.interval.low, one.interval.high)
        for one in found.exposures
        if one.cell.period != "mean"
    }


@given(st.integers(0, 4), st.integers(0, 4))
def test_two_stars_are_as_open_as_their_sum_leaves_them(kvinner: int, menn: int) -> None:
    """By brute force: the values of one star that leave the other one a value."""
    total = kvinner + menn
    possible = {one for one in range(5) for other in range(5) if one + other == total}
    # A total below 5 would be a star itself, as a report prints it.
    shown = str(total) if total > 4 else "<5"
    report = read(TO_FOUR, total=shown, kvinner="<5", menn="<5")
    found = standings(report, Attacker(star_max=4))
    if shown == "<5" or len(possible) == 5:
        assert found == set()
    else:
        exact = len(possible) == 1
        standing = Standing.RECOVERABLE if exact else Standing.NARROWED
        assert found == {(standing, min(possible), max(possible))}


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        # 1 + 9 to 9 + 1: as open as the print leaves them.
        ("10", set()),
        ("18", {(Standing.RECOVERABLE, 9, 9)}),
        ("16", {(Standing.NARROWED, 7, 9)}),
    ],
)
def test_a_star_of_one_to_nine_is_no_zero(
    total: str, expected: set[tuple[Standing, int, int]]
) -> None:
    """The least that a star stands for bounds the other one from above."""
    report = read(ONE_TO_NINE, total=total, kvinner="*", menn="*")
    assert standings(report, Attacker(star_max=9)) == expected


def test_an_attacker_who_knows_a_narrower_limit_uses_it() -> None:
    """What is asked for counts, not what the family says."""
    report = read(TO_FOUR, total="6", kvinner="<5", menn="<5")
    assert standings(report, Attacker(star_max=3)) == {(Standing.RECOVERABLE, 3, 3)}
    assert standings(report, Attacker(star_max=4)) == {(Standing.NARROWED, 2, 4)}


def test_a_wrong_count_is_mended_within_the_families_range() -> None:
    """A repair that is small is told as the star it would be printed as."""
    report = read(ONE_TO_NINE, total="167", kvinner="140", menn="158")
    (finding,) = [one for one in audit([report]).findings if one.code == "TA201"]
    assert finding.located
    repairs = {
        one.cell.row.label: (one.repair.low, one.repair.high)
        for one, _ in finding.located.suspects
        if one.cell.period == "2025-01"
    }
    assert repairs["Kvinner"] == (1, 9)
    assert repairs["Menn"] == (27, 27)


def test_families_of_one_run_keep_their_stars() -> None:
    """Two reports of different families, audited together, are each bounded by its own."""
    wide = read(ONE_TO_NINE, total="10", kvinner="*", menn="*")
    narrow = read_bytes("nav.txt", whole(SPLIT.format(total="6", kvinner="*", menn="*")).encode())
    narrow = attrs.evolve(narrow, code="TILT150")
    found = audit([wide, narrow], Attacker(star_max=9)).disclosure
    assert found
    months = [one for one in found.exposures if one.cell.period != "mean"]
    assert {one.cell.report.path for one in months} == {"nav.txt"}
    assert {(one.interval.low, one.interval.high) for one in months} == {(3, 3)}

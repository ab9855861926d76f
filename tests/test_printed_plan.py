"""What a plan hides is hidden where the report is printed anew, and nothing else changes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import TILT100
from tests.strategies import true_reports
from tests.truth import content
from tiltak_audit.errors import UsageError
from tiltak_audit.export.protected import SUFFIXES, printed_anew
from tiltak_audit.families.catalogue import family_of
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.figure import HIDDEN, Count
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read, read_bytes
from tiltak_audit.protection.printed import hidden_in
from tiltak_audit.reading.options import ReadOptions
from tiltak_audit.run.audit import audit

REAL = Path(__file__).parent / "real"


def some_of(report: Report, rng: random.Random, share: float = 0.05) -> frozenset[Cell]:
    """Choose printed counts of 4 or more."""
    return frozenset(
        Cell(report, table, row, column)
        for table in report.tables
        for row in table.printed()
        for column, figure in enumerate(row.figures)
        if isinstance(figure, Count) and figure.value > 3 and rng.random() < share
    )


def where_hidden(report: Report) -> set[str]:
    """Name the figures that are printed as hidden."""
    return {
        Cell(report, table, row, column).name
        for table in report.tables
        for row in table.printed()
        for column, figure in enumerate(row.figures)
        if figure == HIDDEN
    }


@settings(max_examples=8, phases=set(Phase) - {Phase.shrink, Phase.explain})
@given(true_reports, st.randoms(use_true_random=False), st.sampled_from(list(SUFFIXES)))
def test_print_and_read_give_the_same_cells(report: Report, rng: random.Random, form: str) -> None:
    """The figures chosen are hidden, no other is, and the figures still agree."""
    cells = some_of(report, rng)
    hidden = hidden_in(report, cells)
    again = read_bytes(f"a{SUFFIXES[form]}", printed_anew(report, cells, form))
    assert where_hidden(again) == {one.name for one in cells}
    assert content(again) == content(hidden)
    assert again.notices == ()
    figures = [one for one in audit([again]).findings if one.axis.value == "figures"]
    assert [one.code for one in figures if one.severity.word == "error"] == []


@pytest.mark.parametrize("form", SUFFIXES)
def test_a_published_report_is_printed_anew(form: str) -> None:
    """TILT100 with figures hidden: read whole, without a remark that it had not before."""
    report = read(str(TILT100))
    cells = some_of(report, random.Random(1))
    again = read_bytes(f"a{SUFFIXES[form]}", printed_anew(report, cells, form))
    assert where_hidden(again) == {one.name for one in cells}
    assert again.notices == report.notices == ()


def test_a_total_is_hidden_wherever_its_table_prints_it(tilt140: Report) -> None:
    """TILT140 prints a total on every page that its table runs over."""
    table = next(one for one in tilt140.tables if len(one.reprints) > 2)
    later = Cell(tilt140, table, table.reprints[1], 2)
    assert isinstance(later.figure, Count)
    hidden = hidden_in(tilt140, [later])
    found = next(one for one in hidden.tables if len(one.reprints) > 2)
    assert {row.figures[2] for row in (found.total, *found.reprints)} == {HIDDEN}  # type: ignore[union-attr]
    assert sum(len(where_hidden(one)) for one in [hidden]) == 1


def test_what_cannot_be_printed_as_it_is_read_is_refused() -> None:
    """Rows that were not read would be missing; tables of observations are no sheets of tables."""
    damaged = read_bytes("damaged.txt", TILT100.read_bytes().replace(b"Oslo 9", b"Oslo x9", 1))
    assert damaged.unread
    with pytest.raises(UsageError, match="not read"):
        printed_anew(damaged, (), "text")
    with pytest.raises(UsageError, match="take the list"):
        printed_anew(read(str(REAL / "nedsatt_2025-10.xlsx")), (), "text")


def test_a_family_whose_star_is_the_sign_is_refused() -> None:
    """Nothing would tell what is hidden from what is small."""
    about = {"name": "own", "extends": "TILT100", "codes": ["TILT100"]}
    family = family_of({**about, "star": {"sign": ":", "low": 0, "high": 3}}, "own.toml")
    report = read_bytes("a.txt", TILT100.read_bytes(), ReadOptions(families=(family,)))
    with pytest.raises(UsageError, match="prints for a small count"):
        hidden_in(report, ())

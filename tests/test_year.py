"""A printed year: releases that agree within, and revise what those before them printed."""

from __future__ import annotations

import numpy as np
import pytest

from tests.answering import serious
from tiltak_audit.demo.population import Scale
from tiltak_audit.demo.year import PrintedYear, Revisions
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit

YEAR = PrintedYear(7)


@pytest.mark.parametrize("month", [1, 7])
def test_a_release_is_true(month: int) -> None:
    """Nine reports that are read whole and agree: no finding but of stars."""
    reports = [read_bytes(name, text.encode()) for name, text in YEAR.texts(month).items()]
    assert [one.code for one in reports] == ["TILT100", *(f"TILT1{at}0" for at in range(1, 9))]
    found = audit(reports)
    assert serious(found) == []
    assert len(found.links) == 8


def test_what_an_edition_prints_is_what_was_known_then() -> None:
    """March is counted from the same persons in the editions of March and July, but for some."""
    old, new = (YEAR.population(month) for month in (3, 7))
    assert [month.number for month in new.months] == list(range(1, 8))
    revised = old.counts != new.counts[:, :3]
    # Those of a month that is revised four times, halved each time, and a kommune that is gone.
    assert 0 < revised.any(axis=1).sum() < len(old.counts) / 10
    first = [str(row.figures[1].printed) for row in YEAR.report("TILT100", 3).report.tables[0].rows]
    again = [str(row.figures[1].printed) for row in YEAR.report("TILT100", 7).report.tables[0].rows]
    assert first != again


def test_a_year_without_revisions_prints_every_month_alike() -> None:
    """Then the months of an edition are those of the one before it."""
    still = PrintedYear(7, revisions=Revisions(share=0, newcomer=False))
    old, new = still.report("TILT130", 4), still.report("TILT130", 5)
    labels = {(table.section, table.label): at for at, table in enumerate(new.report.tables)}
    for at, table in enumerate(old.report.tables):
        there = labels[table.section, table.label]
        names = [row.name for row in new.report.tables[there].rows]
        rows = [0, *(names.index(row.name) + 1 for row in table.rows)]
        assert np.array_equal(old.counts[at][:, 1:], new.counts[there][rows, 1:-1])


def test_rows_come_and_go() -> None:
    """One kommune is first printed after the middle of the year, and another one no more."""
    before, after = (
        {row.code for table in YEAR.report("TILT140", month).report.tables for row in table.rows}
        for month in (6, 7)
    )
    assert before - after
    assert after - before


def test_the_same_arguments_give_the_same_year() -> None:
    """And another seed, or another size, another one."""
    assert PrintedYear(7).texts(2) == YEAR.texts(2)
    assert PrintedYear(8).texts(2) != YEAR.texts(2)
    small = PrintedYear(7, Scale(kinds=500, kommuner=3))
    assert len(small.text("TILT140", 2)) < len(YEAR.text("TILT140", 2))

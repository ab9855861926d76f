"""Damaged workbooks: what was read is true, or the error is told.

What cannot be seen is left out by rule: letters of a label that stands in few rows, and labels that
change places, since no sum knows their words; and that a whole row of stars and zeros is gone,
which a sum need not miss.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.conftest import Run
from tests.truth import Truth
from tests.workbook_damage import damaged
from tiltak_audit.errors import UnreadableError
from tiltak_audit.export.workbook import workbook_of
from tiltak_audit.model.figure import Count
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit

# Ways that may do no more than change the words of labels, or their places.
OF_WORDS = {"flip", "swap"}


def by_name(report: Report) -> dict[tuple[str, str, str, str], str]:
    """Give every figure by its section, table, row and period."""
    return {
        (table.section, table.label, row.code or row.label, period): figure.printed
        for table in report.tables
        for row in table.printed()
        for period, figure in zip(table.columns.periods, row.figures, strict=True)
    }


def uncounted(report: Report) -> set[tuple[str, str, str]]:
    """List the rows that have no count but zeros, by section, table and label."""
    return {
        (table.section, table.label, row.code or row.label)
        for table in report.tables
        for row in table.rows
        if not any(isinstance(figure, Count) and figure.value for figure in row.figures)
    }


def is_read(report: Report, true: Report) -> bool:
    """Tell whether every figure was read, and no other."""
    got, known, may_go = by_name(report), by_name(true), uncounted(true)
    gone = known.keys() - got.keys()
    return got.items() <= known.items() and all(key[:3] in may_go for key in gone)


def by_place(report: Report) -> dict[tuple[int, int, int, str], str]:
    """Give every figure by the numbers of its section, table and row, and its period."""
    return {
        (number, at, place, period): figure.printed
        for number, section in enumerate(report.sections)
        for at, table in enumerate(section.tables)
        for place, row in enumerate(table.printed())
        for period, figure in zip(table.columns.periods, row.figures, strict=True)
    }


def shared(data: bytes) -> bytes:
    """Write a workbook anew, with texts in a list of their own."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for old in load_workbook(io.BytesIO(data)).worksheets:
        new = book.create_sheet(old.title)
        for cell in (cell for row in old.iter_rows() for cell in row if cell.value is not None):
            copy = new.cell(cell.row, cell.column, cell.value)
            copy.number_format = cell.number_format
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@cache
def originals() -> list[tuple[bytes, Report]]:
    """Give a group's report and the overview, as our export and as openpyxl write them."""
    found = []
    for report in (Truth(3, 3, 40_000).of_group(), Truth(5, 3, 40_000).overview()):
        data = workbook_of(report)
        found += [(data, report), (shared(data), report)]
    return found


def judged(seed: int) -> str:
    """Damage a workbook and say what became of it."""
    data, true = originals()[seed % 4]
    how, hurt = damaged(data, seed)
    try:
        report = read_bytes("x.xlsx", hurt)
    except UnreadableError:
        return "refused"
    if is_read(report, true):
        return "read"
    told = any(
        one.severity.word == "error" and one.code < "TA6" for one in audit([report]).findings
    )
    if told:
        return "told"
    return "words" if how in OF_WORDS and by_place(report) == by_place(true) else f"silent: {how}"


def test_nothing_is_wrong_or_gone_without_a_word() -> None:
    """Of 200 damaged workbooks each is read whole, refused, or ends in an error."""
    found = {seed: judged(seed) for seed in range(200)}
    assert {seed: what for seed, what in found.items() if what.startswith("silent")} == {}
    # The damage is real: each outcome is common.
    counted = [list(found.values()).count(what) for what in ("refused", "told", "read")]
    assert min(counted) >= 20


@pytest.mark.parametrize("seed", [222, 656, 743, 866, 1033])
def test_last_rows_that_are_gone_are_an_error(seed: int, tmp_path: Path, run: Run) -> None:
    """What other tables follow is no end of a part: no row is gone with a warning, or a pass."""
    assert judged(seed) == "told"
    path = tmp_path / "x.xlsx"
    path.write_bytes(damaged(originals()[seed % 4][0], seed)[1])
    done = run("check", "--excerpt", "--no-disclosure", str(path))
    assert done.returncode == 3
    assert "error[TA112" in done.stdout


@pytest.mark.slow
def test_nothing_of_thousands_is_wrong_without_a_word() -> None:
    """The same of 4,000 others."""
    found = {seed: judged(seed) for seed in range(200, 4_200)}
    assert {seed: what for seed, what in found.items() if what.startswith("silent")} == {}

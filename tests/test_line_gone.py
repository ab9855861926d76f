"""A line taken out of a true report: it is never judged as if all of it were there."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest

from tests.conftest import ROOT, seldom
from tests.test_by_share import audited
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit
from tiltak_audit.run.inputs import Accepted
from tiltak_audit.run.options import Options
from tiltak_audit.run.outcome import Outcome, outcome_of
from tiltak_audit.suspects.suspect import Cause

LINES = (ROOT / "samples" / "TILT100_2026-01.txt").read_text("utf-8").split("\n")
# A row that ends in its mean and its one month; spaces within figures do not break.
ROW = re.compile(r"(?P<label>.+?) (?P<mean>[0-9\u00a0]+|\*) (?P=mean)")
ROWS = [at for at, line in enumerate(LINES) if (row := ROW.fullmatch(line)) and row["mean"] != "*"]
# The total of a table stands on each of its pages, so that one of them may go.
TOTALS = {at for at in ROWS if any("I alt" in line for line in LINES[at - 3 : at + 1])}


def checked(lines: list[str]) -> Outcome:
    """Check a report as the command does, without its stars."""
    report = read_bytes("report.txt", "\n".join(lines).encode())
    inputs = [Accepted(report.path, "", report)]
    return outcome_of(Options(), inputs, audit([report]), date(2026, 3, 1))


@pytest.mark.parametrize("seed", seldom(range(200), often=8))
def test_no_report_passes_without_one_of_its_rows(seed: int) -> None:
    """With the blank line behind the row or without."""
    rng = random.Random(seed)
    at = rng.choice([row for row in ROWS if row not in TOTALS])
    lines = LINES[:at] + LINES[at + rng.choice((1, 2)) :]
    assert checked(lines).verdict != "pass", LINES[at]


def test_the_report_itself_passes() -> None:
    """What is taken out is what fails above."""
    assert checked(LINES).verdict == "pass"
    assert len(ROWS) > 500


def test_a_blank_line_too_many_is_no_error_where_the_sum_is_whole() -> None:
    """The tables of ages have no star, so that their rows are all of their total."""
    at = LINES.index("20-24 år 1\u00a0383 1\u00a0383")
    found = checked([*LINES[:at], "", *LINES[at:]])
    assert [one.code for one in found.findings if one.severity.name != "INFO"] == ["TA112"]
    assert found.verdict == "pass"
    # Without the row the very same remark is an error, and says why.
    found = checked([*LINES[:at], *LINES[at + 1 :]])
    (said,) = (one for one in found.findings if one.code == "TA112")
    assert said.words.message.endswith("the rows that are here fall short of their total")
    assert found.verdict == "incomplete"


@pytest.mark.parametrize("drawn", ["-----", "========", "____"])
def test_a_line_that_is_drawn_is_of_no_label(drawn: str) -> None:
    """Below the heads and between rows: every row keeps its name and its figures."""
    at = [at for at, line in enumerate(LINES) if line.startswith(("20-24 år", "Kvinner", "Asia"))]
    lines = [one for n, line in enumerate(LINES) for one in ([drawn, line] if n in at else [line])]
    assert len(at) == 9
    read, true = (read_bytes("a.txt", "\n".join(some).encode()) for some in (lines, LINES))
    names = [[(row.name, row.printed) for row in table.printed()] for table in read.tables]
    assert names == [[(row.name, row.printed) for row in table.printed()] for table in true.tables]


def test_the_row_that_others_print_is_named() -> None:
    """One month and its mean, both short by as much: no figure changed, a row is not there."""
    (at,) = (at for at, line in enumerate(LINES) if line.startswith("Avklaringstiltak 3"))
    found = audit([read_bytes("a.txt", "\n".join(LINES[:at] + LINES[at + 2 :]).encode())])
    (said,) = (one for one in found.findings if one.evidence)
    assert said.culprit is not None
    assert said.culprit.cause is Cause.ROW_LOST
    assert said.place.row == "Avklaringstiltak"


def test_a_total_that_is_not_printed_is_what_is_said() -> None:
    """80 persons in two rows, and no row of both: neither of the two is accused."""
    found = audited("Helt ledige;Menn;40;*", "Helt ledige;Kvinner;40;*", "Delvis ledige;Menn;10;*",
                    "Delvis ledige;Kvinner;20;*", "Delvis ledige;Begge kjønn;30;*")  # fmt: skip
    (said,) = (one for one in found.findings if one.code == "TA402")
    assert said.words.message == "what these add up to, 80 at least, is not printed"
    assert said.culprit is not None
    assert (said.culprit.cause, said.culprit.suspects) == (Cause.ROW_LOST, ())

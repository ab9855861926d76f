"""Errors that passed or were told wrongly, each as a small report with what is right of it."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.answering import drawn, serious
from tests.conftest import ROOT, Run, seldom
from tests.truth import Truth
from tiltak_audit.demo.printer import NAV, text_of_report
from tiltak_audit.disclosure.attacker import Attacker, PrintedRows
from tiltak_audit.findings.severity import Severity
from tiltak_audit.model.figure import Count
from tiltak_audit.model.report import Row
from tiltak_audit.parsing.read import read, read_bytes
from tiltak_audit.run.audit import Audit, audit
from tiltak_audit.suspects.suspect import Certainty

AUDIT = ROOT / "tests" / "cases" / "shared" / "audit"
PAIR = ROOT / "tests" / "cases" / "shared" / "pair"

# Reports of the same months as another one, whose figures are not its own.
STRANGERS = 40


def audited(*names: str, attacker: Attacker | None = None) -> Audit:
    """Audit files of the folder together, stars too."""
    return audit([read(str(AUDIT / name)) for name in names], attacker or Attacker())


def values(found: Audit) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Give, by row and period, the width, the least and the greatest value of stars not open."""
    disclosed = found.disclosure
    assert disclosed is not None
    return {
        (one.cell.row.label, one.cell.period): (one.width, one.interval.low, one.interval.high)
        for one in disclosed.exposures
    }


def test_a_table_of_everybody_is_the_whole_of_its_section() -> None:
    """It is no part beside the tables of the tiltak; and it is held against them."""
    name = "21-overall-table-in-section-false-alarm.txt"
    assert [finding.code for finding in audited(name).findings] == []
    text = (AUDIT / name).read_text("utf-8")
    wrong = text.replace("Menn 25 25 25", "Menn 25 25 26").replace(
        "I alt 50 48 52\n\nKvinner", "I alt 50 48 53\n\nKvinner"
    )
    found = audit([read_bytes("wrong.txt", wrong.encode())])
    assert "TA402" in {code for finding in found.findings for code in finding.codes}


def test_a_table_without_rows() -> None:
    """Rows that are left out are zero: a total that is not is wrong, one of stars is zero."""
    (finding,) = [f for f in audited("07-table-without-rows.txt").findings if f.severity == 3]
    assert (finding.code, finding.place.line) == ("TA201", 10)
    found = values(audited("02-empty-table.txt"))
    assert set(found.values()) == {(0, 0, 0)}
    assert len(found) == 3


def test_a_star_may_be_what_is_wrong() -> None:
    """Where a star that should be a count explains it too, no count is certain."""
    (finding,) = [f for f in audited("24-certain-wrong-overstarred.txt").findings if f.evidence][:1]
    suspects = {one.cell.row.label: (one.repair, sure) for one, sure in finding.suspects}
    assert set(suspects) == {"Kvinner", "Menn"}
    assert suspects["Menn"][0].low == 4
    assert Certainty.CERTAIN not in {sure for _, sure in suspects.values()}


def test_a_count_may_have_been_meant_to_be_a_star() -> None:
    """The repair is then the star and never the count that it stands for."""
    text = (AUDIT / "24-certain-wrong-overstarred.txt").read_text("utf-8")
    text = text.replace("Kvinner 6 6 6", "Kvinner 8 8 8").replace("Menn 4 * 4", "Menn 4 4 *")
    found = audit([read_bytes("wrong.txt", text.encode())])
    repairs = {
        (one.cell.row.label, one.cell.period): one.repair
        for finding in found.findings
        for one, _ in finding.suspects
    }
    assert (repairs["Menn", "2026-01"].low, repairs["Menn", "2026-01"].high) == (0, 3)


def test_two_errors_that_cancel() -> None:
    """The mean is right where two months are wrong: it is likely, never certain."""
    (finding,) = [f for f in audited("08-certain-two-errors.txt").findings if f.evidence]
    assert [sure for _, sure in finding.suspects] == [Certainty.LIKELY]


def test_width_agrees_with_low_and_high(run: Run) -> None:
    """What the document calls width is the greatest less the least value."""
    done = run("check", AUDIT / "10-width.txt", "--reveal", "--format", "json")
    cells: list[dict[str, Any]] = json.loads(done.stdout)["disclosure"]["cells"]
    assert len(cells) == 3
    assert all(one["width"] == one["high"] - one["low"] for one in cells)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), months=st.integers(1, 4))
def test_width_agrees_everywhere(seed: int, months: int) -> None:
    """Of every star of any true report, means with ties among them."""
    disclosed = audit([Truth(seed, months, 5).group().report], Attacker()).disclosure
    assert disclosed is not None
    for one in disclosed.exposures:
        assert one.width == one.interval.high - one.interval.low


def test_a_group_is_never_more_than_all() -> None:
    """A kommune with more persons of one group than of all is an error, by report and line."""
    names = "23-part-exceeds-whole-across-reports-140.txt", "22-cross-report-leak-100.txt"
    (finding,) = [f for f in audited(*names).findings if f.severity == 3]
    assert (finding.code, finding.place.row) == ("TA504", "Oslo")
    assert audited(names[0]).findings[0].severity < 3


def test_another_report_gives_a_star_away() -> None:
    """With the overview beside it Oslo can only be 0, so Stavanger is 3."""
    names = "22-cross-report-leak-140.txt", "22-cross-report-leak-100.txt"
    assert values(audited(names[0])) == {}
    found = values(audited(*names))
    assert found["Oslo", "2026-01"] == (0, 0, 0)
    assert found["Stavanger", "2026-01"] == (0, 3, 3)


def test_a_row_that_is_printed_counts_somebody() -> None:
    """Two stars that add up to 2 are 1 each for one who knows that no row of zeros is printed."""
    name = "27-printed-row-is-not-zero.txt"
    assert {width for width, _, _ in values(audited(name)).values()} == {2}
    nonzero = values(audited(name, attacker=Attacker(printed=PrintedRows.NONZERO)))
    assert set(nonzero.values()) == {(0, 1, 1)}


@pytest.mark.parametrize("names", [("a.txt", "b.txt"), ("b.txt", "a.txt"), ("a.txt",)])
def test_remedies_that_lie_elsewhere(names: tuple[str, ...], run: Run) -> None:
    """A further figure outside the part of a star is no remedy, and no reason to crash."""
    done = run("check", *(PAIR / name for name in names))
    assert done.returncode in {1, 3}
    assert "TA602" in done.stdout


def test_one_table_of_everybody_and_one_of_a_status() -> None:
    """Figures that an identity holds on both sides are no remedies either."""
    assert "TA402" in {f.code for f in audited("20-crash-wellformed.txt").findings}


@pytest.mark.parametrize("seed", seldom(range(STRANGERS), often=12))
def test_reports_that_disagree(seed: int) -> None:
    """Two or three reports of the same months, one of other persons: findings, no crash.

    Reports of the same persons are held to have none elsewhere.
    """
    pair, other = drawn(30_000 + seed), drawn(30_000 + seed + 1)
    months = pair.true[0].report.period
    texts = [text_of_report(one.report, pair.layout) for one in pair.true]
    reports = [read_bytes(f"{at}.txt", text.encode()) for at, text in enumerate(texts)]
    strangers = [
        read_bytes(f"other {at}.txt", text_of_report(one.report, pair.layout).encode())
        for at, one in enumerate(other.true)
    ]
    assert serious(audit(reports, Attacker())) == []
    found = audit([reports[seed % 2], *strangers[: 1 + seed % 3 // 2]], Attacker())
    assert len(found.reports) in {2, 3}
    assert months is not None
    assert months.first.number == 1


@pytest.mark.parametrize("seed", range(8))
def test_a_list_of_kommuner_that_lost_all_its_rows(seed: int) -> None:
    """The total counts somebody, so the sum of no rows is an error, whatever else is missing."""
    report = drawn(40_000 + seed, "TILT140").true[0].report
    (section,) = (one for one in report.sections if one.title == "Tiltak og kommune")
    counted = [
        table
        for table in section.tables
        if isinstance(table.total, Row) and isinstance(table.total.figures[1], Count)
    ]
    emptied = attrs.evolve(counted[0], rows=())
    tables = tuple(emptied if one is counted[0] else one for one in section.tables)
    sections = tuple(
        attrs.evolve(one, tables=tables) if one is section else one for one in report.sections
    )
    text = text_of_report(attrs.evolve(report, sections=sections), NAV)
    found = audit([read_bytes("emptied.txt", text.encode())])
    assert Severity.ERROR in {finding.severity for finding in found.findings}

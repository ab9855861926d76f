"""A report is held against published figures, and what was compared is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import TILT100, Run
from tiltak_audit.export.tidy import csv_of, observations
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit

SECTION = "Arbeidsmarkedsstatus og tiltaksgruppe"


def _series(report: Report, off: int = 0, month: str = "2026-01") -> bytes:
    """The figures of a report by status and main group, as NAV's data story publishes them."""
    objects = [
        {
            "maalgruppe": one.table,
            "hovedgruppe": one.row,
            "periode": month,
            "antall": None if one.value is None else one.value + off,
            "brudd": False,
        }
        for one in observations(report)
        if one.section == SECTION and one.period == "2026-01" and one.row != "I alt"
    ]
    return json.dumps(objects, ensure_ascii=False).encode()


@pytest.mark.parametrize(("off", "codes"), [(0, set()), (10, set()), (11, {"TA506"})])
def test_a_series_may_be_off_by_what_is_tolerated(
    tilt100: Report, off: int, codes: set[str]
) -> None:
    """NAV's series may be off by ten; null is a star, which no star of the report differs from."""
    series = read_bytes("series.json", _series(tilt100, off))
    result = audit([tilt100], against=[series])
    (held,) = result.comparisons
    assert len(json.loads(_series(tilt100))) == held.compared
    assert codes == {one.code for one in result.findings if one.code == "TA506"}


def test_a_star_stands_for_its_counts(tilt100: Report) -> None:
    """Where a count is published as null it differs by what lies above the counts of a star."""
    objects = json.loads(_series(tilt100))
    for one in objects:
        one["antall"] = None
    series = read_bytes("series.json", json.dumps(objects).encode())
    (held,) = audit([tilt100], against=[series]).comparisons
    values = [
        one.value for one in observations(tilt100)
        if one.section == SECTION and one.period != "mean" and one.row != "I alt"
    ]  # fmt: skip
    assert sum(value is not None and value - 3 > 10 for value in values) == len(held.differences)


def test_an_export_is_a_series_without_tolerance(tilt100: Report) -> None:
    """Every figure of an export is compared, the means too, and one that is off by one differs."""
    text = csv_of([tilt100])
    (held,) = audit([tilt100], against=[read_bytes("old.csv", text.encode())]).comparisons
    assert (len(text.splitlines()) - 1, 0, ()) == (
        held.compared,
        held.unmatched,
        held.differences,
    )
    old = text.replace("2026-01,5413,5413,5413,5413", "2026-01,5412,5412,5412,5412")
    (held,) = audit([tilt100], against=[read_bytes("old.csv", old.encode())]).comparisons
    assert [one.off for one in held.differences] == [1]


def test_other_months_are_told_as_not_compared(tilt100: Report) -> None:
    """A series of another year has no figure of the report: that is an error, not a pass."""
    series = read_bytes("series.json", _series(tilt100, month="2024-01"))
    result = audit([tilt100], against=[series])
    (finding,) = (one for one in result.findings if one.code == "TA506")
    assert "nothing was compared" in finding.words.message


def test_the_command_says_what_was_compared(run: Run, tilt100: Report, tmp_path: Path) -> None:
    """Across says how many figures were compared; a file that cannot be read is no pass."""
    (tmp_path / "series.json").write_bytes(_series(tilt100, 1))
    arguments = ("check", TILT100, "--no-disclosure", "--against", "series.json")
    done = run(*arguments)
    assert done.returncode == 0
    figures = len(json.loads(_series(tilt100)))
    assert f"series.json: {figures} figures compared, 0 differ (tolerance 10)" in done.stdout
    done = run(*arguments, "--against", "gone.json")
    assert (done.returncode, "no such file" in done.stdout) == (3, True)


def test_what_is_not_read_of_a_series_is_told(tilt100: Report) -> None:
    """A figure of the series that is none is told, for it is compared with nothing."""
    objects = json.loads(_series(tilt100))
    objects[0]["antall"] = "ca. 300"
    series = read_bytes("series.json", json.dumps(objects).encode())
    (finding,) = (one for one in audit([tilt100], against=[series]).findings
                  if one.code == "TA506")  # fmt: skip
    assert "1 row of series.json was not read" in finding.words.message

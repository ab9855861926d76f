"""The two real dumps, to their last cell."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import ROOT, TILT100, TILT140
from tests.second_reader import COLUMNS, cells
from tiltak_audit.export.tidy import csv_of
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.model.remark import DamagedHeading, Gone
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit
from tiltak_audit.run.inputs import Extent, extent_of


def exported(report: Report) -> list[list[str]]:
    """Give the lines of the CSV export."""
    return list(csv.reader(io.StringIO(csv_of([report]))))


def test_extent_of_tilt140(tilt140: Report) -> None:
    """The long dump holds what domain.md counts in it."""
    assert extent_of(tilt140) == Extent(tables=60, rows=3_152, cells=38_544, suppressed=26_828)
    assert (tilt140.code, tilt140.edition) == ("TILT140", "2025-12-02")
    assert tilt140.period is not None
    assert [str(month) for month in tilt140.period.months][::10] == ["2025-01", "2025-11"]


def test_extent_of_tilt100(tilt100: Report) -> None:
    """The short dump holds what domain.md counts in it."""
    assert extent_of(tilt100) == Extent(tables=23, rows=498, cells=1_042, suppressed=18)
    assert (tilt100.code, tilt100.edition) == ("TILT100", "2026-02-02")


def test_sections_of_tilt140(tilt140: Report) -> None:
    """Tables and rows of every section are those that domain.md counts."""
    found = [(s.title, len(s.tables), sum(len(t.rows) for t in s.tables)) for s in tilt140.sections]
    assert found == [
        ("Tiltak", 1, 8),
        ("Arbeidsmarkedsstatus og tiltak", 3, 22),
        ("Tiltak og fylke", 8, 136),
        ("Tiltak og kjønn", 8, 16),
        ("Tiltak og alder", 8, 54),
        ("Tiltak og innvandrer status", 8, 16),
        ("Tiltak og fødeland innvandrere", 8, 39),
        ("Tiltak og utdanning", 8, 37),
        ("Tiltak og kommune", 8, 2_824),
    ]


@pytest.mark.parametrize("path", [TILT100, TILT140], ids=["TILT100", "TILT140"])
@pytest.mark.parametrize(
    ("old", "new"),
    [(b"", b""), ("\u00a0".encode(), b" "), (b"\n", b"\r\n")],
    ids=["as it is", "plain blanks", "CRLF"],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no BOM", "BOM"])
def test_every_cell_is_the_second_readers(path: Path, old: bytes, new: bytes, mark: bytes) -> None:
    """All 39,586 cells are read alike by an independent reader, in every dialect."""
    data = path.read_bytes()
    report = read_bytes(str(path), mark + (data.replace(old, new) if old else data))
    assert exported(report) == [COLUMNS, *cells(str(path))]


def test_nothing_is_violated(tilt100: Report, tilt140: Report) -> None:
    """The real reports contradict themselves nowhere, and no finding says so."""
    result = audit([tilt100, tilt140])
    verdicts = {verdict for *_, verdict in result.tally()}
    assert Verdict.VIOLATED not in verdicts
    assert Verdict.NOT_APPLICABLE not in verdicts
    assert not any(finding.severity.word == "error" for finding in result.findings)


def test_stars_taken_for_zero_would_be_wrong() -> None:
    """The figure of docs/explanation/intervals.md: months that do not add up to their total.

    Read and added up by the second reader; ours finds none of them violated.
    """
    totals: dict[tuple[str, str, str], int] = {}
    sums: Counter[tuple[str, str, str]] = Counter()
    for _, _, section, table, row, _, period, value, *_ in cells(str(TILT140)):
        key = (section, table, period)
        if period == "mean":
            continue
        if row == "I alt":
            totals[key] = int(value or 0)
        else:
            sums[key] += int(value or 0)
    unequal = sum(total != sums[key] for key, total in totals.items())
    assert (unequal, len(totals)) == (229, 660)
    page = (ROOT / "docs" / "explanation" / "intervals.md").read_text("utf-8")
    assert "229 of the 660 sums" in page


def test_findings_on_tilt100(tilt100: Report) -> None:
    """The undamaged dump has one note: Svalbard is not in one of its tables of fylker."""
    found = [(finding.code, finding.place.line) for finding in audit([tilt100]).findings]
    assert found == [("TA121", 130)]
    assert tilt100.notices == ()


# Page breaks without any heading: the line starts with a blank, as only page heads do.
HEADLESS = [
    *(9870, 9896, 9921, 9944, 9968, 9992, 10052, 10076, 10104, 10128, 10150, 10175),
    *(10198, 10221, 10244, 10266, 10288, 10314, 10337, 10362),
]


def test_findings_on_tilt140(tilt140: Report) -> None:
    """Each damaged place of the long dump has one finding, and no other line has any."""
    found = [(type(notice.remark), notice.line) for notice in tilt140.notices]
    cut = [(DamagedHeading, line) for line in (9840, 10388, 10420, 10454)]
    bare = [(DamagedHeading, line) for line in HEADLESS]
    assert found == sorted([*cut, *bare, (Gone, 10028)], key=lambda pair: pair[1])
    notes = [f for f in audit([tilt140]).findings if f.severity.word == "info"]
    assert [finding.code for finding in notes] == ["TA121"] * 8
    assert all("6 regions" in finding.words.message for finding in notes)


def test_all_kommuner_of_the_damaged_table_are_there_once(tilt140: Report) -> None:
    """The table that runs over the damage has its 353 rows, and no doubt is left."""
    table = tilt140.tables[-1]
    assert (table.label, len(table.rows)) == ("utvidet oppfølging i opplæring", 353)
    assert len({row.code for row in table.rows}) == 353
    assert table.doubts == ()
    assert 9843 in {row.line for row in table.reprints}


def test_labels_are_the_registers(tilt140: Report) -> None:
    """Broken and cut labels are mended where the code is known."""
    names = {row.code: row.label for row in tilt140.tables[-1].rows}
    assert names["5612"] == "Guovdageaidnu - Kautokeino"
    assert names["5540"] == "Gáivuotna - Kåfjord - Kaivuono"
    assert names["3226"] == "Aurskog-Høland"

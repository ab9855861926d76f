"""Whatever tool took the text out: its cells are the report's, or it is said what is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, TILT100, TILT140
from tests.dialect_printers import FOOTERS, PLACES, SHAPES, WORDS, Dialect, cells, last, sorted_
from tests.dialect_table import cells_of, measured, printed
from tests.extractors import extractors
from tests.strategies import true_reports
from tests.truth import content
from tiltak_audit.errors import UnreadableError
from tiltak_audit.model.origin import Dialect as Tool
from tiltak_audit.model.report import Report
from tiltak_audit.reader import read, read_bytes

PDFS = ("tilt100", "tilt140", "tilt140-mid")
TOOLS = [(name, mode) for name, mode, _ in extractors()]


@pytest.mark.parametrize("pdf", PDFS)
@pytest.mark.parametrize(("name", "mode"), TOOLS)
def test_no_silent_wrong_cell_of_a_tool(name: str, mode: str, pdf: str) -> None:
    """Every cell read is the true one; where cells lack, a finding says so or it is refused."""
    found = measured(name, mode, f"{pdf}.pdf")
    if found is None:
        pytest.skip(f"{name} is not installed (pip install -e .[extractors], or poppler-utils)")
    assert found.wrong == 0
    assert found.whole or found.refused or found.said


@pytest.mark.parametrize("style", ["centred", "column by column", "narrow", "top"])
@pytest.mark.parametrize(("name", "mode"), TOOLS)
def test_no_silent_wrong_cell_of_a_drawing(name: str, mode: str, style: str) -> None:
    """The same holds for reports drawn in other ways, with thousands apart by plain blanks."""
    pytest.importorskip("reportlab")
    found = measured(name, mode, style)
    if found is None:
        pytest.skip(f"{name} is not installed")
    assert found.wrong == 0
    assert found.whole or found.refused or found.said


def test_the_table_in_the_docs_is_what_is_measured() -> None:
    """docs/dialects.md says of every tool that is here what it gives now."""
    pytest.importorskip("reportlab")
    text = (ROOT / "docs" / "dialects.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip(): line for line in text.split("\n") if "| 0 |" in line}
    for name, mode, extract in extractors():
        if extract:
            assert rows[f"{name} {mode}"] == printed(name, mode)
    assert len(rows) == len(TOOLS)


# Tools that print a cell a line print the label first.
ways = [(place, shape) for place in PLACES for shape in SHAPES if shape is not cells] + [
    (place, cells) for place in PLACES[:2]
]
dialects = st.builds(
    lambda way, *rest: Dialect(*way, *rest),
    st.sampled_from(ways),
    st.sampled_from(["\u00a0", " ", "\u202f"]),
    st.integers(12, 40),
    st.sampled_from(WORDS),
    st.sampled_from(FOOTERS),
    st.sampled_from(["\n", "\n\f", "\f"]),
    st.integers(4, 40),
)


@settings(max_examples=120)
@given(true_reports, dialects)
def test_reading_is_the_inverse_of_printing_in_every_dialect(
    report: Report, dialect: Dialect
) -> None:
    """What is read is the report; or cells lack, none is wrong, and that is said."""
    try:
        found = read_bytes("printed.txt", dialect.text(report).encode())
    except UnreadableError as error:
        assert str(error)
        return
    truth = cells_of(report)
    there = cells_of(found)
    assert {key: figure for key, figure in there.items() if truth.get(key) != figure} == {}
    if content(found) != content(report) and len(there) < len(truth):
        assert found.notices


@pytest.mark.parametrize(("place", "shape"), [way for way in ways if way[0] is not sorted_])
def test_long_reports_are_read_whole(place: object, shape: object, tilt100: Report) -> None:
    """With enough rows to tell the layout by, every way to place figures is read whole."""
    dialect = Dialect(place, shape)  # type: ignore[arg-type]
    found = read_bytes("printed.txt", dialect.text(tilt100).encode())
    assert cells_of(found) == cells_of(tilt100)
    assert found.notices == ()


def test_places_are_lines_of_the_file(tilt100: Report) -> None:
    """A row's place is the line of the file that carries its last figure."""
    text = Dialect(last, cells, width=60).text(tilt100)
    lines = text.split("\n")
    report = read_bytes("cells.txt", text.encode())
    rows = [row for table in report.tables for row in table.rows]
    assert rows
    for row in rows:
        page, line = report.origin.place(row.line)
        assert page == 0
        assert lines[line - 1].replace("\u00a0", "") == row.figures[-1].printed


def test_the_dumps_pass_as_they_are() -> None:
    """What Tika printed is not touched: the same lines, and no places to look up."""
    for path in (TILT100, TILT140):
        report = read(str(path))
        assert report.lines == tuple(path.read_text(encoding="utf-8").split("\n"))
        assert report.origin.as_printed
        assert report.origin.dialect is Tool.TIKA


@pytest.mark.parametrize("path", [TILT100, TILT140], ids=lambda path: path.stem)
def test_a_dump_without_blank_lines_is_read(path: Path) -> None:
    """Blank lines are noise of the tool: without them the same rows are read."""
    text = path.read_text(encoding="utf-8")
    lines = [line.strip(" ") for line in text.split("\n") if line.strip()]
    whole, bare = (read_bytes("x", data.encode()) for data in (text, "\n".join(lines)))
    assert cells_of(bare) == cells_of(whole)


def test_a_total_below_the_months_is_read() -> None:
    """A total on one line directly below the months opens its table, in spaced texts too."""
    text = TILT100.read_text(encoding="utf-8")
    close = re.sub(r"(Januar)\n\n(I alt [0-9])", r"\1\n\2", text)
    assert close != text
    assert cells_of(read_bytes("close.txt", close.encode())) == cells_of(read(str(TILT100)))


def test_without_codes_what_stands_around_is_not_guessed(tilt100: Report) -> None:
    """Sorted lines of centred figures: only coded rows are read, and the rest is remarked on."""
    found = read_bytes("sorted.txt", Dialect(sorted_, width=12).text(tilt100).encode())
    assert "layout" in {notice.remark.value for notice in found.notices}
    assert all(cells_of(tilt100)[key] == figure for key, figure in cells_of(found).items())


def test_readings_are_not_all_refused() -> None:
    """The tests above compare something: most tools that are installed give whole reports."""
    found = [measured(name, mode, "tilt140.pdf") for name, mode in TOOLS]
    here = [one for one in found if one]
    assert not here or sum(one.whole for one in here) > len(here) / 2

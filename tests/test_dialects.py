"""Whatever tool took the text out: its cells are the report's, or it is said what is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, TILT100, TILT140
from tests.dialect_printers import (
    FOOTERS,
    PLACES,
    SHAPES,
    WORDS,
    Dialect,
    Place,
    Shape,
    cells,
    columns,
    first,
    last,
    middle,
    rows,
    sorted_,
)
from tests.dialect_table import COLUMNS, cells_of, measured, printed
from tests.drawing import wrapped
from tests.extractors import extractors
from tests.strategies import true_reports
from tests.truth import Truth, content
from tiltak_audit.errors import UnreadableError
from tiltak_audit.model.origin import Dialect as Tool
from tiltak_audit.model.remark import Gone, Undecided
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read, read_bytes
from tiltak_audit.render.json.contract import InputOf

TOOLS = [(name, mode) for name, mode, _ in extractors()]
# Of these one mode, or none, is tried every time; they take seconds.
LONG = {"pdfplumber": "layout=True", "pdfminer.six": ""}

ROWS = {
    line.split("|")[1].strip(): line
    for line in (ROOT / "docs" / "dialects.md").read_text(encoding="utf-8").split("\n")
    if "| 0 |" in line
}


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        pytest.param(*one, marks=pytest.mark.slow if LONG.get(one[0], one[1]) != one[1] else ())
        for one in TOOLS
    ],
)
def test_no_silent_wrong_cell_of_a_tool(name: str, mode: str) -> None:
    """Every cell read is the true one; where cells lack, a finding says so or it is refused.

    docs/dialects.md says of every tool that is here what it gives now.
    """
    if next(iter(one for *tool, one in extractors() if tool == [name, mode])) is None:
        pytest.skip(f"{name} is not installed (pip install -e .[extractors], or poppler-utils)")
    pytest.importorskip("reportlab")
    for what in ("tilt140-mid.pdf", *COLUMNS):
        found = measured(name, mode, what)
        assert found is not None
        assert found.wrong == 0, what
        assert found.whole or found.refused or found.said, what
    assert ROWS[f"{name} {mode}"] == printed(name, mode)


def test_the_docs_name_every_tool() -> None:
    """docs/dialects.md has a row of every tool, and most give the sample PDF whole."""
    assert set(ROWS) == {f"{name} {mode}" for name, mode in TOOLS}
    assert sum(row.split("|")[3].strip() == "100 %" for row in ROWS.values()) > len(TOOLS) / 2


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


def check_inverse(report: Report, dialect: Dialect) -> None:
    """Print, read again, and compare."""
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


@settings(max_examples=30)
@given(true_reports, dialects)
def test_reading_is_the_inverse_of_printing_in_every_dialect(
    report: Report, dialect: Dialect
) -> None:
    """What is read is the report; or cells lack, none is wrong, and that is said."""
    check_inverse(report, dialect)


@pytest.mark.slow
@settings(max_examples=1_000)
@given(true_reports, dialects)
def test_reading_is_the_inverse_of_printing_for_many_reports(
    report: Report, dialect: Dialect
) -> None:
    """The same holds for many more."""
    check_inverse(report, dialect)


@pytest.mark.parametrize(("place", "shape"), [way for way in ways if way[0] is not sorted_])
def test_long_reports_are_read_whole(place: object, shape: object, tilt100: Report) -> None:
    """With enough rows to tell the layout by, every way to place figures is read whole."""
    dialect = Dialect(place, shape)  # type: ignore[arg-type]
    found = read_bytes("printed.txt", dialect.text(tilt100).encode())
    assert cells_of(found) == cells_of(tilt100)
    assert found.notices == ()


@pytest.mark.parametrize("width", [12, 14])
@pytest.mark.parametrize(("place", "shape"), [way for way in ways if way[0] is not sorted_])
def test_labels_of_many_lines_are_read_whole(place: object, shape: object, width: int) -> None:
    """In a narrow column NAV's widest label has five lines."""
    report = Truth(0, 1, 5).of_group()
    labels = [row.label for table in report.tables for row in table.rows]
    assert max(len(wrapped(label, width)) for label in labels) == 5
    dialect = Dialect(place, shape, width=width)  # type: ignore[arg-type]
    found = read_bytes("printed.txt", dialect.text(report).encode())
    assert cells_of(found) == cells_of(report)
    assert found.notices == ()


@pytest.mark.parametrize("width", [22, 24, 26])
def test_a_label_that_goes_on_above_its_figures_is_not_cut(width: int) -> None:
    """Sorted lines pass for figures beside first lines; a small letter leaves two rows open."""
    report = Truth(0, 1, 5).of_group()
    text = Dialect(sorted_, width=width, rows_a_page=4).text(report)
    found, truth = read_bytes("sorted.txt", text.encode()), cells_of(report)
    assert cells_of(found).items() <= truth.items()
    assert len(cells_of(found)) == len(truth) - 14
    assert Undecided in {type(notice.remark) for notice in found.notices}


@pytest.mark.parametrize("separator", ["\u00a0", " "])
@pytest.mark.parametrize(("place", "width"), [*((middle, n) for n in range(25, 30)), (first, 45)])
@pytest.mark.parametrize("shape", [rows, columns])
def test_a_number_within_a_label_is_no_end_of_it(
    shape: Shape, place: Place, width: int, separator: str
) -> None:
    """``kort inntil 4`` / ``år`` around figures: cells tell the number, else the row is unread."""
    for report in (Truth(0, 1, 5).of_group(), Truth(2, 2, 40_000).overview()):
        text = Dialect(place, shape, separator=separator, width=width).text(report)
        found, truth = read_bytes("around.txt", text.encode()), cells_of(report)
        split = re.findall(r"(?m)^ *år$", text)
        lost = 0 if shape is columns else len(split) * len(report.tables[0].columns)
        assert cells_of(found).items() <= truth.items()
        assert len(cells_of(found)) == len(truth) - lost
        assert (Undecided in {type(one.remark) for one in found.notices}) == (lost > 0)


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
    assert Undecided in {type(notice.remark) for notice in found.notices}
    assert all(cells_of(tilt100)[key] == figure for key, figure in cells_of(found).items())


HEAD = (
    "{}Kilde: NAV TILT100 Tiltak\nTiltak Rapport oppdatert: 02.12.2025\n\n"
    "Januar 2025 - November 2025\n\nGjennom\nsnitt hittil\n\n"
    "i år Januar Februar Mars April Mai Juni Juli August September Oktober November\n\n"
)


@pytest.mark.parametrize("start", ["", " "])
@pytest.mark.parametrize("blanks", [60, 165, 400])
def test_a_line_is_not_read_at_a_cut(start: str, blanks: int) -> None:
    """A row of thousands of characters is read whole, or left unread with a finding."""
    wide = {"I alt": (9, "458"), "Mentor": (9, "308"), "Jobbklubb": (blanks, "150")}
    rows = [name + (" " * n + figure) * 12 for name, (n, figure) in wide.items()]
    report = read_bytes("wide.txt", (HEAD.format(start) + "\n\n".join(rows) + "\n").encode())
    found = {row.label: {one.printed for one in row.figures} for row in report.tables[0].printed()}
    truth = {name: {figure} for name, (_, figure) in wide.items()}
    assert found.items() <= truth.items()
    assert ("Jobbklubb" in found) == (len(rows[2]) <= 2_000)
    assert bool(report.notices) == (found != truth)


def test_no_row_goes_on_below_a_line_that_is_too_long() -> None:
    """What stands below is a row of its own, and the long line a finding of its own."""
    rows = ["I alt" + " 4" * 12, "", "x" * 3_000, "Menn" + " 4" * 12]
    report = read_bytes("long.txt", (HEAD.format(" ") + "\n".join(rows) + "\n").encode())
    assert [row.label for row in report.tables[0].printed()] == ["I alt", "Menn"]
    assert [type(notice.remark) for notice in report.notices] == [Gone]


def test_the_schema_lists_every_dialect() -> None:
    """The JSON calls dialects what the enumeration does, whatever the reader's language."""
    listed = set(get_args(get_args(get_type_hints(InputOf)["dialect"])[0]))
    assert listed == {tool.value for tool in Tool} - {"unknown"}

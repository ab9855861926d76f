"""Whole or not: a report that lacks a section, a table or the end of a list does not pass."""

from __future__ import annotations

import random
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.answering import drawn
from tests.conftest import TILT100, TILT140
from tiltak_audit.demo.categories import SUBJECTS
from tiltak_audit.model.report import Report, Row, Table
from tiltak_audit.parsing.read import read, read_bytes
from tiltak_audit.run.audit import audit
from tiltak_audit.run.config import config_of
from tiltak_audit.run.inputs import Accepted
from tiltak_audit.run.options import Options
from tiltak_audit.run.outcome import Outcome, outcome_of

LINES = TILT140.read_text("utf-8").split("\n")

# Its list is one of stars but for a row, so that no sum tells that the last row is gone.
UNTOLD = ("Tiltak og alder", "utvidet oppfølging i opplæring")


def checked(text: str, *, excerpt: bool = False, config: Path | None = None) -> Outcome:
    """Check a text alone, without its stars."""
    report = read_bytes("cut.txt", text.encode())
    options = Options(disclosure=False, excerpt=excerpt)
    settings = config_of(str(config) if config else "/dev/null", None)
    inputs = [Accepted(report.path, "", report)]
    return outcome_of(options, inputs, audit([report]), date(2026, 1, 1), settings)


@cache
def whole() -> Report:
    """The long dump."""
    return read(str(TILT140))


def without(rows: list[Row], lines: list[str] = LINES) -> str:
    """The long dump, or another, without some rows, each with the blank line above it."""
    gone: set[int] = set()
    for row in rows:
        above = row.first_line - 2
        gone |= {*range(row.first_line - 1, row.line), *([] if lines[above].strip() else [above])}
    return "\n".join(line for at, line in enumerate(lines) if at not in gone)


def without_section(rng: random.Random) -> str:
    """All pages of one section are gone."""
    heads = [at for at, line in enumerate(LINES) if "Kilde: NAV TILT" in line]
    first = [min(table.line for table in one.tables) for one in whole().sections]
    starts = [max(head for head in heads if head < line - 1) for line in first]
    at = rng.randrange(len(starts))
    end = [*starts, len(LINES)][at + 1]
    return "\n".join(LINES[: starts[at]] + LINES[end:])


def without_table(rng: random.Random) -> str:
    """Every printing of a total and all of its rows are gone."""
    tables = [t for one in whole().sections for t in one.tables if len(one.tables) > 1]
    table = rng.choice([one for one in tables if isinstance(one.total, Row)])
    assert isinstance(table.total, Row)
    return without([table.total, *table.reprints, *table.rows])


def without_last_third(rng: random.Random) -> str:
    """The end of a list is gone."""
    table = rng.choice([one for one in whole().tables if can_be_told(one)])
    return without(list(table.rows[-max(len(table.rows) // 3, 1) :]))


def can_be_told(table: Table) -> bool:
    """Tell whether a list can be told to be cut at all."""
    return (table.section, table.label) != UNTOLD and len(table.rows) > 1


def after_a_line(rng: random.Random) -> str:
    """The text ends after a line that is not in its last footer."""
    last = max(row.line for table in whole().tables for row in table.rows)
    return "\n".join(LINES[: rng.randrange(1, last)]) + "\n"


WAYS = (after_a_line, without_section, without_table, without_last_third)
CUTS = [
    pytest.param(seed, marks=pytest.mark.slow if seed >= 2 * len(WAYS) else ())
    for seed in range(40)
]


@pytest.mark.parametrize("seed", CUTS)
def test_a_cut_is_no_pass(seed: int) -> None:
    """Exit 3 however the dump is cut, and the figures that are left are accused of nothing."""
    text = WAYS[seed % len(WAYS)](random.Random(f"cut {seed}"))
    try:
        found = checked(text)
    except Exception as error:  # noqa: BLE001  what cannot be read at all is exit 3, too
        assert "no table was found" in str(error)
        return
    assert (int(found.exit), found.verdict) == (3, "incomplete")
    reading = found.verdicts.reading
    assert reading.verdict == "incomplete"
    assert (reading.sections_expected, reading.tables_expected) == (9, 60)
    assert found.verdicts.figures.verdict == "agree"


def cut_off(text: str, title: str, rows: int) -> Outcome:
    """Check a text without the last rows of the last table of a section."""
    (section,) = [one for one in read_bytes("x", text.encode()).sections if one.title == title]
    return checked(without(list(section.tables[-1].rows[-rows:]), text.split("\n")))


@pytest.mark.parametrize("rows", [3, 120])
def test_a_list_of_all_kommuner_goes_on_as_the_register_does(rows: int) -> None:
    """Where none before its last row is left out, and its sum falls short."""
    found = cut_off(TILT100.read_text("utf-8"), "Tiltaksdeltakere og kommune", rows)
    (told,) = [one for one in found.findings if one.missing]
    assert int(found.exit) == 3
    assert told.words.message.startswith("this list ends early, the register goes on with ")
    assert (", …" in told.words.message) == (rows > 8)
    assert (found.verdicts.reading.short, found.verdicts.figures.verdict) == (1, "agree")


def test_a_list_that_is_the_same_in_two_tables_is_cut_in_none() -> None:
    """Though all that was cut off is a row of stars, which no sum misses."""
    text = drawn(9 * 31 + 7, "TILT160").texts()[0]
    last = read_bytes("x", text.encode()).sections[2].tables[-1].rows[-1]
    assert {figure.printed for figure in last.figures} == {"*"}
    found = cut_off(text, "Tiltak og fylke", 1)
    (told,) = [one for one in found.findings if one.missing]
    assert told.words.message.endswith(f"the others of its kind go on with {last.name}")
    assert int(found.exit) == 3


@pytest.mark.parametrize("way", WAYS[1:])
def test_an_excerpt_lacks_nothing(way: object) -> None:
    """With --excerpt the same passes, and nothing is expected of it."""
    assert callable(way)
    found = checked(way(random.Random("excerpt")), excerpt=True)
    assert int(found.exit) == 0
    assert found.verdicts.reading.sections_expected is None


@pytest.mark.parametrize("path", [TILT100, TILT140], ids=lambda path: path.stem)
def test_blank_lines_and_a_footer_are_nothing(path: Path) -> None:
    """A dump that ends with its last row is whole."""
    report = read(str(path))
    last = max(row.line for table in report.tables for row in table.rows)
    lines = path.read_text("utf-8").split("\n")
    found = checked("\n".join(lines[:last]) + "\n")
    assert (int(found.exit), found.verdicts.reading.verdict) == (0, "whole")
    assert found.verdicts.reading.tables == found.verdicts.reading.tables_expected


@pytest.mark.parametrize("member", SUBJECTS)
@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 8))]
)
def test_no_true_report_is_called_incomplete(member: str, seed: int) -> None:
    """Any member of the family, of any size and months: all that it has is all there is."""
    texts = drawn(seed * 31 + len(member), member).texts()
    for text in texts:
        found = checked(text)
        assert [one.words.message for one in found.findings if one.missing] == []
        assert found.verdicts.reading.verdict == "whole"
        assert found.verdicts.reading.tables == found.verdicts.reading.tables_expected


def test_a_project_says_what_it_expects(tmp_path: Path) -> None:
    """Sections, tables and months of [expect] count where the family says otherwise."""
    config = tmp_path / "tiltak-audit.toml"
    text = without_section(random.Random("excerpt"))
    there = [one.title for one in read_bytes("cut.txt", text.encode()).sections]
    config.write_text(f"[expect]\nsections = {there}\n".replace("'", '"'), encoding="utf-8")
    assert int(checked(text, config=config).exit) == 0
    config.write_text(f"[expect]\nsections = {there}\ntables = 90\n".replace("'", '"'), "utf-8")
    (told,) = [one for one in checked(text, config=config).findings if one.missing]
    assert "of 90 tables are not here" in told.words.message
    config.write_text('[expect]\nlast = "2025-12"\n', encoding="utf-8")
    found = checked(TILT140.read_text("utf-8"), config=config)
    assert int(found.exit) == 3
    assert any("… – 2025-12" in one.words.message for one in found.findings)

"""One cause is one finding: a column, a region or a status revised throughout is told once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from tests.conftest import Run
from tests.test_editions import PLAIN
from tests.test_held_editions import check, edition
from tiltak_audit.cube.fold import fold
from tiltak_audit.editions.changes import Revisions, revisions_of
from tiltak_audit.editions.extent import Extent, Limits, extents_of
from tiltak_audit.editions.pairs import pairs_of
from tiltak_audit.editions.words import extent_words
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.figure import Count, count
from tiltak_audit.model.period import MEAN
from tiltak_audit.model.report import Report, Row, Section, Table

# Two percent less, of a count to which that makes a difference.
LESS = 0.98


def revised(report: Report, which: Callable[[Cell], bool], share: float = LESS) -> Revisions:
    """Hold a report against an edition in which some of its counts were higher."""

    def row(one: Row, table: Table) -> Row:
        figures = tuple(
            count(round(figure.value / share) + 1)
            if isinstance(figure, Count) and which(Cell(report, table, one, at))
            else figure
            for at, figure in enumerate(one.figures)
        )
        return attrs.evolve(one, figures=figures)

    def table(one: Table) -> Table:
        total = row(one.total, one) if isinstance(one.total, Row) else one.total
        return attrs.evolve(one, total=total, rows=tuple(row(part, one) for part in one.rows))

    def section(one: Section) -> Section:
        return attrs.evolve(one, tables=tuple(map(table, one.tables)))

    old = attrs.evolve(
        report, path="old", edition="2025-11-04", sections=tuple(map(section, report.sections))
    )
    (pair,) = pairs_of([old, report])
    return revisions_of(pair)


def causes(report: Report, which: Callable[[Cell], bool]) -> list[Extent]:
    """List the causes that revisions have."""
    return list(extents_of(revised(report, which), report, Limits()))


def of_months(cell: Cell, *, section: str = "", label: str = "", code: str = "") -> bool:
    """Tell whether a figure is one of a month, and of what is named."""
    return (
        cell.period != MEAN
        and section in {"", cell.table.section}
        and label in {"", fold(cell.table.label)}
        and code in {"", cell.row.code}
    )


def printed(report: Report, which: Callable[[Cell], bool]) -> int:
    """Count the printed counts of what is meant, one by one."""
    return sum(
        which(Cell(report, table, row, at)) and isinstance(figure, Count)
        for table in report.tables
        for row in table.printed()
        for at, figure in enumerate(row.figures)
    )


@pytest.mark.parametrize(
    ("which", "common"),
    [
        (
            lambda cell: of_months(cell, section="Tiltak og kommune") and cell.period == "2025-03",
            ("Tiltak og kommune", "", "", "2025-03"),
        ),
        (lambda cell: of_months(cell, code="0301"), ("Tiltak og kommune", "", "0301 Oslo", "")),
        (lambda cell: of_months(cell, label="mentor"), ("", "mentor", "", "")),
        (lambda cell: cell.period == "2025-05", ("", "", "", "2025-05")),
    ],
    ids=["column", "region", "tiltak", "month"],
)
def test_what_is_revised_throughout_is_one_cause(
    tilt140: Report, which: Callable[[Cell], bool], common: tuple[str, ...]
) -> None:
    """With its extent: as many figures as are printed of it."""
    (found,) = causes(tilt140, which)
    assert (found.common, found.throughout) == (common, True)
    assert found.revised == found.comparable == printed(tilt140, which)
    assert f"all {found.comparable:,} figures".replace(",", " ") in extent_words(found)


def test_as_good_as_all_is_throughout_and_half_of_it_is_not(tilt100: Report) -> None:
    """One kommune that stayed as it was makes no difference; every second one does."""
    section = "Tiltaksdeltakere og kommune"

    def all_but_oslo(cell: Cell) -> bool:
        return of_months(cell, section=section) and cell.row.code != "0301"

    def even(cell: Cell) -> bool:
        return of_months(cell, section=section) and cell.row.code[-1:] in {*"02468"}

    (found,) = causes(tilt100, all_but_oslo)
    assert found.revised == found.comparable - 1
    assert f"{found.revised} of {found.comparable} figures" in extent_words(found)
    assert not any(one.throughout for one in causes(tilt100, even))


def test_what_is_left_is_told_by_what_it_shares(tilt140: Report) -> None:
    """A kommune, its fylke and its tiltak in one month are one; another month is another."""

    def moved(cell: Cell) -> bool:
        return (
            fold(cell.table.label) == "mentor"
            and cell.row.code in {"03", "0301"}
            and cell.period in {"2025-02", "2025-07"}
        )

    found = causes(tilt140, moved)
    assert [(one.common[1], one.common[3], len(one.changes)) for one in found] == [
        ("mentor", "2025-02", 2),
        ("mentor", "2025-07", 2),
    ]


def test_the_configuration_says_which_revisions_are_told(run: Run, tmp_path: Path) -> None:
    """Larger than both limits is a warning, none larger is nothing; without limits it is quiet."""
    (tmp_path / "old.txt").write_text(edition(), encoding="utf-8")
    text = edition(PLAIN.replace("158 156 160", "163 156 170"), "02.12.2025")
    (tmp_path / "new.txt").write_text(text, encoding="utf-8")
    config = tmp_path / "tiltak-audit.toml"

    def told(limits: str) -> list[tuple[str, str]]:
        config.write_text(limits, encoding="utf-8")
        found = check(run, "new.txt", "--against", "old.txt")["findings"]
        return [(one["severity"], one["row"]) for one in found if one["code"] == "TA502"]

    assert told("") == []
    assert told("[revisions]\npersons = 9\nshare = 6.2\n") == [("warning", "Menn")]
    assert told("[revisions]\npersons = 10\n") == []
    assert told("[revisions]\nshare = 6.25\n") == []
    for wrong in ("persons = -1", "persons = true", 'share = "5"', "share = nan", "parts = 2"):
        config.write_text(f"[revisions]\n{wrong}\n", encoding="utf-8")
        done = run("check", "new.txt", "--against", "old.txt")
        assert (done.returncode, "revisions." in done.stderr) == (2, True), wrong


def test_limits_are_of_reports_that_are_checked(run: Run, tmp_path: Path) -> None:
    """Between two editions that are only held against, nothing is told; nor of one edition."""
    (tmp_path / "tiltak-audit.toml").write_text("[revisions]\n", encoding="utf-8")
    for name, male, day in (("a", 120, 1), ("b", 160, 2), ("c", 160, 3)):
        text = edition(PLAIN.replace("158 156 160", f"158 156 {male}"), f"0{day}.11.2025")
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    found = check(run, "c.txt", "--against", "a.txt", "--against", "b.txt")
    assert found["editions"]["revised"] == 1
    assert [one["code"] for one in found["findings"] if one["code"] == "TA502"] == []
    # The checked report may be the older of the two: the finding is of its own figure.
    older = check(run, "a.txt", "--against", "b.txt")["findings"]
    (told,) = (one for one in older if one["code"] == "TA502")
    assert (told["path"], told["period"]) == ("a.txt", "2025-02")

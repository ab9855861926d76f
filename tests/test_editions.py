"""Two editions of a report are held against each other, figure by figure."""

from __future__ import annotations

import re

import attrs
import pytest

from tests.pages import whole
from tiltak_audit.demo.year import PrintedYear
from tiltak_audit.editions.changes import Kind, Revisions, revisions_of
from tiltak_audit.editions.held import compared
from tiltak_audit.editions.pairs import chains_of, pairs_of
from tiltak_audit.editions.rows import Printed
from tiltak_audit.model.period import MEAN
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes

YEAR = PrintedYear(3)

PLAIN = """\
… Tiltak og kjønn

I alt mentor 308 305 311

Kvinner 150 149 151

Menn 158 156 160
"""


def edition(text: str = PLAIN, day: str = "02.12.2025", path: str = "") -> Report:
    """Read a report of January and February that was printed on some day."""
    return read_bytes(path or f"{day}.txt", whole(text).replace("02.12.2025", day).encode())


def held(old: str, new: str) -> Revisions:
    """Hold two texts against each other, the newer given first."""
    (pair,) = pairs_of([edition(new), edition(old, "02.11.2025")])
    return revisions_of(pair)


def named(found: tuple[Printed, ...]) -> list[tuple[str, str]]:
    """Give table and row of what is there in one edition only."""
    return [(one.table.label, one.row.label if one.row else "") for one in found]


def test_the_date_tells_the_older_not_the_order() -> None:
    """Whichever is given first, and whatever the files are called."""
    old, new = edition(day="02.11.2025", path="z.txt"), edition(path="a.txt")
    for given in ([old, new], [new, old]):
        (pair,) = pairs_of(given)
        assert (pair.older, pair.newer) == (old, new)
        assert pair.months == ("2025-01", "2025-02")
        assert not pair.same


def test_each_edition_is_paired_with_the_one_before_it_that_shares_a_month() -> None:
    """One that shares none is between them; other reports are no editions."""
    first, last = edition(day="02.03.2025"), edition(day="02.05.2025")
    text = whole(PLAIN).replace("02.12.2025", "02.04.2025")
    march = text.replace("Januar Februar", "Mars April").replace(
        "Januar 2025 - Februar 2025", "Mars 2025 - April 2025"
    )
    between = read_bytes("march.txt", march.encode())
    other = read_bytes("other.txt", text.replace("TILT140", "TILT120").encode())
    pairs = pairs_of([last, other, between, first])
    assert [(one.older, one.newer, len(one.months)) for one in pairs] == [
        (first, between, 0),
        (first, last, 2),
    ]
    assert chains_of([last, other, between, first]) == [(first, between, last), (other,)]


def test_two_prints_of_an_edition_are_told_apart_from_two_editions() -> None:
    """The same day and period is the same edition."""
    (pair,) = pairs_of([edition(path="a.txt"), edition(path="b.txt")])
    assert pair.same


def test_nothing_changed() -> None:
    """All nine figures are unchanged, the mean of the same months among them."""
    found = held(PLAIN, PLAIN)
    assert (found.unchanged, found.changes) == (9, ())
    assert (found.matched.come, found.matched.gone, found.matched.unknown) == ((), (), 0)


def test_a_revision_has_both_counts_its_size_and_its_share() -> None:
    """160 became 164: four persons, 2.5 percent; the mean over the same months moved with it."""
    found = held(PLAIN, PLAIN.replace("158 156 160", "160 156 164"))
    assert [
        (one.kind, one.newer.period, one.older.figure.printed, one.newer.figure.printed, one.size)
        for one in found.changes
    ] == [(Kind.REVISED, "mean", "158", "160", 2), (Kind.REVISED, "2025-02", "160", "164", 4)]
    assert found.changes[1].share == pytest.approx(0.025)
    assert found.unchanged == 7


@pytest.mark.parametrize(
    ("was", "now", "kinds"),
    [
        ("158 156 160", "158 156 *", [Kind.STARRED]),
        ("158 156 *", "158 156 160", [Kind.SHOWN]),
        ("158 156 *", "158 156 *", []),
        ("158 156 *", "158 156 :", [Kind.STARRED]),
    ],
)
def test_stars_come_and_go(was: str, now: str, kinds: list[Kind]) -> None:
    """A star is no number, so that there is no size; two signs that cannot be one count differ."""
    found = held(PLAIN.replace("158 156 160", was), PLAIN.replace("158 156 160", now))
    assert [(one.kind, one.size, one.share) for one in found.changes] == [
        (kind, None, None) for kind in kinds
    ]


def test_rows_come_and_go() -> None:
    """A row that one edition leaves out is told, and no figure of it is compared."""
    without = PLAIN.replace("\nMenn 158 156 160\n", "")
    found = held(PLAIN, without)
    assert (named(found.matched.gone), found.unchanged) == ([("mentor", "Menn")], 6)
    assert named(held(without, PLAIN).matched.come) == [("mentor", "Menn")]


def test_a_table_that_is_gone_is_one() -> None:
    """Its rows are not told one by one."""
    two = PLAIN + PLAIN.partition("\n")[2].replace("mentor", "oppfølging").replace("308", "309")
    assert named(held(two, PLAIN).matched.gone) == [("oppfølging", "")]


def test_a_label_that_changed_is_one_row() -> None:
    """Under another label in the same place with the same figures it is the same row."""
    found = held(PLAIN, PLAIN.replace("Menn", "Mannlige"))
    ((old, new),) = found.matched.renamed
    assert old.row
    assert new.row
    assert (old.row.label, new.row.label, found.unchanged) == ("Menn", "Mannlige", 9)
    other = held(PLAIN, PLAIN.replace("Menn 158", "Mannlige 159").replace("156 160", "157 161"))
    assert (other.matched.renamed, named(other.matched.come)) == ((), [("mentor", "Mannlige")])


def test_what_was_not_read_is_not_gone() -> None:
    """Where a part of the other edition was left unread nobody knows whether a row is gone."""
    new = edition(PLAIN.replace("\nMenn 158 156 160\n", ""))
    (section,) = new.sections
    (table,) = section.tables
    doubted = attrs.evolve(section, tables=(attrs.evolve(table, doubts=(14,)),))
    torn = attrs.evolve(new, sections=(doubted,))
    found = revisions_of(pairs_of([torn, edition(day="02.11.2025")])[0])
    assert (found.matched.gone, found.matched.unknown) == ((), 1)


def test_a_mean_of_other_months_is_another_figure(tilt140: Report) -> None:
    """Without the last month the means are not compared, and all else is unchanged."""
    cut = re.sub(r"Januar 2025 - Februar 2025", "Januar 2025 - Januar 2025", whole(PLAIN))
    cut = cut.replace("Januar Februar", "Januar").replace("02.12.2025", "02.02.2025")
    cut = cut.replace("308 305 311", "305 305").replace("150 149 151", "149 149")
    old = read_bytes("old.txt", cut.replace("158 156 160", "156 156").encode())
    found = revisions_of(pairs_of([edition(), old])[0])
    assert (found.pair.months, found.unchanged, found.changes) == (("2025-01",), 3, ())
    pair = pairs_of([tilt140, attrs.evolve(tilt140, edition="2025-12-03")])[0]
    assert revisions_of(pair).unchanged == 38_544


@pytest.mark.parametrize(("code", "month"), [("TILT100", 8), ("TILT140", 4), ("TILT180", 12)])
def test_a_drawn_release_is_compared_figure_by_figure(code: str, month: int) -> None:
    """As many figures changed as differ between the reports that the two texts were printed of."""
    printed, read = [], []
    for at in (month - 1, month):
        report = YEAR.report(code, at).report
        cells = {
            (table.section, table.label, row.name, period): figure
            for table in report.tables
            for row in table.printed()
            for period, figure in zip(table.columns.periods, row.figures, strict=True)
            if period != MEAN
        }
        printed.append(cells)
        read.append(read_bytes(f"{at}.txt", YEAR.text(code, at).encode()))
    old, new = printed
    both = old.keys() & new.keys()
    (found,) = compared(read).revisions
    alike = sum(old[key] == new[key] for key in both)
    assert (found.unchanged, len(found.changes)) == (alike, len(both) - alike)
    assert found.changes
    assert (found.matched.gone, found.matched.unknown) == ((), 0)


def test_the_two_samples_are_no_editions(tilt140: Report, tilt100: Report) -> None:
    """They are of different codes."""
    assert pairs_of([tilt140, tilt100]) == []

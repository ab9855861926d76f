"""Stars over two editions: what they give away together is what counting all cases gives."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import attrs
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.conftest import Run
from tiltak_audit.demo.year import PrintedYear
from tiltak_audit.disclosure.attacker import Attacker, MissingRows
from tiltak_audit.findings.axis import Axis
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import Audit, audit

YEAR = PrintedYear(3)
ROWS = ("19 år og under", "20-24 år", "25-29 år")
MONTHS = ("Januar", "Februar", "Mars")

# The name of a row, 0 for the total, and the number of a month.
Place = tuple[int, int]


@attrs.frozen(eq=False)
class Edition:
    """A small table: the total and its rows, and as many months as it counts.

    Rows that are zero may be left out.
    """

    counts: tuple[tuple[int, ...], ...]
    left_out: tuple[int, ...] = ()

    @property
    def printed(self) -> dict[Place, int | None]:
        """The figures; none where it is starred, 0 where it is left out; the mean is month -1."""
        found: dict[Place, int | None] = {}
        for row, counts in enumerate([[*map(sum, zip(*self.counts, strict=True))], *self.counts]):
            mean = (2 * sum(counts) + len(counts)) // (2 * len(counts))
            for month, count in ((-1, mean), *enumerate(counts)):
                found[row, month] = count if count > 3 or row in self.left_out else None
        return found

    def text(self, day: str) -> str:
        """The report that holds it."""
        months = MONTHS[: len(self.counts[0])]
        lines = [
            "Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned",
            f"Tiltak og alder Rapport oppdatert: {day}",
            f"\n{months[0]} 2025 - {months[-1]} 2025",
            "\nGjennom",
            "snitt hittil",
            f"\ni år {' '.join(months)}",
        ]
        for row, label in enumerate(["I alt mentor", *ROWS]):
            if row in self.left_out:
                continue
            figures = [self.printed[row, month] for month in range(-1, len(months))]
            lines.append(
                f"\n{label} " + " ".join("*" if one is None else str(one) for one in figures)
            )
        return "\n".join(lines)

    def holds(self, values: dict[Place, NDArray[np.int64]]) -> NDArray[np.bool_]:
        """Tell which cases obey all that is printed."""
        months = range(len(self.counts[0]))
        rows = [[values[row, month] for month in months] for row in range(1, len(ROWS) + 1)]
        rows.insert(0, [sum(column) for column in zip(*rows, strict=True)])
        found = np.ones(len(rows[0][0]), dtype=bool)
        for row, month in product(range(len(rows)), [-1, *months]):
            printed = self.printed[row, month]
            if month >= 0:
                one = rows[row][month]
                found &= one < 4 if printed is None else one == printed
            else:
                # Halfway between two counts either may be printed, but no star above 3.
                double, size = 2 * sum(rows[row]), len(rows[row])
                low = 0 if printed is None else (2 * printed - 1) * size
                high = 7 * size - 1 if printed is None else (2 * printed + 1) * size
                found &= (low <= double) & (double <= high)
        return found


def drawn(seed: int) -> tuple[Edition, Edition]:
    """Draw two editions; of the later one some figures are revised."""
    draw = random.Random(seed)
    first = [[draw.choice([0, 1, 2, 3, 4, 5, 9, 12]) for _ in range(2)] for _ in ROWS]
    more = draw.randint(0, 1)
    later = [
        [
            *(max(n + draw.choice([-1, 1, 3]), 0) if draw.random() < 0.08 else n for n in row),
            *[draw.choice([0, 1, 3, 4, 7]) for _ in range(more)],
        ]
        for row in first
    ]
    return Edition(tuple(map(tuple, first))), Edition(tuple(map(tuple, later)))


def moving(seed: int) -> tuple[Edition, Edition]:
    """Draw two editions, of which one leaves out a row that is zero there."""
    draw = random.Random(seed)
    old, new = drawn(seed)
    row = draw.randrange(len(ROWS))
    there, here = ([list(counts) for counts in one.counts] for one in (old, new))
    few = [draw.choice([0, 0, 0, 0, 1, 4]) for _ in here[row]]
    there[row], here[row] = few[: len(there[row])], [0] * len(here[row])
    if draw.random() < 1 / 2:
        there[row], here[row] = here[row][: len(there[row])], few
    of = [tuple(map(tuple, counts)) for counts in (there, here)]
    gone = [(row + 1,) * (not any(counts[row])) for counts in of]
    # Where it is zero in both one of them prints it.
    if all(gone):
        gone[draw.randrange(2)] = ()
    return Edition(of[0], gone[0]), Edition(of[1], gone[1])


def vouched(old: Edition, new: Edition) -> set[Place]:
    """List the figures, starred in either, that a sum without a revision stands for."""
    found = set()
    for month in range(2):
        pairs = [(old.printed[row, month], new.printed[row, month]) for row in range(len(ROWS) + 1)]
        # A row that is there for a month of its own may be zero in those before.
        more = len(new.counts[0]) > len(old.counts[0])
        alike = all(was == now or (more and (was, now) == (0, None)) for was, now in pairs)
        whole = pairs[0] != (None, None)
        if alike and (whole or all(None not in pair for pair in pairs[1:])):
            found |= {
                (row, month) for row, pair in enumerate(pairs) if None in pair and 0 not in pair
            }
    return found


Cases = dict[tuple[int, int, int], NDArray[np.int64]]


def cases(editions: list[Edition], linked: set[Place]) -> Cases | None:
    """Count all cases: of each figure of each edition the values that some case has."""
    names: dict[tuple[int, int, int], int] = {}
    known: Cases = {}
    for at, edition in enumerate(editions):
        for row, month in product(range(1, len(ROWS) + 1), range(len(edition.counts[0]))):
            if edition.printed[row, month] is None:
                same = at and (row, month) in linked and (0, row, month) in names
                names[at, row, month] = names[0, row, month] if same else len(set(names.values()))
    free = len(set(names.values()))
    if free > 6:
        return None
    grid = np.array(list(product(range(4), repeat=free)), dtype=np.int64).reshape(4**free, free)
    keep = np.ones(len(grid), dtype=bool)
    for at, edition in enumerate(editions):
        values = {}
        for row, month in product(range(1, len(ROWS) + 1), range(len(edition.counts[0]))):
            printed = edition.printed[row, month]
            name = names.get((at, row, month))
            values[row, month] = (
                grid[:, name] if name is not None else np.full(len(grid), printed, dtype=np.int64)
            )
        for month in range(len(edition.counts[0])):
            values[0, month] = np.sum([values[row, month] for row in range(1, len(ROWS) + 1)], 0)
        keep &= edition.holds(values)
        known |= {(at, *place): one for place, one in values.items()}
    return {place: np.unique(one[keep]) for place, one in known.items()}


def exact(found: Cases, editions: list[Edition]) -> set[tuple[int, int, int]]:
    """List the stars of which one value is left."""
    return {
        place
        for place, values in found.items()
        if len(values) == 1 and editions[place[0]].printed[place[1:]] is None
    }


def held(old: Edition, new: Edition) -> tuple[list[Report], Audit]:
    """Audit the later one against the other."""
    texts = (old.text("02.03.2025"), new.text("02.04.2025"))
    reports = [read_bytes(f"{at}.txt", text.encode()) for at, text in enumerate(texts)]
    return reports, audit([reports[1]], Attacker(), reveal=True, against=[reports[0]])


@pytest.mark.parametrize(
    ("draw", "seeds"),
    [
        (drawn, range(60)),
        (moving, range(60)),
        # In this one a month that only the newer edition prints follows from one that both do.
        (drawn, range(430, 431)),
        pytest.param(drawn, range(60, 500), marks=pytest.mark.slow),
        pytest.param(moving, range(60, 600), marks=pytest.mark.slow),
    ],
)
def test_small_pairs_agree_with_counting_all_cases(
    draw: Callable[[int], tuple[Edition, Edition]], seeds: range
) -> None:
    """Exactly the stars that both editions leave one value, and their own one leaves more."""
    told = compared = 0
    for seed in seeds:
        old, new = draw(seed)
        editions = [old, new]
        linked = vouched(old, new)
        both, *alone = (cases(editions, linked), cases([old], set()), cases([new], set()))
        if both is None or None in alone or not all(map(len, both.values())):
            continue
        known = exact(alone[0] or {}, [old])
        known |= {(1, *place[1:]) for place in exact(alone[1] or {}, [new])}
        wanted = exact(both, editions) - known
        # A star of the older one is told where the newer one does not hide, and lose, the same.
        wanted -= {(0, row, month) for at, row, month in wanted | known if at}
        reports, result = held(old, new)
        found = {
            (reports.index(one.star.cell.report), place, one.star.cell.column - 1): one
            for group in result.over
            for one in group.stars
            for place in [["I alt", *ROWS].index(one.star.cell.row.label)]
        }
        assert set(found) == wanted, seed
        for place, one in found.items():
            assert both[place].tolist() == [one.star.interval.low], seed
        told += len(wanted)
        compared += 1
    assert compared > len(seeds) / 3
    assert told > len(seeds) / 20


def report_of(text: str, path: str) -> Report:
    """Read one."""
    return read_bytes(path, text.encode())


TABLE = (Edition(((9, 2), (2, 9), (12, 5))), "02.03.2025")


def test_what_was_printed_and_is_hidden_now() -> None:
    """A figure that a month ago was shown and is hidden beside stars now is told, and by which."""
    old, _ = TABLE
    text = old.text("02.04.2025")
    hidden = text.replace("25-29 år 9 12 5", "25-29 år : : :").replace(
        "19 år og under 6 9 *", "19 år og under : : *"
    )
    assert hidden.count(":") > text.count(":") + 3
    given = [report_of(old.text("02.03.2025"), "old.txt"), report_of(hidden, "new.txt")]
    for result in (
        audit(given[1:], Attacker(), against=given[:1]),
        audit(given, Attacker()),
        audit(given[::-1], Attacker()),
    ):
        # What a month ago was the only star of its column is another cause.
        found, stale = [one for one in result.findings if one.code == "TA503"]
        assert [len(group.stars) for group in result.over] == [3, 2]
        assert "one of the two prints what the other hides" in found.words.message
        assert "by what both print" in stale.words.message
        assert {one.axis for one in (found, stale)} == {Axis.STARS}
        assert {one.place.path for one in (found, stale)} == {"new.txt"}
        assert all("2025-03-02" in one.words.message for one in (found, stale))
        assert not any("values" in note for one in (found, stale) for note in one.words.notes)


def test_a_revised_figure_tells_nothing_of_the_star_it_became() -> None:
    """Where 4 persons are a star now, somebody left; who reads both editions knows no count."""
    old = Edition(((4, 9), (2, 2), (1, 1)))
    new = Edition(((3, 9), (2, 2), (1, 1)))
    _reports, result = held(old, new)
    assert result.over == ()


def test_a_row_that_was_left_out_says_that_it_was_zero() -> None:
    """Its stars of the months before are told, unless it may have been anything."""
    given = []
    for counts, left_out, day in (
        (((0, 0), (14, 15), (16, 15)), (1,), "02.03.2025"),
        (((0, 0, 4), (14, 15, 14), (16, 15, 17)), (), "02.04.2025"),
    ):
        text = Edition(counts, left_out).text(day)
        for label in ROWS[1:]:
            text = re.sub(rf"{label} .*", f"{label} : : :{' :' * (len(counts[0]) - 2)}", text)
        given.append(report_of(text, day))
    for newer in (1, 0):
        result = audit([given[newer]], Attacker(), reveal=True, against=[given[1 - newer]])
        (group,) = result.over
        assert (group.against, group.shown) == (given[1 - newer], False)
        stars = [one.star for one in group.stars]
        assert [(one.cell.row.label, one.cell.period) for one in stars] == [
            (ROWS[0], "2025-01"),
            (ROWS[0], "2025-02"),
        ]
        assert {one.interval.high for one in stars} == {0}
        # Where the report leaves the row out the place is its total.
        assert {one.at.row.label for one in group.stars} == {ROWS[0] if newer else "I alt"}
    unknown = audit(given[1:], Attacker(missing=MissingRows.UNKNOWN), against=given[:1])
    assert unknown.over == ()


def test_editions_that_contradict_each_other_unseen() -> None:
    """Two revisions that cancel out in a sum are taken for none, until means say otherwise."""
    old = Edition(((0, 0), (3, 3), (9, 9)))
    new = Edition(((3, 3), (0, 0), (9, 9)))
    _reports, result = held(old, new)
    assert all(one.code != "TA503" for one in result.findings)


@pytest.mark.parametrize(
    ("code", "month"), [("TILT140", 7), ("TILT140", 8), ("TILT110", 8), ("TILT130", 12)]
)
def test_what_a_printed_year_gives_away_is_true(code: str, month: int) -> None:
    """Of months that are revised all the time no star is told to be what it is not."""
    year = YEAR
    old, new = (report_of(year.text(code, at), f"{at}.txt") for at in (month - 1, month))
    true = {old: year.report(code, month - 1), new: year.report(code, month)}
    stars = [
        one.star for group in audit([new], Attacker(), against=[old]).over for one in group.stars
    ]
    assert stars
    for star in stars:
        cell = star.cell
        table = next(at for at, one in enumerate(cell.report.tables) if one is cell.table)
        row = next(at for at, one in enumerate(cell.table.printed()) if one is cell.row)
        assert true[cell.report].value(table, row, cell.column) == star.interval.low


def test_an_edition_that_is_damaged_throughout_gives_nothing_away() -> None:
    """Of one whose sums are all wrong nothing follows, and the check goes on."""
    texts = [YEAR.text("TILT140", month) for month in (7, 8)]
    draw = random.Random(1)
    spoiled = "\n".join(
        " ".join(
            str(draw.randint(4, 99)) if word.isdigit() and at > 1 and "år" not in line else word
            for at, word in enumerate(line.split(" "))
        )
        for line in texts[0].split("\n")
    )
    old, new = report_of(spoiled, "old.txt"), report_of(texts[1], "new.txt")
    result = audit([new], Attacker(), against=[old])
    assert result.disclosure
    assert result.over == ()


def test_the_verdict_on_stars_counts_what_editions_give_away(run: Run, tmp_path: Path) -> None:
    """They are told beside those of the report itself, and the JSON counts them."""
    old, new = (YEAR.text("TILT140", month) for month in (7, 8))
    for name, text in (("old.txt", old), ("new.txt", new)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    check = ("check", "new.txt", "--against", "old.txt", "--lang", "en")
    found = json.loads(run(*check, "--format", "json").stdout)
    told = [one for one in found["findings"] if one["code"] == "TA503"]
    number = found["verdicts"]["stars"]["with_editions"]
    assert number > 0
    assert {one["axis"] for one in told} == {"stars"}
    assert all(one["path"] == "new.txt" for one in told)
    said = run(*check)
    assert f"; {number} with another edition; " in " ".join(said.stdout.split())
    assert said.returncode == 0
    assert run(*check, "--gate", "stars", "--select", "TA503").returncode == 1
    assert run(*check, "--no-disclosure", "--select", "TA503").returncode == 0
    alone = json.loads(run("check", "new.txt", "--format", "json").stdout)
    assert alone["verdicts"]["stars"]["with_editions"] == 0

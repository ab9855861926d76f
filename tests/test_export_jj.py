"""Reports as a table system for τ-ARGUS: it holds, and gives away what the reports do."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import attrs

from tests.conftest import TILT100, TILT140, Run
from tests.pages import NEXT_FILE, parts_of
from tiltak_audit.rules.rule import catalogue

RIGHT = {rule.code: parts_of(rule.page)["Right"] for rule in catalogue()}
WRONG = {rule.code: parts_of(rule.page)["Wrong"] for rule in catalogue()}


@attrs.frozen
class Line:
    """A cell as the file has it, and what intervals says of it if it is suppressed."""

    value: int
    status: str
    low: int
    high: int
    left: tuple[int, int, str] | None


@attrs.frozen
class Plain:
    """A table system read without the package: cells by index, constraints as sum and terms."""

    cells: dict[int, Line]
    constraints: list[tuple[int, dict[int, int]]]

    def obeyed(self) -> bool:
        """Tell whether the values obey every bound and every constraint."""
        return all(cell.low <= cell.value <= cell.high for cell in self.cells.values()) and all(
            total == sum(factor * self.cells[index].value for index, factor in terms.items())
            for total, terms in self.constraints
        )

    def unsafe(self, high: int) -> list[Line]:
        """List the cells of status u with an upper bound."""
        return [cell for cell in self.cells.values() if (cell.status, cell.high) == ("u", high)]


def exported(run: Run, folder: Path, *files: Path | str) -> Plain:
    """Export files as one system, and attack it."""
    done = run("export", *files, "--to", "jj", "--reveal", "--output", "out.jj")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    done = run("intervals", "out.jj", "--format", "json")
    assert done.returncode == 0, done.stderr
    left = {
        one["cell"]: (one["low"], one["high"], one["status"])
        for one in json.loads(done.stdout)["targets"]
    }
    lines = (folder / "out.jj").read_text(encoding="utf-8").split("\n")
    assert (lines[0], lines.pop()) == ("0", "")
    size = int(lines[1])
    cells = {}
    for line in lines[2 : 2 + size]:
        index, value, _cost, status, low, high, *_levels = line.split()
        cells[int(index)] = Line(int(value), status, int(low), int(high), left.get(int(index)))
    constraints = []
    for line in lines[3 + size :]:
        head, said = line.split(":")
        total, count = map(int, head.split())
        terms = {int(a): int(b) for a, b in re.findall(r"(\d+) \((-?\d+)\)", said)}
        assert len(terms) == count
        constraints.append((total, terms))
    assert (len(cells), len(constraints)) == (size, int(lines[2 + size]))
    assert set(left) == {index for index, cell in cells.items() if cell.status in "um"}
    return Plain(cells, constraints)


def test_tilt140_gives_away_what_is_known(run: Run, tmp_path: Path) -> None:
    """Of 24 591 starred months 780 can be worked out, and so many keep 2, 3 or 4 values.

    The figures are those of another program, by exhaustive use of another solver.
    """
    found = exported(run, tmp_path, TILT140)
    assert found.obeyed()
    months = found.unsafe(3)
    assert len(months) == 24_591
    widths = Counter(cell.left[1] - cell.left[0] for cell in months if cell.left)
    assert widths == {0: 780, 1: 1_792, 2: 3_751, 3: 18_268}
    at_least_1 = [cell for cell in months if cell.left and cell.left[0] == cell.left[1] > 0]
    assert len(at_least_1) == 97
    # A starred mean of eleven months stands for a sum of at most 38.
    means = found.unsafe(38)
    assert len(means) == 2_230
    rounded = [(round(cell.left[0] / 11), round(cell.left[1] / 11)) for cell in means if cell.left]
    exact = [low for low, high in rounded if low == high]
    assert (len(exact), sum(mean > 0 for mean in exact)) == (28, 19)
    assert all(cell.left and cell.left[2] != "undecided" for cell in months + means)


def test_tilt100_gives_away_four_of_nine_months(run: Run, tmp_path: Path) -> None:
    """With one month the mean repeats it, so that each star stands twice."""
    found = exported(run, tmp_path, TILT100)
    assert found.obeyed()
    stars = [index for index, cell in found.cells.items() if cell.status == "u"]
    twins = [
        tuple(terms)
        for total, terms in found.constraints
        if total == 0 and sorted(terms.values()) == [-1, 1] and set(terms) <= set(stars)
    ]
    assert len(twins) == 9
    assert {index for pair in twins for index in pair} == set(stars)
    left = [[found.cells[index].left for index in pair] for pair in twins]
    assert all(one == other for one, other in left)
    exact = [one for one, _other in left if one and one[2] == "exact"]
    assert len(exact) == 4
    assert all(one[0] > 0 for one in exact)


def test_several_reports_are_one_system(run: Run, tmp_path: Path) -> None:
    """A star of one report that the other gives away is exact when both are there."""
    group, overview = RIGHT["TA501"].split(NEXT_FILE)
    for old in ("308 305 311", "150 149 151", "158 156 160"):
        group = group.replace(old, "* * *")
    overview = overview.replace("318 315 321", "11 11 11").replace("308 305 311", "* * *")
    for name, text in (("a.txt", group), ("b.txt", overview)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    alone = exported(run, tmp_path, "a.txt")
    both = exported(run, tmp_path, "a.txt", "b.txt")
    assert alone.obeyed()
    assert both.obeyed()
    assert {cell.left for cell in alone.unsafe(3)} == {(0, 3, "open")}
    # I alt and Oppfølging in two months are 1; Mentor and Jobbklubb add up to it.
    assert Counter(cell.left for cell in both.unsafe(3)) == {
        (1, 1, "exact"): 4,
        (0, 1, "narrowed"): 4,
    }


def test_inequalities_get_a_slack_cell(run: Run, tmp_path: Path) -> None:
    """Where a row is lost the parts are at most the whole: an m cell takes up the rest."""
    text = WRONG["TA404"].replace("31 31 31", "10 10 10")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = exported(run, tmp_path, "a.txt")
    assert found.obeyed()
    slack = [cell for cell in found.cells.values() if cell.status == "m" and cell.low == 0]
    assert [cell.left for cell in slack] == [(10, 10, "exact")] * 2


def test_a_report_that_contradicts_itself_has_no_system(run: Run, tmp_path: Path) -> None:
    """Nothing is written, and the remedy is said; the exit code is 3."""
    (tmp_path / "a.txt").write_text(WRONG["TA201"], encoding="utf-8")
    done = run("export", "a.txt", "--to", "jj", "--reveal")
    assert (done.returncode, done.stdout) == (3, "")
    assert "no values of the stars obey all identities; tiltak-audit check shows" in done.stderr


def test_values_are_not_given_away_unasked(run: Run, tmp_path: Path) -> None:
    """Without --reveal nothing is written, and the reason is said."""
    done = run("export", TILT100, "--to", "jj", "--output", "out.jj")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--to jj needs --reveal" in done.stderr
    assert not (tmp_path / "out.jj").exists()

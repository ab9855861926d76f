"""Damage never turns into a wrong figure without a word."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests import damage
from tests.conftest import TILT100, TILT140
from tiltak_audit.errors import UnreadableError
from tiltak_audit.model.report import Report

Damage = Callable[[str, random.Random], str]

# Share of all cells that may be wrong without a remark within six lines, in percent.
KINDS: dict[str, tuple[Damage, float]] = {
    "1 % of lines dropped": (lambda text, rng: damage.drop_lines(text, rng, 0.01), 0.1),
    "5 % of lines dropped": (lambda text, rng: damage.drop_lines(text, rng, 0.05), 1.0),
    "truncated": (damage.truncate, 0.0),
    "pages duplicated": (damage.duplicate_pages, 0.0),
    "pages reordered": (damage.reorder_pages, 0.0),
    "junk inserted": (damage.insert_junk, 0.0),
}

# How often a dump is damaged in a way.
SEEDS = [
    ("tilt100", 12),
    ("tilt140", 2),
    pytest.param("tilt100", 40, marks=pytest.mark.slow),
    pytest.param("tilt140", 6, marks=pytest.mark.slow),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("name", "times"), SEEDS)
def test_no_wrong_figure_without_a_word(
    name: str, times: int, kind: str, request: pytest.FixtureRequest
) -> None:
    """Wrong cells have a remark near, and broken sums a layout finding in one of their tables."""
    report: Report = request.getfixturevalue(name)
    text = (TILT100 if name == "tilt100" else TILT140).read_text(encoding="utf-8")
    truth, _ = damage.cells_of(report)
    how, allowed = KINDS[kind]
    silent = 0
    for seed in range(times):
        try:
            hurt, result = damage.damaged(text, lambda t, s=seed: how(t, random.Random(s)))  # type: ignore[misc]
        except UnreadableError:
            continue
        silent += len(damage.silent(truth, hurt))
        assert damage.bare_violations(result) == []
    assert 100 * silent / (times * len(truth)) <= allowed


def test_most_of_a_damaged_report_is_still_read(tilt140: Report) -> None:
    """With one line in a hundred gone, 97 % of the cells are read, and rightly."""
    truth, _ = damage.cells_of(tilt140)
    text = TILT140.read_text(encoding="utf-8")
    hurt, _ = damage.damaged(text, lambda t: damage.drop_lines(t, random.Random(7), 0.01))
    cells, _ = damage.cells_of(hurt)
    assert sum(truth.get(key) == printed for key, printed in cells.items()) > 0.97 * len(truth)


@pytest.mark.parametrize("line", [132, 174, 641])
def test_a_lost_row_breaks_no_sum(line: int, tilt100: Report) -> None:
    """A row, a line of a label or a total taken out leaves a trace, so its sum is not judged.

    A row whose label lost a line is left unread, which is an error of reading.
    """
    lines = list(tilt100.lines)
    assert lines[line - 1]
    del lines[line - 1]
    _, result = damage.damaged("\n".join(lines), str)
    errors = [f for f in result.findings if f.severity.word == "error"]
    assert [f.code for f in errors if f.evidence or not f.unread] == []
    warned = [f.place.line for f in result.findings if f.severity.word != "info"]
    assert any(abs(found - line) <= 3 for found in warned)

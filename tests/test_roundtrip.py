"""Reading is the inverse of printing, and never guesses."""

from __future__ import annotations

import random
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import separators, true_reports, truths
from tests.truth import Truth, content
from tiltak_audit.demo.printer import Layout, text_of_report
from tiltak_audit.model.figure import Count, Figure
from tiltak_audit.model.mean import window
from tiltak_audit.model.remark import Ambiguous
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.reading.numbers import FlatReader, Open, WrongCount
from tiltak_audit.run.audit import audit


@settings(max_examples=150)
@given(true_reports, separators, st.integers(1, 12))
def test_parse_is_the_inverse_of_print(report: Report, separator: str, rows: int) -> None:
    """A printed report is read as itself; flattened, it is, or the row is remarked on."""
    read = read_bytes("printed.txt", text_of_report(report, Layout(separator, rows)).encode())
    if separator == "\u00a0":
        assert content(read) == content(report)
        assert read.notices == ()
    elif content(read) != content(report):
        assert {type(notice.remark) for notice in read.notices} == {Ambiguous}


@settings(max_examples=120)
@given(truths)
def test_a_true_report_is_never_accused(truth: Truth) -> None:
    """Counts that add up, rounded and starred, give no error and no warning."""
    reports = [
        read_bytes(name, text_of_report(report).encode())
        for name, report in (("group", truth.of_group()), ("overview", truth.overview()))
    ]
    result = audit(reports)
    assert [f.words.message for f in result.findings if f.severity.word != "info"] == []
    assert [link.groups for link in result.links] == [("Oppfølging",)]


def every_reading(groups: list[str], columns: int) -> list[tuple[str, ...]]:
    """Join neighbouring groups in every way that gives a number of figures."""
    found = []
    for joins in product((False, True), repeat=len(groups) - 1):
        figures = [groups[0]]
        for join, group in zip(joins, groups[1:], strict=True):
            if join:
                figures[-1] += " " + group
            else:
                figures.append(group)
        if len(figures) == columns and all(map(well_formed, figures)):
            found.append(tuple(figure.replace(" ", "") for figure in figures))
    return found


def well_formed(figure: str) -> bool:
    """Tell whether a figure could be printed so: thousands in threes, no leading zero."""
    if figure == "*":
        return True
    first, *others = figure.split(" ")
    if "*" in figure or len(others) > 2 or any(len(other) != 3 for other in others):
        return False
    return figure == "0" or not first.startswith("0")


def rounds_to(mean: Figure, months: tuple[str, ...]) -> bool:
    """Tell whether months, stars and all, can have a printed mean."""
    low = sum(0 if month == "*" else int(month) for month in months)
    high = low + 3 * months.count("*")
    allowed = window(mean, len(months))
    return low <= allowed.high and high >= allowed.low


group = st.one_of(st.just("*"), st.integers(0, 999).map(str), st.sampled_from(["007", "000"]))


@settings(max_examples=400)
@given(st.lists(group, min_size=1, max_size=9), st.integers(1, 4))
def test_the_splitter_equals_brute_force(groups: list[str], months: int) -> None:
    """Every reading of the right length is found, and one is taken only where one is left."""
    columns = months + 1
    found = FlatReader().read(" ".join(groups), months, mean=True)
    readings = every_reading(groups, columns)
    if isinstance(found, WrongCount):
        assert readings == []
        return
    if len(readings) > 1:
        readings = [r for r in readings if rounds_to(_figure(r[0]), r[1:])]
    if len(readings) > 1:
        readings = [r for r in readings if not {"0", "1", "2", "3"} & set(r)] or readings
    if isinstance(found, Open):
        assert len(readings) != 1
    else:
        assert [tuple(figure.printed for figure in found)] == readings


def _figure(text: str) -> Figure:
    from tiltak_audit.model.figure import SUPPRESSED

    return SUPPRESSED if text == "*" else Count(int(text))


def test_the_splitter_counts_its_steps() -> None:
    """Once the steps of a report are used up, lines that need a search are left open."""
    rng = random.Random(11)
    lines = [" ".join(str(rng.choice((100, 101, 899, 900))) for _ in range(26)) for _ in range(80)]
    reader = FlatReader(left=5_000)
    found = [reader.read(line, 12, mean=True) for line in lines]
    spent = [one for one in found if isinstance(one, Open) and one.spent]
    assert 0 < len(spent) < len(lines)
    # One line of twelve months takes a few thousand at the most.
    assert reader.left > -10_000
    # What needs no search is read all the same.
    assert isinstance(reader.read("5 5 5", 2, mean=True), tuple)

"""Blind width: a figure that moves as far as is said breaks nothing, and one further does."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from fractions import Fraction
from io import StringIO

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import TILT140, Run
from tests.engine_systems import Drawn, systems
from tests.pages import audit_text, parts_of
from tests.strategies import true_reports
from tests.truth import Truth
from tiltak_audit.engine.blind import UNHELD, blind_widths
from tiltak_audit.engine.system import system_of
from tiltak_audit.i18n import number
from tiltak_audit.identities.blind import Blind, Summary, blind_of, summed_up, together
from tiltak_audit.identities.identity import Balance, Verdict
from tiltak_audit.identities.judge import judge
from tiltak_audit.identities.observations import observe
from tiltak_audit.identities.system import joint_of
from tiltak_audit.identities.within import identities_within
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.figure import count
from tiltak_audit.model.period import MEAN
from tiltak_audit.model.report import Report
from tiltak_audit.render.json.blind import coverage_of
from tiltak_audit.render.terminal.blind import table_of
from tiltak_audit.render.terminal.console import console_for
from tiltak_audit.render.words.blind import sentence_of
from tiltak_audit.rules.rule import catalogue
from tiltak_audit.run.audit import Audit, audit

WRONG = {rule.code: parts_of(rule.page)["Wrong"] for rule in catalogue()}
RIGHT = {rule.code: parts_of(rule.page)["Right"] for rule in catalogue()}


@attrs.frozen
class Figure:
    """A printed figure, and how far it may move."""

    cell: Cell
    width: int | None


def figures_of(rows: Iterable[Blind]) -> list[Figure]:
    """List the figures of rows one by one."""
    return [
        Figure(Cell(one.report, one.table, one.row, column), width)
        for one in rows
        for column, width in one.widths.items()
    ]


def blind(result: Audit) -> list[Figure]:
    """Give how far each figure of an audit may move."""
    return figures_of(blind_of(result.reports, result.examined.belief.joint))


def summaries_of(figures: Iterable[Figure]) -> tuple[Summary, ...]:
    """Sum up figures one by one, those of months alone."""
    sections: dict[tuple[str, str], list[int | None]] = {}
    for one in figures:
        cell = one.cell
        if cell.period != MEAN:
            sections.setdefault((cell.report.path, cell.table.section), []).append(one.width)
    return tuple(
        Summary(path, section, len(some), tuple(sorted(one for one in some if one is not None)))
        for (path, section), some in sections.items()
    )


def moved(one: Figure, by: int) -> Report:
    """Give a report with one figure moved."""
    figures = list(one.cell.row.figures)
    figure = figures[one.cell.column]
    figures[one.cell.column] = count(int(figure.printed) + by)
    changed = attrs.evolve(one.cell.row, figures=tuple(figures))

    sections = tuple(
        attrs.evolve(
            section,
            tables=tuple(
                attrs.evolve(
                    table,
                    total=changed if table.total is one.cell.row else table.total,
                    rows=tuple(changed if given is one.cell.row else given for given in table.rows),
                )
                for table in section.tables
            ),
        )
        for section in one.cell.report.sections
    )
    return attrs.evolve(one.cell.report, sections=sections)


def broken(report: Report) -> int:
    """Count the violated identities of a report."""
    return sum(
        verdict is Verdict.VIOLATED
        for identity in identities_within(observe(report))
        for _period, verdict in judge(identity)
    )


def assert_exact(one: Figure) -> None:
    """Move a figure further than it can move, both ways; between them its width is not used up."""
    width = one.width
    assert width is not None
    value = int(one.cell.row.figures[one.cell.column].printed)
    assert broken(moved(one, width + 1)) > 0
    if width < value:
        assert broken(moved(one, -width - 1)) > 0
    fits = [by for by in range(-min(value, width), width + 1) if broken(moved(one, by)) == 0]
    assert 0 in fits
    assert fits[-1] - fits[0] <= width


@settings(max_examples=20)
@given(report=true_reports, choice=st.randoms(use_true_random=False))
def test_figures_of_true_reports(report: Report, choice: random.Random) -> None:
    """A figure that moves further than its width breaks an identity."""
    figures = blind(audit([report]))
    wide = [one for one in figures if one.width]
    means = [one for one in figures if one.cell.period == MEAN]
    for group in (figures, wide, means):
        for one in choice.sample(group, min(4, len(group))):
            assert_exact(one)


@pytest.mark.parametrize("times", [1, pytest.param(5, marks=pytest.mark.slow)])
def test_figures_of_tilt140(tilt140: Report, times: int) -> None:
    """The same for a sample of TILT140, damaged as it is; the widths are what is known of it."""
    figures = blind(audit([tilt140]))
    rng = random.Random(20_251_102)
    wide = [one for one in figures if one.width is not None and one.width > 8]
    means = [one for one in figures if one.cell.period == MEAN and one.width]
    for one in (one for group in (figures, wide, means) for one in rng.sample(group, times)):
        assert_exact(one)
    printed = [
        figure.printed
        for table in tilt140.tables
        for row in table.printed()
        for figure in row.figures
        if figure.printed != "*"
    ]
    assert [one.cell.row.figures[one.cell.column].printed for one in figures] == printed
    summaries = summaries_of(figures)
    assert summed_up([tilt140], audit([tilt140]).examined.joint) == summaries
    whole = together(tilt140.path, summaries)
    # A mean printed over eleven months leaves each of them eleven values.
    assert whole.quantile(Fraction(1, 2)) == 10


def test_a_figure_printed_elsewhere_cannot_move(tilt140: Report) -> None:
    """A total that another table prints too is checked to the unit."""
    widths = [one.width for one in blind(audit([tilt140])) if one.cell.table.section == "Tiltak"]
    assert set(widths) == {0}
    whole = blind(audit_text(RIGHT["TA201"]))
    # The mean of two months whose sum is odd may be printed in two ways.
    assert {(one.cell.period == MEAN, one.width) for one in whole} == {
        (False, 0),
        (True, 1),
    }
    assert sentence_of(summaries_of(whole), whole[0].cell.report.path) == (
        "no month figure can move without breaking an identity"
    )


def test_a_mean_printed_twice_is_compared_as_printed() -> None:
    """Over an even number of months two means may stand for one sum, yet are one figure."""
    kjonn = RIGHT["TA201"].replace("Kvinner 150 149 151", "Kvinner * * *")
    kjonn = kjonn.replace("Menn 158 156 160", "Menn * * *").replace("308 305 311", "4 * *")
    figures = blind(audit_text(kjonn))
    assert [(one.cell.period, one.width) for one in figures] == [(MEAN, 4)]
    alder = kjonn.replace("Tiltak og kjønn", "Tiltak og alder")
    alder = alder.replace("Kvinner", "20-24 år").replace("Menn", "25-29 år")
    figures = blind(audit_text(f"{kjonn} {alder}"))
    assert {one.width for one in figures} == {0}


def test_a_whole_with_rows_lost_may_rise() -> None:
    """Where the rows only must not exceed their total, nothing limits them from both sides."""
    result = audit_text(WRONG["TA404"].replace("31 31 31", "10 10 10"))
    parts = [
        identity
        for judged in result.judged
        for identity, _ in judged.verdicts
        if isinstance(identity, Balance) and identity.at_most
    ]
    rows = blind_of(result.reports, joint_of(parts))
    figures = figures_of(rows)
    assert {one.width for one in figures} == {None}
    (section,) = summaries_of(figures)
    assert (section.figures, section.unchecked, section.widths) == (12, 12, ())
    assert {cell.width for cell in coverage_of((section,), rows).cells} == {None}
    said = sentence_of(summaries_of(figures), result.reports[0].path)
    assert said == "12 month figures are in no identity that limits them"


@given(systems(solvable=True))
def test_no_value_beyond_the_width_obeys_every_row(drawn: Drawn) -> None:
    """Tried value by value: those that each row by itself can allow span at most the width."""
    widths = blind_widths(drawn.system)
    for variable in range(len(drawn.low)):
        rows = [(least, most, dict(terms)) for least, most, terms in drawn.rows]
        held = [(least, most, terms) for least, most, terms in rows if variable in terms]
        assert (widths[variable] == UNHELD) == (not held)
        allowed = [
            value
            for value in range(-40, 41)
            if held and all(_allows(drawn, variable, value, row) for row in held)
        ]
        assert not allowed or allowed[-1] - allowed[0] <= widths[variable]


def _allows(drawn: Drawn, variable: int, value: int, row: tuple[int, int, dict[int, int]]) -> bool:
    least, most, terms = row
    rest = [(f, v) for v, f in terms.items() if v != variable]
    own = terms[variable] * value
    low = own + sum(min(f * drawn.low[v], f * drawn.high[v]) for f, v in rest)
    high = own + sum(max(f * drawn.low[v], f * drawn.high[v]) for f, v in rest)
    return low <= most and least <= high


def test_a_sum_with_stars_leaves_as_many_values_as_its_stars() -> None:
    """X + y + z = 40 with two unknowns of 0 to 3 leaves x six values beside its own."""
    sums = system_of([35, 0, 0], [35, 3, 3], [(40, 40, [(0, 1), (1, 1), (2, 1)])])
    assert blind_widths(sums)[0] == 6
    both = system_of([35, 0, 5], [35, 3, 5], [(40, 40, [(0, 1), (1, 1), (2, 1)])])
    assert blind_widths(both)[0] == 3


def test_without_rows_nothing_is_held() -> None:
    """A system of no rows holds no variable."""
    assert (blind_widths(system_of([0, 1], [3, 3], [])) == UNHELD).all()


def test_quantiles_are_widths_that_occur() -> None:
    """At least the share of the figures moves by no more; of none nothing is said."""
    one = Summary("", "", 6, (0, 1, 1, 4, 9))
    shares = [Fraction(0), Fraction(1, 5), Fraction(1, 2), Fraction(9, 10), Fraction(1)]
    assert [one.quantile(share) for share in shares] == [0, 0, 1, 9, 9]
    assert one.unchecked == 1
    assert Summary("", "", 2, ()).quantile(Fraction(1, 2)) is None


def test_the_document_and_the_terminal_say_the_same(run: Run) -> None:
    """Sections and cells in the JSON, a line and, on demand, a table for people."""
    document = json.loads(run("check", TILT140, "--format", "json").stdout)["coverage"]
    by_section: dict[str, list[int]] = {}
    for cell in document["cells"]:
        if cell["period"] != MEAN:
            by_section.setdefault(cell["section"], []).append(cell["width"])
    assert [one["section"] for one in document["sections"]] == list(by_section)
    for one in document["sections"]:
        widths = sorted(by_section[one["section"]])
        assert one["figures"] == len(widths)
        assert one["unchecked"] == 0
        assert one["median"] == widths[(len(widths) - 1) // 2]
        assert one["largest"] == widths[-1]
    every = sorted(width for widths in by_section.values() for width in widths)
    said = f"a month figure can move by 0–{every[-1]} (median {every[(len(every) - 1) // 2]})"
    plain = run("check", TILT140).stdout
    assert said in plain
    assert "in no identity" not in plain
    table = run("check", TILT140, "--coverage").stdout
    assert said in table
    last = document["sections"][-1]
    row = [line for line in table.splitlines() if line.startswith("  Tiltak og kommune ")][1]
    cells = row.removeprefix("  Tiltak og kommune").replace(" 132", "132").split()
    assert cells[:2] == [str(last["figures"]), str(last["median"])]
    assert cells[3:] == [str(last["largest"]), "–"]


def test_a_figure_in_no_identity() -> None:
    """A row that no identity names is unchecked."""
    truth = Truth(1, 2).of_group()
    rows = blind_of([truth], joint_of(()))
    figures = figures_of(rows)
    assert {one.width for one in figures} == {None}
    assert all(one.unchecked == one.figures for one in summaries_of(figures))
    assert {cell.width for cell in coverage_of((), rows).cells} == {None}
    shown = StringIO()
    console_for(shown).print(table_of(summaries_of(figures), truth.path))
    months = sum(one.cell.period != MEAN for one in figures)
    assert shown.getvalue().split("Total")[1].split() == [
        *number(months).split(),
        *"–––",
        *number(months).split(),
    ]
    assert summed_up([truth], joint_of(())) == summaries_of(figures)
    assert sentence_of(summaries_of(figures), truth.path) == (
        f"{number(months)} month figures are in no identity that limits them"
    )
    assert sentence_of((), truth.path) == ""


def test_a_section_of_stars_alone_has_no_widths() -> None:
    """What is asked of no single figure, too, leaves out what has no figure to ask of."""
    rows = "I alt mentor * * *\n\nKvinner * * *\n\nMenn * * *"
    result = audit_text(WRONG["TA201"].partition("I alt")[0] + rows + "\n")
    assert result.reports[0].tables
    assert blind(result) == []
    joint = result.examined.joint
    assert summed_up(result.reports, joint) == summaries_of(blind(result)) == ()

"""Reports of one call: what is held against what, and what disagreements come to."""

from __future__ import annotations

import json
import re

import pytest

from tests.answering import serious
from tests.conftest import ROOT, Run
from tests.pages import parts_of
from tiltak_audit.demo.year import PrintedYear
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.export.tidy import csv_of, observations
from tiltak_audit.identities.pairs import Relation, Why
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.rules.rule import catalogue
from tiltak_audit.run.audit import Audit, audit

YEAR = PrintedYear(7)
REAL = ROOT / "tests" / "real"


def release(month: int, **changed: str) -> list[Report]:
    """Read a release; the texts of some reports, by code, are others."""
    texts = {code: changed.get(code, YEAR.text(code, month)) for code in YEAR.codes}
    return [read_bytes(YEAR.name(code, month), text.encode()) for code, text in texts.items()]


def said(found: Audit) -> list[tuple[str, str, str | None]]:
    """Say what every two reports are to each other."""
    return [
        (pair.one.path, pair.relation.value, pair.why.value if pair.why else None)
        for pair in found.pairs
    ]


def test_every_group_is_held_against_the_overview() -> None:
    """In a release of nine reports eight pairs are compared, and twenty-eight share no person."""
    found = audit(release(4))
    compared = [pair for pair in found.pairs if pair.why is None]
    assert [pair.relation for pair in compared] == [Relation.OVERVIEW] * 8
    assert all(pair.figures > 100 and pair.differ == 0 for pair in compared)
    assert {pair.months for pair in compared} == {tuple(f"2025-0{at}" for at in range(1, 5))}
    others = [pair for pair in found.pairs if pair.why]
    assert {(pair.relation, pair.why) for pair in others} == {(Relation.GROUPS, Why.PERSONS)}
    assert len(others) == 28


def test_a_report_that_is_there_twice_is_told_and_counted_once() -> None:
    """The same text under another name gives no finding, no star and no identity more."""
    once = read_bytes("a.txt", YEAR.text("TILT140", 3).encode())
    again = read_bytes("b.txt", YEAR.text("TILT140", 3).encode())
    alone, both = audit([once], Attacker()), audit([once, again], Attacker())
    assert said(both) == [("a.txt", "copy", None)]
    assert [one.code for one in both.findings] == [one.code for one in alone.findings]
    assert alone.disclosure
    assert both.disclosure
    assert both.disclosure.suppressed == alone.disclosure.suppressed > 100
    assert both.tally() == alone.tally()
    assert both.checked == (True, True)


def forms(put: str, row: str = "Tiltak og kjønn,mentor,Menn,,2025-02,") -> Audit:
    """Audit a report and its export, in which a figure is put otherwise."""
    report = read_bytes("a.txt", YEAR.text("TILT140", 3).encode())
    found = re.search(rf"{re.escape(row)}(.*)", csv_of([report]))
    assert found
    text = csv_of([report]).replace(found[0], row + put.format(line=found[1].split(",")[-1]))
    return audit([report, read_bytes("a.csv", text.encode())], Attacker())


def test_one_edition_in_two_forms_is_one() -> None:
    """A text and its export as CSV print the same figures, and the stars are counted once."""
    report = read_bytes("a.txt", YEAR.text("TILT140", 3).encode())
    both = audit([report, read_bytes("a.csv", csv_of([report]).encode())], Attacker())
    (pair,) = both.pairs
    assert (pair.relation, pair.why, pair.differ) == (Relation.FORMS, None, 0)
    assert pair.figures == len(list(observations(report)))
    alone = audit([report], Attacker())
    assert alone.disclosure
    assert both.disclosure
    assert both.disclosure.suppressed == alone.disclosure.suppressed
    assert both.tally() == alone.tally()


def test_a_figure_that_is_another_one_in_the_other_form() -> None:
    """The sums of the form that is wrong and the right form accuse the same figure."""
    found = forms("999,999,999,999,{line}")
    (error,) = [one for one in serious(found) if one.severity.word == "error"]
    assert {"TA201", "TA507"} <= {*error.codes}
    culprit = error.culprit
    assert culprit
    assert [(one.cell.report.path, one.cell.row.label) for one in culprit.suspects] == [
        ("a.csv", "Menn")
    ]
    assert culprit.certainty.value == "certain"


def test_a_star_that_the_other_form_shows() -> None:
    """It can be worked out, and the finding says by which file."""
    true = YEAR.report("TILT140", 3)
    report = read_bytes("a.txt", YEAR.text("TILT140", 3).encode())
    alone = audit([report], Attacker())
    assert alone.disclosure
    known = {one.cell.row.line for one in alone.disclosure.exposures}
    table, row = next(
        (at, place)
        for at, table in enumerate(report.tables)
        for place, row in enumerate(table.rows)
        if table.section == "Tiltak og kommune"
        and row.figures[2].printed == "*"
        and row.line not in known
    )
    of, star = report.tables[table], report.tables[table].rows[row]
    count = true.value(table, row + 1, 2)
    begun = ",".join([of.section, of.label, star.label, star.code, "2025-02", ""])
    found = forms(f"{count},{count},{count},{count},{{line}}", begun)
    assert found.disclosure
    told = [one for one in found.disclosure.spills if one.by]
    assert {report.path for one in told for report in one.by} == {"a.csv"}
    assert star.line in {leak.exposure.cell.row.line for one in told for leak in one.leaks}


def test_what_is_held_against_one_form_is_not_held_against_the_other() -> None:
    """The overview meets the text; of its export it is said that the text was taken."""
    texts = {code: YEAR.text(code, 3) for code in ("TILT100", "TILT140")}
    report, overview = (read_bytes(f"{code}.txt", texts[code].encode()) for code in texts)
    again = read_bytes("a.csv", csv_of([overview]).encode())
    assert said(audit([report, overview, again])) == [
        ("TILT100.txt", "overview", None),
        ("TILT100.txt", "unknown", "other-form"),
        ("TILT140.txt", "forms", None),
    ]


def test_two_files_that_say_they_are_one_edition_and_are_not() -> None:
    """They are named by one finding; no figure of the one is accused by the other."""
    texts = [PrintedYear(seed).text("TILT140", 2) for seed in (7, 8)]
    found = audit(read_bytes(f"{at}.txt", text.encode()) for at, text in enumerate(texts))
    (mixed,) = serious(found)
    assert mixed.code == "TA508"
    assert "is of the same edition" in mixed.words.message


def test_forms_of_which_one_lacks_a_month() -> None:
    """A table of which one file prints January and the other February has no figure in both."""
    whole = parts_of(next(one.page for one in catalogue() if one.code == "TA201"))["Right"]
    other = whole.replace("og kjønn", "og alder").replace("Kvinner", "20-24 år")
    other = other.replace("Menn", "25-29 år")
    parts = [
        re.sub(r" Februar$| \d+$", "", other, flags=re.MULTILINE),
        re.sub(r"Januar (?=Februar$)| \d+(?= \d+$)", "", other, flags=re.MULTILINE),
    ]
    (pair,) = audit(
        read_bytes(f"{at}.txt", f"{whole} {part}".encode()) for at, part in enumerate(parts)
    ).pairs
    # All that the first table prints, and nothing of the other one.
    assert (pair.relation, pair.figures) == (Relation.FORMS, 3 * 3)


def test_an_order_that_is_there_twice() -> None:
    """Its observations are known by what they are of; of a report of persons it has none."""
    order = (REAL / "a5-tidy-order.xlsx").read_bytes()
    given = [read_bytes(name, order) for name in ("a.xlsx", "b.xlsx")]
    report = read_bytes("c.txt", YEAR.text("TILT140", 2).encode())
    twice, *others = audit([*given, report]).pairs
    assert twice.relation in {Relation.COPY, Relation.FORMS}
    assert twice.figures > 0
    assert twice.differ == 0
    assert {one.why for one in others} == {Why.FIGURES}


def test_two_editions_are_not_compared_as_one() -> None:
    """They are said to be two, and no figure of one is held against the other."""
    texts = [YEAR.text("TILT140", month) for month in (3, 4)]
    old, new = (read_bytes(f"{at}.txt", text.encode()) for at, text in enumerate(texts))
    found = audit([old, new], Attacker())
    assert said(found) == [("0.txt", "editions", "other-edition")]
    assert found.disclosure
    alone = [audit([one], Attacker()).disclosure for one in (old, new)]
    assert found.disclosure.suppressed == sum(one.suppressed for one in alone if one)


def test_a_report_of_another_edition_among_those_of_a_release() -> None:
    """It is named, by one finding, whichever of the nine it is; no figure of it is accused."""
    for code in ("TILT100", "TILT140"):
        found = audit(release(5, **{code: YEAR.text(code, 4)}))
        (mixed,) = serious(found)
        assert (mixed.code, mixed.place.path) == ("TA508", YEAR.name(code, 5))


def test_editions_of_which_each_has_its_overview_do_not_meet() -> None:
    """Two releases in one call are two: no report is held against the other edition's overview."""
    found = audit([*release(3), *release(4)])
    assert serious(found) == []
    links = [pair for pair in found.pairs if pair.relation is Relation.OVERVIEW]
    compared = [pair for pair in links if pair.figures]
    assert len(links) == 32
    assert len(compared) == 16
    assert all(pair.one.period == pair.other.period for pair in compared)


@pytest.mark.parametrize("code", ["TILT100", "TILT140"])
def test_the_culprit_is_certain_where_two_reports_speak(code: str) -> None:
    """A total of the group in one of both reports is another one: that figure, and nothing else."""
    texts = {one: YEAR.text(one, 6) for one in ("TILT100", "TILT140")}
    true = {one: read_bytes(f"{one}.txt", text.encode()) for one, text in texts.items()}
    cell = _group_figure(true[code])
    place, lines = cell.place, texts[code].split("\n")
    line = lines[place.line - 1]
    lines[place.line - 1] = (
        line[: place.column - 1] + str(cell.printed.low + 30) + line[place.end_column - 1 :]
    )
    texts[code] = "\n".join(lines)
    found = audit(read_bytes(f"{one}.txt", text.encode()) for one, text in texts.items())
    (error,) = serious(found)
    assert "TA501" in error.codes
    assert error.culprit
    assert error.culprit.certainty.value == "certain"
    assert [one.cell.place for one in error.culprit.suspects] == [place]


def _group_figure(report: Report) -> Cell:
    """Give March of the group of TILT140 among jobseekers."""
    for table in report.tables:
        rows = [row for row in table.printed() if table.label.startswith("Arbeidssøkere")]
        if table.section == "Arbeidsmarkedsstatus og tiltaksgruppe":
            return next(Cell(report, table, row, 3) for row in rows if row.label == "Oppfølging")
        if table.section == "Arbeidsmarkedsstatus og tiltak" and rows:
            return Cell(report, table, rows[0], 3)
    raise AssertionError


def test_orders_of_different_months_share_nothing(run: Run) -> None:
    """The call says so of each pair, in JSON and for people."""
    orders = [str(REAL / f"ledighet_2025-{month}.xlsx") for month in ("01", "11")]
    document = json.loads(run("check", *orders, "--format", "json").stdout)
    assert document["across"] == [
        {
            "path": orders[0],
            "other": orders[1],
            "relation": "editions",
            "why": "no-month",
            "months": [],
            "groups": [],
            "figures": 0,
            "differ": 0,
        }
    ]
    said = run("check", *orders, "--lang", "en", "--no-disclosure").stdout
    assert " ".join(said.split()).count("no month in common") == 1
    said = run("check", *orders, "--lang", "en", "--format", "markdown").stdout
    assert said.count("no month in common") == 1

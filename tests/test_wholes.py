"""Shares held against counts: those of one whole are of some number of persons."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

import attrs
import pytest

from tests.conftest import ROOT
from tiltak_audit.identities.ratios import wholes_of
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.figure import Share, share
from tiltak_audit.model.report import Report, Row, Section, Table
from tiltak_audit.parsing.read import read, read_bytes
from tiltak_audit.plausibility.wholes import OddMonth, OddShare, odd_shares
from tiltak_audit.rules.rule import findings_of
from tiltak_audit.run.audit import audit
from tiltak_audit.run.plausible import soft_findings

REAL = ROOT / "tests" / "real"
ORDERS = ["ledighet_2025-01.xlsx", "ledighet_2025-11.xlsx"]
HL060 = "reports/HL060_2022-10.xlsx"

HEAD = "År-måned;Nivå;Region;Arbeidsmarkedsstatus;Kjønn;Beh personer;% av arbeidsstyrken\n"
OSLO = "202501;Fylke;03 Oslo"


def order(*rows: str) -> Report:
    """Read an order of Oslo: status, kjønn, count and share a row."""
    text = HEAD + "".join(f"{OSLO};{row}\n" for row in rows)
    return read_bytes("order.csv", text.encode())


@pytest.mark.parametrize(("count", "decimals"), [(0, 1), (7, 0), (50, 1), (333, 2)])
def test_bounds_are_those_of_rounding(count: int, decimals: int) -> None:
    """A whole is within the bounds of a share just where the count's share of it rounds to that.

    By decimal arithmetic; of halves both ways to round are taken.
    """
    step = Decimal(1).scaleb(-decimals)
    for whole in range(max(count, 1), 9 * count + 90):
        exact = Decimal(100 * count) / whole
        printed = {
            str(exact.quantize(step, rounding)).replace(".", ",")
            for rounding in (ROUND_HALF_UP, ROUND_HALF_DOWN)
        }
        for text in printed:
            found = wholes_of(Share(text), 100, count, count)
            assert found.low <= whole
            assert found.high is None or whole <= found.high
        beyond = str(exact.quantize(step, ROUND_HALF_UP) + step).replace(".", ",")
        found = wholes_of(Share(beyond), 100, count, count)
        assert found.high is not None
        assert found.high < whole or beyond in printed


@pytest.mark.parametrize("name", [*ORDERS, "nedsatt_2025-10.xlsx", HL060])
def test_true_files_agree(name: str) -> None:
    """NAV's own files: no share is of another whole than those beside it."""
    report = read(str(REAL / name))
    assert report.shares
    assert list(odd_shares(report)) == []


@pytest.mark.parametrize(
    "rows",
    [
        # 3 as 2,6 is of 117 at most, 40 as 8,0 of 497 at least.
        ["Helt ledige;Menn;40;8,0", "Delvis ledige;Menn;*;2,6", "På tiltak;Menn;*;2,6"],
        # 400 as 108,0 is of more than 370 and less than 371.
        ["Helt ledige;Menn;400;108,0", "Delvis ledige;Menn;*;0,6"],
    ],
)
def test_a_share_is_held_against_stars_alone(rows: list[str]) -> None:
    """Who may be nobody, so that it is not said what share it would be of them."""
    (found,) = odd_shares(order(*rows))
    assert [one.count.table.label for one in found.odd] == ["Helt ledige · Menn"]
    assert found.wholes.low == 0
    (told,) = findings_of(found)
    assert told.code == "TA406"
    assert not any("of so many persons" in note for note in told.words.notes)


def changed(report: Report, at: Cell, printed: str) -> Report:
    """Print another share in one place."""

    def row(one: Row) -> Row:
        shares = [*one.shares]
        shares[at.column] = share(printed)
        return attrs.evolve(one, shares=tuple(shares)) if one is at.row else one

    def table(one: Table) -> Table:
        return attrs.evolve(one, rows=tuple(map(row, one.rows)))

    def section(one: Section) -> Section:
        return attrs.evolve(one, tables=tuple(map(table, one.tables)))

    return attrs.evolve(report, shares=tuple(map(section, report.shares)))


def cells(report: Report) -> Iterator[tuple[Cell, Share]]:
    """List the shares of rows that are large enough to tell something."""
    for section in report.shares:
        for table in section.tables:
            for row in table.rows:
                for column, one in enumerate(row.shares):
                    if isinstance(one, Share) and one.value >= 1:
                        yield Cell(report, table, row, column), one


@pytest.mark.parametrize(("name", "kind"), [(ORDERS[0], OddShare), (HL060, OddMonth)])
def test_a_share_that_is_doubled_is_found(name: str, kind: type[OddShare]) -> None:
    """Planted into NAV's files, twenty times: one finding, which names the share among its odd."""
    report = read(str(REAL / name))
    sure = 0
    for cell, one in random.Random(1).sample(list(cells(report)), 20):
        (found,) = odd_shares(changed(report, cell, str(2 * one.value).replace(".", ",")))
        assert type(found) is kind
        places = [ratio.share.place for ratio in found.odd]
        assert [(at.line, at.period) for at in places].count((cell.place.line, cell.period)) == 1
        sure += len(places) == 1
    assert sure >= 10


def test_a_share_of_another_whole_is_told_with_what_it_should_be() -> None:
    """500 of 400 / 2,0 % = 100 / 0,5 % = 20 000 or so are 2,5 %, and not 5,2 %."""
    report = order(
        "Helt ledige;Kvinner;400;2,0", "Delvis ledige;Kvinner;100;0,5", "På tiltak;Kvinner;500;5,2"
    )
    (told,) = soft_findings(audit([report]), ())
    assert (told.code, told.place.table) == ("TA406", "På tiltak · Kvinner")
    # 400 / 2,05 % and 400 / 1,95 %; 500 / 5,25 % and 500 / 5,15 %.
    assert "500 as 5,2 % would be of 9 524 to 9 708 persons" in told.words.message.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "19 513 to 20 512" in told.words.message.replace("\N{NO-BREAK SPACE}", " ")
    assert any("500 are 2,4–2,6 %" in note for note in told.words.notes)


def test_what_says_little_is_not_told() -> None:
    """A star is 0 to 3, a share of 0,0 % is of any number from some on, and kjønn are apart."""
    report = order(
        "Helt ledige;Kvinner;400;2,0",
        "Delvis ledige;Kvinner;*;0,0",
        "På tiltak;Kvinner;9;0,0",
        "Helt ledige;Menn;400;8,0",
    )
    assert list(odd_shares(report)) == []


def test_a_count_that_an_error_accuses_is_told_once() -> None:
    """A sum that breaks on the count says it all."""
    rows = ["Helt ledige;Menn;300;2,0", "Helt ledige;Begge kjønn;700;2,0"]
    rows += ["Delvis ledige;Kvinner;100;0,5", "Delvis ledige;Menn;*;0,0"]
    rows.append("Delvis ledige;Begge kjønn;100;0,3")
    wrong = order("Helt ledige;Kvinner;900;2,0", *rows)
    (odd,) = odd_shares(wrong)
    assert len(odd.odd) == 2
    found = audit([wrong])
    assert found.findings[0].severity.word == "error"
    assert list(soft_findings(found, ())) == []
    right = order("Helt ledige;Kvinner;400;4,0", *rows)
    assert [one.code for one in soft_findings(audit([right]), ())] == ["TA406"]

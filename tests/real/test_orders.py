"""A county's monthly orders are read to the last count, and what is wrong in them is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import Run, seldom
from tests.real.orders import HERE, ORDERS, book_of, planted, saved, told, told_shares
from tiltak_audit.export.tidy import observations, share_observations
from tiltak_audit.findings.severity import Severity
from tiltak_audit.identities.identity import Law, Verdict
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read, read_bytes
from tiltak_audit.run.audit import Audit, audit

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")

LEDIGHET = HERE / "ledighet_2025-01.xlsx"
LATER = HERE / "ledighet_2025-11.xlsx"
NEDSATT = HERE / "nedsatt_2025-10.xlsx"

# Sheets whose every figure is held by an equality; of vacancies kommuner are at most the fylke.
HELD = {LEDIGHET: "", LATER: "^(?!Telemark)|^Telemark$", NEDSATT: ""}


def _audited(data: bytes) -> Audit:
    return audit([read_bytes("planted.xlsx", data)])


def _name(path: Path) -> str:
    return path.stem


def _known_by(region: str, path: Path) -> str:
    """Give the code of a region, or its first name where the file has names alone."""
    code, _, name = region.strip().partition(" ")
    if path == NEDSATT or not code.isdigit():
        return (name if code.isdigit() else region).partition(" - ")[0].strip()
    return code


@pytest.mark.parametrize("path", ORDERS, ids=_name)
def test_every_count_is_the_one_that_openpyxl_reads(path: Path) -> None:
    """Sheet, row, categories, region and figure of every count are those of the file."""
    expected = Counter(
        (one.sheet, one.row, one.table, _known_by(one.region, path), str(one.value))
        for one in told(book_of(path))
    )
    found = Counter(
        (one.section, one.line, one.table, _known_by(f"{one.code} {one.row}", path), one.printed)
        for one in observations(read(str(path)))
    )
    assert expected == found


@pytest.mark.parametrize("path", ORDERS, ids=_name)
def test_the_month_is_the_one_of_the_file(path: Path) -> None:
    """Every observation is of the month that the name of the file tells."""
    assert {path.stem.partition("_")[2]} == {one.period for one in observations(read(str(path)))}


def test_regions_named_without_a_code_get_the_register_s() -> None:
    """Names alone are looked up on their level: Oslo the fylke is 03, Bamble the kommune 4012."""
    codes = {one.row: one.code for one in observations(read(str(NEDSATT)))}
    assert (
        codes["Oslo"],
        codes["Bamble"],
        codes["Troms - Romsa - Tromssa"],
        codes["Landet"],
    ) == ("03", "4012", "55", "")


@pytest.mark.parametrize("path", ORDERS, ids=_name)
def test_nothing_is_wrong_in_the_orders(path: Path) -> None:
    """No identity of a published order is violated, and no line of it is left unread."""
    report = read(str(path))
    result = audit([report])
    verdicts = Counter(verdict for _, _, _, verdict in result.tally().elements())
    assert (verdicts[Verdict.VIOLATED], len(report.notices)) == (0, 0)
    assert {"TA121"} >= {finding.code for finding in result.findings}


def test_a_region_that_is_left_out_is_told_as_such() -> None:
    """Without Ukjent the fylker fall short of the country by what the sheets say, and no more."""
    values = {(one.sheet, one.table, one.region): one.value for one in told(book_of(LEDIGHET))}
    short = [
        int(whole) - sum(
            int(value) for (sheet, of, _), value in values.items()
            if (sheet, of) == ("Fylker", table)
        )
        for (sheet, table, _), whole in values.items()
        if sheet == "Landet"
    ]  # fmt: skip
    (finding,) = audit([read(str(LEDIGHET))]).findings
    assert finding.code == "TA121"
    assert f"by {min(short)} to {max(short)}, in {len(short)} tables" in finding.words.message


def test_fylker_are_the_country_where_ukjent_is_listed() -> None:
    """The edition of November lists Ukjent: 39 sums over fylker are judged, and hold."""
    laws = Counter(
        (law.value, verdict) for _, _, law, verdict in audit([read(str(LATER))]).tally().elements()
    )
    assert laws["region-hierarchy", Verdict.SATISFIED] == 39


def test_small_counts_are_told_once_a_sheet_where_they_are_starred() -> None:
    """Counts of 1 to 3 of kommuner are told; zeros, vacancies and what is never starred are not."""
    assert [one.code for one in audit([read(str(LATER))]).findings] == []
    book = book_of(LATER)
    sheet = book["Telemark yrkesbakgrunn arbeidss"]
    stars = [row for row in range(3, sheet.max_row + 1) if sheet.cell(row, 6).value == "*"]
    for row in stars[:2]:
        sheet.cell(row, 6).value, sheet.cell(row, 6).number_format = 2, "#,##0"
    findings = audit([read_bytes("small.xlsx", saved(book))]).findings
    (finding,) = (one for one in findings if one.code == "TA601")
    assert (finding.severity, len(finding.covers)) == (Severity.ERROR, 2)


@pytest.mark.parametrize("seed", seldom(range(3), often=1))
@pytest.mark.parametrize("kind", ["more", "fewer", "star", "dropped", "doubled"])
@pytest.mark.parametrize("path", HELD, ids=_name)
def test_a_planted_error_is_found(path: Path, kind: str, seed: int) -> None:
    """A changed, starred, dropped or doubled count of ten and more is found."""
    data, _one = planted(path, kind, seed, HELD[path])
    codes = {one.code for one in _audited(data).findings if one.severity is Severity.ERROR}
    assert codes & {"TA103", "TA401", "TA402", "TA403", "TA404", "TA405"}


@pytest.mark.parametrize("sheet", ["Landet", "Fylker"])
def test_each_level_is_held(sheet: str) -> None:
    """A count of the country, or of a fylke, that is changed breaks a sum of kjønn."""
    data, one = planted(LEDIGHET, "fewer", 7, f"^{sheet}$")
    found = [place.place for place in _audited(data).findings if place.code == "TA402"]
    assert found
    assert any(one.sheet == place.section for place in found)


def test_what_is_no_count_is_left_unread_with_its_place() -> None:
    """A text and a formula among counts, rows without region or month: all named and counted."""
    book = book_of(LEDIGHET)
    sheet = book["Fylker"]
    sheet["H3"], sheet["H4"], sheet["E5"], sheet["C6"] = "ca. 1200", "=1+1", None, "Q1"
    report = read_bytes("odd.xlsx", saved(book))
    said = [getattr(one.remark, "text", "") for one in report.notices]
    places = [report.origin.place(one.line) for one in report.notices]
    number = book.sheetnames.index("Fylker") + 1
    assert [(number, row) for row in (3, 4, 5, 6)] == places
    assert (report.unread.rows, report.unread.cells) == (4, 4)
    expected = ["H3 holds “ca. 1200”", "H4 holds", "no region", "no month"]
    assert all(one in text for one, text in zip(expected, said, strict=True))


@pytest.mark.parametrize("sheet", ["Fylker", "Landet"])
def test_what_was_not_read_is_no_reason_for_a_broken_sum(sheet: str) -> None:
    """Where a count is left unread, one of a table or all, the sums that need it are not judged."""
    book = book_of(LEDIGHET)
    book[sheet]["H3"] = "ca. 1200"
    result = _audited(saved(book))
    verdicts = Counter(verdict for _, _, _, verdict in result.tally().elements())
    assert (verdicts[Verdict.VIOLATED], verdicts[Verdict.NOT_APPLICABLE]) == (0, 1)


def test_a_sheet_without_known_heads_is_named() -> None:
    """A sheet of figures under heads that nobody describes is left unread, and counted."""
    book = book_of(LEDIGHET)
    sheet = book.create_sheet("Annet")
    for row in (["Noe", "Annet"], ["a", 1], ["b", 2]):
        sheet.append(row)
    report = read_bytes("more.xlsx", saved(book))
    (notice,) = report.notices
    assert (notice.section, notice.unread.cells) == ("Annet", 2)


def test_sheets_of_sentences_are_passed_over() -> None:
    """A sheet of words alone says nothing that could be left unread."""
    book = book_of(LEDIGHET)
    book.create_sheet("Om tabellene").append(["Kilde: NAV"])
    assert read_bytes("prose.xlsx", saved(book)).notices == ()


def test_a_share_is_never_taken_for_a_count() -> None:
    """Without its column of counts a table is left unread, though one of shares stands there."""
    book = book_of(LEDIGHET)
    sheet = book["Landet"]
    for column in "HQ":
        for row in range(2, 9):
            sheet[f"{column}{row}"] = None
    report = read_bytes("shares.xlsx", saved(book))
    assert "Landet" not in {section.title for section in report.sections}
    assert {"Landet"} == {notice.section for notice in report.notices}


def test_columns_may_stand_in_any_order() -> None:
    """The same figures come out when the columns of every table are turned around."""
    book = book_of(NEDSATT)
    for sheet in book:
        for first, last in ((1, 9), (11, 19)):
            for cells in sheet.iter_rows(min_row=2, min_col=first, max_col=last):
                values = [(cell.value, cell.number_format) for cell in cells][::-1]
                for cell, (value, form) in zip(cells, values, strict=True):
                    cell.value, cell.number_format = value, form

    def of(one: object) -> tuple[object, ...]:
        return tuple(getattr(one, name) for name in ("section", "row", "code", "period", "value"))

    turned = sorted(map(of, observations(read_bytes("turned.xlsx", saved(book)))), key=str)
    assert turned == sorted(map(of, observations(read(str(NEDSATT)))), key=str)


def test_the_order_that_public_readers_tell_of_is_read() -> None:
    """The made-up order is read and passes."""
    report = read(str(HERE / "a5-tidy-order.xlsx"))
    found = [(one.table, one.code, one.value) for one in observations(report)]
    assert found == [
        ("Helt ledige · Begge kjønn", "40", 1900),
        ("Helt ledige · Kvinner", "40", 800),
        ("Helt ledige · Menn", "40", 1100),
    ]


def test_check_reads_orders_without_an_option(run: Run) -> None:
    """The command audits an order, and says where what it found stands."""
    done = run("check", LEDIGHET, "--no-disclosure")
    assert done.returncode == 0
    assert "Read      27 tables · 296 rows · 296 cells · 13 suppressed" in done.stdout
    assert "sheet 1, row 3" in done.stdout


# "Arbeidssøkere på tiltak" of January 2026 in the county's order: kvinner, menn, both.
JANUARY = {"03 Oslo": (901, 682, 1583), "Landet": (5872, 5429, 11301)}
SEXES = ("Kvinner", "Menn", "Begge kjønn")


def _order(figures: Mapping[str, tuple[int, ...]]) -> bytes:
    lines = ["År-måned;Nåværende Fylke Nr Navn;Arbeidsmarkedsstatus;Kjønn;Beh personer i mnd"]
    lines += [
        f"202601;{region};Arbeidssøkere på tiltak;{sex};{value}"
        for region, values in figures.items()
        for sex, value in zip(SEXES, values, strict=True)
    ]
    return "\n".join(lines).encode()


def test_those_looking_for_work_are_those_of_tilt100(tilt100: Report) -> None:
    """What the order prints is held against the overview of the month: four figures are equal."""
    result = audit([read_bytes("order.csv", _order(JANUARY)), tilt100])
    verdicts = Counter(
        verdict for _, _, law, verdict in result.tally().elements() if law is Law.ELSEWHERE
    )
    assert Counter({Verdict.SATISFIED: 4}) == verdicts


def test_another_figure_than_in_tilt100_is_found(tilt100: Report) -> None:
    """An order that is consistent in itself and off by two is found in both of its sums."""
    off = {"03 Oslo": (901, 684, 1585), "Landet": (5872, 5431, 11303)}
    found = audit([read_bytes("order.csv", _order(off)), tilt100]).findings
    assert {"TA505"} == {one.code for one in found if one.severity is Severity.ERROR}


@pytest.mark.parametrize("path", [LEDIGHET, NEDSATT], ids=_name)
def test_every_share_is_the_one_that_openpyxl_reads(path: Path) -> None:
    """Sheet, row and figure of every share are those of the file, with all their decimals."""
    expected = Counter(told_shares(book_of(path)))
    found = Counter(
        (one.section, one.line, float(str(one.value)))
        for one in share_observations(read(str(path)))
    )
    assert expected == found


def test_an_export_with_shares_keeps_them() -> None:
    """Shares of printed tables are read back from an export with their unit."""
    lines = [
        "report,edition,section,table,row,code,period,value,low,high,printed,line,unit",
        "HL060,,Fylke. Antall,,Oslo,03,2022-10,9,9,9,9,3,persons",
        'HL060,,Fylke. Andel,,Oslo,03,2022-10,2.5,,,"2,5",3,percent',
    ]
    report = read_bytes("export.csv", "\n".join(lines).encode())
    assert [(one.section, one.value) for one in observations(report)] == [("Fylke. Antall", 9)]
    assert [(one.section, one.printed, one.unit) for one in share_observations(report)] == [
        ("Fylke. Andel", "2,5", "percent")
    ]

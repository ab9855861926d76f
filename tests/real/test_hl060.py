"""HL060 of October 2022, a workbook by NAV, held to its last count by a reading of our own.

Source: NAV, "Helt ledige. Fylke og kommune. Tidsserie måned", open data, as a county keeps it in
its public data folder (evensrii/Telemark); nothing in it was changed. The county added two sheets.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Run
from tiltak_audit.identities.identity import Law
from tiltak_audit.model.notice import Notice
from tiltak_audit.model.remark import Mended, NotAudited
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read
from tiltak_audit.run.audit import audit

PATH = Path(__file__).parent / "reports" / "HL060_2022-10.xlsx"
MONTHS = [
    *("Januar", "Februar", "Mars", "April", "Mai"),
    *("Juni", "Juli", "August", "September", "Oktober"),
]

# Section, fylke of the block, label, month.
Key = tuple[str, str, str, int]


@cache
def report() -> Report:
    """Read the workbook."""
    return read(str(PATH))


def months_of(sheet: Worksheet, row: int) -> dict[int, int]:
    """Give the columns that a row heads with a month, and which."""
    cells = ((cell.column or 0, str(cell.value)) for cell in sheet[row])
    return {column: MONTHS.index(name) for column, name in cells if name in MONTHS}


COUNTS = {"1. Fylke Antall": "Fylke. Antall", "3. Kommune Antall": "Kommune. Antall"}
SHARES = {
    "2. Fylke Prosent av arbeidsstyr": "Fylke. Prosent av arbeidsstyrken",
    "4. Kommune Prosent av arbeidsst": "Kommune. Prosent av arbeidsstyrken",
}


def cells(sections: dict[str, str]) -> dict[Key, str]:
    """Read sheets with openpyxl: below each line of months, the label left of the first."""
    book = load_workbook(PATH)
    found: dict[Key, str] = {}
    for name, section in sections.items():
        sheet = book[name]
        columns: dict[int, int] = {}
        block = ""
        for row in range(1, sheet.max_row + 1):
            columns = months_of(sheet, row) or columns
            first = min(columns, default=0)
            values = {month: sheet.cell(row, column).value for column, month in columns.items()}
            if not columns or values[0] in {None, "Januar"}:
                continue
            left = [sheet.cell(row, column).value for column in range(1, first)]
            label = " ".join(dict.fromkeys(str(one) for one in left if one))
            if label.startswith("I alt"):
                block, label = label.removeprefix("I alt").strip(), "I alt"
            for month, value in values.items():
                shown = f"{value:.1f}" if section in SHARES.values() and value != "*" else value
                found[section, block, label, month] = str(shown).replace(".", ",")
    return found


def test_every_count_is_that_of_another_reader() -> None:
    """All 3,850 counts and stars, by section, fylke, label and month; labels as printed."""
    got = {
        (table.section, table.label, row.name, month): figure.printed.replace("\u00a0", "")
        for table in report().tables
        for row in table.printed()
        for month, figure in enumerate(row.figures)
    }
    expected = cells(COUNTS)
    assert len(expected) == 3850
    assert got == expected
    # The register of that year spells it otherwise.
    assert ("Kommune. Antall", "Nordland - Nordlánnda", "1853 Evenes - Evenášši", 0) in got


def test_every_share_is_that_of_another_reader() -> None:
    """Shares have the decimals that their cells show, and are among the counts nowhere."""
    got = {
        (table.section, table.label, row.name, month): share.printed
        for section in report().shares
        for table in section.tables
        for row in table.printed()
        for month, share in enumerate(row.shares)
    }
    assert got == cells(SHARES)
    assert len(got) > 3_000
    assert {one.title for one in report().sections} == set(COUNTS.values())


def test_every_sum_is_judged_and_holds() -> None:
    """Kommuner make the fylke, fylker the country, and both sheets print the same fylker."""
    tally = audit([report()]).tally()
    laws = {law for _path, _section, law, _verdict in tally}
    assert laws == {Law.COLUMN_SUM, Law.RESTATED, Law.REGION}
    by_law = {law: sum(n for key, n in tally.items() if key[2] is law) for law in laws}
    # 14 totals, and 13 fylker that both sheets print, in 10 months.
    assert by_law == {Law.COLUMN_SUM: 140, Law.RESTATED: 130, Law.REGION: 130}
    verdicts = {verdict.value for _path, _section, _law, verdict in tally}
    assert verdicts <= {"satisfied", "consistent"}


def said(notice: Notice) -> str:
    """Say what a remark says of a sheet."""
    assert isinstance(notice.remark, NotAudited)
    return notice.remark.said or notice.section


def test_what_is_no_count_of_nav_is_named() -> None:
    """The shares and the two sheets with formulas are not audited; nothing else is remarked."""
    notices = report().notices
    assert {type(one.remark) for one in notices} == {Mended, NotAudited}
    added = "its figures are worked out, and it has no head of a report"
    assert [said(one) for one in notices if not isinstance(one.remark, Mended)] == [
        "Fylke. Prosent av arbeidsstyrken",
        "Kommune. Prosent av arbeidsstyrken",
        f"sheet “Telemark”: {added}",
        f"sheet “Viz”: {added}",
    ]
    # "Antall²" on two sheets of counts, one with "Kommune¹" besides.
    assert [one.remark.marks for one in notices if isinstance(one.remark, Mended)] == [4]
    assert not report().unread


def test_the_command_passes_it_but_for_its_stars(run: Run) -> None:
    """Its code comes from its name; exit 0 where stars are not asked about."""
    done = run("check", "--no-disclosure", PATH)
    assert done.returncode == 0
    assert "HL060 Helt ledige. Fylke og kommune" in done.stdout

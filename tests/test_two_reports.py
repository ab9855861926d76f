"""TILT140 as published, with a TILT100 of the same months: two reports speak of one figure."""

from __future__ import annotations

import pytest

from tests.conftest import TILT140
from tests.year_plants import changed, read
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.report import Report, Row, Table
from tiltak_audit.run.audit import audit

MONTHS = "Januar Februar Mars April Mai Juni Juli August September Oktober November"
TEXT = TILT140.read_text(encoding="utf-8")

# Persons of another group, in every status and month.
OTHERS = 1_000


def overview(report: Report) -> str:
    """Print a TILT100 of two groups, of which one is that of a report."""
    lines = [
        "Kilde: NAV TILT100 Tiltaksdeltakere. Hovedgruppe og demografi. Tidsserie måned",
        "Arbeidsmarkedsstatus og tiltaksgruppe Rapport oppdatert: 02.12.2025",
        "\nJanuar 2025 - November 2025",
        "\nGjennom",
        "snitt hittil",
        f"\ni år {MONTHS}",
    ]
    for table in of_statuses(report):
        group = [figure.interval.low for figure in total(table).figures]
        for label, counts in (
            (f"I alt {table.label}", [one + OTHERS for one in group]),
            ("Oppfølging", group),
            ("Opplæring", [OTHERS] * len(group)),
        ):
            lines.append(f"\n{label} {' '.join(map(printed, counts))}")
    return "\n".join(lines)


def of_statuses(report: Report) -> list[Table]:
    """List the tables of statuses."""
    titles = ("Arbeidsmarkedsstatus og tiltak", "Arbeidsmarkedsstatus og tiltaksgruppe")
    return [table for table in report.tables if table.section in titles]


def total(table: Table) -> Row:
    """Give the total of a table."""
    assert isinstance(table.total, Row)
    return table.total


def printed(count: int) -> str:
    """Print a count as NAV does."""
    return f"{count:,}".replace(",", "\u00a0")


@pytest.mark.parametrize(
    "column", [4, *(pytest.param(at, marks=pytest.mark.slow) for at in (1, 11))]
)
@pytest.mark.parametrize("code", ["TILT100", "TILT140"])
def test_one_figure_changed_in_either_is_the_culprit_and_certain(code: str, column: int) -> None:
    """In each status; as they are printed the two agree in 33 months and 11 of all statuses."""
    texts = {"TILT140": TEXT, "TILT100": overview(read({"TILT140": TEXT})[0])}
    (pair,) = audit(read(texts)).pairs
    assert (pair.figures, pair.differ) == (44, 0)
    (report,) = read({code: texts[code]})
    for table in of_statuses(report):
        row = total(table) if code == "TILT140" else table.rows[0]
        cell = Cell(report, table, row, column)
        wrong = texts | {code: changed(texts[code], cell, printed(cell.printed.low + 40))}
        found = audit(read(wrong)).findings
        (error,) = [one for one in found if one.severity.word == "error"]
        assert "TA501" in error.codes
        assert error.culprit
        assert error.culprit.certainty.value == "certain"
        assert [one.cell.place for one in error.culprit.suspects] == [cell.place]

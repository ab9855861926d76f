"""Changes, months, rows and shares of Ukjent that may be true, and are unlike all of their kind."""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import sqrt

import attrs
import numpy as np
import pytest

from tests.conftest import TILT140
from tests.pages import HEAD
from tests.second_reader import cells
from tiltak_audit.demo.population import SMALL, Population, draw
from tiltak_audit.demo.reports import group_report
from tiltak_audit.findings.finding import Finding
from tiltak_audit.findings.severity import Severity
from tiltak_audit.model.period import Month
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.plausibility.hb import effect_of, spread_of
from tiltak_audit.run.audit import audit
from tiltak_audit.run.plausible import soft_findings

NAMES = ["Januar", "Februar", "Mars", "April", "Mai", "Juni", "Juli", "August"]
NAMES += ["September", "Oktober", "November", "Desember"]
MONTHS = [Month(2024, number) for number in range(1, 9)]


def said(report: Report, older: Sequence[Report] = ()) -> list[Finding]:
    """What the soft edits say of a report, held against older editions."""
    return list(soft_findings(audit([report]), (), older))


def table(section: str, *rows: str, year: int = 2024) -> Report:
    """Read one table of months from January, of label and counts; the mean is worked out."""
    months = len(rows[0].rsplit(":", 1)[1].split())
    head = HEAD.format(source="TILT140 Tiltaksdeltakere på oppfølging. Demografi", section=section)
    head = head.replace("Januar 2025 - Februar 2025", f"Januar {year} - {NAMES[months - 1]} {year}")
    head = head.replace("år Januar Februar", "år " + " ".join(NAMES[:months]))
    lines = []
    for row in rows:
        label, _, figures = row.rpartition(":")
        counts = [int(one) for one in figures.split()]
        lines.append(f"{label} {round(sum(counts) / months)} {figures.strip()}")
    return read_bytes(str(year), (head + "\n" + "\n\n".join(lines) + "\n").encode())


@pytest.fixture(scope="module")
def people() -> Population:
    """Persons of eight months of a year in which nothing breaks."""
    return draw(5, MONTHS, SMALL)


def printed(people: Population) -> Report:
    """The report of one main group of them."""
    return attrs.evolve(group_report(people, "TILT140").report, path="printed")


def test_an_effect_is_by_hand() -> None:
    """100 persons who become 130: 30 % by the root of 130; quartiles as NumPy has them."""
    assert effect_of(100, 130, 1.0) == pytest.approx(0.3 * sqrt(130))
    assert effect_of(130, 100, 1.0) == pytest.approx(-0.3 * sqrt(130))
    assert effect_of(100, 110, 1.1) == pytest.approx(0)
    effects = [4.0, -1.0, 7.5, 2.0, 2.5, 11.0]
    first, middle, third = np.quantile(effects, [0.25, 0.5, 0.75])
    spread = spread_of(effects)
    assert (spread.middle, spread.below, spread.above) == (middle, middle - first, third - middle)


def test_true_reports_are_quiet(people: Population) -> None:
    """Persons who come and go as chance has it give no finding."""
    assert said(printed(people)) == []


@pytest.mark.parametrize(("share", "findings"), [(-0.3, 1), (0.3, 1), (0.03, 0)])
def test_a_jump_that_breaks_no_sum_is_found(
    people: Population, share: float, findings: int
) -> None:
    """A third more or fewer of one kjønn of a tiltak, in May: told once, by row and month."""
    counts = people.counts.copy()
    tiltak = [one.name for one in people.categories["tiltak"]].index("Arbeid med støtte")
    there = (people.kinds["tiltak"] == tiltak) & (people.kinds["kjønn"] == 0)
    persons = np.repeat(np.arange(len(counts)), np.where(there, counts[:, 4], 0)).tolist()
    moved = random.Random(1).sample(persons, round(abs(share) * len(persons)))
    assert len(persons) > 100
    np.add.at(counts[:, 4], moved, 1 if share > 0 else -1)
    told = said(printed(attrs.evolve(people, counts=counts)))
    assert len(told) == findings
    for one in told:
        text = f"{one.place} {one.words}"
        assert "Kvinner" in text
        assert "2024-05" in text


def test_a_total_that_jumps_as_a_whole_is_found(people: Population) -> None:
    """Half of everybody is gone in May: one finding, of the total, though all rows agree."""
    counts = people.counts.copy()
    counts[::2, 4] = 0
    (told,) = said(printed(attrs.evolve(people, counts=counts)))
    assert told.code == "TA702"
    assert (told.place.row, told.place.period) == ("I alt", "2024-05")


def test_an_older_edition_tells_of_the_months_before() -> None:
    """January against January and December: alone it has no history, and nothing is said."""
    alone = table(
        "Tiltak og alder", "I alt mentor: 600", "20-24 år: 300", "25-29 år: 300", year=2024
    )
    old = table(
        "Tiltak og alder",
        "I alt mentor: " + "400 " * 12,
        "20-24 år: " + "100 " * 12,
        "25-29 år: " + "300 " * 12,
        year=2023,
    )
    assert said(alone) == []
    (told,) = said(alone, [old])
    assert (told.code, told.place.row) == ("TA702", "20-24 år")
    assert "100 the month before" in told.words.message


def test_a_table_without_rows_is_no_jump() -> None:
    """It adds up to nothing, and what is not there moves nothing."""
    rows = ["I alt mentor: 600 610", "20-24 år: 300 305", "25-29 år: 300 305"]
    assert said(table("Tiltak og alder", *rows, "I alt jobbklubb: 0 0")) == []


def test_last_years_column_is_found() -> None:
    """Its figures are those of a year ago, in an older edition."""
    ages = ["19 år og under", "20-24 år", "25-29 år", "30-39 år", "40-49 år", "50-59 år"]
    ages.append("60 år og over")
    counts = range(100, 170, 10)
    old, new = (
        table(
            "Tiltak og alder",
            f"I alt mentor: {sum(counts)} {sum(counts) + 7 * more}",
            *(f"{label}: {one} {one + more}" for label, one in zip(ages, counts, strict=True)),
            year=year,
        )
        for year, more in ((2023, 1), (2024, 2))
    )
    (told,) = said(new, [old])
    assert told.code == "TA704"
    assert "2023-01, in an older edition" in told.words.message


def test_what_an_error_accuses_is_told_once() -> None:
    """A figure of Oslo that breaks sums is an error, and is no unlikely change besides."""
    text = TILT140.read_text("utf-8").replace("339 216 8 124", "339 216 808 124")
    report = read_bytes("wrong", text.encode())
    errors = [one.place for one in audit([report]).findings if one.severity is Severity.ERROR]
    accused = ("Tiltak og fylke", "Oslo", "2025-07")
    assert accused in [(one.section, one.row, one.period) for one in errors]
    told = [one.place for one in said(report)]
    assert accused not in [(one.section, one.row, one.period) for one in told]
    assert len(told) == 5


def test_what_is_told_of_the_sample_is_there(tilt140: Report) -> None:
    """Six changes, each of more than a third of what another reader finds printed there."""
    read = {
        (section, name, row, period): value
        for _, _, section, name, row, _, period, value, *_ in cells(str(TILT140))
    }
    found = said(tilt140)
    assert len(found) == 6
    for one in found:
        place = one.place
        month = Month(int(place.period[:4]), int(place.period[5:]) - 1)
        now, before = (
            int(read[place.section, place.table, place.row, str(period)] or 3)
            for period in (place.period, month)
        )
        assert max(now, before) / min(now, before) > 1.29

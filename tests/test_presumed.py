"""Of a report that no file describes only what its figures bear out is held against them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable

import pytest

from tests.conftest import TILT100
from tiltak_audit.families.catalogue import family_of
from tiltak_audit.findings.severity import Severity
from tiltak_audit.identities.identity import Law
from tiltak_audit.model.period import MONTH_NAMES
from tiltak_audit.model.wording import grouped
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.reading.options import ReadOptions
from tiltak_audit.run.audit import Audit, audit

Values = list[int]
Rows = dict[str, Values]

AGES = ("19 år og under", "20-24 år", "25-29 år", "30-39 år", "40-49 år", "50 år og over")
YRKER = ("Ledere", "Ingeniør- og ikt-fag", "Helse, pleie og omsorg", "Industriarbeid")


def rows_of(labels: Iterable[str], months: int, most: int = 900) -> Rows:
    """Draw rows, the same for the same arguments."""
    rng = random.Random(f"{labels} {most}")
    return {label: [rng.randint(0, most) for _ in range(months)] for label in labels}


def total_of(rows: Rows) -> Values:
    """Add rows up."""
    return [sum(column) for column in zip(*rows.values(), strict=True)]


def page(
    section: str,
    label: str,
    total: Values,
    rows: Rows,
    first: Callable[[Values], int] | None = None,
) -> str:
    """Print a table as NAV does, with a first column of what the months come to, or none."""
    months = " ".join(MONTH_NAMES[: len(total)])
    head = ["Gjennom", "snitt hittil", "", f"i år {months}"] if first else [months]
    lines = [
        " Kilde: NAV XYZ990 Noe helt annet",
        f"{section} Rapport oppdatert: 02.03.2026",
        "",
        f"Januar 2025 - {months.split()[-1]} 2025",
        "",
        *head,
    ]
    for name, values in {f"I alt {label}".strip(): total, **rows}.items():
        shown = [first(values), *values] if first else values
        printed = " ".join("*" if one < 4 else grouped(one) for one in shown)
        lines += ["", f"{name} {printed}"]
    return "\n".join(lines)


def audited(*pages: str) -> Audit:
    """Audit a report of pages."""
    return audit([read_bytes("odd.txt", "\n".join([*pages, ""]).encode())])


def errors(result: Audit) -> list[str]:
    """List what is wrong; that nothing could be checked is no accusation."""
    found = (one for one in result.findings if one.severity is not Severity.INFO)
    return [one.code for one in found if one.code != "TA902"]


def said(result: Audit) -> list[str]:
    """List what is taken for granted and what is not."""
    found = (one.words for one in result.findings if one.code == "TA129")
    return [text for words in found for text in (words.message, *words.notes)]


@pytest.mark.parametrize("months", [1, 6, 12])
def test_what_adds_up_is_taken_for_granted_and_said(months: int) -> None:
    """Rows of a total are judged, whatever they are of; two totals of other persons are not one."""
    ages, yrker = rows_of(AGES, months), rows_of(YRKER, months)
    result = audited(
        page("Alder", "", total_of(ages), ages), page("Yrke", "", total_of(yrker), yrker)
    )
    assert errors(result) == []
    assert {law for _path, _section, law, _verdict in result.tally()} == {Law.COLUMN_SUM}
    assert any("the rows of a table add up to its total" in one for one in said(result))
    assert any(
        "not taken for granted: what is printed again" in one and "0 " in one
        for one in said(result)
    )


def test_a_sum_that_is_wrong_where_the_others_are_right_is_a_finding() -> None:
    """One month of six, or one table of six of a single month."""
    yrker = rows_of(YRKER, 6)
    total = total_of(yrker)
    yrker["Ledere"][2] += 100
    assert errors(audited(page("Yrke", "", total, yrker))) == ["TA201"]
    tables = {yrke: rows_of(AGES, 1, most) for most, yrke in enumerate((*YRKER, "Salg", "IT"), 500)}
    pages = [page("Yrke og alder", yrke, total_of(rows), rows) for yrke, rows in tables.items()]
    assert errors(audited(*pages)) == []
    wrong = page("Yrke og alder", "Salg", [total_of(tables["Salg"])[0] + 100], tables["Salg"])
    assert errors(audited(*pages[:4], wrong, pages[5])) == ["TA201"]


OFF: dict[str, Values] = {
    "in several rows": [-40] * 6,
    "in several rows in some months": [0, -1, 0, -1, 0, -2],
    "in none": [17] * 6,
    "in the only month": [-100],
    "in one of two months": [0, 30],
}


@pytest.mark.parametrize("off", OFF)
def test_rows_that_do_not_part_their_total_are_held_against_nothing(off: str) -> None:
    """Persons that are counted twice, or nowhere, are no error; that is said with its count."""
    yrker = rows_of(YRKER, len(OFF[off]))
    yrker["herav kvinner"] = [one * 2 for one in yrker["Industriarbeid"]]
    parts = {name: values for name, values in yrker.items() if name != "herav kvinner"}
    total = [one + more for one, more in zip(total_of(parts), OFF[off], strict=True)]
    result = audited(page("Yrke", "", total, yrker))
    assert errors(result) == []
    right = OFF[off].count(0)
    assert any(
        re.search(
            rf"rows of a table add up .* of {len(total)} sums? .* {right} (is|are) right", one
        )
        for one in said(result)
    )


def test_one_table_of_many_may_be_of_another_kind() -> None:
    """Where the rows of one table are no parts in most months, only that table is let go."""
    tables = {yrke: rows_of(AGES, 6, most) for most, yrke in enumerate(YRKER, 500)}
    pages = [page("Yrke og alder", yrke, total_of(rows), rows) for yrke, rows in tables.items()]
    odd = page(
        "Yrke og alder", "Salg", [one - 9 for one in total_of(tables["Ledere"])], tables["Ledere"]
    )
    result = audited(*pages, odd)
    assert errors(result) == []
    (refused,) = [one for one in said(result) if "not taken" in one]
    assert refused.startswith("“Yrke og alder · Salg”: ")


def mean(values: Values) -> int:
    """Give the mean of months."""
    return round(sum(values) / len(values))


@pytest.mark.parametrize("first", [None, mean])
def test_stars_alone_bear_nothing_out(first: Callable[[Values], int] | None) -> None:
    """Sums that fit whatever the stars are prove nothing, and no star is worked out from them."""
    small = {"Kvinner": [1, 2, 0], "Menn": [3, 3, 1], "Ukjent": [0, 1, 2]}
    result = audited(page("Kjønn", "", [3, 3, 3], small, first))
    assert errors(result) == []
    assert any("stars hide it" in one for one in said(result))


def test_what_a_file_says_needs_no_evidence() -> None:
    """Of a section that the user's file lists a sum is judged, of another one of the report not."""
    own = {"name": "own", "extends": "general", "codes": ["XYZ990"],
           "sections": [{"title": "Alder", "inner": "alder"}]}  # fmt: skip
    options = ReadOptions(families=(family_of(own, "own.toml"),))
    pages = [
        page(section, "", [one + 50 for one in total_of(rows)], rows)
        for section, rows in (("Alder", rows_of(AGES, 1)), ("Yrke", rows_of(YRKER, 1)))
    ]
    result = audit([read_bytes("own.txt", "\n".join([*pages, ""]).encode(), options)])
    (wrong,) = [one for one in result.findings if one.code == "TA201"]
    assert wrong.place.section == "Alder"
    assert {one.partition(":")[0] for one in said(result)[1:]} == {"“Yrke”"}


def test_means_beside_stars_are_borne_out() -> None:
    """A star leaves little open in the mean of large counts."""
    rows = {"Kvinner": [500, 2, 700], "Menn": [300, 400, 0]}
    result = audited(page("Kjønn", "", total_of(rows), rows, mean))
    assert errors(result) == []
    assert any("the first column is the mean of the months" in one for one in said(result))


def test_a_first_column_that_is_no_mean_is_none() -> None:
    """Where it is the sum of the months, it is not held against their mean."""
    yrker = rows_of(YRKER, 3)
    result = audited(page("Yrke", "", total_of(yrker), yrker, first=sum))
    assert errors(result) == []
    assert any("not taken for granted: the first column is the mean" in one for one in said(result))


def test_rows_that_cannot_be_told_are_not_audited() -> None:
    """Groups of age within others overlap: the section is named, the other one is audited."""
    ages, yrker = rows_of(AGES, 3), rows_of(YRKER, 3)
    under_30 = {"Under 30 år": total_of({age: ages[age] for age in AGES[:3]})}
    result = audited(
        page("Alder", "", total_of(ages), under_30 | ages),
        page("Yrke", "", total_of(yrker), yrker),
    )
    assert errors(result) == []
    (left,) = [one.words.message for one in result.findings if one.code == "TA127"]
    assert left == "not audited: “Alder”, of which the rows and totals cannot be told"
    assert {section for _path, section, _law, _verdict in result.tally()} == {"Yrke"}


def test_a_true_report_is_not_accused_under_another_name() -> None:
    """All its laws are borne out by its figures."""
    text = re.sub(r"TILT100 Tiltaksdeltakere\.", "XYZ990 Noe annet.", TILT100.read_text("utf-8"))
    result = audit([read_bytes("odd.txt", text.encode())])
    assert errors(result) == []
    laws = {law for _path, _section, law, _verdict in result.tally()}
    assert {Law.COLUMN_SUM, Law.MEAN_OF_MONTHS, Law.RESTATED, Law.REGION} <= laws

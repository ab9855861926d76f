"""Reports of other families: their counts of fylker and kommuner are read, nothing else is."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import separators
from tests.truth import content
from tiltak_audit.cube.regions import register_of
from tiltak_audit.demo.printer import Layout, text_of_report
from tiltak_audit.families.catalogue import shipped
from tiltak_audit.identities.identity import Law
from tiltak_audit.model.figure import SUPPRESSED, Figure, count
from tiltak_audit.model.period import Columns, Month, Period
from tiltak_audit.model.remark import Ambiguous, NotAudited
from tiltak_audit.model.report import TOTAL, Report, Row, Section, Table
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit

UNKNOWN = "Ukjent"


def figures(values: list[int]) -> tuple[Figure, ...]:
    """Star what is below 4."""
    return tuple(SUPPRESSED if value < 4 else count(value) for value in values)


def drawn(seed: int, months: int) -> Report:
    """Draw a report of kommuner by fylke, and of fylker, as HL060 and AAP155 have them."""
    rng = random.Random(seed)
    columns = Columns(tuple(Month(2025, number) for number in range(1, months + 1)), mean=False)
    register = register_of(columns.months[0])
    fylker = [one for one in register.level("fylke") if register.below(one.code)]
    some = sorted(rng.sample(fylker, 3), key=lambda one: one.code)
    tables, rows, everybody = [], [], [0] * months
    for fylke in [*some, None]:
        kommuner = register.below(fylke.code)[:9] if fylke else (None,)
        total = [0] * months
        parts = []
        for kommune in kommuner:
            values = [rng.choice((0, 3, rng.randint(0, 40), rng.randint(0, 30_000))) for _ in total]
            total = [one + value for one, value in zip(total, values, strict=True)]
            name, code = (kommune.name, kommune.code) if kommune else (UNKNOWN, "")
            parts.append(Row(name, code, 0, 0, 0, figures(values)))
        label = f"{fylke.code} {fylke.name}" if fylke else UNKNOWN
        whole = Row(TOTAL, "", 0, 0, 0, figures(total))
        tables.append(Table("Kommune. Antall", label, columns, whole, (), tuple(parts), ()))
        name, code = (fylke.name, fylke.code) if fylke else (UNKNOWN, "")
        rows.append(Row(name, code, 0, 0, 0, figures(total)))
        everybody = [one + value for one, value in zip(everybody, total, strict=True)]
    norge = Row(TOTAL, "", 0, 0, 0, figures(everybody))
    fylke_table = Table("Fylke. Antall", "", columns, norge, (), tuple(rows), ())
    sections = (Section("Fylke. Antall", (fylke_table,)), Section("Kommune. Antall", tuple(tables)))
    period = Period(columns.months[0], columns.months[-1])
    title = "Helt ledige. Fylke og kommune. Tidsserie måned"
    family = shipped()["HL060"]
    return Report("", "HL060", title, family, "2025-12-02", period, sections, (), ())


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(1, 12), separators)
def test_a_true_report_of_another_family_is_read_and_never_accused(
    seed: int, months: int, separator: str
) -> None:
    """Its tables are read as printed; flattened they are, or rows are remarked on."""
    report = drawn(seed, months)
    read = read_bytes("other.txt", text_of_report(report, Layout(separator)).encode())
    if separator == "\u00a0":
        assert content(read) == content(report)
    if content(read) != content(report):
        assert {type(notice.remark) for notice in read.notices} <= {Ambiguous}
    result = audit([read])
    told = {f.code for f in result.findings if f.severity.word != "info"}
    assert told <= {"TA101"}
    laws = {law for (_path, _section, law, _verdict) in result.tally()}
    assert {Law.COLUMN_SUM, Law.REGION, Law.RESTATED} <= laws


def test_shares_are_never_called_counts() -> None:
    """A table of shares gives no cell: decimals, whole numbers and stars alike."""
    report = drawn(3, 2)
    counts = text_of_report(report)
    shares = counts.replace("Kommune. Antall", "Kommune. Andel").replace(
        "Fylke. Antall", "Fylke. Prosent av arbeidsstyrken"
    )
    read = read_bytes("both.txt", (counts + "\n" + shares).encode())
    assert content(read) == content(report)
    found = [notice.section for notice in read.notices if isinstance(notice.remark, NotAudited)]
    assert found == ["Fylke. Prosent av arbeidsstyrken", "Kommune. Andel"]


def test_decimals_tell_shares_where_the_title_does_not() -> None:
    """Most lines have a comma: the section is not read, though some lines look like counts."""
    report = drawn(5, 2)
    text = text_of_report(report)
    head, tables = text.split("Kommune. Antall Rapport", 1)
    lines = tables.split("\n")
    shares = [
        line if at % 4 == 0 or not line[:4].isdigit() else line.rsplit(" ", 2)[0] + " 4,1 3,9"
        for at, line in enumerate(lines)
    ]
    read = read_bytes("odd.txt", (head + "Kommune. Andre Rapport" + "\n".join(shares)).encode())
    assert {table.section for table in read.tables} == {"Fylke. Antall"}
    assert NotAudited in {type(notice.remark) for notice in read.notices}


def test_a_section_of_no_known_law_is_not_audited() -> None:
    """In another family a table of alder may hold rows that are parts of others: it is named."""
    text = text_of_report(drawn(7, 1))
    alder = text.replace("Fylke. Antall", "Alder og kjønn")
    read = read_bytes("alder.txt", alder.encode())
    assert {table.section for table in read.tables} == {"Kommune. Antall"}
    (notice,) = [one for one in read.notices if isinstance(one.remark, NotAudited)]
    assert (notice.section, notice.remark) == ("Alder og kjønn", NotAudited(shares=False))


def test_a_fylke_whose_code_stands_alone_is_no_silent_figure() -> None:
    """``I alt 11`` / ``Rogaland 140`` with one month: 11 may look like the total."""
    text = "\n".join(
        [
            " Kilde: NAV NED155 Personer med nedsatt arbeidsevne. Kommune",
            "Kommune. Antall Rapport oppdatert: 02.02.2024",
            "",
            "Januar 2024 - Januar 2024",
            "Januar",
            "I alt 11",
            "Rogaland 140",
            "1101 Eigersund 140",
            " ",
        ]
    )
    read = read_bytes("wrapped.txt", text.encode())
    figures_read = [row.figures[0].printed for table in read.tables for row in table.printed()]
    assert figures_read == ["140", "140"] or read.notices

"""What a report lacks though the rest of it shows that it had it: tables, sections, months."""

from __future__ import annotations

import attrs
import pytest

from tests.truth import Truth
from tiltak_audit.cube.whole import Expected, whole_of
from tiltak_audit.demo.printer import text_of_report
from tiltak_audit.identities.identity import Law
from tiltak_audit.model.remark import Gone
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.rules.rule import findings_of
from tiltak_audit.rules.subjects import Lacking
from tiltak_audit.run.audit import audit

TRUE = Truth(11, 3, 900).of_group()

# Statuses are the totals of one section only: where one is gone the sums of statuses break.
SECTIONS = [at for at, one in enumerate(TRUE.sections) if one.title.startswith("Tiltak og")]


def without_last_table(at: int) -> tuple[Report, str]:
    """Take the last table out of a section; give its label, too."""
    sections = list(TRUE.sections)
    *kept, lost = sections[at].tables
    sections[at] = attrs.evolve(sections[at], tables=tuple(kept))
    return attrs.evolve(TRUE, sections=tuple(sections)), lost.label


def test_a_report_with_all_its_tables_lacks_none() -> None:
    """Nothing is said of the report as it was drawn, which has several tables a section."""
    assert len(SECTIONS) > 3
    assert read_bytes("true.txt", text_of_report(TRUE).encode()).notices == ()


@pytest.mark.parametrize("at", SECTIONS)
def test_a_table_that_is_gone_whole_is_missed(at: int) -> None:
    """Other sections print its category: the section is in doubt, and says which it lacks."""
    report, label = without_last_table(at)
    read = read_bytes("torn.txt", text_of_report(report).encode())
    (lacking,) = [n for n in read.notices if getattr(n.remark, "kind", "") == "tables"]
    assert lacking.section == TRUE.sections[at].title
    assert isinstance(lacking.remark, Gone)
    assert label.casefold() == lacking.remark.text.casefold()
    assert [f.code for f in audit([read]).findings if f.severity.word == "error"] == []


def test_a_section_that_is_gone_whole_is_named() -> None:
    """TA128 names it, and counts what is missing against what is expected."""
    gone = TRUE.sections[SECTIONS[-1]]
    report = attrs.evolve(TRUE, sections=tuple(s for s in TRUE.sections if s is not gone))
    read = read_bytes("torn.txt", text_of_report(report).encode())
    whole = whole_of(read, Expected())
    assert whole is not None
    (told,) = findings_of(Lacking(read, whole))
    assert (told.code, told.severity.word, told.missing) == ("TA128", "error", True)
    assert told.words.message == f"1 of 9 sections are not here: “{gone.title}”"


def test_a_mean_is_judged_over_its_own_months_only() -> None:
    """Where columns of the page are lost the printed mean is of other months than are read."""
    text = text_of_report(TRUE)
    lines = [
        line.replace(" Februar Mars", " Februar")
        if line.startswith("i år")
        else line.rsplit(" ", 1)[0]
        if line[-1:] in {"*", *"0123456789"} and "oppdatert" not in line and " - " not in line[-15:]
        else line
        for line in text.split("\n")
    ]
    result = audit([read_bytes("narrow.txt", "\n".join(lines).encode())])
    assert [f.code for f in result.findings if f.severity.word == "error"] == []
    laws = {law for (_path, _section, law, _verdict) in result.tally()}
    assert Law.COLUMN_SUM in laws
    assert Law.MEAN_OF_MONTHS not in laws

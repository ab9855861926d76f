"""``export --to vtl``: its tables say what is printed, no more, and violate what the audit does."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.conftest import TILT140, Run
from tests.pages import audit_text, parts_of
from tests.truth import Truth
from tests.vtl import Rows, names_of, planted, tables_of, violated_in
from tiltak_audit.export.vtl import vtl_of
from tiltak_audit.identities.identity import Law
from tiltak_audit.model.report import Report
from tiltak_audit.rules.rule import catalogue
from tiltak_audit.run.audit import audit

LAWS = {rule.subject: rule for rule in catalogue() if isinstance(rule.subject, Law)}


def violated(tables: dict[str, Rows]) -> list[int]:
    """Do what the script says, in Python."""
    least, most = Counter[str](), Counter[str]()
    for term in tables["terms"]:
        ends = int(term["low"]), int(term["high"])
        low, high = ends if term["sign"] == "1" else (-ends[1], -ends[0])
        least[term["identity"]] += low
        most[term["identity"]] += high
    return [
        int(number)
        for number, at_most in ((one["identity"], one["at_most"]) for one in tables["identities"])
        if most[number] < 0 or (least[number] > 0 and at_most == "false")
    ]


@pytest.mark.parametrize("seed", range(12))
def test_what_cannot_come_to_nothing_is_what_is_violated(seed: int) -> None:
    """The sums of the tables violate the identities that the audit does, and of no true report."""
    truth = Truth(seed, 3, 900)
    reports = [truth.overview(), truth.of_group()]
    assert violated(tables_of(vtl_of(reports))) == []
    wrong = planted(reports, random.Random(seed))
    tables = tables_of(vtl_of(wrong))
    assert names_of(tables["identities"], violated(tables)) == violated_in(audit(wrong).judged)


@pytest.mark.parametrize("law", [law for law in Law if law is not Law.UNREVISED])
def test_every_law_is_there(law: Law) -> None:
    """The example of each law's page violates it in the tables; they know no two editions."""
    wrong = audit_text(parts_of(LAWS[law].page)["Wrong"])
    tables = tables_of(vtl_of(wrong.reports))
    found = names_of(tables["identities"], violated(tables))
    assert law.value in {name for name, *_place in found}
    assert found == violated_in(wrong.judged)


def test_planted_errors_are_violated() -> None:
    """Most of the errors that the tests plant can be seen, so that agreeing means something."""
    seen = 0
    for seed in range(12):
        truth = Truth(seed, 3, 900)
        wrong = planted([truth.overview(), truth.of_group()], random.Random(seed))
        seen += bool(violated_in(audit(wrong).judged))
    assert seen >= 6


def test_a_figure_stands_for_what_is_printed(tilt140: Report) -> None:
    """A count for itself, a star for 0 to 3, a mean for the sums of months that round to it."""
    tables = tables_of(vtl_of([tilt140]))
    cells = {one["cell"]: one for one in tables["cells"]}
    found = defaultdict(set)
    for term in tables["terms"]:
        cell = cells[term["cell"]]
        found[cell["period"] == "mean", cell["printed"]].add((int(term["low"]), int(term["high"])))
    months = len(tilt140.tables[0].columns.months)
    assert months == 11
    for (mean, printed), ranges in found.items():
        low, high = (0, 3) if printed == "*" else (int(printed), int(printed))
        sums = (0, 38) if printed == "*" else (max(0, 11 * low - 5), 11 * high + 5)
        # A mean that is printed again is held against what is printed.
        assert ranges <= ({(low, high), sums} if mean else {(low, high)}), (mean, printed)
    assert len({identity["identity"] for identity in tables["identities"]}) > 9_000


def test_figures_are_named_by_their_places(tilt140: Report) -> None:
    """Each figure stands in the line of the file that is named for it, and nothing is twice."""
    lines = TILT140.read_text("utf-8").split("\n")
    cells = tables_of(vtl_of([tilt140]))["cells"]
    for cell in cells:
        assert cell["printed"] in lines[int(cell["line"]) - 1].replace("\u00a0", "").split(" ")
    assert len(cells) > 40_000


def test_the_structures_are_of_the_tables(run: Run, tmp_path: Path, tilt140: Report) -> None:
    """Every column is described by its type; those that tell rows apart do, and are not empty."""
    assert run("export", "--to", "vtl", "--output", "r.zip", TILT140).returncode == 0
    data = (tmp_path / "r.zip").read_bytes()
    assert data == vtl_of([tilt140])
    archive = zipfile.ZipFile(io.BytesIO(data))
    script = archive.read("violated.vtl").decode()
    datasets = json.loads(archive.read("structures.json"))["datasets"]
    tables = tables_of(data)
    assert {one["name"] for one in datasets} == set(tables)
    forms = {"Integer": "-?[0-9]+", "Boolean": "true|false", "String": ".*"}
    for dataset in datasets:
        rows, columns = tables[dataset["name"]], dataset["DataStructure"]
        assert [one["name"] for one in columns] == list(rows[0])
        keys = [one["name"] for one in columns if one["role"] == "Identifier"]
        assert len({tuple(row[key] for key in keys) for row in rows}) == len(rows)
        for column in columns:
            assert column["nullable"] == (column["name"] not in keys)
            form = re.compile(forms[column["type"]])
            assert all(form.fullmatch(row[column["name"]]) for row in rows)
    names = re.findall(r"^(\w+) (?::=|<-)", script, re.MULTILINE)
    assert names == ["sides", "sums", "judged", "violated"]

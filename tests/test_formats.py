"""Formats for pipelines: each is read by a validator or reader that nobody here wrote."""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt

import tiltak_audit
from tests.conftest import ROOT, TILT100, Run
from tiltak_audit.commands.formats import RESULTS

CASES = ROOT / "tests" / "cases"
SCHEMA = json.loads((ROOT / "tests" / "schemas" / "sarif-schema-2.1.0.json").read_text("utf-8"))
WRONG = CASES / "digits_swapped.txt"
STAR = CASES / "only_star.txt"


def sarif(run: Run, *arguments: str | Path) -> dict[str, Any]:
    """Run a check to SARIF, validate it, and give its one run."""
    log = json.loads(run("check", "--format", "sarif", *arguments).stdout)
    jsonschema.validate(log, SCHEMA)
    (only,) = log["runs"]
    assert isinstance(only, dict)
    return only


@pytest.mark.parametrize(
    "inputs",
    [(WRONG, STAR), (TILT100,), ("absent.txt", WRONG), ("absent.txt",)],
    ids=["findings", "a real dump", "one unread", "nothing read"],
)
def test_sarif_is_valid(run: Run, inputs: tuple[str | Path, ...]) -> None:
    """The official schema takes it, with findings and without."""
    log = sarif(run, *inputs)
    assert {"options", "verdict", "inputs", "identities"} <= set(log["properties"])


def test_sarif_names_place_level_and_fingerprint(run: Run) -> None:
    """A result stands on the line, columns and cell of the JSON document's finding."""
    document = json.loads(run("check", "--format", "json", WRONG).stdout)
    (finding,), (result,) = document["findings"], sarif(run, WRONG)["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 13, "startColumn": 13, "endColumn": 16}
    assert (result["ruleId"], result["level"]) == ("TA201", "error")
    assert result["partialFingerprints"] == {"tiltakAudit/v1": finding["fingerprint"]}
    assert "Kvinner · 2025-01" in result["message"]["text"]


def test_sarif_tells_of_inputs_that_were_not_read(run: Run) -> None:
    """They are notifications of the run, which was not successful."""
    (invocation,) = sarif(run, "absent.txt", WRONG)["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 3)
    (told,) = invocation["toolExecutionNotifications"]
    assert "no such file" in told["message"]["text"]


def junit(run: Run, *arguments: str | Path) -> JUnitXml:
    """Run a check to JUnit XML and read it back."""
    return JUnitXml.fromstring(run("check", "--format", "junit", *arguments).stdout.encode())


def test_junit_counts_what_fails(run: Run) -> None:
    """A suite an input; what --fail-on lets pass is told, but fails nothing."""
    xml = junit(run, WRONG, STAR, "absent.txt")
    assert [suite.name for suite in xml] == [str(WRONG), str(STAR), "absent.txt"]
    assert (xml.failures, xml.errors, xml.skipped) == (2, 1, 1)
    gated = junit(run, "--gate", "all", STAR)
    assert (gated.failures, gated.skipped) == (1, 0)
    relaxed = junit(run, "--fail-on", "never", WRONG)
    assert (relaxed.failures, relaxed.tests) == (0, 2)
    assert "off by 45" in "".join(case.system_out or "" for suite in relaxed for case in suite)


def test_junit_without_findings_lists_what_was_judged(run: Run) -> None:
    """A case a section and rule: the identities add up to those of the JSON document."""
    document = json.loads(run("check", "--no-disclosure", "--format", "json", TILT100).stdout)
    (suite,) = junit(run, "--no-disclosure", TILT100)
    told = [case.system_out for case in suite if case.system_out]
    judged = sum(
        int(n) for text in told for n in re.findall(r"^([0-9]+) [a-z]", text, re.MULTILINE)
    )
    assert judged == sum(document["identities"].values())


TWICE = """\
Kilde: NAV TILT140
Tiltak og kjønn Rapport oppdatert: 02.12.2025

Januar 2025 - Februar 2025

Gjennom
snitt hittil

i år Januar Februar

I alt mentor 30 20 40

Kvinner 15 9 20

Menn 15 13 20

Gjennom
snitt hittil

i år Januar Februar

I alt oppfølging 30 20 40

Kvinner 15 9 20

Menn 15 11 23
"""


@pytest.mark.parametrize("name", ["twice", "digits_swapped", "only_star"])
def test_junit_tells_each_finding_in_a_failure_that_is_seen(
    run: Run, tmp_path: Path, name: str
) -> None:
    """A case has one failure, whose text names all; one that says "violated" does not pass."""
    path = CASES / f"{name}.txt"
    if name == "twice":
        path = tmp_path / "twice.txt"
        path.write_text(TWICE, encoding="utf-8")
    document = json.loads(run("check", "--format", "json", path).stdout)
    errors = [one for one in document["findings"] if one["severity"] == "error"]
    (suite,) = junit(run, "--gate", "all", path)
    assert all(len(case.result) <= 1 for case in suite)
    texts = "\n".join(failure.text for case in suite for failure in case.result)
    assert len(errors) == (2 if name == "twice" else len(errors)) > 0
    for error in errors:
        assert error["message"] in texts
        assert f":{error['line']}:{error['column']}" in texts
    for case in suite:
        if re.search(r"^[0-9]+ violated", case.system_out or "", re.MULTILINE):
            assert case.result, case.name


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Take workflow commands apart as GitHub's runner does."""
    found = []
    for command, facts, data in re.findall(r"^::(\w+) ([^:]*)::(.*)$", text, re.MULTILINE):
        pairs = dict(fact.split("=", 1) for fact in facts.split(","))
        values = {name: unquote(value) for name, value in pairs.items()}
        found.append((command, values, unquote(data)))
    return found


def test_github_annotates_lines(run: Run) -> None:
    """A finding is an error on its line and column; the last line is the verdict."""
    printed = run("check", "--format", "github", WRONG).stdout
    ((command, facts, data),) = commands(printed)
    assert (command, facts["line"], facts["col"], facts["endColumn"]) == ("error", "13", "13", "15")
    assert facts["file"] == str(WRONG)
    assert "off by 45\nTiltak og kjønn" in data
    assert printed.splitlines()[-1].startswith("FAIL      1 error")


def test_github_keeps_within_ten_annotations_of_a_kind(run: Run, tmp_path: Path) -> None:
    """The tenth says how many are left out."""
    head = WRONG.read_text("utf-8").split("I alt")[0]
    tables = "".join(
        f"Gjennom\nsnitt hittil\n\ni år Januar Februar\n\nI alt m{n} 20 20 20\n\n"
        f"Kvinner 9 9 9\n\nMenn 9 9 9\n\n"
        for n in range(30)
    )
    (tmp_path / "many.txt").write_text(head + tables, encoding="utf-8")
    document = json.loads(run("check", "--format", "json", "many.txt").stdout)
    errors = sum(finding["severity"] == "error" for finding in document["findings"])
    assert errors > 10
    printed = commands(run("check", "--format", "github", "many.txt").stdout)
    told = [data for command, _facts, data in printed if command == "error"]
    assert len(told) == 10
    assert told[-1].startswith(f"{errors - 9} more")


def test_markdown_is_read_as_tables_and_lists(run: Run) -> None:
    """A CommonMark reader finds the verdict, a row an input and an item a finding."""
    text = run("check", "--format", "markdown", WRONG, STAR).stdout
    tokens = MarkdownIt().enable("table").parse(text)
    assert next(t.content for t in tokens if t.type == "inline") == "tiltak-audit: FAIL"
    tables = [t.children for t in tokens if t.type == "inline" and t.content == "Identities"]
    assert len(tables) == 2
    document = json.loads(run("check", "--format", "json", WRONG, STAR).stdout)
    rows = len(document["inputs"]) + len(document["identities_by_rule"])
    assert sum(token.type == "tr_open" for token in tokens) == rows + len(tables)
    html = MarkdownIt().enable("table").render(text)
    assert "<em>" not in html
    assert html.count("<strong>TA") == 3
    assert "Kvinner · 2025-01" in html


# What version 1.0.0 of the standard asks of a line (ESSnet ValiDat Integration, 2017-08-15).
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_EVENT = {"required": ["time", "actor"], "properties": {"time": _TEXT, "actor": _TEXT}}
_DATA = {
    "required": ["source", "target"],
    "properties": {"source": _TEXTS, "target": _TEXTS, "description": _TEXT},
}
ESS = {
    "required": ["id", "type", "event", "data", "value"],
    "properties": {
        "id": _TEXT,
        "event": _EVENT,
        "data": _DATA,
        "rule": {
            "required": ["language", "expression", "severity"],
            "properties": {
                "language": _TEXT,
                "expression": _TEXT,
                "severity": {"enum": ["information", "warning", "error"]},
                "description": _TEXT,
            },
        },
        "aggregate": {"required": ["language", "expression"]},
    },
    "oneOf": [
        {
            "required": ["rule"],
            "properties": {"type": {"const": "validation"}, "value": {"enum": ["0", "1", "NA"]}},
        },
        {
            "required": ["aggregate"],
            "properties": {"type": {"const": "aggregation"}, "value": _TEXT},
        },
    ],
}


def ess(run: Run, *arguments: str | Path) -> list[dict[str, Any]]:
    """Run a check to the validation report of the ESS, and validate each line."""
    done = run("check", "--format", "ess", *arguments, SOURCE_DATE_EPOCH="1764633600")
    lines: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    for line in lines:
        jsonschema.validate(line, ESS)
    assert len({line["id"] for line in lines}) == len(lines)
    assert {line["event"]["time"] for line in lines} == {"2025-12-02"}
    return lines


def test_ess_lines_say_what_the_document_says(run: Run) -> None:
    """A line an identity and month, by verdict; one a finding beside; one for the run."""
    document = json.loads(run("check", "--format", "json", WRONG, STAR, TILT100).stdout)
    *lines, reading, figures, stars, last = ess(run, WRONG, STAR, TILT100)
    said = {one["aggregate"]["expression"]: one["value"] for one in (reading, figures, stars)}
    assert said == {f"verdict.{name}": one["verdict"] for name, one in document["verdicts"].items()}
    values = Counter(line["value"] for line in lines)
    judged = document["identities"]
    beside = [
        one
        for one in document["findings"]
        if all(identity["verdict"] != "violated" for identity in one["identities"])
    ]
    assert values["1"] == judged["satisfied"] + judged["consistent"]
    assert values["NA"] == judged["vacuous"] + judged["not_applicable"]
    assert values["0"] == judged["violated"] + len(beside)
    assert last["value"] == document["verdict"]
    inputs = [f"{one['path']}|{one['sha256']}" for one in document["inputs"]]
    assert last["data"]["source"] == inputs


def test_ess_names_the_figures_of_a_rule(run: Run) -> None:
    """The broken sum is on the total, from the total and its rows."""
    (line,) = [
        one
        for one in ess(run, WRONG)
        if one["value"] == "0" and one["rule"]["description"] == "TA201"
    ]
    total, *rows = line["data"]["source"]
    assert line["data"]["target"] == [total]
    assert total == "TILT140|2025-12-02|Tiltak og kjønn|mentor|I alt|2025-01"
    assert [row.split("|")[4] for row in rows] == ["Kvinner", "Menn"]
    assert {one["rule"]["description"] for one in ess(run, "--select", "TA3", WRONG)[:-4]} == {
        "TA301"
    }


@pytest.mark.parametrize("form", ["sarif", "junit", "github", "markdown", "ess", "html"])
def test_every_format_says_the_three_verdicts(run: Run, form: str) -> None:
    """Whole, agree, and that stars can be worked out, which is not gated."""
    done = run("check", "--format", form, STAR)
    assert done.returncode == 0
    human = ("an excerpt: 1", "agree: 7", "3 of 3 can be worked out (100 %)")
    machine = ("whole", "agree", "recoverable")
    page = (" an excerpt</strong>", " agree</strong>", " 3 of 3 can be worked out (100 %)</strong>")
    words = {"github": human, "markdown": human, "html": page}.get(form, machine)
    for word in words:
        assert word in done.stdout


@pytest.mark.parametrize("form", ["sarif", "junit", "github", "markdown", "ess"])
def test_without_findings_the_verdict_and_coverage_are_told(run: Run, form: str) -> None:
    """A clean input gives more than an empty list."""
    options = ("--ignore", "TA1", "--no-disclosure", "--format", form)
    done = run("check", *options, TILT100)
    assert done.returncode == 0
    assert "pass" in done.stdout.lower()
    assert ("9 could not have failed" if form == "github" else "consistent") in done.stdout


@pytest.mark.parametrize("form", RESULTS)
def test_the_same_input_gives_the_same_bytes(run: Run, form: str) -> None:
    """No clock, no order of hashing."""
    told = {run("check", "--format", form, WRONG, STAR, PYTHONHASHSEED=s).stdout for s in "12"}
    assert len(told) == 1


def test_each_output_belongs_to_its_format(run: Run, tmp_path: Path) -> None:
    """Several formats of one run go to their files."""
    pairs = [("sarif", "a.sarif"), ("junit", "b.xml"), ("markdown", "c.md"), ("json", "d.json")]
    options = [part for form, path in pairs for part in ("--format", form, "--output", path)]
    assert run("check", *options, WRONG).returncode == 1
    assert '"version": "2.1.0"' in (tmp_path / "a.sarif").read_text("utf-8")
    assert (tmp_path / "b.xml").read_text("utf-8").startswith("<testsuites")
    assert (tmp_path / "c.md").read_text("utf-8").startswith("## tiltak-audit")
    assert json.loads((tmp_path / "d.json").read_text("utf-8"))["verdict"] == "fail"


@pytest.mark.parametrize("form", ["json", "sarif", "junit", "github", "markdown", "ess"])
def test_every_format_bears_the_trail(run: Run, form: str) -> None:
    """Version, options and the hash of each input tell what a file is the result of."""
    told = run("check", "--format", form, "--select", "TA2", WRONG, STAR).stdout
    plain = re.sub(r"[\\\s]|&quot;|\"", "", told)
    assert "select:[TA2]" in plain
    assert tiltak_audit.__version__ in told
    for path in (WRONG, STAR):
        assert sha256(path.read_bytes()).hexdigest() in told

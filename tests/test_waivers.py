"""Configuration and waivers: the nearest file counts, and a waiver answers for one finding."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from tests.conftest import ROOT, Run
from tests.pages import findings_of_page
from tiltak_audit.errors import UsageError
from tiltak_audit.findings.ceilings import Passed, waived
from tiltak_audit.findings.finding import Finding, Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.findings.waiver import Waiver
from tiltak_audit.model.cell import Place
from tiltak_audit.run.config import config_of

WRONG = ROOT / "tests" / "cases" / "digits_swapped.txt"
STARS = ROOT / "tests" / "cases" / "only_star.txt"

WAIVER = """
[[waivers]]
rule = "TA201"
section = "Tiltak og kjønn"
table = "mentor"
reason = "the source is wrong, too"
author = "K. N."
expires = 2099-12-31
"""


CEILING = """
[[waivers]]
rule = "TA602"
section = "Tiltak og alder"
at-most = {most}
reason = "primary suppression only"
author = "K. N."
expires = 2099-12-31
"""


def checked(run: Run, *arguments: str | Path, code: int = 0, **environment: str) -> dict[str, Any]:
    """Run a check to JSON, and hold its exit code."""
    done = run("check", "--format", "json", *arguments, **environment)
    assert done.returncode == code, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def codes(document: dict[str, Any]) -> list[str]:
    """List the codes of the findings that are not waived."""
    return [finding["code"] for finding in document["findings"] if not finding["waived"]]


def test_a_waived_finding_is_shown_and_does_not_fail(run: Run, tmp_path: Path) -> None:
    """Exit 0; the finding is there, with who answers for it."""
    (tmp_path / "tiltak-audit.toml").write_text(WAIVER, encoding="utf-8")
    document = checked(run, WRONG)
    assert [finding["waived"] for finding in document["findings"]] == [
        {
            "reason": "the source is wrong, too",
            "author": "K. N.",
            "expires": "2099-12-31",
            "at_most": None,
        }
    ]
    printed = run("check", WRONG).stdout
    assert "waived[TA201 column-sum]" in printed
    assert "the source is wrong, too (K. N., until 2099-12-31)" in " ".join(printed.split())
    assert printed.splitlines()[-1].endswith("; 1 waived")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("sarif", '"suppressions"'),
        ("junit", "waived: the source is wrong, too"),
        ("github", "1 waived"),
        ("markdown", "waived until 2099-12-31 by K. N."),
    ],
)
def test_every_format_tells_of_waivers(run: Run, tmp_path: Path, form: str, said: str) -> None:
    """Waived is not hidden, and fails in no format."""
    (tmp_path / "tiltak-audit.toml").write_text(WAIVER, encoding="utf-8")
    done = run("check", "--format", form, WRONG)
    assert (done.returncode, said in done.stdout) == (0, True)


def test_an_expired_waiver_waives_nothing(run: Run, tmp_path: Path) -> None:
    """The finding fails again, and TA901 says why, at the waiver's line."""
    text = WAIVER.replace("2099-12-31", "2026-06-30")
    (tmp_path / "tiltak-audit.toml").write_text(text, encoding="utf-8")
    # 2026-06-30 and the day after, as seconds since 1970.
    assert codes(checked(run, WRONG, SOURCE_DATE_EPOCH="1782777600")) == []
    document = checked(run, WRONG, code=1, SOURCE_DATE_EPOCH="1782864000")
    assert codes(document) == ["TA201", "TA901"]
    told = document["findings"][-1]
    assert (Path(told["path"]).name, told["line"]) == ("tiltak-audit.toml", 2)
    assert "expired" in told["message"]


def test_a_waiver_of_nothing_is_stale(run: Run, tmp_path: Path) -> None:
    """TA901, but not where the run says nothing of the report that is meant."""
    text = WAIVER.replace("mentor", "jobbklubb")
    config = tmp_path / "tiltak-audit.toml"
    config.write_text(text, encoding="utf-8")
    assert codes(checked(run, WRONG, code=1)) == ["TA201", "TA901"]
    assert codes(checked(run, WRONG, "absent.txt", code=3)) == ["TA201"]
    config.write_text(text.replace("rule =", 'report = "TILT100"\nrule ='), encoding="utf-8")
    assert codes(checked(run, WRONG, code=1)) == ["TA201"]


def test_a_waiver_of_stars_is_not_stale_where_they_were_not_audited(
    run: Run, tmp_path: Path
) -> None:
    """Without the disclosure audit nothing is known of it; with it, it is stale."""
    waiver = WAIVER.replace("TA201", "TA602")
    (tmp_path / "tiltak-audit.toml").write_text(waiver, encoding="utf-8")
    assert codes(checked(run, "--no-disclosure", WRONG, code=1)) == ["TA201"]
    assert codes(checked(run, WRONG, code=1)) == ["TA201", "TA901"]
    (tmp_path / "tiltak-audit.toml").write_text(WAIVER, encoding="utf-8")
    assert codes(checked(run, "--no-disclosure", STARS)) == ["TA901"]


def test_the_nearest_file_counts_alone(run: Run, tmp_path: Path) -> None:
    """Nothing is merged, and options of the command line count more."""
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nx = 1\n", encoding="utf-8")
    (tmp_path.parent / "tiltak-audit.toml").write_text('ignore = ["TA2"]\n', encoding="utf-8")
    document = checked(run, WRONG)
    assert (codes(document), document["options"]["ignore"]) == ([], ["TA2"])
    assert document["options"]["config"]["path"] == str(tmp_path.parent / "tiltak-audit.toml")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.tiltak-audit]\nfail-on = "never"\n', encoding="utf-8"
    )
    assert codes(checked(run, WRONG)) == ["TA201"]
    assert codes(checked(run, "--fail-on", "error", WRONG, code=1)) == ["TA201"]
    (tmp_path.parent / "tiltak-audit.toml").unlink()


def test_the_gate_is_the_projects(run: Run, tmp_path: Path) -> None:
    """A project gates what it wants; the command line counts more."""
    (tmp_path / "tiltak-audit.toml").write_text('gate = ["all"]\n', encoding="utf-8")
    assert checked(run, STARS, code=1)["gate"] == ["reading", "figures", "stars"]
    assert checked(run, "--gate", "figures", STARS)["gate"] == ["figures"]


def test_severities_are_the_projects(run: Run, tmp_path: Path) -> None:
    """A rule may weigh less or more."""
    (tmp_path / "tiltak-audit.toml").write_text('[severity]\nTA201 = "warning"\n', encoding="utf-8")
    assert checked(run, WRONG)["findings"][0]["severity"] == "warning"
    assert codes(checked(run, "--fail-on", "warning", WRONG, code=1)) == ["TA201"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selct = []", "unknown key selct (did you mean select?)"),
        ("fail_on = 'error'", "did you mean fail-on?"),
        ("[severity]\nTA201 = 'loud'", "severity.TA201: expected error, warning or info"),
        ("[severity]\nTA21 = 'info'", "unknown key severity.TA21"),
        ("fail-on = 'often'", "fail-on: 'often' is not one of"),
        ("max-bytes = 0", "max-bytes: 0 is not in the range"),
        ("max-bytes = true", "max-bytes: expected a number"),
        ("select = 'TA2'", "select: expected a list of codes"),
        ("gate = 'stars'", "gate: expected a list of names"),
        ("gate = ['figurs']", "expected one or more of reading, figures, stars, all"),
        ("gate = []", "expected one or more of reading, figures, stars, all"),
        ("select = ['TA999']", "unknown code TA999"),
        ("x = ", "Invalid value"),
        ("select = " + "[" * 5000 + "]" * 5000, "nested too deeply"),
        (
            WAIVER.replace("TA201", "TA210"),
            "unknown key waivers[1].rule: TA210 (did you mean TA201",
        ),
        (WAIVER.replace('"mentor"', '" "'), "waivers[1].table: expected a text, not empty"),
        ("star-max = true", "star-max: expected a number"),
        ("breaks = 2025", "breaks: expected [[breaks]]"),
        ("[[breaks]]\nperiod = '2025-13'", "breaks[1]: expected a period, such as 2025-04"),
        ("[[breaks]]\nperiod = '2025-04'", "breaks[1]: expected a reason, not empty"),
        ("[[breaks]]\nperiods = '2025-04'", "unknown key breaks[1].periods (did you mean period"),
        (CEILING.format(most=0), "waivers[1].at-most: expected a number of 1 or more"),
        (CEILING.format(most="true"), "waivers[1].at-most: expected a number of 1 or more"),
        (WAIVER + "at-mots = 3", "unknown key waivers[1].at-mots (did you mean at-most"),
        ("[[breaks]]\nperiod = 202504", "breaks[1].period: expected a text"),
        ("[[waivers]]\nrule = 'TA201'", "waivers[1].reason: expected a text, not empty"),
        (WAIVER.replace("2099-12-31", "'soon'"), "waivers[1].expires: expected a day"),
        (WAIVER.replace('"K. N."', '" "'), "waivers[1].author"),
        (WAIVER.replace("section", "sectoin"), "unknown key waivers[1].sectoin (did you mean sec"),
        (
            "[[waivers]]\nrule = 'TA201'\nreason = 'x'\nauthor = 'y'\nexpires = 2099-01-01",
            "expected a fingerprint, or a rule with a place",
        ),
    ],
)
def test_what_is_wrong_in_the_file_is_a_usage_error(
    run: Run, tmp_path: Path, text: str, said: str
) -> None:
    """Exit 2, naming the file, the key and what is expected."""
    (tmp_path / "tiltak-audit.toml").write_text(text, encoding="utf-8")
    done = run("check", WRONG)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "tiltak-audit.toml" in done.stderr


def test_what_windows_editors_save_is_read_or_told(run: Run, tmp_path: Path) -> None:
    """A byte order mark is no reason; another encoding is, with what to do."""
    config = tmp_path / "tiltak-audit.toml"
    config.write_bytes(b"\xef\xbb\xbf" + WAIVER.encode())
    assert codes(checked(run, WRONG)) == []
    config.write_bytes(WAIVER.encode("cp1252"))
    done = run("check", WRONG)
    assert done.returncode == 2
    assert "it is not UTF-8; save it as UTF-8" in done.stderr


def test_waivers_can_be_started_from_what_fails(run: Run, tmp_path: Path) -> None:
    """The file that is written waives the run once reasons and authors are filled in."""
    done = run("check", "--gate", "all", "--write-waivers", "w.toml", WRONG, STARS)
    assert done.returncode == 1
    text = (tmp_path / "w.toml").read_text(encoding="utf-8")
    assert len(tomllib.loads(text)["waivers"]) == 3
    assert run("check", "--config", "w.toml", WRONG, STARS).returncode == 2
    filled = text.replace('reason = ""', 'reason = "known"').replace('author = ""', 'author = "X"')
    (tmp_path / "w.toml").write_text(filled, encoding="utf-8")
    document = checked(run, "--gate", "all", "--config", "w.toml", WRONG, STARS)
    assert [finding["severity"] for finding in document["findings"]] == ["error"] * 3
    assert codes(document) == []


@pytest.mark.parametrize(("most", "code"), [(3, 0), (4, 0), (2, 1)])
def test_a_ceiling_holds_for_so_many_stars(run: Run, tmp_path: Path, most: int, code: int) -> None:
    """Of three stars that leak, in two ways: both are waived, or with a lower ceiling neither."""
    (tmp_path / "tiltak-audit.toml").write_text(CEILING.format(most=most), encoding="utf-8")
    document = checked(run, "--gate", "all", STARS, code=code)
    stars = [one for one in document["findings"] if one["code"] == "TA602"]
    assert len(stars) == 2
    assert document["disclosure"]["recoverable"] == 3
    if code:
        assert codes(document) == ["TA602", "TA602", "TA901"]
        (told,) = (one for one in document["findings"] if one["code"] == "TA901")
        assert f"holds for 2 at most, and {STARS} has 3" in told["message"]
    else:
        assert [one["waived"]["at_most"] for one in stars] == [most, most]
        text = " ".join(run("check", "--gate", "all", STARS).stdout.split())
        assert f"until 2099-12-31); for {most} at most" in text


def test_a_ceiling_counts_every_report_by_itself(run: Run, tmp_path: Path) -> None:
    """Month after month: three stars in each of two editions are no more than three."""
    (tmp_path / "tiltak-audit.toml").write_text(CEILING.format(most=3), encoding="utf-8")
    text = STARS.read_text(encoding="utf-8").replace("02.12.2025", "02.11.2025")
    (tmp_path / "other.txt").write_text(text.replace("2025", "2024"), encoding="utf-8")
    document = checked(run, "--gate", "all", STARS, "other.txt")
    assert len([one for one in document["findings"] if one["waived"]]) == 4


def test_a_ceiling_of_one_section_lets_no_other_leak(run: Run, tmp_path: Path) -> None:
    """A finding stands where each of its stars is meant; and a ceiling of nothing is stale."""
    text = CEILING.format(most=9)
    (tmp_path / "tiltak-audit.toml").write_text(
        text.replace("Tiltak og alder", "Tiltak og kjønn"), encoding="utf-8"
    )
    document = checked(run, "--gate", "all", STARS, code=1)
    assert codes(document) == ["TA602", "TA602", "TA901"]
    assert "waives nothing" in document["findings"][-1]["message"]


def test_ceilings_share_the_stars_of_a_finding() -> None:
    """Two sections under a ceiling each let one finding of both stand, and neither alone does."""
    covers = ("A\x1e\x1ex\x1e2025-01", "B\x1e\x1ex\x1e2025-01", "B\x1e\x1ey\x1e2025-01")
    finding = Finding(
        "TA602", "", Severity.ERROR, Words("", ""), Place("a.txt", 1, section="A"), covers=covers
    )
    day = date(2099, 1, 1)
    one, other = (
        Waiver("", 1, 1, "r", "a", day, rule="TA602", place=(("section", section),), at_most=most)
        for section, most in (("A", 1), ("B", 2))
    )
    tight = attrs.evolve(other, at_most=1)
    assert [found.waived for found in waived([finding], [one, other], day)[0]] == [one]
    assert [found.waived for found in waived([finding], [one], day)[0]] == [None]
    found, passed = waived([finding], [one, tight], day)
    assert found[0].waived is None
    assert passed == [Passed(tight, "a.txt", 2)]


def test_a_waiver_of_leaking_stars_covers_no_further_star(run: Run, tmp_path: Path) -> None:
    """One finding may be of many stars: another one makes it another finding."""
    run("check", "--gate", "all", "--write-waivers", "w.toml", STARS)
    text = (tmp_path / "w.toml").read_text(encoding="utf-8")
    filled = text.replace('reason = ""', 'reason = "known"').replace('author = ""', 'author = "X"')
    (tmp_path / "w.toml").write_text(filled, encoding="utf-8")
    first = STARS.read_text(encoding="utf-8")
    assert codes(checked(run, "--gate", "all", "--config", "w.toml", STARS)) == []
    (tmp_path / "other.txt").write_text(
        first + "Gjennom\nsnitt hittil\n\ni år Januar Februar\n\nI alt jobbklubb 40 40 41\n\n"
        "19 år og under * * *\n\n20-24 år 22 21 23\n\n25-29 år 17 17 17\n",
        encoding="utf-8",
    )
    document = checked(run, "--gate", "all", "--config", "w.toml", "other.txt", code=1)
    assert "TA602" in codes(document)


def test_the_page_is_true() -> None:
    """Wrong gives the code; Right gives a finding that is waived, and nothing else."""
    assert [finding.code for finding in findings_of_page("TA901", "Wrong")] == ["TA901"]
    (waived,) = findings_of_page("TA901", "Right")
    assert (waived.code, bool(waived.waived)) == ("TA201", True)


def test_a_file_that_is_not_there_is_named() -> None:
    """--config of a file that cannot be read is an error, not a run without it."""
    with pytest.raises(UsageError, match="No such file"):
        config_of("absent.toml", ROOT)

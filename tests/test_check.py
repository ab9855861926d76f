"""``tiltak-audit check`` as people and pipelines call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from openpyxl import load_workbook

from tests import planting
from tests.conftest import ROOT, TILT100, TILT140, Run
from tests.pages import parts_of
from tiltak_audit.model.report import Report
from tiltak_audit.rules.rule import catalogue

WRONG = {rule.code: parts_of(rule.page)["Wrong"] for rule in catalogue()}


def test_samples(run: Run) -> None:
    """The main job: no figure of the samples is wrong, and all was read: exit 0 beside stars."""
    done = run("check", TILT100, TILT140)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "60 tables · 3 152 rows · 38 544 cells · 26 828 suppressed (70 %)" in done.stdout
    assert "23 tables · 498 rows · 1 042 cells · 18 suppressed (2 %)" in done.stdout
    assert "no month in common" in done.stdout
    *_, reading, figures, stars, hint, first, line, last = done.stdout.splitlines()
    assert reading.startswith("Reading   whole: 18")
    assert reading.endswith(" cells; 25 remarks on damage")
    assert figures == (
        "Figures   agree: 6 warnings; 9 965 identities, 0 violated; 2 499 could not have failed"
    )
    assert stars == "Stars     816 of 26 839 can be worked out (3 %): 9 ways; 6 233 narrowed"
    assert "(--reveal)" in hint
    assert first.startswith("First     Neither reading nor figures speak against publishing; ")
    assert set(line) == {"─"}
    assert last == (
        "PASS      the figures agree and all was read; stars are not part of the gate (--gate)"
    )
    assert {line[:12] for line in done.stdout.splitlines() if line.startswith("error")} == {
        "error[TA602 "
    }


@pytest.mark.parametrize(
    ("options", "code", "last"),
    [
        ((), 0, "PASS      the figures agree and all was read; stars are not part of the gate"),
        (("--gate", "all"), 1, "FAIL      3 errors; the figures agree and all was read, stars can"),
        (("--gate", "stars"), 1, "FAIL      3 errors; stars can be worked out; not part of the"),
        (("--gate", "stars", "--fail-on", "never"), 0, "PASS      stars can be worked out; not "),
        (("--no-disclosure", "--gate", "all"), 0, "PASS      the figures agree and all was read, "),
    ],
)
def test_only_the_gate_counts(run: Run, options: tuple[str, ...], code: int, last: str) -> None:
    """What is not gated is reported with its severity, and does not change the exit code."""
    done = run("check", TILT100, *options)
    assert done.returncode == code, done.stderr
    assert done.stdout.splitlines()[-1].startswith(last)
    audited = "--no-disclosure" not in options
    assert ("error[TA602 " in done.stdout) == ("3 ways" in done.stdout) == audited


def test_the_document_bears_verdicts_gate_and_axes(run: Run, tmp_path: Path) -> None:
    """What each question came to, which of them count, and which one a finding answers."""
    (tmp_path / "wrong.txt").write_text(WRONG["TA201"], encoding="utf-8")
    found = json.loads(run("check", TILT100, TILT140, "--format", "json").stdout)
    assert found["gate"] == found["options"]["gate"] == ["reading", "figures"]
    verdicts = found["verdicts"]
    assert verdicts["reading"]["verdict"] == "whole"
    assert (verdicts["reading"]["sections"], verdicts["reading"]["tables"]) == (18, 83)
    assert verdicts["reading"]["unread"] == 0
    assert verdicts["figures"] == {"verdict": "agree"}
    assert verdicts["stars"] == {
        "verdict": "recoverable",
        "recoverable": found["disclosure"]["recoverable"],
        "with_editions": 0,
        "with_shares": 0,
        "suppressed": found["disclosure"]["suppressed"],
        "secondary": 0,
    }
    axes = {one["code"]: one["axis"] for one in found["findings"]}
    assert axes == {
        **dict.fromkeys(("TA111", "TA112", "TA121"), "reading"),
        **dict.fromkeys(("TA602", "TA603"), "stars"),
        "TA702": "figures",
    }
    wrong = json.loads(run("check", "wrong.txt", "--no-disclosure", "--format", "json").stdout)
    assert wrong["verdicts"]["figures"] == {"verdict": "disagree"}
    assert wrong["verdicts"]["stars"] == {
        "verdict": "not audited",
        "recoverable": None,
        "with_editions": None,
        "with_shares": None,
        "suppressed": None,
        "secondary": None,
    }
    assert {one["axis"] for one in wrong["findings"]} == {"figures"}


def test_what_is_left_out_or_waived_is_no_other_verdict(run: Run, tmp_path: Path) -> None:
    """Options change what counts, never what the figures say of each other."""
    (tmp_path / "wrong.txt").write_text(WRONG["TA201"], encoding="utf-8")
    done = run("check", "wrong.txt", "--ignore", "TA2")
    assert done.returncode == 0
    last = done.stdout.splitlines()[-1]
    assert last.startswith("PASS      the figures disagree, all was read; ")
    assert last.endswith("1 finding left out by options")


def test_the_long_report_is_short(run: Run, tmp_path: Path) -> None:
    """What repeats is one line with its places: at most 100 lines, none over 100 wide."""
    (tmp_path / TILT140.name).write_bytes(TILT140.read_bytes())
    lines = run("check", TILT140.name).stdout.splitlines()
    assert len(lines) <= 100
    assert max(map(len, lines)) <= 100
    (headings,) = (line for line in lines if line.startswith("warning[TA111 "))
    assert headings.endswith("23 more like it (--verbose)")


def test_samples_without_disclosure(run: Run) -> None:
    """Without the disclosure audit both samples pass, and nothing is said of their stars."""
    done = run("check", TILT100, TILT140, "--no-disclosure")
    assert done.returncode == 0, done.stderr
    assert "Stars     not audited (--no-disclosure)" in done.stdout
    assert "TA602" not in done.stdout
    last = done.stdout.splitlines()[-1]
    assert last == "PASS      the figures agree and all was read; the stars were not audited"


def test_a_wrong_figure_fails(run: Run, tmp_path: Path, tilt100: Report) -> None:
    """A swapped pair of digits: exit 1, the line, carets under the figure, the equation."""
    cell = next(
        cell
        for cell in planting.cells(tilt100, lambda _t, row, at: row.code == "33" and at == 1)
        if cell.value == 582
    )
    (tmp_path / "wrong.txt").write_text(planting.plant(tilt100, cell, 528), encoding="utf-8")
    done = run("check", "wrong.txt")
    assert done.returncode == 1
    assert "error[TA201 column-sum]" in done.stdout
    assert "146 | 33 Buskerud 582 528\n    |                 ^^^ " in done.stdout
    assert "possible  11 247, off by 54" in done.stdout
    assert "TA403" in done.stdout
    assert "error[TA602 suppressed-cell-recoverable]: 2 more like it (--verbose)" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("FAIL      1 error; the figures disagree, all ")


def test_json_obeys_its_schema(run: Run, tmp_path: Path) -> None:
    """The document of a run with findings is valid under the published schema."""
    (tmp_path / "wrong.txt").write_text(WRONG["TA201"], encoding="utf-8")
    schema = json.loads(run("schema").stdout)
    done = run("check", "--format", "json", "wrong.txt", "missing.txt", TILT100)
    document = json.loads(done.stdout)
    jsonschema.validate(document, schema, jsonschema.Draft202012Validator)
    assert done.returncode == 3
    assert document["verdict"] == "incomplete"
    assert [one["error"] is None for one in document["inputs"]] == [True, False, True]
    assert document["inputs"][2]["cells"] == 1_042
    finding = next(one for one in document["findings"] if one["code"] == "TA201")
    assert (finding["line"], finding["period"]) == (11, "2025-02")
    identity = finding["identities"][0]
    assert identity["stated"] == {"low": 311, "high": 311}
    assert identity["possible"] == {"low": 312, "high": 312}
    assert [term["sign"] for term in identity["terms"]] == [1, -1, -1]
    assert sum(document["identities"].values()) == sum(
        sum(tally.values()) for tally in document["identities_by_rule"].values()
    )


def test_all_keys_are_required() -> None:
    """Keys are always present: the schema requires every property of every object."""
    from tiltak_audit.render.json.contract import schema

    for definition in json.loads(schema())["$defs"].values():
        assert sorted(definition["properties"]) == sorted(definition["required"])


def test_same_input_same_bytes(run: Run) -> None:
    """Two runs print the same JSON, whatever the hash seed."""
    first = run("check", "--format", "json", TILT100, PYTHONHASHSEED="1").stdout
    assert first == run("check", "--format", "json", TILT100, PYTHONHASHSEED="2").stdout


def test_formats_and_outputs_pair_up(run: Run, tmp_path: Path) -> None:
    """The nth output belongs to the nth format; with files only, the verdict is on stderr."""
    done = run(
        *("check", TILT100, "--no-disclosure", "--format", "json", "--output", "a.json"),
        *("--format", "terminal", "--output", "b.txt"),
    )
    assert (done.returncode, done.stdout) == (0, "")
    *written, verdict = done.stderr.splitlines(keepends=True)
    assert written == ["a.json written\n", "b.txt written\n"]
    assert verdict.startswith("PASS      the figures agree and all was read; ")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["verdict"] == "pass"
    assert (tmp_path / "b.txt").read_text(encoding="utf-8").endswith(verdict)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "Missing argument"),
        (["check", "x", "--format", "html", "--reveal"], "--reveal cannot be used"),
        (["check", "x", "--format", "sarif", "--reveal"], "--reveal cannot be used"),
        (["check", "x", "--config", "a.toml"], "No such file"),
        (["check", "x", "--format", "pdf"], "Invalid value"),
        (["check", "x", "--select", "TA999"], "unknown code TA999"),
        (["check", "x", "--ignore", "TA210"], "did you mean TA201"),
        (["check", "x", "--format", "json", "--format", "terminal"], "one format at most"),
        (["check", "x", "--gate", "star"], "expected one or more of reading, figures, stars, all"),
        (["check", "x", "--gate", ""], "expected one or more of reading, figures, stars, all"),
        (["check", "x", "--output", "a", "--output", "b"], "more --output than --format"),
        (["check", "x", "--output", "no/such/a"], "there is no folder no/such"),
        (["check", "x", "--output", "x"], "names an input"),
        (["check", "x", "--output", ""], "is no name of a file"),
        (["check", "x", "--output", "."], "is no name of a file"),
        (["check", "x", "--write-waivers", "-", "--format", "json"], "one format at most"),
        (["check", "x", "--write-waivers", "a", "--output", "a"], "name the same file"),
        (["check", "x", "--max-bytes", "9223372036854775807"], "not in the range"),
        (["check", "x", *["--format", "json", "--output", "a"] * 2], "name the same file"),
        (["export", "x"], "Missing option"),
        (["explain", "TA999"], "unknown code TA999"),
        (["nothing"], "No such command"),
    ],
)
def test_usage_errors_are_exit_2(run: Run, arguments: list[str], said: str) -> None:
    """A call that makes no sense ends with exit 2, one message, and nothing on stdout."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "holds no text"),
        ("zeros.bin", b"\0" * 900, "holds no text"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
        ("letter.txt", b"Kjaere statistiker\n", "no table was found"),
        ("ned.txt", b" Kilde: NAV NED155 Personer. Kommune\nI alt 5 5\n", "another family"),
    ],
)
def test_bad_input_is_exit_3_and_the_rest_is_reported(
    run: Run, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    """An input that cannot be read is named with a remedy; the other is still audited."""
    (tmp_path / name).write_bytes(data)
    done = run("check", name, TILT100)
    assert done.returncode == 3
    assert said in " ".join(done.stdout.split())
    assert "1 042 cells" in done.stdout
    assert "1 input unread" in done.stdout.splitlines()[-1]


def test_missing_file(run: Run, tmp_path: Path) -> None:
    """A name that is no file is told like any input that cannot be read, beside a folder too."""
    for beside in ((), (tmp_path,)):
        done = run("check", "missing.txt", *beside)
        assert done.returncode == 3
        assert "missing.txt" in done.stdout
        assert "no such file" in done.stdout


def test_standard_input(run: Run) -> None:
    """- reads standard input."""
    done = run("check", "-", stdin=TILT100.read_bytes())
    assert done.returncode == 0
    assert "1 042 cells" in done.stdout


def test_select_ignore_and_fail_on(run: Run, tmp_path: Path) -> None:
    """Codes filter what is reported and what counts; the severity that fails is a choice."""
    (tmp_path / "wrong.txt").write_text(WRONG["TA201"], encoding="utf-8")
    assert run("check", "wrong.txt").returncode == 1
    assert run("check", "wrong.txt", "--ignore", "TA2").returncode == 0
    assert run("check", "wrong.txt", "--select", "TA7").returncode == 0
    assert run("check", "wrong.txt", "--select", "ta201,TA3").returncode == 1
    assert run("check", "wrong.txt", "--fail-on", "never").returncode == 0
    assert run("check", TILT100, "--fail-on", "info").returncode == 1
    assert run("check", TILT100, "--fail-on", "warning").returncode == 0
    gated = ("check", TILT100, "--gate", "all", "--fail-on", "warning")
    assert run(*gated).returncode == 1
    assert run(*gated, "--ignore", "TA6").returncode == 0


def test_nothing_checked_is_exit_3(run: Run, tmp_path: Path) -> None:
    """A report of stars only was read, but not checked, and does not pass."""
    (tmp_path / "stars.txt").write_text(WRONG["TA902"], encoding="utf-8")
    done = run("check", "stars.txt")
    assert done.returncode == 3
    assert "TA902" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("INCOMPLETE")


def test_damage_alone_is_no_failure(run: Run, tmp_path: Path) -> None:
    """A partly damaged input is a warning, not exit 3."""
    (tmp_path / "cut.txt").write_text(WRONG["TA111"], encoding="utf-8")
    assert run("check", "cut.txt").returncode == 0
    assert run("check", "cut.txt", "--fail-on", "warning").returncode == 1


def test_logs_are_plain_and_100_wide(run: Run) -> None:
    """Away from a terminal no colour is printed and no line but the last is over 100 wide."""
    lines = run("check", TILT100, TILT140, COLUMNS="40").stdout.splitlines()
    assert max(map(len, lines[:-1])) <= 100
    assert not any("\x1b" in line for line in lines)


def test_a_stream_that_cannot_show_it(run: Run) -> None:
    """On an ASCII stream letters are replaced; nothing raises."""
    done = run("check", TILT100, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_labels_with_brackets_and_controls(run: Run, tmp_path: Path) -> None:
    """A label is data: brackets stay, and controls cannot colour the terminal."""
    text = WRONG["TA201"].replace("Kvinner", "[red]Kvinner[/]:\x1b[31m")
    (tmp_path / "odd.txt").write_text(text, encoding="utf-8")
    done = run("check", "odd.txt", "--verbose")
    assert "[red]Kvinner[/]:" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("code", [0, 1])
def test_broken_pipe_keeps_the_verdict(tmp_path: Path, code: int) -> None:
    """A reader that stops early gets no traceback, and the exit code still tells the verdict."""
    page = parts_of(next(rule.page for rule in catalogue() if rule.code == "TA201"))
    (tmp_path / "report.txt").write_text(page["Wrong" if code else "Right"], encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "tiltak_audit", "check", "--excerpt", "report.txt"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == code


@pytest.mark.parametrize("command", ["rules", "explain TA201", "schema", "--version", "-h"])
def test_streams_that_take_nothing(command: str, tmp_path: Path) -> None:
    """A full disk is one message and exit 3, a reader that is gone no error, ASCII no bug."""
    call = f"{sys.executable} -m tiltak_audit {command}"
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}

    def shell(line: str, **more: str) -> tuple[int, str]:
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=tmp_path,
            env=environment | more,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stderr

    code, said = shell(f"{call} > /dev/full")
    assert (code, said.count("\n")) == (3, 1)
    assert said.startswith("tiltak-audit: standard output cannot be written")
    assert shell(f"set -o pipefail; {call} | true") == (0, "")
    assert shell(f"{call} > out", PYTHONIOENCODING="ascii") == (0, "")


def test_a_bug_is_exit_70(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error nobody foresaw gives a short message and how to report it."""
    del run
    import tiltak_audit.cli
    from tiltak_audit.__main__ import main

    def broken(arguments: list[str]) -> int:
        raise ZeroDivisionError(str(arguments))

    monkeypatch.setattr(tiltak_audit.cli, "run", broken)
    monkeypatch.setattr("sys.argv", ["tiltak-audit", "check"])
    with pytest.raises(SystemExit, match="70"):
        main()
    assert "a bug in the tool: ZeroDivisionError" in capsys.readouterr().err


def test_interrupted_is_exit_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends with one line and exit 130."""
    import tiltak_audit.cli
    from tiltak_audit.__main__ import main

    def interrupted(arguments: list[str]) -> int:
        raise KeyboardInterrupt(str(arguments))

    monkeypatch.setattr(tiltak_audit.cli, "run", interrupted)
    monkeypatch.setattr("sys.argv", ["tiltak-audit", "check"])
    with pytest.raises(SystemExit, match="130"):
        main()
    assert "interrupted" in capsys.readouterr().err


def test_nothing_that_is_there_is_overwritten_by_waivers(run: Run, tmp_path: Path) -> None:
    """Reviewed waivers are somebody's work: a second start needs another name."""
    wrong = ROOT / "tests" / "cases" / "digits_swapped.txt"
    arguments = ("check", wrong, "--write-waivers", "tiltak-audit.toml")
    assert run(*arguments).returncode == 1
    filled = (tmp_path / "tiltak-audit.toml").read_text("utf-8").replace('= ""', '= "known"')
    (tmp_path / "tiltak-audit.toml").write_text(filled, encoding="utf-8")
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is there already" in done.stderr
    assert (tmp_path / "tiltak-audit.toml").read_text("utf-8") == filled


def test_neither_configuration_nor_linked_input_is_overwritten(run: Run, tmp_path: Path) -> None:
    """The configuration in force and an input under another name are kept."""
    config = tmp_path / "tiltak-audit.toml"
    config.write_text('fail-on = "never"\n', encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(TILT100.read_bytes())
    (tmp_path / "b.txt").hardlink_to(tmp_path / "a.txt")
    for output in ("tiltak-audit.toml", "b.txt"):
        done = run("check", "a.txt", "--format", "json", "--output", output)
        assert (done.returncode, done.stdout) == (2, "")
        assert "would be lost" in done.stderr
    assert config.read_text("utf-8") == 'fail-on = "never"\n'
    assert (tmp_path / "b.txt").read_bytes() == TILT100.read_bytes()


def test_an_output_that_cannot_be_written_keeps_no_other_back(run: Run, tmp_path: Path) -> None:
    """All that can be written is, then exit 2 says which could not."""
    pairs = [("sarif", "a.sarif"), ("json", "/dev/full"), ("junit", "c.xml")]
    options = [part for form, path in pairs for part in ("--format", form, "--output", path)]
    done = run("check", *options, TILT100)
    assert done.returncode == 2
    assert "/dev/full cannot be written" in done.stderr
    assert (tmp_path / "a.sarif").stat().st_size > 0
    assert (tmp_path / "c.xml").stat().st_size > 0


@pytest.mark.parametrize("char", ["\x1e", "\x1b", "\x00", "\x07", "="])
def test_controls_in_labels_hurt_no_format(run: Run, tmp_path: Path, char: str) -> None:
    """A label is data: no traceback, no escape that reaches a terminal, no formula."""
    text = (ROOT / "tests" / "cases" / "only_star.txt").read_text("utf-8")
    (tmp_path / "x.txt").write_text(text.replace("mentor", f"{char}men{char}tor"), "utf-8")
    formats = ("json", "sarif", "junit", "github", "markdown", "html", "ess")
    pairs = [part for form in formats for part in ("--format", form, "--output", f"x.{form}")]
    assert run("check", "--gate", "all", "x.txt", *pairs).returncode == 1
    for form in formats:
        written = (tmp_path / f"x.{form}").read_bytes()
        assert char == "=" or char.encode() not in written, form
    assert run("export", "x.txt", "--to", "xlsx", "--output", "x.xlsx").returncode == 0
    for sheet in load_workbook(tmp_path / "x.xlsx").worksheets:
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds

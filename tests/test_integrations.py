"""The GitHub Action and the pre-commit hook do as their hosts ask."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, SCRIPTS, tool

WRONG = ROOT / "tests" / "cases" / "digits_swapped.txt"
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def outputs(path: Path) -> dict[str, str]:
    """Read what a step gave to the steps after it."""
    return dict(line.split("=", 1) for line in path.read_text("utf-8").splitlines())


class Step:
    """A step of the action, run as GitHub's runner does, in a folder."""

    def __init__(self, name: str, folder: Path) -> None:
        """Take the step whose name starts so."""
        (self.step,) = (one for one in ACTION["runs"]["steps"] if one["name"].startswith(name))
        self.folder = folder

    def run(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run it with inputs, by ``runner`` as its temporary folder."""
        given = {name: facts.get("default", "") for name, facts in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        # The inputs are parts of reports.
        given["args"] = f"--excerpt\n{given['args']}"
        values = {f"inputs.{name}": value for name, value in given.items()}
        values["github.action_path"] = str(ROOT)
        environment = {
            name: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: values[found[1]], text)
            for name, text in self.step["env"].items()
        }
        runner = {
            "RUNNER_TEMP": str(self.folder / "runner"),
            "GITHUB_OUTPUT": str(self.folder / "outputs"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
        }
        script = self.folder / "step.sh"
        script.write_text(self.step["run"], encoding="utf-8")
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.folder,
            env=os.environ | environment | runner,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def check(tmp_path: Path) -> Step:
    """Give the step that checks, with the command in place of what the first step installs."""
    scripts = tmp_path / "runner" / "tiltak-audit" / "bin"
    scripts.mkdir(parents=True)
    (scripts / "tiltak-audit").symlink_to(SCRIPTS / "tiltak-audit")
    shutil.copy(WRONG, tmp_path / "wrong one.txt")
    return Step("Check", tmp_path)


ENDS = {"sarif": "sarif", "junit": "xml", "html": "html", "markdown": "md", "json": "json"}


def test_the_action_fails_as_the_check_does_and_leaves_its_files(check: Step) -> None:
    """Annotations in the log, files in the folder, a summary, outputs, and exit code 1."""
    done = check.run(files="*.txt", formats=" ".join(ENDS))
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=wrong one.txt,line=13,")
    told = outputs(check.folder / "outputs")
    assert told == {
        "verdict": "fail",
        "exit-code": "1",
        "sarif": "tiltak-audit/tiltak-audit.sarif",
    }
    log = json.loads((check.folder / told["sarif"]).read_text("utf-8"))
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["TA201"]
    assert "TA201" in (check.folder / "summary").read_text("utf-8")
    written = {path.name for path in (check.folder / "tiltak-audit").iterdir()}
    assert written == {f"tiltak-audit.{end}" for end in ENDS.values()}


@pytest.mark.parametrize(
    ("inputs", "code", "verdict"),
    [
        ({"files": "wrong one.txt", "fail_on": "never"}, 0, "pass"),
        ({"files": "wrong one.txt", "args": "--ignore\nTA2"}, 0, "pass"),
        ({"files": "absent.txt"}, 3, "incomplete"),
        ({"files": "*.pdf"}, 3, "incomplete"),
        ({"files": "*.pdf\nTILT*.txt"}, 3, "incomplete"),
        ({"files": "*.pdf\nwrong*.txt"}, 1, "fail"),
        ({"files": "*.pdf\nwrong one.txt"}, 1, "fail"),
        ({"files": "absent.txt\nwrong*.txt"}, 3, "incomplete"),
        ({"files": ""}, 2, "error"),
        ({"files": "wrong one.txt", "formats": "tables"}, 2, "error"),
    ],
)
def test_the_action_tells_every_exit_code(
    check: Step, inputs: dict[str, str], code: int, verdict: str
) -> None:
    """What is fine passes; what cannot be read or asked is told apart."""
    done = check.run(**({"formats": "sarif"} | inputs))
    told = outputs(check.folder / "outputs")
    assert (done.returncode, told["exit-code"], told["verdict"]) == (code, str(code), verdict)
    assert ("sarif" in told) == (code != 2)


def test_a_pattern_that_matches_nothing_is_said_where_nothing_is_left(check: Step) -> None:
    """Beside reports that are there it is no input; alone it is one that is missing."""
    alone = check.run(files="*.pdf", formats="sarif")
    assert "*.pdf" in alone.stdout
    assert "no such file" in alone.stdout
    beside = check.run(files="*.pdf\nwrong*.txt", formats="sarif")
    assert "*.pdf" not in beside.stdout + beside.stderr
    assert "file=wrong one.txt" in beside.stdout


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        ("", ["--constraint", str(ROOT / "requirements.lock"), str(ROOT)]),
        ("tiltak-audit[xlsx] @ file:///a", ["tiltak-audit[xlsx] @ file:///a"]),
    ],
    ids=["own", "other"],
)
def test_the_lock_of_the_action_holds_for_its_own_version_alone(
    tmp_path: Path, requirement: str, expected: list[str]
) -> None:
    """Another version is installed with what it asks for itself."""
    # Stands for Python: makes an environment whose own Python notes what it is asked for.
    stand_in = tmp_path / "python"
    inner = "#!/bin/sh\nprintf '%s\\n' \"$@\" > asked\n"
    stand_in.write_text(
        f'#!/bin/sh\nmkdir -p "$3/bin"\ncat > "$3/bin/python" <<\'END\'\n{inner}END\n'
        'chmod +x "$3/bin/python"\n',
        encoding="utf-8",
    )
    stand_in.chmod(0o755)
    done = Step("Install", tmp_path).run(requirement=requirement, python=str(stand_in))
    assert done.returncode == 0, done.stderr
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert asked == ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", *expected]


def test_inputs_of_the_action_are_never_code(check: Step) -> None:
    """They come by the environment: nothing of them is expanded into a script or run by it."""
    assert all("${{" not in step["run"] for step in ACTION["runs"]["steps"])
    nasty = "$(touch hacked)\n`touch hacked`\n; touch hacked\n--output"
    check.run(files=nasty, args="--ignore\nTA1; touch hacked", formats="sarif", fail_on="$(id)")
    assert not (check.folder / "hacked").exists()


def test_the_action_is_one_by_githubs_schema() -> None:
    """The official schema of actions takes it."""
    schema = ["--builtin-schema", "vendor.github-actions", str(ROOT / "action.yml")]
    subprocess.run([sys.executable, "-m", "check_jsonschema", *schema], check=True)


@pytest.mark.parametrize("step", ACTION["runs"]["steps"], ids=lambda step: str(step["name"]))
def test_shellcheck_finds_nothing(step: dict[str, Any]) -> None:
    """The scripts of the action quote what they must."""
    command = [tool("shellcheck"), "--shell=bash", "-"]
    subprocess.run(command, input=step["run"], text=True, check=True)


def test_the_hook_takes_reports_by_name() -> None:
    """Reports of the family in a form that is read, and nothing else."""
    takes = re.compile(HOOK["files"]).search
    reports = ["TILT100_2026-01.txt", "in/TILT140.pdf", "a/b/TILT110 (1).xlsx"]
    assert all(map(takes, reports))
    assert not any(map(takes, ["TILT100.csv", "notes.txt", "XTILT100.txt", "TILT100.txt.bak"]))


def test_the_hook_is_one_by_pre_commits_own_judgement() -> None:
    """pre-commit takes the manifest."""
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    subprocess.run([tool("pre-commit"), "validate-manifest", manifest], check=True)


@pytest.mark.wheel
def test_pre_commit_installs_and_runs_the_hook(tmp_path: Path) -> None:
    """In a repository with a wrong report, pre-commit fails and shows what the check says."""
    program = tool("pre-commit")
    tree = tmp_path / "tool"
    ours = ("tiltak_audit", "grammar")
    for name in ours:
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, tree)
    user = tmp_path / "user"
    user.mkdir()
    shutil.copy(WRONG, user / "TILT140_2025-02.txt")
    (user / "notes.txt").write_text("no report", encoding="utf-8")
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for folder in (tree, user):
        for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "x"]):
            subprocess.run(["git", *command], cwd=folder, check=True)
    done = subprocess.run(
        [program, "try-repo", str(tree), "tiltak-audit", "--all-files"],
        cwd=user,
        env=os.environ | {"PRE_COMMIT_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "error[TA201 column-sum]" in done.stdout
    assert "TILT140_2025-02.txt" in done.stdout
    assert "notes.txt" not in done.stdout

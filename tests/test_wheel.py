"""The built wheel, installed where the repository is not, does what pipelines ask of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import attrs
import pytest
from junitparser import JUnitXml

import tiltak_audit
from tests.conftest import ROOT, TILT100, Dist, tool

pytestmark = pytest.mark.wheel

WRONG = ROOT / "tests" / "cases" / "digits_swapped.txt"

# Folders and files of the repository that are for its keepers alone.
KEPT = (".ci/", ".gitignore")


@attrs.frozen
class Installed:
    """An environment that holds the wheel and what it needs.

    Attributes:
        folder: The environment.
        work: An empty folder, far from the repository, where commands run.
    """

    folder: Path
    work: Path

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment."""
        program, *arguments = map(str, command)
        return subprocess.run(
            [str(self.folder / "bin" / program), *arguments],
            cwd=self.work,
            env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def environment(dist: Dist, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel by pip in a fresh environment."""
    folder = tmp_path_factory.mktemp("installed") / "env"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    lock = str(ROOT / "requirements.lock")
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "--constraint", lock, str(dist.wheel)], check=True)
    return folder


@pytest.fixture
def installed(environment: Path, tmp_path: Path) -> Installed:
    """Give the environment with an empty folder to work in."""
    return Installed(environment, tmp_path)


def test_the_wheel_holds_the_grammar_the_register_and_the_families(dist: Dist) -> None:
    """Data that the code opens is in the package, and nothing else is at the top."""
    names = zipfile.ZipFile(dist.wheel).namelist()
    for name in ("report", "lines", "cells"):
        assert f"tiltak_audit/grammar/{name}.lark" in names
    assert "tiltak_audit/data/regions.csv" in names
    families = ROOT / "tiltak_audit" / "families"
    assert {one.name for one in families.glob("*.toml")} == {
        name.rpartition("/")[2] for name in names if name.endswith(".toml")
    }
    assert "tiltak_audit/locales/nb/LC_MESSAGES/tiltak_audit.mo" in names
    top = {name.split("/")[0] for name in names}
    assert top == {"tiltak_audit", f"tiltak_audit-{tiltak_audit.__version__}.dist-info"}


def test_the_sdist_holds_the_repository(dist: Dist, tmp_path: Path) -> None:
    """Every file that is kept under version control is there, and its tests run from there."""
    with tarfile.open(dist.sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (tree,) = tmp_path.iterdir()
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, check=True)
    kept = [name for name in listed.stdout.decode().splitlines() if not name.startswith(KEPT)]
    assert [name for name in kept if not (tree / name).exists()] == []
    # As make does before it runs tests: the catalogues are kept as text.
    subprocess.run([sys.executable, "tools/catalogues.py"], cwd=tree, check=True)
    some = ["tests/test_docs.py", "-k", "README or statistiker"]
    pytest_of_it = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *some]
    subprocess.run(pytest_of_it, cwd=tree, check=True, stdout=subprocess.DEVNULL)


def test_the_metadata_is_in_order(dist: Dist) -> None:
    """Twine would upload both; the description renders."""
    subprocess.run(
        [tool("twine"), "check", "--strict", str(dist.sdist), str(dist.wheel)], check=True
    )


def test_the_requirements_fit_together(installed: Installed) -> None:
    """What pip installed is complete and without conflict."""
    done = installed.run("python", "-m", "pip", "check")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("command", [["tiltak-audit"], ["python", "-m", "tiltak_audit"]])
def test_the_installed_command_checks_a_sample(installed: Installed, command: list[str]) -> None:
    """In a fresh environment, away from the repository, the command does the main job."""
    done = installed.run(*command, "check", TILT100)
    # Stars of the sample can be worked out, so the solver is there.
    assert done.returncode == 0, done.stderr
    assert "TA602" in done.stdout
    assert "1 042 cells" in done.stdout


def test_the_installed_command_knows_all_families(installed: Installed) -> None:
    """What describes them is found where only the wheel is."""
    listed = json.loads(installed.run("tiltak-audit", "families", "--format", "json").stdout)
    files = (ROOT / "tiltak_audit" / "families").glob("*.toml")
    assert sorted(one["name"] for one in listed) == sorted(one.stem for one in files)


def test_the_version_is_said_from_one_place(installed: Installed) -> None:
    """The package, its metadata, the command and the machine formats say the same."""
    ask = "from importlib.metadata import version; print(version('tiltak-audit'))"
    told = [installed.run("python", "-c", ask).stdout.strip()]
    told.append(installed.run("tiltak-audit", "--version").stdout.split()[-1])
    document = json.loads(
        installed.run("tiltak-audit", "check", "--excerpt", "--format=json", WRONG).stdout
    )
    told.append(document["tool"]["version"])
    log = json.loads(
        installed.run("tiltak-audit", "check", "--excerpt", "--format=sarif", WRONG).stdout
    )
    told.append(log["runs"][0]["tool"]["driver"]["version"])
    assert told == [tiltak_audit.__version__] * 4


def piped(installed: Installed) -> tuple[int, dict[str, Any], JUnitXml]:
    """Run a pipeline's check: SARIF, JUnit and the page in one go, each into its file."""
    formats = {"sarif": "r.sarif", "junit": "r.xml", "html": "r.html"}
    pairs = [
        word for form, path in formats.items() for word in ("--format", form, "--output", path)
    ]
    done = installed.run("tiltak-audit", "check", "--excerpt", *pairs, WRONG.name)
    assert done.stdout == ""
    told = done.stderr.splitlines()
    assert told[-1].split()[0] == {0: "PASS", 1: "FAIL"}[done.returncode]
    assert {f"{path} written" for path in formats.values()} <= set(told)
    (log,) = json.loads((installed.work / "r.sarif").read_text("utf-8"))["runs"]
    assert "TA201" in (installed.work / "r.html").read_text("utf-8")
    return done.returncode, log, JUnitXml.fromstring((installed.work / "r.xml").read_bytes())


def failed(suites: JUnitXml) -> set[str]:
    """Give the names of the cases that fail."""
    return {case.name for suite in suites for case in suite if case.result}


def test_a_pipeline_gets_all_its_files_in_one_go(installed: Installed) -> None:
    """The nth --output belongs to the nth --format; a waiver and the configuration are found."""
    shutil.copy(WRONG, installed.work)
    code, log, junit = piped(installed)
    # The sum is wrong and the mean with it: two cases fail by one finding.
    assert (code, failed(junit)) == (1, {"TA201", "TA301"})
    assert [result["ruleId"] for result in log["results"]] == ["TA201"]

    installed.run(
        "tiltak-audit", "check", "--excerpt", "--write-waivers", "tiltak-audit.toml", WRONG.name
    )
    waivers = installed.work / "tiltak-audit.toml"
    text = waivers.read_text("utf-8").replace('reason = ""', 'reason = "known"')
    waivers.write_text(text.replace('author = ""', 'author = "X"'), encoding="utf-8")
    code, log, junit = piped(installed)
    assert (code, failed(junit)) == (0, set())
    assert [len(result["suppressions"]) for result in log["results"]] == [1]

    waivers.write_text('[severity]\nTA201 = "warning"\n', encoding="utf-8")
    code, log, junit = piped(installed)
    assert (code, [result["level"] for result in log["results"]]) == (0, ["warning"])

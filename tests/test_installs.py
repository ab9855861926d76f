"""The wheel installs the ways people install, on every Python that is here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tiltak_audit
from tests.conftest import ROOT, TILT100, Dist, tool
from tests.test_integrations import Step

pytestmark = pytest.mark.wheel

LOCK = str(ROOT / "requirements.lock")
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
SAID = f"tiltak-audit {tiltak_audit.__version__}\n"

# What an extra is for: a command that needs it.
EXTRAS = {
    "xlsx": ["demo", "--xlsx", "written"],
    "archive": ["index", str(TILT100.parent), "--into", "written"],
    # Nothing answers there, and that is told once the library is.
    "distributed": ["check", str(TILT100.parent), "--scheduler", "tcp://127.0.0.1:9"],
    "parquet": ["export", "--to", "parquet", "--output", "written", str(TILT100)],
}


def call(*command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program away from the repository."""
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=folder, env=clean | environment, capture_output=True, text=True, check=False
    )


def installed(what: str, folder: Path, python: str = sys.executable) -> str:
    """Install into a fresh environment by uv, and give the command."""
    uv = tool("uv")
    place = folder / "env"
    for command in (
        [uv, "venv", "--quiet", "--no-project", "--python", python, str(place)],
        [uv, "pip", "install", "--quiet", "--python", str(place), "--constraint", LOCK, what],
    ):
        done = call(*command, folder=folder)
        assert done.returncode == 0, done.stderr
    return str(place / "bin" / "tiltak-audit")


def found(version: str) -> str | None:
    """Find a Python of a version that starts: on the path, or among pyenv's."""
    named = shutil.which(f"python{version}")
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    for candidate in [*([named] if named else []), *map(str, kept)]:
        done = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=False)
        if done.stdout.startswith(f"Python {version}."):
            return candidate
    return None


@pytest.mark.parametrize("version", VERSIONS)
def test_every_python_runs_it(dist: Dist, tmp_path: Path, version: str) -> None:
    """Installed on each Python that is promised, it does the main job."""
    python = found(version)
    if python is None:
        pytest.skip(f"Python {version} is not on this machine")
    command = installed(str(dist.wheel), tmp_path, python)
    done = call(command, "check", str(TILT100), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1 042 cells" in done.stdout


def test_every_promised_python_is_tried() -> None:
    """The versions of the metadata are those that the tests look for."""
    metadata = (ROOT / "pyproject.toml").read_text("utf-8")
    assert tuple(re.findall(r":: Python :: (3\.\d+)", metadata)) == VERSIONS


@pytest.mark.parametrize("extra", [None, *EXTRAS])
def test_an_extra_brings_its_form_and_no_other(
    dist: Dist, tmp_path: Path, extra: str | None
) -> None:
    """Each alone makes its form work; the others say plainly what is missing."""
    what = f"{dist.wheel}[{extra}]" if extra else str(dist.wheel)
    command = installed(what, tmp_path)
    for name, arguments in EXTRAS.items():
        shutil.rmtree(tmp_path / "written", ignore_errors=True)
        done = call(command, *arguments, folder=tmp_path)
        if name == extra == "distributed":
            assert (done.returncode, "no scheduler" in done.stderr) == (3, True), done.stderr
        elif name == extra:
            assert (done.returncode, (tmp_path / "written").exists()) == (0, True), done.stderr
        else:
            assert done.returncode == 2
            assert f'pip install "tiltak-audit[{name}]"' in done.stderr


def test_it_installs_as_a_tool(dist: Dist, tmp_path: Path) -> None:
    """By uv tool install, the command stands alone on the path, as with pipx."""
    places = {"UV_TOOL_DIR": str(tmp_path / "tools"), "UV_TOOL_BIN_DIR": str(tmp_path / "bin")}
    wheel = str(dist.wheel)
    done = call(tool("uv"), "tool", "install", "--quiet", wheel, folder=tmp_path, **places)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "bin").iterdir()] == ["tiltak-audit"]
    assert call(str(tmp_path / "bin" / "tiltak-audit"), "--version", folder=tmp_path).stdout == SAID


def test_it_runs_without_being_installed(dist: Dist, tmp_path: Path) -> None:
    """Uvx fetches and runs it."""
    run = [tool("uvx"), "--quiet", "--from", str(dist.wheel), "tiltak-audit", "--version"]
    assert call(*run, folder=tmp_path).stdout == SAID


def test_it_installs_into_a_folder(dist: Dist, tmp_path: Path) -> None:
    """By pip install --target, python -m finds it there."""
    target = str(tmp_path / "target")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", target, "-c", LOCK]
    assert call(*pip, str(dist.wheel), folder=tmp_path).returncode == 0
    run = [sys.executable, "-S", "-m", "tiltak_audit", "check", str(TILT100)]
    done = call(*run, folder=tmp_path, PYTHONPATH=target)
    assert done.returncode == 0, done.stderr


def test_the_action_installs_itself(tmp_path: Path) -> None:
    """The first step of the GitHub Action makes the command that the second one calls."""
    done = Step("Install", tmp_path).run(python=sys.executable)
    assert done.returncode == 0, done.stderr
    command = str(tmp_path / "runner" / "tiltak-audit" / "bin" / "tiltak-audit")
    assert call(command, "--version", folder=tmp_path).stdout == SAID


def test_the_image_is_built_from_what_it_is_given(tmp_path: Path) -> None:
    """The Dockerfile's installation works on the files that .dockerignore lets through.

    There may be no container engine here: its RUN is done in a folder in place of /opt.
    """
    source = tmp_path / "source"
    source.mkdir()
    let_through = re.findall(r"^!(.*)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE)
    for name in let_through:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        (source / name).parent.mkdir(exist_ok=True)
        copy(ROOT / name, source / name)
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", "")
    build, final = re.findall(r"^RUN (.*)$", text, re.MULTILINE)
    assert final.startswith("useradd")
    script = build.replace("/opt/", f"{tmp_path}/opt/").replace("python -m", "python3 -m", 1)
    done = call("sh", "-c", script, folder=source)
    assert done.returncode == 0, done.stderr
    command = str(tmp_path / "opt" / "tiltak-audit" / "bin" / "tiltak-audit")
    assert call(command, "check", str(TILT100), folder=tmp_path).returncode == 0
    assert "(feil)" in call(command, "explain", "TA201", "--lang", "nb", folder=tmp_path).stdout
    assert "\nUSER 10001\n" in text
    assert '\nENTRYPOINT ["tiltak-audit"]\n' in text


def test_hadolint_finds_nothing() -> None:
    """The linter of Dockerfiles has no complaint."""
    subprocess.run([tool("hadolint"), str(ROOT / "Dockerfile")], check=True)

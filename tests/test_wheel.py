"""The built wheel, installed where the repository is not."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import tiltak_audit
from tests.conftest import ROOT, TILT100

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source distribution, and the wheel from it."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(out), str(ROOT)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (found,) = out.glob("*.whl")
    return found


def test_the_wheel_holds_the_grammar_and_the_register(wheel: Path) -> None:
    """Data that the code opens is in the package, and nothing else is at the top."""
    names = zipfile.ZipFile(wheel).namelist()
    for name in ("report", "lines", "cells"):
        assert f"tiltak_audit/grammar/{name}.lark" in names
    assert "tiltak_audit/data/regions.csv" in names
    assert "tiltak_audit/locales/nb/LC_MESSAGES/tiltak_audit.mo" in names
    top = {name.split("/")[0] for name in names}
    assert top == {"tiltak_audit", f"tiltak_audit-{tiltak_audit.__version__}.dist-info"}


def test_the_installed_command_checks_a_sample(wheel: Path, tmp_path: Path) -> None:
    """In a fresh environment, away from the repository, the command does the main job."""
    environment = tmp_path / "env"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = environment / "bin" / "python"
    lock = str(ROOT / "requirements.lock")
    install = [str(python), "-m", "pip", "install", "--quiet", "--constraint", lock, str(wheel)]
    subprocess.run(install, check=True)
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    script = str(environment / "bin" / "tiltak-audit")
    for command in ([script], [str(python), "-m", "tiltak_audit"]):
        done = subprocess.run(
            [*command, "check", str(TILT100)],
            cwd=tmp_path,
            env=clean,
            capture_output=True,
            text=True,
            check=False,
        )
        # Stars of the sample can be worked out, so the solver is there and the exit code is 1.
        assert done.returncode == 1, done.stderr
        assert "TA602" in done.stdout
        assert "1 042 cells" in done.stdout

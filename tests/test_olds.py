"""Folders that reports are held against, and what may be wrong with them."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import TILT100, Run
from tiltak_audit.cli import run as run_here


@pytest.mark.parametrize("command", [["check", "--against"], ["diff"]])
def test_a_folder_that_may_not_be_listed(
    command: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is named as what cannot be opened, with the reason; the rest is done, and exit is 3."""
    shut = tmp_path / "shut"
    shut.mkdir()
    whole = Path.iterdir

    def listed(self: Path) -> Iterator[Path]:
        if self == shut:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return whole(self)

    monkeypatch.setattr(Path, "iterdir", listed)
    assert run_here([*command, str(shut), str(TILT100), "--lang", "en"]) == 3
    said = " ".join("".join(capsys.readouterr()).split())
    assert "it cannot be opened: Permission denied" in said
    assert "shut" in said


def test_a_name_that_leads_to_itself(run: Run, tmp_path: Path) -> None:
    """It is told as a file that cannot be read, and the others of its folder are compared."""
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "old.txt").write_bytes(TILT100.read_bytes())
    done = run("diff", TILT100, tmp_path)
    assert done.returncode == 3
    assert "loop.txt" in done.stderr
    assert "1 042 figures unchanged" in done.stdout.replace("\xa0", " ")
    held = run("check", "--no-disclosure", TILT100, "--against", tmp_path)
    assert held.returncode == 3
    assert "loop.txt" in held.stdout


def test_an_input_in_the_folder_is_not_held_against_itself(run: Run, tmp_path: Path) -> None:
    """By whichever name it is there."""
    (tmp_path / "new.txt").write_bytes(TILT100.read_bytes())
    (tmp_path / "other.txt").symlink_to(tmp_path / "new.txt")
    done = run("check", "--no-disclosure", tmp_path / "new.txt", "--against", tmp_path)
    assert "Editions" not in done.stdout

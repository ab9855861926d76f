"""An output is the old file or the new one, whatever fails while it is written."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tiltak_audit.commands.output import Output
from tiltak_audit.commands.whole import write_whole

WRONG = ROOT / "tests" / "cases" / "digits_swapped.txt"

OLD, NEW = b"old", b"new " * 5_000


def failing(_arguments: object, *_more: object, **_named: object) -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def interrupted(_arguments: object, *_more: object, **_named: object) -> None:
    """Fail as the user wants it."""
    raise KeyboardInterrupt


@pytest.mark.parametrize("fault", [failing, interrupted])
@pytest.mark.parametrize("step", ["fsync", "replace", "fchown"])
def test_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: Callable[..., None]
) -> None:
    """A step that fails before the move leaves the old file, and nothing beside it."""
    path = tmp_path / "made"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, step, fault)
    with pytest.raises((OSError, KeyboardInterrupt)):
        write_whole(path, NEW)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"made": OLD}


def broken_off(path: Path) -> None:
    """Print half of a text."""
    with Output("terminal", str(path)).text() as file:
        file.write("x" * 100_000)
        raise ZeroDivisionError


def test_text_that_breaks_off_is_not_written(tmp_path: Path) -> None:
    """What was to be printed fails halfway: the old file stays."""
    path = tmp_path / "made"
    path.write_bytes(OLD)
    with pytest.raises(ZeroDivisionError):
        broken_off(path)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"made": OLD}


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    """A new file has the mode that the process gives, an old one its own."""
    old, new, plain = tmp_path / "old", tmp_path / "new", tmp_path / "plain"
    old.write_bytes(OLD)
    old.chmod(0o640)
    plain.write_bytes(OLD)
    write_whole(old, NEW)
    write_whole(new, NEW)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (old, new)]
    assert modes == [0o640, stat.S_IMODE(plain.stat().st_mode)]
    assert (old.read_bytes(), new.read_bytes()) == (NEW, NEW)


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays(tmp_path: Path, *, there: bool) -> None:
    """A link to a link: the file at its end is written, in its own folder."""
    (tmp_path / "far").mkdir()
    end, link = tmp_path / "far" / "end", tmp_path / "link"
    (tmp_path / "middle").symlink_to("far/end")
    link.symlink_to("middle")
    if there:
        end.write_bytes(OLD)
    write_whole(link, NEW)
    assert (link.is_symlink(), (tmp_path / "middle").is_symlink()) == (True, True)
    assert [one.read_bytes() for one in (tmp_path / "far").iterdir()] == [NEW]
    assert end.read_bytes() == NEW


def test_a_folder_that_takes_no_file_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old file could be overwritten, but not whole: it stays, and the folder is named."""
    path = tmp_path / "made"
    path.write_bytes(OLD)

    def refused(*_arguments: object, **_named: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(OSError, match=f"no new file may be made in {tmp_path}"):
        write_whole(path, NEW)
    monkeypatch.undo()
    assert path.read_bytes() == OLD
    done = run("check", "--output", "/proc/version", WRONG)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


def test_what_is_no_file_is_written_as_it_stands(run: Run, tmp_path: Path) -> None:
    """A device, and what the process has open, take the bytes that a file takes."""
    wanted = run("check", "--format", "json", WRONG)
    assert run("check", "--format", "json", "--output", "/dev/null", WRONG).returncode == 1
    for name, printed in (("/dev/stdout", "stdout"), ("/dev/stderr", "stderr")):
        done = run("check", "--format", "json", "--output", name, WRONG)
        assert getattr(done, printed).startswith(wanted.stdout)
        assert done.returncode == 1
    full = run("check", "--format", "json", "--output", "/dev/full", WRONG)
    assert (full.returncode, len(full.stderr.splitlines())) == (2, 1)
    assert list(tmp_path.iterdir()) == []

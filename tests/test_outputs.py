"""An output is the old file or the new one, whatever fails while it is written."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import waiting
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


def limited(limit: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command by a shell that sets a limit, or closes a stream, before."""
    command = [sys.executable, "-m", "tiltak_audit", *map(str, arguments)]
    return subprocess.run(
        ["/bin/sh", "-c", f"{limit}", "sh", *command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="macOS limits no memory")
@pytest.mark.parametrize("megabytes", [40, 60, 80, 110])
def test_too_little_memory_is_no_verdict(megabytes: int) -> None:
    """Loading breaks off at another place with each limit: one line, and never 0 or 1."""
    done = limited(f'ulimit -v {megabytes * 1024}; exec "$@"', "check", "--excerpt", WRONG)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)


@pytest.mark.parametrize("arguments", [["check", "--excerpt", WRONG], ["rules"], ["--version"]])
@pytest.mark.parametrize("stream", [">&-", ">/dev/full"])
def test_results_that_nobody_gets_are_no_verdict(stream: str, arguments: list[str | Path]) -> None:
    """Standard output is closed or full: one line, exit 3."""
    done = limited(f'exec "$@" {stream}', *arguments)
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
    assert "standard output cannot be written" in done.stderr


def test_closed_standard_output_does_not_matter_to_a_file(tmp_path: Path) -> None:
    """What goes to a file is written, and the verdict told."""
    done = limited('exec "$@" >&-', "check", "--excerpt", "--output", tmp_path / "made", WRONG)
    assert done.returncode == 1
    assert "FAIL" in (tmp_path / "made").read_text("utf-8")


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    """From a removed folder paths that are whole are read and written, others named."""
    gone = f'mkdir "{tmp_path}/gone"; cd "{tmp_path}/gone"; rmdir "{tmp_path}/gone"; exec "$@"'
    done = limited(gone, "check", "--excerpt", "--output", tmp_path / "made", WRONG)
    assert (done.returncode, (tmp_path / "made").exists()) == (1, True)
    done = limited(gone, "check", "--excerpt", "--output", "made", WRONG)
    assert done.returncode == 2
    assert "made cannot be written: No such file" in done.stderr


@pytest.mark.parametrize("module", ["click", "numpy", "tiltak_audit.exits", "tiltak_audit.cli"])
def test_an_interrupt_while_modules_load(module: str) -> None:
    """It ends without a traceback, with the exit code of an interrupt."""
    program = (
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}:\n"
        "            signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from tiltak_audit.__main__ import main\n"
        f"sys.argv[1:] = ['check', {str(WRONG)!r}]\n"
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "\ntiltak-audit: interrupted\n"


@pytest.mark.parametrize("clause", ["pass", "raise ImportError('not to be had') from None"])
def test_an_interrupt_is_heard_whatever_a_module_makes_of_it(tmp_path: Path, clause: str) -> None:
    """A module that passes over it as it is loaded, or tells another error, does not hide it."""
    (tmp_path / "careless.py").write_text(
        "import signal\n"
        "try:\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "    list(range(9))\n"
        "except BaseException:\n"
        f"    {clause}\n"
    )
    program = (
        "import signal, time\n"
        "from tiltak_audit.interrupts import hear\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "hear()\n"
        "try:\n"
        "    import careless\n"
        "    time.sleep(900)\n"
        "except KeyboardInterrupt:\n"
        "    print('heard')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("heard\n", "")


_WRITING = """
import os, pathlib, time
def wait(descriptor):
    pathlib.Path("writing").write_text("yes\\n")
    time.sleep(900)
os.fsync = wait
from tiltak_audit.__main__ import main
main()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="the system asks in another way")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_request_to_end_leaves_no_part_of_a_file(tmp_path: Path, name: str) -> None:
    """Asked to end as it writes, it ends as interrupted, and what was there is all there is."""
    path = tmp_path / "made"
    path.write_bytes(OLD)
    call = ["check", "--output", str(path), str(WRONG)]
    ended = waiting.interrupted(_WRITING, call, tmp_path / "writing", signal.Signals[name])
    assert (ended.code, ended.err) == (130, "\ntiltak-audit: interrupted\n")
    assert {one.name for one in tmp_path.iterdir()} == {"made", "writing"}
    assert path.read_bytes() == OLD


def test_a_configuration_is_read_within_a_bound(run: Run, tmp_path: Path) -> None:
    """A longer one is refused, though what fits is a configuration; so is what never ends."""
    (tmp_path / "long.toml").write_bytes(b'fail-on = "never"\n' + b"#" * 1024 * 1024)
    os.mkfifo(tmp_path / "pipe.toml")
    for name, said in (("long.toml", "larger"), ("/dev/zero", "larger"), ("pipe.toml", "a pipe")):
        done = run("check", "--config", name, WRONG)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
        assert said in done.stderr
    assert run("check", "--config", "/dev/null", WRONG).returncode == 1


def test_the_path_that_was_written_is_said(run: Run, tmp_path: Path) -> None:
    """One line a file on standard error, before the verdict; none of standard output."""
    done = run(
        "check",
        WRONG,
        "--format",
        "json",
        "--format",
        "html",
        "--output",
        "-",
        "--output",
        "a.html",
    )
    assert done.stderr == "a.html written\n"
    done = run("check", WRONG, "--output", "b.html", "--write-waivers", "w.toml")
    assert done.stderr.splitlines()[:2] == ["w.toml written", "b.html written"]
    assert done.stderr.splitlines()[2].startswith("FAIL")
    assert (tmp_path / "b.html").exists()


def test_the_page_is_opened_in_the_browser(run: Run, tmp_path: Path) -> None:
    """In that of BROWSER, by its address, once it is whole; what is no page is not opened."""
    browser = tmp_path / "browser"
    browser.write_text('#!/bin/sh\ntail -c 8 page.html > seen; echo "$1" >> seen\n')
    browser.chmod(0o755)
    done = run("check", WRONG, "--output", "page.html", "--open", BROWSER=f"{browser} %s")
    assert done.returncode == 1
    end, address = (tmp_path / "seen").read_text().splitlines()
    assert (end, address) == ("</html>", (tmp_path / "page.html").as_uri())
    done = run("check", WRONG, "--open", BROWSER=f"{browser} %s")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--open shows a page" in done.stderr
    done = run(
        "check", WRONG, "--output", "page.html", "--open", BROWSER=f"{tmp_path}/none %s", PATH=""
    )
    assert "no browser was found; open page.html yourself" in done.stderr

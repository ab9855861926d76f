"""A hostile PDF is refused in one line, within bounds, and stops nobody else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.hostile_pdfs import HOSTILE, report_pdf, without_start
from tests.measuring import measured
from tests.truth import Truth, content
from tests.waiting import Ended, interrupted
from tiltak_audit.errors import UnreadableError
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.reading.options import ReadOptions
from tiltak_audit.reading.pdf import process

MOST_MEMORY = 700 * 1024

# What the command itself takes beside the process that reads.
OWN_MEMORY = 140 * 1024


@pytest.mark.parametrize(("made", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_pdf_is_refused_within_bounds(
    made: Callable[[], bytes], said: str, tmp_path: Path
) -> None:
    """The command ends with exit 3 and one clear line, within 700 MB of memory in all."""
    (tmp_path / "hostile.pdf").write_bytes(made())
    done = measured(["check", "--excerpt", "hostile.pdf", "--format", "json"], tmp_path)
    error = json.loads(done.out)["inputs"][0]["error"]
    assert done.code == 3
    assert said in error
    assert "\n" not in error
    assert "Traceback" not in done.err
    # Of the command and of the process that it started and waited for, the larger.
    assert done.kilobytes + OWN_MEMORY <= MOST_MEMORY


def test_a_missing_startxref_is_mended() -> None:
    """A file without the place of its table is read right all the same."""
    assert content(read_bytes("r.pdf", without_start())) == content(Truth(3, 2).of_group())


def test_one_hostile_input_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    """The report beside a broken file is read and reported."""
    (tmp_path / "broken.pdf").write_bytes(HOSTILE["a form in itself"][0]())
    (tmp_path / "right.pdf").write_bytes(report_pdf())
    done = run("export", "--to", "csv", "broken.pdf", "right.pdf")
    assert done.returncode == 0
    assert done.stderr.startswith("broken.pdf: the PDF takes more memory or time")
    assert "TILT140" in done.stdout


def test_pages_are_limited(run: Run, tmp_path: Path) -> None:
    """--max-pages is what it says, and the message names it."""
    (tmp_path / "right.pdf").write_bytes(report_pdf())
    done = run("export", "--to", "csv", "right.pdf", "--max-pages", "2")
    assert done.returncode == 3
    assert "--max-pages" in done.stderr


def test_modules_beside_the_user_are_not_run(tmp_path: Path) -> None:
    """The process that reads a PDF imports nothing from the folder the user is in."""
    for name in ("json", "pypdfium2", "ctypes"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken')")
    (tmp_path / "right.pdf").write_bytes(report_pdf())
    worker = [sys.executable, "-c", _READ_HERE, str(ROOT)]
    done = subprocess.run(worker, cwd=tmp_path, capture_output=True, check=False)
    sections = len(Truth(3, 2).of_group().sections)
    assert done.stdout.strip() == str(sections).encode()


_READ_HERE = """
import sys
sys.path = [sys.argv[1], *(p for p in sys.path if p)]
from tiltak_audit.parsing.read import read
print(len(read("right.pdf").sections))
"""


@pytest.mark.parametrize(
    "said",
    [
        b"nonsense\n",
        b'{"pages": 2}\n{"words": []}\n',
        b'{"words": [["a", "b"]]}\n',
        b"",
        b"{}\n",
        b'{"words": []}\n',
        b'{"pages": 0}\n{"words": []}\n',
        b'{"pages": -1}\n{"words": []}\n',
        b'{"pages": 2000000000}\n',
        b'{"pages": 1}\n{"pages": 1}\n',
        b'{"pages": 1}\n{}\n',
        b'{"pages": 1, "words": []}\n{"words": []}\n',
        b'{"pages": 1}\n{"words": [["I", 0, 9, 9, 0]]}\n',
        b'{"pages": 1}\n{"words": [["I", 0, 9, 9, -8]]}\n',
        b'{"pages": 1}\n{"words": [["", 0, 9, 9, 8]]}\n',
        b'{"pages": 1}\n{"words": [["I\\nalt", 0, 9, 9, 8]]}\n',
        b'{"pages": 1}\n{"words": [["I\\u001b[0m", 0, 9, 9, 8]]}\n',
    ],
)
def test_the_process_is_not_trusted(
    said: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the process says that is no account of all pages is a refusal."""
    (tmp_path / "said").write_bytes(said)
    false = tmp_path / "false"
    false.write_text(f"#!/bin/sh\ncat {tmp_path}/said\n")
    false.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(false))
    with pytest.raises(UnreadableError, match="memory or time"):
        read_bytes("r.pdf", report_pdf())


def test_pages_beyond_the_promised_ones_are_not_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that goes on for ever is ended at its first page too many."""
    endless = tmp_path / "endless"
    line = '{"words": []}'
    endless.write_text(f"#!/bin/sh\necho '{{\"pages\": 2}}'\nexec yes '{line}'\n")
    endless.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(endless))
    shares: list[float] = []
    with pytest.raises(UnreadableError, match="memory or time"):
        read_bytes("r.pdf", report_pdf(), ReadOptions(progress=shares.append))
    assert shares == [0.5, 0.5]


def test_a_process_that_cannot_start_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be started the reason is named."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(UnreadableError, match="cannot be started \\(No such file"):
        read_bytes("r.pdf", report_pdf())


def test_modules_beside_the_package_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The standard library comes before the folder that holds the package."""
    (tmp_path / "tiltak_audit").symlink_to(ROOT / "tiltak_audit", target_is_directory=True)
    (tmp_path / "typing.py").write_text("raise SystemExit('taken')")
    monkeypatch.setattr(process, "_PACKAGE", tmp_path)
    assert read_bytes("r.pdf", report_pdf()).sections


_SLEEP = "#!/bin/sh\nexec sleep 600\n"


@pytest.mark.parametrize("said", ["", '{"pages": 1}'])
def test_a_process_that_hangs_is_ended(
    said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clocks of the parent, before and after the pages are known, end what limits do not."""
    slow = tmp_path / "slow"
    slow.write_text(f"#!/bin/sh\necho '{said}'\nexec sleep 600\n" if said else _SLEEP)
    slow.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(slow))
    monkeypatch.setattr(process, "_OPENING_SECONDS", 600 if said else 0.2)
    monkeypatch.setattr(process, "_READING_SECONDS", 0.2)
    with pytest.raises(UnreadableError, match="memory or time"):
        read_bytes("r.pdf", report_pdf(), ReadOptions(max_pages=3))


def running(process: str) -> str:
    """Give the state of a process, or nothing where it is gone."""
    try:
        said = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return said.rpartition(")")[2].split()[0]


# Reads PDFs by the script "worker".
_BY_WORKER = """
import sys
from pathlib import Path
from tiltak_audit.__main__ import main

sys.executable = str(Path("worker").absolute())
main()
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to see processes in")
def test_an_interrupt_ends_both_processes(tmp_path: Path) -> None:
    """Ctrl-C ends the command with 130 and one line, and leaves no process behind."""
    (tmp_path / "right.pdf").write_bytes(report_pdf())
    # It says its number when the PDF comes in, so it has been started, and then it hangs.
    worker = tmp_path / "worker"
    worker.write_text("#!/bin/sh\nhead -c 1 >head\necho $$ >started\nexec sleep 1800\n")
    worker.chmod(0o755)
    started = tmp_path / "started"
    ended = interrupted(_BY_WORKER, ["check", "--excerpt", "right.pdf"], started)
    assert ended == Ended(130, "\ntiltak-audit: interrupted\n")
    # Whose parent ended before it was reaped waits for init; it runs no more.
    assert running(started.read_text().strip()) in {"", "Z", "X"}

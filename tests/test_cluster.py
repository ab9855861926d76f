"""A check of folders on other machines: the same bytes as on one, whatever happens to them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dask.config
import pytest
from distributed import Client, LocalCluster

from tests.archives import CODES, QUICK, YEAR, drawn, name, ran
from tests.conftest import ROOT, TILT100, TILT140, Run
from tests.waiting import SECONDS, interrupted
from tiltak_audit.archive import cluster, key
from tiltak_audit.commands import errand, share
from tiltak_audit.commands.formats import RESULTS, SUMMARIES

# One cluster serves all, so one process has them all.
pytestmark = pytest.mark.xdist_group("cluster")


# What was changed in a worker: of what, its name, and what it was.
CHANGED: list[tuple[Any, str, Any]] = []

# Seconds in which a busy machine does what it does: they only keep the suite from hanging.
PATIENT = {f"distributed.comm.timeouts.{one}": f"{SECONDS}s" for one in ("connect", "tcp")}


def change(of: Any, name: str, value: object) -> None:  # noqa: ANN401
    """Change the tool in a worker."""
    CHANGED.append((of, name, getattr(of, name)))
    setattr(of, name, value)


def restore() -> None:
    """Undo all changes in a worker."""
    while CHANGED:
        setattr(*CHANGED.pop())


@pytest.fixture(scope="module")
def machines() -> Iterator[Client]:
    """Start a scheduler and two workers, each a process."""
    # Who starts from elsewhere finds the package all the same.
    os.environ["PYTHONPATH"] = str(ROOT)
    with (
        dask.config.set(PATIENT),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as two,
        Client(two) as client,
    ):
        yield client


@pytest.fixture
def spoilt(machines: Client) -> Iterator[Callable[..., None]]:
    """Give what changes the tool in the workers; the changes are undone at the end."""
    yield machines.run
    machines.run(restore)


def address(machines: Client) -> str:
    """Give the address of the scheduler."""
    return str(machines.scheduler.address)


def files(folder: Path) -> dict[str, bytes]:
    """Give all files of a folder."""
    found = (one for one in folder.rglob("*") if one.is_file())
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(found)}


@pytest.mark.parametrize(
    ("way", "formats"),
    [("sent", {"json"}), pytest.param("by path", {*RESULTS}, marks=pytest.mark.slow)],
)
def test_bytes_are_those_of_one_machine(
    run: Run, tmp_path: Path, machines: Client, way: str, formats: set[str]
) -> None:
    """Summary and every form of output are equal; the next run does nothing again."""
    archive = drawn(tmp_path, 2, 3)
    (archive / "broken.pdf").write_bytes(b"%PDF-1.4 torn")
    (archive / "README.txt").write_text("no report\n")
    (archive / "copy.txt").write_bytes((tmp_path / name("TILT140", 3)).read_bytes())
    forms = [part for form in sorted(formats) for part in ("--format", form)]
    call = ("check", "archive", "--no-disclosure", *forms, "--output")
    there = ("--scheduler", address(machines), *(["--by-path"] * (way == "by path")))
    alone = run(*call, "one/", "--no-cache", "--jobs", "1")
    both = run(*call, "two/", *there)
    assert (both.returncode, both.stdout, both.stderr) == (3, alone.stdout, alone.stderr)
    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    assert one == two
    assert len(two) == 2 * len(CODES) * len(formats) + len(
        formats & SUMMARIES.keys() - {"terminal"}
    )
    # What the machines did is kept here.
    assert run(*call, "two/").stdout == alone.stdout
    assert files(tmp_path / "two") == one
    why = json.loads(run("check", "archive", *QUICK, "--why").stdout)["why"]
    assert [one["kept"] for one in why] == [True] * 2 * len(CODES)


@pytest.mark.parametrize("sample", [TILT100, pytest.param(TILT140, marks=pytest.mark.slow)])
def test_stars_are_audited_there(run: Run, tmp_path: Path, machines: Client, sample: Path) -> None:
    """What is told of the stars of a real report is what one machine tells."""
    (tmp_path / "archive").mkdir()
    shutil.copy(sample, tmp_path / "archive")
    call = ("check", "archive", "--format", "json", "--no-cache", "--lang", "nb")
    alone = run(*call, "--jobs", "1")
    assert run(*call, "--scheduler", address(machines)).stdout == alone.stdout
    assert json.loads(alone.stdout)["reports"][0]["verdicts"]["stars"]["suppressed"] > 0


def dying(marker: str) -> None:
    """Have the first audit in any worker kill its process."""
    plain = share.Share.told_of

    def told_of(self: share.Share, *given: Any) -> share.Told:  # noqa: ANN401
        try:
            Path(marker).open("x").close()
        except FileExistsError:
            return plain(self, *given)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    change(share.Share, "told_of", told_of)


def test_a_killed_worker_is_survived(
    run: Run, tmp_path: Path, machines: Client, spoilt: Callable[..., None]
) -> None:
    """A worker that is killed while it audits changes no byte."""
    drawn(tmp_path, 2, 3)
    call = ("check", "archive", *QUICK, "--no-cache")
    spoilt(dying, str(tmp_path / "killed"))
    done = run(*call, "--scheduler", address(machines))
    assert (tmp_path / "killed").exists()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run(*call, "--jobs", "1").stdout


def bad(path: str) -> None:
    """Have each file of a name kill the process that reads it, or meet a bug where it is judged."""
    read, judged = share.said, share.Share.told_of

    def said(given: str, one: Any) -> Any:  # noqa: ANN401
        if given.endswith(path):
            os.kill(os.getpid(), signal.SIGKILL)
        return read(given, one)

    def told_of(self: share.Share, release: Any, *given: Any) -> share.Told:  # noqa: ANN401
        if any(YEAR.name("TILT140", 3) in one.path for one in release.files):
            msg = "not foreseen"
            raise AssertionError(msg)
        return judged(self, release, *given)

    change(errand, "said", said)
    change(share.Share, "told_of", told_of)


def keep_bad(dask_worker: Any) -> None:  # noqa: ANN401
    """Have a worker that is started anew be as bad."""
    del dask_worker
    bad("dies.txt")


@pytest.mark.slow
def test_a_file_that_kills_every_worker_is_named(run: Run, tmp_path: Path) -> None:
    """It and the report that meets a bug are unread, with the reason; all others are judged."""
    archive = drawn(tmp_path, 2, 3)
    shutil.copy(TILT100, archive / "dies.txt")
    with (
        dask.config.set(PATIENT),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as two,
        Client(two) as client,
    ):
        client.register_worker_callbacks(keep_bad)
        done = run("check", "archive", *QUICK, "--scheduler", address(client))
    document = json.loads(done.stdout)
    reasons = {Path(one["path"]).name: one["reason"] for one in document["unread"]}
    assert set(reasons) == {"dies.txt", YEAR.name("TILT140", 3)}
    assert "KilledWorker" in reasons["dies.txt"]
    assert "not foreseen" in reasons[YEAR.name("TILT140", 3)]
    assert len(document["reports"]) == 2 * len(CODES) - 1
    assert done.returncode == 70


def other(of_all: bool) -> None:  # noqa: FBT001
    """Have a worker be of another version, seen at once or only where a call comes."""

    def tool() -> str:
        return "0.0.1 0123456789abcdef"

    if of_all:
        change(key, "tool", tool)
    change(cluster, "tool", tool)


@pytest.mark.parametrize("at_once", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_a_worker_of_another_version_is_refused(
    run: Run, tmp_path: Path, machines: Client, spoilt: Callable[..., None], *, at_once: bool
) -> None:
    """Exit 3 and one line that names both versions; nothing is written."""
    drawn(tmp_path, 2)
    spoilt(other, at_once)
    done = run("check", "archive", *QUICK, "--scheduler", address(machines))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1
    assert "0.0.1 0123456789abcdef" in done.stderr
    assert key.tool() in done.stderr


# Nobody waits as long for what is not there, and the process ends as the command does.
HASTY = """
from tiltak_audit.archive import cluster
cluster._ANSWER = cluster._ARRIVAL = cluster._LOOK = 0.5
from tiltak_audit.__main__ import script
script()
"""


@pytest.fixture
def silent() -> Iterator[str]:
    """Give the address of what accepts connections, and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize("given", ["tcp://127.0.0.1:9", "silent"])
def test_what_is_no_scheduler_is_told_in_a_line(tmp_path: Path, silent: str, given: str) -> None:
    """Where nothing listens, and where something else does, it is exit 3 after some seconds."""
    drawn(tmp_path, 2)
    place = silent if given == "silent" else given
    done = ran(HASTY, "check", "archive", *QUICK, "--scheduler", place, folder=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1
    assert "no scheduler" in done.stderr


@pytest.mark.slow
def test_a_scheduler_without_workers_is_told_in_a_line(tmp_path: Path) -> None:
    """It is exit 3."""
    drawn(tmp_path, 2)
    with LocalCluster(n_workers=0, dashboard_address=":0") as none:
        call = ("check", "archive", *QUICK, "--scheduler", none.scheduler_address)
        done = ran(HASTY, *call, folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert "no workers" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["archive", "--scheduler", "x", "--jobs", "2"], "--jobs"),
        (["archive", "--by-path"], "--scheduler"),
        (["archive", "--scheduler", ""], "no address"),
        (["archive", "--scheduler", "nonsense://x"], "no address"),
        ([str(TILT100), "--scheduler", "x"], "a folder"),
        ([str(TILT100), "--by-path"], "--scheduler"),
    ],
)
def test_what_makes_no_sense_is_refused(
    run: Run, tmp_path: Path, arguments: list[str], said: str
) -> None:
    """Exit 2 with a message that names it."""
    drawn(tmp_path, 2)
    done = run("check", *arguments, "--no-disclosure")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


MISSING = """
import sys
sys.modules["distributed"] = None
"""


def test_without_distributed_the_remedy_is_told(tmp_path: Path) -> None:
    """It says what to install, before anything is read."""
    drawn(tmp_path, 2)
    done = ran(MISSING, "check", "archive", "--scheduler", "x", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "tiltak-audit[distributed]" in done.stderr


def endless(reached: str) -> None:
    """Have a worker never end its second audit, nor any after it."""
    plain = share.Share.told_of

    def told_of(self: share.Share, *given: Any) -> share.Told:  # noqa: ANN401
        told = plain(self, *given)
        try:
            Path(reached).with_suffix(".first").open("x").close()
        except FileExistsError:
            Path(reached).write_text("one is done\n")
            while True:
                pass
        return told

    change(share.Share, "told_of", told_of)


@pytest.mark.slow
def test_an_interrupt_tells_what_is_done(
    tmp_path: Path, machines: Client, spoilt: Callable[..., None]
) -> None:
    """Exit 130, and the summary has the release that was done, and names what was not."""
    drawn(tmp_path, 2, 3, 4)
    spoilt(endless, str(tmp_path / "reached"))
    program = "from tiltak_audit.__main__ import main\nmain()\n"
    arguments = ["check", "archive", "--excerpt", *QUICK, "--scheduler", address(machines),
                 "--lang", "en", "--output", "s.json"]  # fmt: skip
    ended = interrupted(program, arguments, tmp_path / "reached")
    assert (ended.code, "Traceback" in ended.err) == (130, False)
    document = json.loads((tmp_path / "s.json").read_text("utf-8"))
    told = len(document["reports"]) + len(document["undone"])
    assert told == 3 * len(CODES)
    assert document["undone"]
    machines.restart(timeout=SECONDS)

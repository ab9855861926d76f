"""A check of folders again: what was done is kept, whatever happens, and nothing that is secret."""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from tests.archives import CODES, LOGGED, QUICK, drawn, killed, name, ran
from tests.conftest import Run
from tiltak_audit.archive.key import Key
from tiltak_audit.archive.scratch import scratch
from tiltak_audit.commands.cache import Cache

NOTHING_ANEW = """
from tiltak_audit.commands import share

def refuse(*_given):
    raise AssertionError("it was kept")

share.Share.known = share.Share.audited = refuse
"""


def test_nothing_is_done_twice(tmp_path: Path) -> None:
    """A second run reads no report and audits no release, and gives the same bytes."""
    drawn(tmp_path, 2, 3)
    first = ran("", "check", "archive", *QUICK, folder=tmp_path)
    again = ran(NOTHING_ANEW, "check", "archive", *QUICK, folder=tmp_path)
    assert (again.returncode, again.stderr) == (first.returncode, first.stderr)
    assert json.loads(again.stdout) == json.loads(first.stdout)
    assert again.stdout == first.stdout
    outputs = ("--output", "out/")
    written = ran("", "check", "archive", *QUICK, *outputs, folder=tmp_path)
    kept = ran(NOTHING_ANEW, "check", "archive", *QUICK, *outputs, folder=tmp_path)
    assert kept.stdout == written.stdout
    other = ran(NOTHING_ANEW, "check", "archive", "--no-disclosure", folder=tmp_path)
    assert other.returncode == first.returncode


def test_what_changed_is_audited_anew_and_told(run: Run, tmp_path: Path) -> None:
    """A changed file is another result for its release, and for the one after it."""
    archive = drawn(tmp_path, 1, 2, 3, 4)
    why = ("check", "archive", *QUICK, "--why")
    first = json.loads(run(*why).stdout)["why"]
    assert {tuple(one["changes"]) for one in first} == {("it was not checked before",)}
    assert [one["kept"] for one in json.loads(run(*why).stdout)["why"]] == [True] * 8
    path = archive / "2025-02" / "TILT140_2025-02.txt"
    path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")
    third = {one["path"]: one for one in json.loads(run(*why).stdout)["why"]}
    changed = name("TILT140", 2)
    assert {one for one in third if not third[one]["kept"]} == {
        name(code, month) for code in CODES for month in (2, 3)
    }
    assert third[changed]["changes"] == ["the file itself"]
    assert third[name("TILT100", 2)]["changes"] == [f"another report of its release: {changed}"]
    assert third[name("TILT100", 3)]["changes"] == [f"the edition before: {changed}"]
    fourth = json.loads(run(*why, "--fail-on", "warning").stdout)["why"]
    assert {tuple(one["changes"]) for one in fourth} == {("option fail-on",)}
    assert "Audited anew" in run("check", "archive", "--no-disclosure", "--why").stdout


def test_an_output_that_is_gone_or_another_is_written_anew(run: Run, tmp_path: Path) -> None:
    """What lies in the folder of outputs is what a first run writes there."""
    drawn(tmp_path, 2)
    call = ("check", "archive", *QUICK, "--output", "out/")
    folder = tmp_path / "out"

    def there() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.rglob("*.json")}

    run(*call)
    first = there()
    for path in sorted(folder.rglob("*.txt.json")):
        path.write_bytes(b"{}") if "TILT100" in path.name else path.unlink()
    run(*call)
    assert there() == first
    assert len(first) == 1 + len(CODES)


def test_a_damaged_cache_is_no_cache(run: Run, tmp_path: Path) -> None:
    """Entries that are cut, changed or of another shape give the same bytes as none."""
    drawn(tmp_path, 2)
    cache = tmp_path / "cache"
    where = {"TILTAK_AUDIT_CACHE": str(cache)}
    first = run("check", "archive", *QUICK, **where)
    entries = sorted(cache.iterdir())
    assert len(entries) == 1 + 2 * len(CODES)
    for at, path in enumerate(entries):
        data = path.read_bytes()
        path.write_bytes([data[: len(data) // 2], data.replace(b"2025", b"2024"), b""][at % 3])
    assert run("check", "archive", *QUICK, **where).stdout == first.stdout
    for path in entries:
        Cache(str(cache)).put(path.name, b'{"other": "shape"}')
    assert run("check", "archive", *QUICK, **where).stdout == first.stdout


def test_a_cache_that_cannot_be_written_stops_nothing(run: Run, tmp_path: Path) -> None:
    """Where the folder of the cache is a file the check is as it is without one."""
    drawn(tmp_path, 2)
    (tmp_path / "file").write_text("")
    done = run("check", "archive", *QUICK, TILTAK_AUDIT_CACHE=str(tmp_path / "file"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run("check", "archive", *QUICK, "--no-cache").stdout


@pytest.mark.parametrize("option", ["--reveal", "--no-cache"])
def test_nothing_is_kept_where_nothing_may_be(run: Run, tmp_path: Path, option: str) -> None:
    """With --reveal and with --no-cache no file is written into the cache."""
    drawn(tmp_path, 1)
    cache = tmp_path / "cache"
    run("check", "archive", option, "--format", "json", TILTAK_AUDIT_CACHE=str(cache))
    assert not cache.exists()


def test_what_is_kept_is_in_the_summary(run: Run, tmp_path: Path) -> None:
    """Of stars that can be worked out the cache holds the rows of the summary, and names."""
    drawn(tmp_path, 2)
    cache = tmp_path / "cache"
    done = run("check", "archive", "--format", "json", TILTAK_AUDIT_CACHE=str(cache))
    rows = json.loads(done.stdout)["reports"]
    assert sum(one["verdicts"]["stars"]["recoverable"] for one in rows) > 0
    (entry,) = cache.glob("release-*")
    assert json.loads(entry.read_bytes().partition(b"\n")[2]) == {"reports": rows, "outputs": {}}
    said = {"path", "sha256", "reason", "stray", "code", "family", "edition", "months", "published"}
    for head in cache.glob("head-*"):
        assert set(json.loads(head.read_bytes().partition(b"\n")[2])) == said
    assert cache.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("times", [3, pytest.param(20, marks=pytest.mark.slow)])
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, times: int) -> None:
    """Killed again and again, it keeps each release once, loses none, and ends as if it was not."""
    archive = drawn(tmp_path, 1, 2, 3, 4)
    log = tmp_path / "log"
    call = ("check", "archive", *QUICK, "--jobs", "2")
    for at in range(times):
        killed(LOGGED, *call, folder=tmp_path, log=log, lines=1 + at % 4)
    last = ran(LOGGED, *call, folder=tmp_path)
    assert last.stdout == ran("", *call, "--no-cache", folder=tmp_path).stdout
    assert len(json.loads(last.stdout)["reports"]) == len(CODES) * len(list(archive.iterdir()))
    assert set(Counter(log.read_text("utf-8").split()).values()) == {1}
    assert len(log.read_text("utf-8").split()) == len(list(archive.iterdir()))


def test_what_a_killed_run_left_is_removed_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run removes its folder; that of one that goes on stays, and any other's."""
    drawn(tmp_path, 1, 2)
    call = ("check", "archive", *QUICK, "--jobs", "1")
    killed(LOGGED, *call, folder=tmp_path, log=tmp_path / "log", lines=1)
    (left,) = tmp_path.glob("tiltak-audit-*")
    foreign = tmp_path / "tiltak-audit-of-others"
    foreign.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "archive"))
    with scratch() as own:
        monkeypatch.setattr(tempfile, "tempdir", None)
        here = own.rename(tmp_path / own.name)
        assert ran("", *call, folder=tmp_path).returncode == 0
        assert not left.exists()
        assert here.exists()
        here.rename(own)
    assert not own.exists()
    assert list(tmp_path.glob("tiltak-audit-*")) == [foreign]


def test_where_no_file_can_be_locked_nothing_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has neither locks of that kind nor numbers of users."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("tiltak_audit.archive.lock.fcntl", None)
    monkeypatch.delattr(os, "getuid")
    (tmp_path / "tiltak-audit-of-others").mkdir()
    with scratch() as own:
        assert own.is_dir()
    assert [one.name for one in tmp_path.iterdir()] == ["tiltak-audit-of-others"]


def test_the_oldest_entries_make_room(tmp_path: Path) -> None:
    """More than fits is removed, what was not used for longest first; used again is not old."""
    cache = Cache(str(tmp_path / "c"), 40_000)
    names = [f"entry-{at}" for at in range(12)]
    for at, one in enumerate(names):
        cache.put(one, b"x" * 100)
        os.utime(tmp_path / "c" / one, (at, at))
    assert cache.get("entry-0") == b"x" * 100
    cache.trim()
    left = {path.name for path in (tmp_path / "c").iterdir()}
    assert left < set(names)
    assert "entry-0" in left
    assert left - {"entry-0"} == set(names[-(len(left) - 1) :])
    cache.trim()
    assert {path.name for path in (tmp_path / "c").iterdir()} == left


def test_a_key_says_what_of_it_changed() -> None:
    """Each part of a key that is another is told, and nothing else."""
    old = Key("1", {"gate": "a", "star_max": 3}, {"x": "1", "y": "2"}, {"z": "3"})
    new = Key("2", {"gate": "b", "star_max": 3}, {"x": "4", "w": "2"}, {"z": "3"})
    assert list(new.changes(old.text, "x")) == [
        "another version of tiltak-audit",
        "option gate",
        "the file itself",
        "another report of its release: w",
        "another report of its release: y",
    ]
    assert list(old.changes(old.text, "x")) == ["its result was not kept"]
    assert list(old.changes("[]", "x")) == ["it was not checked before"]

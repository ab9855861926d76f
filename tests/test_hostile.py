"""Hostile and odd inputs end, in bounded memory, with one clear message or a right reading."""

from __future__ import annotations

import fcntl
import os
import struct
import termios
import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import IO

import pytest

from tests.conftest import TILT100
from tests.measuring import measured
from tiltak_audit.errors import UnreadableError
from tiltak_audit.reading import source

HEAD = "\n".join(
    [
        " Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned",
        "Tiltak og alder Rapport oppdatert: 02.12.2025",
        "",
        "Januar 2025 - Februar 2025",
        "Gjennom",
        "snitt hittil",
        "",
        "i år Januar Februar",
        "",
        "",
    ]
)

# What an odd input may cost; a right reading of the longest report takes a tenth of it.
MEGABYTES = 700


def checked(path: str | Path, *options: str, megabytes: int = MEGABYTES) -> tuple[int, str]:
    """Run the check of one input; give the exit code and all it printed, held to the limits."""
    done = measured(["check", "--excerpt", *options, path])
    assert done.kilobytes < megabytes * 1024
    assert "Traceback" not in done.err
    assert "a bug in the tool" not in done.err
    return done.code, done.out + done.err


REFUSED = {
    "a line of ten million digits": (HEAD + "1 " * 5_000_000, "split"),
    "a line of ten million letters": (HEAD + "x" * 10_000_000, "split"),
    "a million stars on a line": (HEAD + "I alt " + "* " * 1_000_000, "no table"),
    "a million stars on their own lines": (HEAD + "I alt\n" + "*\n" * 1_000_000, "lines"),
    "a million rows of stars": (HEAD + "I alt mentor 9 9 9\n" + "Rad * * *\n" * 333_334, "lines"),
    "two million gaps": (HEAD + " x\n" * 2_000_000, "lines"),
    "thirty million ends of lines": ("\n" * 30_000_000, "no text"),
    "ends of lines below a head": (HEAD + "\n" * 30_000_000, "split"),
    "lone CR below a head": (HEAD + "\r" * 7_000_000, "split"),
    "page breaks below a head": (HEAD + "\f" * 7_000_000, "split"),
    "fifteen million stars": ("I alt\n" + "*\n" * 15_000_000, "split"),
    "millions of short rows": ("I alt\n" + "*\n" * 3_900_000, "split"),
    "millions of lost letters": ("?a " * 10_000_000, "split"),
    "some millions of lost letters": ("?a " * 2_600_000, "no table"),
    "some millions of letters apart": (HEAD + "Ã¸" * 3_900_000, "no table"),
    "some millions of figures": (HEAD + "1 " * 3_900_000, "no table"),
    "some millions of blanks": (HEAD + " \u00a0" * 3_900_000 + "x", "no table"),
    "thirty million NUL bytes": ("\0" * 30_000_000, "no text"),
    "more bytes than a report takes": ("x" * (33 * 1024 * 1024), "--max-bytes"),
    "a figure of 5,000 digits": (HEAD + "I alt mentor " + "9" * 5_000 + " 9 9\n", "no table"),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_a_hostile_text_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """Exit 3 and one message that says why."""
    path = tmp_path / "hostile.txt"
    path.write_text(text, encoding="utf-8")
    code, printed = checked(path)
    assert (code, said in printed) == (3, True)


READ = {
    "many rows of stars": HEAD
    + "I alt mentor 9 9 9\n"
    + "".join(f"Rad {n} * * *\n" for n in range(8_000)),
    "many tables": HEAD
    + "".join(
        f"i år Januar Februar\nI alt m{n} 9 9 9\nKvinner * * *\nMenn * * *\n" for n in range(3_000)
    ),
    "many sections": "".join(
        HEAD.replace("alder", f"alder{n}") + "I alt mentor 9 9 9\n\nKvinner * * *\n\nMenn * * *\n\n"
        for n in range(1_500)
    ),
    "many readings": HEAD
    + "I alt mentor 9 9 9\n"
    + "".join(f"Rad {n} 1 111 111 {n % 900 + 100} 111 111\n" for n in range(8_000)),
}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=name, marks=pytest.mark.slow if name == "many tables" else ())
        for name, text in READ.items()
    ],
)
def test_a_large_text_is_read_within_the_limits(tmp_path: Path, text: str) -> None:
    """Thousands of tables, sections and rows are audited in bounded memory, or left unread."""
    path = tmp_path / "large.txt"
    path.write_text(text, encoding="utf-8")
    code, printed = checked(path)
    assert code == 3 if "unread (" in printed else code in {0, 1}
    assert "Read " in printed


def test_a_pipe_without_a_writer_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody writes: the reader does not wait for ever."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    monkeypatch.setattr(source, "_SILENCE", 0.01)
    with pytest.raises(UnreadableError, match="nothing was written"):
        source.bytes_of(str(path))


def test_a_pipe_is_read_as_a_file(tmp_path: Path) -> None:
    """What a slow writer puts into a pipe, a piece when the last has been taken, is read whole."""
    path = tmp_path / "pipe"
    os.mkfifo(path)

    def write() -> None:
        with path.open("wb", buffering=0) as pipe:
            for piece in TILT100.read_bytes().partition(b"kommune"):
                pipe.write(piece)
                while _waiting(pipe):
                    time.sleep(0.001)

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    code, printed = checked(path, "--no-disclosure")
    writer.join()
    assert (code, "1 042 cells" in printed) == (0, True)


def _waiting(pipe: IO[bytes]) -> int:
    """Count the bytes of a pipe that nobody has taken yet."""
    (count,) = struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, struct.pack("i", 0)))
    return int(count)


def test_a_file_that_grows_is_read_as_it_is(tmp_path: Path) -> None:
    """What is there when it is read counts; nothing is read beyond the limit."""
    path, most = tmp_path / "growing.txt", 4_000_000
    path.write_bytes(TILT100.read_bytes())

    def grow() -> None:
        with path.open("ab", buffering=0) as file:
            for number in range(60_000):
                file.write(b"%0100d\n" % number)

    writer = threading.Thread(target=grow)
    writer.start()
    seen = [path.read_bytes()]
    with pytest.raises(UnreadableError, match="larger than 4 000 000 bytes"):
        seen.extend(iter(lambda: source.bytes_of(str(path), most), b""))
    writer.join()
    whole = path.read_bytes()
    assert len(whole) > most
    for before, after in pairwise([*seen, whole]):
        assert after.startswith(before)


def _zeros(folder: Path) -> Path:
    del folder
    return Path("/dev/zero")


def _absent(folder: Path) -> Path:
    return folder / "absent.txt"


def _loop(folder: Path) -> Path:
    link = folder / "loop"
    link.symlink_to(link)
    return link


def _long(folder: Path) -> Path:
    return folder / ("x" * 5_000)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (_zeros, "--max-bytes"),
        (_absent, "no such file"),
        (_loop, "cannot be opened"),
        (_long, "cannot be opened"),
    ],
)
def test_what_is_no_file_is_refused(
    tmp_path: Path, place: Callable[[Path], Path], said: str
) -> None:
    """Exit 3, and the other inputs of a run would still be read."""
    code, printed = checked(place(tmp_path))
    assert (code, said in printed) == (3, True)


@pytest.mark.parametrize(
    "name", [b"a\x1b[31mb.txt", b"a\nb.txt", b"\xff.txt", "a\u202eb.txt".encode()]
)
@pytest.mark.parametrize("form", ["terminal", "json"])
def test_names_with_control_characters_are_escaped(tmp_path: Path, name: bytes, form: str) -> None:
    """A name neither colours the terminal nor breaks a format."""
    path = os.fsencode(tmp_path) + b"/" + name
    Path(os.fsdecode(path)).write_bytes(TILT100.read_bytes())
    code, printed = checked(os.fsdecode(path), "--no-disclosure", "--format", form)
    assert code == 0
    assert not {"\x1b", "\u202e"} & set(printed) or form == "json"
    assert "\x1b" not in printed

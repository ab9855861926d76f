"""Runs a command again and again in children, each of which fails at another moment.

python -m tests.faults PLAN: a JSON object with ``arguments`` of the command, ``kind`` of failure
(``error``, ``kill``, ``interrupt``, ``full``), ``moments`` and the ``folder`` of its outputs. It
prints a JSON list: for each moment the exit code and the SHA-256 of each file, by its path.
"""

from __future__ import annotations

import errno
import io
import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any

from tiltak_audit.cli import run
from tiltak_audit.commands import whole

BLOCK = 4096


class Counter:
    """Counts steps, and fails at one of them.

    Attributes:
        at: The step that fails, from 1 on; 0 for none.
        fail: What it does then.
        seen: Steps so far.
    """

    def __init__(self, at: int, fail: Callable[[], None]) -> None:
        """Begin to count."""
        self.at, self.fail, self.seen = at, fail, 0

    def step(self) -> None:
        """Count one step."""
        self.seen += 1
        if self.seen == self.at:
            self.fail()


class Blocks(io.FileIO):
    """A file that takes a block at a time, each a step.

    Attributes:
        counter: Counts the blocks of all files.
    """

    counter: Counter

    def write(self, data: Any, /) -> int:  # noqa: ANN401  whatever holds bytes
        """Write one block."""
        self.counter.step()
        return super().write(memoryview(data).cast("B")[:BLOCK])


def no_space() -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def killed() -> None:
    """End as by kill -9."""
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt() -> None:
    """Be interrupted."""
    raise KeyboardInterrupt


def inject(counter: Counter) -> None:
    """Make every block, sync, change of mode, move and removal of an output a step."""
    Blocks.counter = counter

    def opened(begun: Path, *, there: bool) -> io.BufferedWriter:
        del there
        counter.step()
        return io.BufferedWriter(Blocks(begun, "x"), BLOCK)

    setattr(whole, "_made", opened)  # noqa: B010  it is read-only for the types
    for name in ("fsync", "replace", "fchown", "chmod"):
        true = getattr(os, name)

        def counted(*arguments: Any, true: Any = true, **named: Any) -> Any:  # noqa: ANN401
            counter.step()
            return true(*arguments, **named)

        setattr(os, name, counted)


def trace(counter: Counter) -> None:
    """Make every line of the module that writes outputs a step, and every call elsewhere."""

    def lines(_frame: FrameType, event: str, _argument: object) -> Any:  # noqa: ANN401
        if event == "line":
            counter.step()
        return lines

    def calls(frame: FrameType, _event: str, _argument: object) -> Any:  # noqa: ANN401
        if frame.f_code.co_filename == whole.__file__:
            return lines
        return None

    sys.settrace(calls)


def child(arguments: list[str], kind: str, at: int, pipe: int) -> None:
    """Run the command, fail at a moment, and end; tell how many steps there were."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    counter = Counter(
        at, {"kill": killed, "trace": killed, "interrupt": interrupt}.get(kind, no_space)
    )
    if kind == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (at, resource.RLIM_INFINITY))
    elif kind == "trace":
        trace(counter)
    else:
        inject(counter)
    try:
        code = run(arguments)
    except KeyboardInterrupt:
        code = 130
    sys.settrace(None)
    os.write(pipe, str(counter.seen).encode())
    os._exit(code)


def at_moment(arguments: list[str], kind: str, at: int) -> tuple[int, int]:
    """Run in a child; give its exit code, -9 where it was killed, and the steps it took."""
    told, tell = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            child(arguments, kind, at, tell)
        finally:
            os._exit(99)
    os.close(tell)
    _pid, status = os.waitpid(pid, 0)
    with os.fdopen(told, "rb") as pipe:
        seen = pipe.read()
    return os.waitstatus_to_exitcode(status), int(seen or 0)


def files_of(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of each file of a folder, by its path."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def main(plan: dict[str, Any]) -> None:
    """Run the plan, each time from the same old files."""
    folder, kind = Path(plan["folder"]), plan["kind"]
    old = folder.with_name("old")
    shutil.copytree(folder, old)
    run(plan["arguments"])  # loads what is needed, and makes the new files
    found: dict[str, Any] = {"old": files_of(old), "new": files_of(folder), "ends": []}
    last = max(path.stat().st_size for path in folder.rglob("*") if path.is_file())

    def ended(at: int) -> tuple[int, int]:
        shutil.rmtree(folder)
        shutil.copytree(old, folder)
        return at_moment(plan["arguments"], kind, at)

    _code, found["steps"] = ended(resource.RLIM_INFINITY if kind == "full" else 0)
    everywhere = range(0, last, BLOCK) if kind == "full" else range(1, found["steps"] + 1)
    # Rounded up, so that no more than the most are tried.
    for at in everywhere[:: -(-len(everywhere) // plan["most"])]:
        code, _steps = ended(at)
        found["ends"].append([code, files_of(folder)])
    sys.__stderr__.write(json.dumps(found))  # type: ignore[union-attr]


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))

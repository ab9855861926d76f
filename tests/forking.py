"""The command in a child of a process that has loaded it, where a new one would load it again.

``python -m tests.forking`` reads a call a line and answers each with its exit code. It runs nothing
itself: what a call changes ends with its child.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import attrs

_OUT_OF_ORDER = 70


@attrs.frozen
class Call:
    """A run of the command, as a child takes it.

    Attributes:
        arguments: What stands behind the name of the command.
        folder: Where it runs.
        streams: The files that it reads and writes in place of its three streams.
        environment: All variables of it.
    """

    arguments: list[str]
    folder: str
    streams: list[str]
    environment: dict[str, str]


@attrs.define
class Nursery:
    """A process that has loaded the command and has no thread but its own."""

    _process: subprocess.Popen[str] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Start it; it loads while the tests go on."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.forking"],
            cwd=Path(__file__).parent.parent,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def completed(
        self,
        arguments: list[str],
        folder: Path,
        environment: dict[str, str],
        stdin: bytes = b"",
    ) -> subprocess.CompletedProcess[bytes]:
        """Run the command in a child, wait for it and give what it printed."""
        with tempfile.TemporaryDirectory() as place:
            streams = [Path(place, name) for name in ("in", "out", "err")]
            for file, content in zip(streams, (stdin, b"", b""), strict=True):
                file.write_bytes(content)
            call = Call(arguments, str(folder), [str(file) for file in streams], environment)
            code = self._run(call)
            _, out, err = (file.read_bytes() for file in streams)
        return subprocess.CompletedProcess(arguments, code, out, err)

    def _run(self, call: Call) -> int:
        to, of = self._process.stdin, self._process.stdout
        assert to is not None
        assert of is not None
        to.write(json.dumps(attrs.asdict(call)) + "\n")
        to.flush()
        return int(of.readline())

    def close(self) -> None:
        """End it."""
        self._process.communicate()


def _become(call: Call) -> None:
    """Make this process the one of a call, and run it; ends the process."""
    from tiltak_audit.__main__ import main

    code: object = _OUT_OF_ORDER
    try:
        os.environ.clear()
        os.environ.update(call.environment)
        os.chdir(call.folder)
        for number, (path, mode) in enumerate(zip(call.streams, ("rb", "ab", "ab"), strict=True)):
            with Path(path).open(mode) as file:
                os.dup2(file.fileno(), number)
        sys.stdin, sys.stdout, sys.stderr = (
            os.fdopen(number, mode, encoding="utf-8", closefd=False)
            for number, mode in enumerate(("r", "w", "w"))
        )
        sys.argv = ["tiltak-audit", *call.arguments]
        main()
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else _OUT_OF_ORDER)


def _serve() -> None:
    # What most calls load. Commands are not: they are made in the language of their run.
    import click  # noqa: F401
    import highspy  # noqa: F401
    import lark  # noqa: F401
    import msgspec  # noqa: F401
    import numpy as np  # noqa: F401
    import rich.console
    import rich.table  # noqa: F401

    import tiltak_audit.render.terminal.report
    import tiltak_audit.run.audit
    import tiltak_audit.run.verdicts  # noqa: F401

    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(Call(**json.loads(line)))
        _, status = os.waitpid(child, 0)
        answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
        answers.flush()


if __name__ == "__main__":
    _serve()

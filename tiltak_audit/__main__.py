"""The door of ``tiltak-audit`` and ``python -m tiltak_audit``: exceptions to exit codes."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from tiltak_audit import __version__
from tiltak_audit.exits import Exit
from tiltak_audit.stdout import apart, keep

_DEBUG = "TILTAK_AUDIT_DEBUG"


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # A closed stream is one that nobody reads or writes; text that it cannot show is replaced.
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    keep()
    sys.exit(_guarded())


def _nowhere(mode: str) -> IO[str]:
    return Path(os.devnull).open(mode, encoding="utf-8")


def _guarded() -> int:
    """Run, and turn what was not foreseen into a message and an exit code."""
    try:
        code = _run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        from tiltak_audit.i18n import _

        sys.stderr.write("\n" + _("tiltak-audit: interrupted") + "\n")
        return int(Exit.INTERRUPTED)
    except OSError as error:
        # What is left in the buffer must not be tried again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return int(Exit.PASS)  # the reader has seen enough (| head)
        sys.stderr.write(_unwritten(error))
        return int(Exit.USAGE)
    except Exception as error:
        if os.environ.get(_DEBUG):
            raise
        sys.stderr.write(_bug(error))
        return int(Exit.BUG)
    return code


def _run() -> int:
    # Asked by scripts again and again; answered before anything else is imported.
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"tiltak-audit {__version__}\n")
        return 0
    with apart():
        from tiltak_audit.cli import run

    return run(sys.argv[1:])


def _unwritten(error: OSError) -> str:
    from tiltak_audit.i18n import _

    return _("tiltak-audit: standard output cannot be written: {reason}\n").format(
        reason=error.strerror or error
    )


def _bug(error: Exception) -> str:
    from tiltak_audit.i18n import _

    return _(
        "tiltak-audit: a bug in the tool: {error}\n"
        "Set {debug}=1 for the traceback, and report it with the input if it may be shared.\n"
    ).format(error=f"{type(error).__name__}: {error}", debug=_DEBUG)


if __name__ == "__main__":
    main()

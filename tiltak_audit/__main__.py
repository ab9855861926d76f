"""The door of ``tiltak-audit`` and ``python -m tiltak_audit``: exceptions to exit codes."""

from __future__ import annotations

import errno
import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import IO

_DEBUG = "TILTAK_AUDIT_DEBUG"

# Exit codes of exits.py, which may be what cannot be loaded.
_INCOMPLETE, _INTERRUPTED = 3, 130

# What the linear algebra of numpy takes as it is loaded: where it gets less it ends the process
# as if there were findings. One thread takes least, and no more is asked of it.
_THREADS = "OPENBLAS_NUM_THREADS"
_LEAST_BYTES = 128 * 1024 * 1024

# What a check makes it keeps to its end, and hardly any of it in circles: Python's own rhythm of
# looking for some costs a fifth of the time and finds next to nothing.
_OBJECTS_BETWEEN = 500_000

_SCARCE = {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN}
_NO_THREAD = "can't start new thread"


def script() -> None:
    """Run the command line as all that a process does, and end it with its exit code.

    What is to be written has been by then; to take apart what was loaded takes longer than to load
    some of it did.
    """
    code = _code()
    # Of what ended early, too, all is written that there was.
    with suppress(AttributeError, OSError, ValueError):
        sys.stdout.flush()
    _say("")
    os._exit(code)


def main() -> None:
    """Run the command line in a process of the caller, and leave with its exit code."""
    sys.exit(_code())


def _code() -> int:
    try:
        code = _guarded()
    except KeyboardInterrupt:
        _say("\ntiltak-audit: interrupted\n")
        code = _INTERRUPTED
    except (MemoryError, OSError, ImportError) as error:
        # What would say so in the language of the run could not be loaded either.
        _say(f"tiltak-audit: out of resources: {_root(error)}\n")
        code = _INCOMPLETE
    return code


def _guarded() -> int:
    """Run, and turn what was not foreseen into a message and an exit code."""
    try:
        _prepare()
        code = _run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        from tiltak_audit.i18n import _

        _say("\n" + _("tiltak-audit: interrupted") + "\n")
        return _INTERRUPTED
    except Exception as error:
        if os.environ.get(_DEBUG) and not isinstance(error, OSError):
            raise
        return _told(error)
    return code


def _prepare() -> None:
    """Give the process streams that take what is written to them, or say that they do not."""
    from io import TextIOWrapper

    from tiltak_audit.stdout import keep

    gc.set_threshold(_OBJECTS_BETWEEN, 50, 100)
    os.environ.setdefault(_THREADS, "1")
    sys.stdin = sys.stdin or _nowhere("r", os.O_RDONLY)
    # Results that nobody gets are no verdict: what only reads refuses them.
    sys.stdout = sys.stdout or _nowhere("w", os.O_RDONLY)
    sys.stderr = sys.stderr or _nowhere("w", os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Text that a stream cannot show is replaced.
            stream.reconfigure(errors="replace")
    keep()


def _nowhere(mode: str, flag: int) -> IO[str]:
    return os.fdopen(os.open(os.devnull, flag), mode, encoding="utf-8")


def _run() -> int:
    # Asked by scripts again and again; answered before anything else is imported.
    if sys.argv[1:] == ["--version"]:
        from tiltak_audit import __version__

        sys.stdout.write(f"tiltak-audit {__version__}\n")
        return 0
    from mmap import mmap

    from tiltak_audit.interrupts import hear
    from tiltak_audit.stdout import apart

    hear()
    mmap(-1, _LEAST_BYTES).close()
    with apart():
        from tiltak_audit.cli import run

    return run(sys.argv[1:])


def _told(error: Exception) -> int:
    """Say what went wrong, and give the exit code."""
    from tiltak_audit.exits import Exit
    from tiltak_audit.i18n import _

    root = _root(error)
    if _is_scarce(root):
        said = _("tiltak-audit: the system gives no more memory, files or threads: {reason}\n")
        _say(said.format(reason=_reason(root)))
        return int(Exit.INCOMPLETE)
    if isinstance(error, OSError):
        # What is left in the buffer must not be tried again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return int(Exit.PASS)  # the reader has seen enough (| head)
        said = _("tiltak-audit: standard output cannot be written: {reason}\n")
        _say(said.format(reason=error.strerror or error))
        return int(Exit.INCOMPLETE)
    said = _(
        "tiltak-audit: a bug in the tool: {error}\n"
        "Set {debug}=1 for the traceback, and report it with the input if it may be shared.\n"
    )
    _say(said.format(error=f"{type(error).__name__}: {error}", debug=_DEBUG))
    return int(Exit.BUG)


def _root(error: BaseException) -> BaseException:
    """Give the error that another was raised from, which says at length what may be wrong."""
    while error.__cause__:
        error = error.__cause__
    return error


def _is_scarce(error: BaseException) -> bool:
    """Tell whether the system gave too little; a library that is there cannot be loaded then."""
    if isinstance(error, OSError):
        return error.errno in _SCARCE
    scarce = isinstance(error, MemoryError | ImportError)
    missing = isinstance(error, ModuleNotFoundError)
    return (scarce and not missing) or str(error) == _NO_THREAD


def _reason(error: BaseException) -> str:
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return said.splitlines()[0]


def _say(text: str) -> None:
    """Write to standard error; where nobody hears it the exit code tells."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (AttributeError, OSError):
        return


if __name__ == "__main__":
    script()

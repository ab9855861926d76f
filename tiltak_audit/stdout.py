"""Standard output is for results: what libraries print goes to standard error."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, redirect_stdout
from contextvars import ContextVar
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

# The file descriptors that every program is started with.
_OUT, _ERR = 1, 2

# The stream that stood for file descriptor 1: it would close that when nobody holds it any more.
_LEFT: list[TextIO] = []

# Where results go while ``sys.stdout`` is lent to whatever a library prints.
_RESULTS: ContextVar[TextIO | None] = ContextVar("results", default=None)


def keep() -> None:
    """Move standard output out of the reach of libraries, until the process ends.

    Those written in C print on file descriptor 1, some only when the process ends and their
    buffer is emptied: from now on it leads to standard error, and ``sys.stdout`` to where it
    led. A terminal stays as it is: no program reads it, and its width is asked for there.
    """
    stream = sys.stdout
    try:
        if stream.fileno() != _OUT or stream.isatty():
            return
        stream.flush()
        own = os.dup(_OUT)
        os.dup2(_ERR, _OUT)
    except (OSError, ValueError):  # no file at all, or a closed one
        return
    _LEFT.append(stream)
    sys.stdout = os.fdopen(own, "w", encoding=stream.encoding, errors=stream.errors)


def results() -> TextIO:
    """Give the stream that results are written to."""
    return _RESULTS.get() or sys.stdout


@contextmanager
def apart() -> Iterator[None]:
    """Send what is printed to standard error; ``results`` still leads to standard output."""
    token = _RESULTS.set(results())
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        _RESULTS.reset(token)

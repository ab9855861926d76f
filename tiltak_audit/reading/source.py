"""Files and standard input to bytes; what cannot be read is refused with a remedy."""

from __future__ import annotations

import os
import select
import stat
import sys
from pathlib import Path

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _, number
from tiltak_audit.near import hint_of
from tiltak_audit.reading.options import MAX_BYTES

STDIN = "-"

# What reports, and the results of checks, are called; of other files in a folder nothing is said.
SUFFIXES = {".txt", ".text", ".pdf", ".xlsx", ".xlsm", ".csv", ".parquet", ".json"}

# Bytes read at once, and seconds that a pipe may stay silent: nobody may be writing to it.
_CHUNK = 1024 * 1024
_SILENCE = 10.0


def told(path: str) -> str:
    """Give a path as it is told: a name of bytes that are no text cannot be told as they are."""
    return path.encode(errors="backslashreplace").decode()


def bytes_of(path: str, most: int = MAX_BYTES) -> bytes:
    """Read an input whole; ``-`` is standard input.

    Args:
        path: As the user named it.
        most: Bytes; a larger input is refused, and never read beyond.

    Raises:
        UnreadableError: It does not exist, is no file, may not be read, is too large, or is a
            pipe into which nothing comes.
    """
    if path == STDIN:
        return _bounded(sys.stdin.buffer.read(most + 1), most)
    try:
        kind = Path(path).stat().st_mode
        if stat.S_ISDIR(kind):
            # One that may not be listed is refused for that.
            next(Path(path).iterdir(), None)
            raise UnreadableError(
                _("it is a directory; name the reports in it, such as {path}/*.txt").format(
                    path=path.rstrip("/")
                )
            )
        if stat.S_ISFIFO(kind):
            return _bounded(_piped(path, most + 1), most)
        with Path(path).open("rb") as file:
            return _bounded(file.read(most + 1), most)
    except FileNotFoundError as error:
        said = _("no such file; check the name{hint}").format(hint=_beside(path))
        raise UnreadableError(said) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(_("it cannot be opened: {reason}").format(reason=reason)) from error


def _beside(path: str) -> str:
    """Name the file of its folder that may have been meant."""
    given = Path(path)
    try:
        known = [one.name for one in given.parent.iterdir() if one.is_file()]
    except (OSError, ValueError):
        return ""
    return hint_of(given.name, known)


def _piped(path: str, most: int) -> bytes:
    """Read a named pipe, as of ``<(pdftotext …)``, without waiting for a writer forever."""
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        found = bytearray()
        # Before its writer has opened it a pipe gives neither data nor an end.
        while len(found) < most and select.select([pipe], [], [], _SILENCE)[0]:
            chunk = os.read(pipe, min(_CHUNK, most - len(found)))
            if not chunk:
                return bytes(found)
            found += chunk
    finally:
        os.close(pipe)
    if len(found) < most:
        raise UnreadableError(
            _("nothing was written to this pipe for {n} seconds; write the text to a file").format(
                n=int(_SILENCE)
            )
        )
    return bytes(found)


def _bounded(data: bytes, most: int) -> bytes:
    if len(data) > most:
        raise UnreadableError(
            _(
                "it is larger than {most} bytes, more than a report takes; if it is one, raise "
                "--max-bytes"
            ).format(most=number(most))
        )
    return data

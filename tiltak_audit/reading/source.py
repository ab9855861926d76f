"""Files and standard input to bytes; what cannot be read is refused with a remedy."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _, number
from tiltak_audit.reading.options import MAX_BYTES

STDIN = "-"


def bytes_of(path: str, most: int = MAX_BYTES) -> bytes:
    """Read an input whole; ``-`` is standard input.

    Args:
        path: As the user named it.
        most: Bytes; a larger input is refused, and never read beyond.

    Raises:
        UnreadableError: It does not exist, is no file, may not be read, or is too large.
    """
    if path == STDIN:
        return _bounded(sys.stdin.buffer.read(most + 1), most)
    try:
        kind = Path(path).stat().st_mode
        if stat.S_ISDIR(kind):
            raise UnreadableError(
                _("it is a directory; name the text files in it, such as {path}/*.txt").format(
                    path=path.rstrip("/")
                )
            )
        with Path(path).open("rb") as file:
            return _bounded(file.read(most + 1), most)
    except FileNotFoundError as error:
        raise UnreadableError(_("no such file; check the name")) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(_("it cannot be opened: {reason}").format(reason=reason)) from error


def _bounded(data: bytes, most: int) -> bytes:
    if len(data) > most:
        raise UnreadableError(
            _(
                "it is larger than {most} bytes, more than a report takes; if it is one, raise "
                "--max-bytes"
            ).format(most=number(most))
        )
    return data

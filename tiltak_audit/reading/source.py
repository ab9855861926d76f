"""Files and standard input to bytes; what cannot be read is refused with a remedy."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _

STDIN = "-"

# A dump of 257 pages takes 0.25 MB; sixty times that is no report of this family.
_MOST_BYTES = 16 * 1024 * 1024


def bytes_of(path: str) -> bytes:
    """Read an input whole; ``-`` is standard input.

    Raises:
        UnreadableError: It does not exist, is no file, may not be read, or is too large.
    """
    if path == STDIN:
        return _bounded(sys.stdin.buffer.read(_MOST_BYTES + 1))
    try:
        kind = Path(path).stat().st_mode
        if stat.S_ISDIR(kind):
            raise UnreadableError(
                _("it is a directory; name the text files in it, such as {path}/*.txt").format(
                    path=path.rstrip("/")
                )
            )
        with Path(path).open("rb") as file:
            return _bounded(file.read(_MOST_BYTES + 1))
    except FileNotFoundError as error:
        raise UnreadableError(_("no such file; check the name")) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(_("it cannot be opened: {reason}").format(reason=reason)) from error


def _bounded(data: bytes) -> bytes:
    if len(data) > _MOST_BYTES:
        raise UnreadableError(
            _(
                "it is larger than {most} MB, far more than a report; split it or name another"
            ).format(most=_MOST_BYTES // 1024 // 1024)
        )
    return data

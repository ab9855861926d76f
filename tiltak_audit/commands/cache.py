"""Results that are kept for the next run, in the cache folder of the platform.

Nothing is in it that is not in what a check without --reveal tells. Several runs may use it at
once, and be killed at any moment: an entry is there whole or not at all.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.commands.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

# Names another folder.
VARIABLE = "TILTAK_AUDIT_CACHE"

_NAME = "tiltak-audit"

# Raised where entries are written otherwise.
_FORM = "1"

# Bytes that all entries take at most: those of ten thousand releases. Down to what share of
# them the oldest are removed.
_MOST_BYTES = 64 * 1024 * 1024
_SHARE = 0.8

# Bytes that an entry takes on a disk beside its own.
_BLOCK = 4096


def folder() -> str:
    """Give the folder of the cache; nothing where the system has none."""
    given = os.environ.get(VARIABLE)
    if given:
        return given
    try:
        return str(_base() / _NAME / _FORM)
    except RuntimeError:  # nobody's home
        return ""


def _base() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return given if given.is_absolute() else Path.home() / ".cache"


@attrs.frozen(eq=False, repr=False)
class Cache(Alike):
    """Entries by name, each with the hash of what it holds.

    Attributes:
        folder: Where they are; empty for a cache that keeps nothing.
        most: Bytes that they take at most.
    """

    folder: str
    most: int = _MOST_BYTES

    def get(self, name: str) -> bytes | None:
        """Give an entry; none where there is none, or it is damaged."""
        if not self.folder:
            return None
        path = Path(self.folder, name)
        try:
            digest, _end, data = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if digest != _digest(data):
            return None
        with suppress(OSError):
            os.utime(path)
        return data

    def put(self, name: str, data: bytes) -> None:
        """Keep an entry; where that cannot be, the next run does the work again."""
        if not self.folder:
            return
        with suppress(OSError):
            # What is about to be published is nobody else's.
            Path(self.folder).mkdir(mode=0o700, parents=True, exist_ok=True)
            # An entry that a loss of power damages is none, and its work is done again.
            write_whole(Path(self.folder, name), _digest(data) + b"\n" + data, lasting=False)

    def trim(self) -> None:
        """Remove the entries that were not used for longest, where there are too many."""
        with suppress(OSError):
            entries = sorted(self._entries())
            taken = sum(size for _time, size, _path in entries)
            least = self.most * _SHARE if taken > self.most else self.most
            for _time, size, path in entries:
                if taken <= least:
                    break
                taken -= size
                with suppress(OSError):
                    path.unlink()

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        """Yield when each entry was used, what it takes, and its path."""
        if not self.folder:
            return
        with os.scandir(self.folder) as found:
            for one in found:
                with suppress(OSError):  # another run removed it
                    status = one.stat()
                    yield status.st_mtime, status.st_size + _BLOCK, Path(one.path)


def _digest(data: bytes) -> bytes:
    return sha256(data).hexdigest().encode()

"""Files that a process holds locked as long as it lives, whatever ends it."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

import attrs

from tiltak_audit.errors import UsageError

try:
    import fcntl
except ImportError:  # Windows has none: what is held by a lock elsewhere is not held there
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


def has_locks() -> bool:
    """Tell whether this system has locks that end with their processes."""
    return fcntl is not None


def locked(file: BinaryIO) -> bool:
    """Lock a file for this process and those it starts, unless another one has."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@attrs.define(repr=False)
class Alone:
    """A context in which nobody else works in a folder, which is gone where nothing is left in it.

    Attributes:
        folder: The folder; it is made.
        refusal: What is said where another process works there.
    """

    folder: Path
    refusal: str
    _lock: BinaryIO | None = None

    def __enter__(self) -> None:
        """Begin.

        Raises:
            UsageError: Another process works there.
        """
        while has_locks() and self._lock is None:
            try:
                self.folder.mkdir(exist_ok=True)
            except OSError:
                return  # what is to be done there will say what is wrong
            # Who ends removes file and folder: what was opened then locks nothing.
            with suppress(FileNotFoundError):
                lock = self._path.open("ab")
                if not locked(lock):
                    lock.close()
                    raise UsageError(self.refusal)
                if self._is_there(lock):
                    self._lock = lock
                else:
                    lock.close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End; what is left in the folder stays."""
        if self._lock:
            with suppress(OSError):
                self._path.unlink()
                self.folder.rmdir()
            self._lock.close()
            self._lock = None

    @property
    def _path(self) -> Path:
        return self.folder / "lock"

    def _is_there(self, lock: BinaryIO) -> bool:
        """Tell whether a file is still the one that others find."""
        return os.path.samestat(os.fstat(lock.fileno()), self._path.stat())

"""A folder for what a run needs while it lasts; what killed runs left of theirs is removed."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

from tiltak_audit.archive.lock import has_locks, locked

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "tiltak-audit-"

# A file that a run and its processes hold locked as long as one of them lives; until it is locked
# it has another name, so that nobody takes the folder of a run that begins for one that ended.
_LOCK, _UNLOCKED = "lock", "begun"


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder that nobody else may read, and that is gone in the end."""
    _sweep()
    with TemporaryDirectory(prefix=_PREFIX) as made:
        folder = Path(made)
        with (folder / _UNLOCKED).open("wb") as lock:
            if locked(lock):
                (folder / _UNLOCKED).rename(folder / _LOCK)
            yield folder


def _sweep() -> None:
    """Remove the folders of runs of this user of which no process is left."""
    if not has_locks():
        return
    for folder in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            # Another user's may lead anywhere.
            if folder.lstat().st_uid == os.getuid():
                with (folder / _LOCK).open("rb") as lock:
                    if locked(lock):
                        shutil.rmtree(folder)

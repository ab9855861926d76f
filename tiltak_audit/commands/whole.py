"""A file written whole: whatever happens, it is the old one or the new one."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from tiltak_audit.i18n import _

# What a file is called until it is whole; one that is left was being written by a killed process.
_BEGUN = ".tiltak-audit-{}.tmp"

# Paths below these lead to what a process has open, such as /dev/stderr.
_OPEN = ("/proc", "/dev/fd")

# A file system that cannot be told to keep what it was given says so.
_NOT_KEPT = {errno.EINVAL, errno.ENOTSUP}

_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}

# Links that lead to a file; the system follows as many.
_LINKS = 40


def write_whole(path: str | Path, data: bytes, *, lasting: bool = True) -> None:
    """Write a file beside its place and move it there, so that nobody finds half of it.

    A link stays, and what it leads to is written; a file that is there keeps its mode and owner.
    What is no regular file, such as a pipe or a device, is written as it stands. It outlasts a loss
    of power unless it is not ``lasting``.

    Raises:
        OSError: It cannot be written; the file that was there is as it was, unless only the
            last step failed, to make the new one outlast a loss of power.
    """
    old = _status(path)
    if (old and not stat.S_ISREG(old.st_mode)) or _is_open(Path(path)):
        with Path(path).open("ab") as file:
            file.write(data)
        return
    if old and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    # An absolute path asks for the folder that the process is in, which may be gone.
    place = Path(os.path.realpath(path) if Path(path).is_symlink() else path)
    begun = place.parent / _BEGUN.format(os.urandom(8).hex())
    try:
        _write(begun, data, old, lasting=lasting)
        begun.replace(place)
    except BaseException:
        with suppress(OSError):
            begun.unlink(missing_ok=True)
        raise
    if lasting:
        _keep_folder(place.parent)


def _status(path: str | Path) -> os.stat_result | None:
    try:
        return Path(path).stat()
    except FileNotFoundError:
        return None


def _is_open(path: Path) -> bool:
    """Tell whether a path leads to what a process has open, by links, too."""
    for _link in range(_LINKS):
        folder = Path(os.path.realpath(path.parent)) if path.is_absolute() else path.parent
        if any(folder.is_relative_to(one) for one in _OPEN):
            return True
        if not path.is_symlink():
            return False
        path = folder / path.readlink()
    return False


def _write(begun: Path, data: bytes, old: os.stat_result | None, *, lasting: bool) -> None:
    with _made(begun, there=old is not None) as file:
        if old:
            if hasattr(os, "fchown"):
                # Another's file stays another's where we may give it away.
                with suppress(PermissionError):
                    os.fchown(file.fileno(), old.st_uid, old.st_gid)
            begun.chmod(stat.S_IMODE(old.st_mode))
        file.write(data)
        file.flush()
        if lasting:
            _keep(file.fileno())


def _made(begun: Path, *, there: bool) -> BinaryIO:
    try:
        return begun.open("xb")
    except OSError as error:
        if there and error.errno in _FORBIDDEN:
            said = _("no new file may be made in {folder}, and none is overwritten in place")
            raise OSError(error.errno, said.format(folder=begun.parent)) from error
        raise


def _keep(descriptor: int) -> None:
    """Have what was written outlast a loss of power."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_KEPT:
            raise


def _keep_folder(folder: Path) -> None:
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # names may be made in it, but not listed
    try:
        _keep(descriptor)
    finally:
        os.close(descriptor)

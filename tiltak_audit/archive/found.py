"""The files of an archive: those that folders, patterns and lists lead to, in a stable order."""

from __future__ import annotations

import os
import stat
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.reading.source import STDIN, SUFFIXES
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# What a file that lists others is named with.
_LIST = "@"

# A line of such a file that names nothing.
_REMARK = "#"


class Aside(Alike, Record):
    """What was found and is not audited.

    Attributes:
        path: The file or folder.
        reason: Why not.
    """

    path: str
    reason: str


class Found(Alike, Record):
    """What arguments lead to.

    Attributes:
        files: The files to read, each once, in the order of their names within each folder.
        named: Those of them that somebody named one by one, so that they must be reports.
        left: Files of folders that are not called as reports are.
        shut: Folders that could not be read.
    """

    files: tuple[str, ...]
    named: frozenset[str]
    left: tuple[Aside, ...]
    shut: tuple[Aside, ...]


def is_archive(arguments: Iterable[str]) -> bool:
    """Tell whether any argument is a folder, or stands for files by a pattern or in a list."""
    return any(_is_folder(one) or _is_list(one) or _is_pattern(one) for one in arguments)


def found_by(arguments: Sequence[str], output: str = "") -> Found:
    """Find the files that arguments lead to; never those of the folder that is written to.

    Raises:
        UsageError: Standard input is among them, a list cannot be read, they lead nowhere, or
            the folder that is written to is one of them.
    """
    finder = _Finder(_identity(output) if output else None)
    for one in arguments:
        if one == STDIN:
            raise UsageError(_("standard input is one report; check it without a folder"))
        if _is_list(one):
            for line in _lines(one.removeprefix(_LIST)):
                finder.add(line)
        else:
            finder.add(one)
    if not (finder.files or finder.left or finder.shut):
        said = _("{paths}: there is no file; a report is called {suffixes}")
        raise UsageError(
            said.format(paths=", ".join(arguments), suffixes=", ".join(sorted(SUFFIXES)))
        )
    return Found(
        tuple(finder.files), frozenset(finder.named), tuple(finder.left), tuple(finder.shut)
    )


@attrs.define(eq=False, repr=False)
class _Finder:
    """Collects files.

    Attributes:
        output: The folder that is written to, by device and number.
        files: Files to read, as an ordered set.
        named: Those that were named.
        left: Files that are left alone.
        shut: Folders that cannot be read.
        seen: Folders that were walked, by device and number: links may lead back to them.
    """

    output: tuple[int, int] | None
    files: dict[str, None] = attrs.field(factory=dict)
    named: set[str] = attrs.field(factory=set)
    left: list[Aside] = attrs.field(factory=list)
    shut: list[Aside] = attrs.field(factory=list)
    seen: set[tuple[int, int]] = attrs.field(factory=set)

    def add(self, name: str) -> None:
        """Add a folder, all that a pattern stands for, or a file."""
        if _is_folder(name):
            if self.output and self.output == _identity(name):
                said = _("--output {path}: the reports are there; name another folder")
                raise UsageError(said.format(path=name))
            self._walk(name)
        elif _is_pattern(name):
            for one in sorted(_matching(name)):
                if _is_folder(one):
                    self._walk(one)
                else:
                    self.files[one] = None
        else:
            self.files[name] = None
            self.named.add(name)

    def _walk(self, folder: str) -> None:
        """Add the files of a folder and of those in it, but for hidden ones."""
        own = _identity(folder)
        if own is None or own == self.output or own in self.seen:
            return
        self.seen.add(own)
        try:
            with os.scandir(folder) as entries:
                inside = sorted((one.name, one.path) for one in entries)
        except OSError as error:
            self.shut.append(Aside(folder, error.strerror or str(error)))
            return
        for name, path in inside:
            if name.startswith("."):
                continue
            if _is_folder(path):
                self._walk(path)
            elif Path(name).suffix.casefold() not in SUFFIXES:
                self.left.append(Aside(path, _("it is not called as a report is")))
            elif _is_special(path):
                self.left.append(Aside(path, _("it is no file")))
            else:
                self.files[path] = None


def _is_folder(name: str) -> bool:
    try:
        return name != STDIN and Path(name).is_dir()
    except (OSError, ValueError):
        return False


def _is_special(path: str) -> bool:
    """Tell whether it is a pipe or a device; what cannot be told is read, and says why not."""
    try:
        return not stat.S_ISREG(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False


def _is_list(name: str) -> bool:
    return name.startswith(_LIST) and not os.path.lexists(name)


def _is_pattern(name: str) -> bool:
    """Tell whether it stands for files that are there; else it is a name, of a file that is not."""
    return has_magic(name) and not os.path.lexists(name) and any(_matching(name))


def _matching(pattern: str) -> Iterator[str]:
    """Yield what a pattern stands for, but for what is hidden."""
    parts = Path(pattern).parts
    first = next(at for at, part in enumerate(parts) if has_magic(part))
    found = Path(*parts[:first]).glob("/".join(parts[first:]))
    return (str(one) for one in found if not one.name.startswith("."))


def _identity(folder: str) -> tuple[int, int] | None:
    try:
        found = Path(folder).stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _lines(path: str) -> Iterator[str]:
    """Yield the names in a file, one a line.

    Raises:
        UsageError: It cannot be read.
    """
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        said = _("{path}: the list cannot be read: {reason}")
        raise UsageError(said.format(path=path, reason=reason)) from error
    for line in os.fsdecode(data).removeprefix("\ufeff").splitlines():
        name = line.strip()
        if name and not name.startswith(_REMARK):
            yield name

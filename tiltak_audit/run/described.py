"""Families that the user describes: the files that --family and the configuration name."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.run.config_file import content_of

if TYPE_CHECKING:
    from tiltak_audit.model.family import Family


@attrs.frozen(eq=False, repr=False)
class FileUsed(Alike):
    """A file that says how reports are read or judged."""

    path: str
    sha256: str


def files_used(paths: tuple[str, ...]) -> tuple[FileUsed, ...]:
    """Read files that describe families.

    Raises:
        UsageError: One of them cannot be read, or says something that is not known.
    """
    return tuple(FileUsed(path, _described(path)[0]) for path in dict.fromkeys(paths))


def families_of(files: tuple[FileUsed, ...]) -> tuple[Family, ...]:
    """Give the families of files that were read."""
    return tuple(_described(one.path)[1] for one in files)


@cache
def _described(path: str) -> tuple[str, Family]:
    # Nothing of families is loaded but where a file is named.
    from tiltak_audit.families.catalogue import family_of

    data, content = content_of(Path(path))
    return sha256(data).hexdigest(), family_of(content, path)

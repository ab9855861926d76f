"""What reports are held against: other editions of them, and series that were published."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.reading.source import STDIN, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.model.report import Report
    from tiltak_audit.reading.options import ReadOptions


def olds_of(paths: Sequence[str], files: Sequence[str]) -> tuple[str, ...]:
    """List what inputs are held against, of a folder its reports but for the inputs themselves.

    Raises:
        UsageError: A folder holds none, or standard input would be read twice.
    """
    if STDIN in paths and STDIN in files:
        raise UsageError(_("standard input can be read once; save one of the two as a file"))
    return tuple(one for path in paths for one in _files(path, files))


def _files(path: str, inputs: Sequence[str]) -> Iterator[str]:
    folder = Path(path)
    if path == STDIN or not _is_folder(folder):
        yield path
        return
    own = set(map(os.path.realpath, inputs))
    try:
        there = sorted(folder.iterdir())
    except OSError:
        # What reads it tells why it cannot be read.
        yield path
        return
    found = [one for one in there if one.suffix.casefold() in SUFFIXES]
    if not found:
        said = _("{path}: no file of this folder is called as a report is ({suffixes})")
        raise UsageError(said.format(path=path, suffixes=", ".join(sorted(SUFFIXES))))
    yield from (str(one) for one in found if os.path.realpath(one) not in own)


def read_old(path: str, data: bytes, options: ReadOptions) -> Sequence[Report]:
    """Read what inputs are held against: a report, or those that the JSON of a check keeps.

    Raises:
        UnreadableError: It is neither.
    """
    from tiltak_audit.editions.snapshot import reports_of_check

    kept = reports_of_check(path, data, options.families, options.sign)
    return [read_bytes(path, data, options)] if kept is None else kept


def parted(against: Iterable[Report]) -> tuple[list[Report], list[Report]]:
    """Part what reports are held against into editions, and figures that were published.

    A tidy table of the rows of printed tables is what somebody published: its figures must be
    the report's. All else is another edition, which may have been revised since.
    """
    held = list(against)
    return [one for one in held if not one.published], [one for one in held if one.published]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False

"""Entries of ZIP archives that are the same bytes whenever and wherever they are written."""

from __future__ import annotations

from zipfile import ZIP_DEFLATED, ZipInfo

# Files of an archive bear a date; the first that can be written is no day's.
_DATE = (1980, 1, 1, 0, 0, 0)


def entry_of(name: str) -> ZipInfo:
    """Give an entry that tells neither clock nor system."""
    entry = ZipInfo(name, _DATE)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry

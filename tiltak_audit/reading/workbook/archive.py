"""The zip archive of a workbook: few parts, unpacked one by one and never beyond a bound."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _, number

if TYPE_CHECKING:
    from collections.abc import Iterator

# What Excel wrapped in a password, or wrote before 2007, starts with (MS-CFB 2.2).
OLE = b"\xd0\xcf\x11\xe0"

# Over every entry of a zip archive's directory.
_ENTRY = b"PK\x01\x02"

_MOST_PARTS = 1_000
# The longest sheet of the samples unpacks to 2 MB, all of TILT140 to 3 MB.
_MOST_BYTES = 24 * 1024 * 1024

_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


@attrs.define(repr=False)
class Archive:
    """The parts of a workbook.

    Attributes:
        file: The archive.
        parts: Its parts, by what their names are known by.
        unpacked: How many bytes were unpacked so far.
    """

    file: zipfile.ZipFile
    parts: dict[str, zipfile.ZipInfo]
    unpacked: int = 0

    def holds(self, name: str) -> bool:
        """Tell whether it has a part of a name."""
        return _key(name) in self.parts

    def content(self, name: str, most: int) -> bytes:
        """Unpack a part.

        Raises:
            UnreadableError: It is not there, is too large, or is packed in an unusual way.
        """
        part = self.parts.get(_key(name))
        if part is None:
            raise UnreadableError(damaged())
        if part.compress_type not in _PACKED:
            raise UnreadableError(_encrypted())
        with self.file.open(part) as file:
            content = file.read(most + 1)
        self.unpacked += len(content)
        if len(content) > most or self.unpacked > _MOST_BYTES:
            raise UnreadableError(
                _(
                    "{part} in it unpacks to more than {most} bytes, more than a report takes"
                ).format(part=repr(name), most=number(most))
            )
        return content


@contextmanager
def opened(data: bytes) -> Iterator[Archive]:
    """Open the archive of a workbook.

    Raises:
        UnreadableError: It is none, is encrypted, is damaged, or has too many parts.
    """
    if data.startswith(OLE):
        raise UnreadableError(
            _("it is password-protected or an old .xls: save it as .xlsx without password")
        )
    # The directory is looked at before it is unfolded in memory.
    if data.count(_ENTRY) > _MOST_PARTS:
        raise UnreadableError(_parts())
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = {_key(part.filename): part for part in file.infolist()}
            if len(parts) < len(file.infolist()):
                raise UnreadableError(_parts())
            yield Archive(file, parts)
    except (zipfile.BadZipFile, EOFError, OSError, zlib.error, ValueError) as error:
        raise UnreadableError(damaged()) from error
    except (RuntimeError, NotImplementedError) as error:
        raise UnreadableError(_encrypted()) from error


def beside(part: str, target: str) -> str:
    """Give the name of the part that another one points to.

    >>> beside("xl/workbook.xml", "worksheets/sheet1.xml"), beside("", "/xl/workbook.xml")
    ('xl/worksheets/sheet1.xml', 'xl/workbook.xml')
    """
    forward = target.replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), forward)).lstrip("/")


def _key(name: str) -> str:
    """Give what a part is known by: case says nothing (ECMA-376-2, 6.2.2.3).

    Some programs write the backslashes of their own system.
    """
    return name.replace("\\", "/").lstrip("/").casefold()


def damaged() -> str:
    """Say that a workbook cannot be unpacked or understood."""
    return _("it is a damaged zip archive or workbook; fetch it anew, or save it anew with Excel")


def _parts() -> str:
    return _("the parts of this workbook are too many or not told apart; save it anew")


def _encrypted() -> str:
    return _("it is an encrypted or unusual zip archive: save it as .xlsx without password")

"""The zip archive of a workbook, looked through before anything in it is believed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _, number

# What Excel wrapped in a password, or wrote before 2007, starts with (MS-CFB 2.2).
OLE = b"\xd0\xcf\x11\xe0"

_WORKBOOK = "xl/workbook.xml"
_SHEETS = "xl/worksheets/"
_STRINGS = "xl/sharedStrings.xml"
_XML = (".xml", ".rels", ".vml")

# A report of 40 000 cells unpacks to 3 MB; far more is no report. What is not a sheet or its
# strings is small, and is parsed as a whole.
_MOST_BYTES = 48 * 1024 * 1024
_MOST_OF_A_PART = 4 * 1024 * 1024
_MOST_PARTS = 1_000

_DECLARED = re.compile(rb"""^<\?xml[^>]*encoding\s*=\s*["']([^"']+)""")
# Encodings in which every tag is spelled in ASCII, so that the search below sees it.
_PLAIN = {b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1"}

_HIDDEN = re.compile(rb"<(?:\w+:)?(?:row|col)\b[^>]*\bhidden\s*=\s*[\"'](?:1|true|on)[\"']")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b")


def check_archive(data: bytes) -> None:
    """Refuse an archive that is no workbook, is a bomb, or hides something.

    Raises:
        UnreadableError: It is one of these; the message gives the reason and a remedy.
    """
    if data.startswith(OLE):
        raise UnreadableError(
            _("it is password-protected or an old .xls: save it as .xlsx without password")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
    except (zipfile.BadZipFile, EOFError, OSError, zlib.error, ValueError) as error:
        raise UnreadableError(
            _("it is a damaged zip archive or workbook; fetch it anew, or save it anew")
        ) from error
    except (RuntimeError, NotImplementedError) as error:
        raise UnreadableError(
            _("it is an encrypted or unusual zip archive: save it as .xlsx without password")
        ) from error


def _check(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if _WORKBOOK not in names:
        raise UnreadableError(
            _(
                "it is a zip archive or another document, not an Excel workbook (.xlsx); give the "
                "report as PDF, its text or .xlsx"
            )
        )
    if len(parts) > _MOST_PARTS or len({name.casefold() for name in names}) < len(names):
        raise UnreadableError(
            _("the parts of this workbook are too many or not told apart; save it anew")
        )
    if sum(part.file_size for part in parts) > _MOST_BYTES:
        raise UnreadableError(_too_large())
    read = 0
    for part in parts:
        # zipfile unpacks no more than the directory says, and checks that it is all.
        if not part.filename.casefold().endswith(_XML):
            continue
        with archive.open(part) as file:
            content = file.read(_MOST_BYTES + 1)
        read += len(content)
        long = part.filename.startswith(_SHEETS) or part.filename == _STRINGS
        if read > _MOST_BYTES or (not long and len(content) > _MOST_OF_A_PART):
            raise UnreadableError(_too_large())
        _check_part(part.filename, content)


def _check_part(name: str, content: bytes) -> None:
    """Refuse XML with definitions of its own, which Excel writes nowhere, and what is hidden."""
    text = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    declared = _DECLARED.match(text)
    plain = text.startswith(b"<") and b"\0" not in text
    plain = plain and (declared is None or declared[1].lower() in _PLAIN)
    if not plain or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise UnreadableError(
            _("{part} in this workbook is not written by Excel; save it anew with Excel").format(
                part=name
            )
        )
    if not name.startswith(_SHEETS):
        return
    if _HIDDEN.search(text):
        raise UnreadableError(
            _("a sheet hides rows or columns ({part}); show or delete them").format(part=name)
        )
    if _MERGED.search(text):
        raise UnreadableError(
            _("a sheet has merged cells ({part}); undo the merging").format(part=name)
        )


def _too_large() -> str:
    return _("it unpacks to more than {most} bytes, more than a report takes").format(
        most=number(_MOST_BYTES)
    )

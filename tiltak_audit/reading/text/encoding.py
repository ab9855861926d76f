"""Bytes to characters: by the name that the user gives, else by evidence of this domain.

UTF-8 is taken where it decodes: other Norwegian text does so by chance only in single lines.
The encodings of one byte a character all decode nearly anything, so what decides among them is
whether words of a NAV report come out. Two that come out alike good and different are refused.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import TYPE_CHECKING

from tiltak_audit.alike import Alike
from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _
from tiltak_audit.reading.extent import check_extent
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

# By mark at the start of the file; that of UTF-32 LE starts with that of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_OF_TWO_BYTES = (("utf-16-le", "UTF-16 LE"), ("utf-16-be", "UTF-16 BE"))

# Those of one byte; where two give the same text the first is named.
_OF_ONE_BYTE = (
    ("cp1252", "cp1252"),
    ("latin-1", "latin-1"),
    ("cp865", "cp865"),
    ("mac-roman", "MacRoman"),
)

# What the names of character sets are like; Python has codecs of other kinds besides.
_CHARSETS = (
    r"ascii|utf-(?:8|16|32)(?:-(?:sig|le|be))?|cp[0-9]+|iso8859-[0-9]+|mac-[a-z0-9-]+|koi8-[a-z]"
)

# Share of the bytes that are NUL in text of two bytes a character.
_NULS = 0.2

# Words that every report of the family prints, each with a letter outside ASCII.
_WORDS = (
    r"\b(?:måned|på|år|oppfølging|kjønn|fødeland|støtte|opplæring|Møre|Trøndelag|Arbeidssøkere"
    r"|Lønnstilskudd|færre|følge)\b"
)
# Words of a report without such letters: is it text at all?
_PLAIN = r"Kilde: NAV|Rapport oppdatert|I alt|Januar|Tiltak"
# What else a report holds outside ASCII: letters of Norwegian and Sámi names, quotes, dashes.
_LETTERS = frozenset("æøåÆØÅáÁčČđĐŋŊšŠŧŦžŽéèäöüÄÖÜïâ§«»“”‘’–—\u00a0\u00ad\u202f\u2009\u2007")
_CONTROLS = "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
_OUTSIDE = "[^\x00-\x7f]"

# Controls among the characters of a text, at most.
_FEW = 0.02


class Decoded(Alike, Record):
    """The characters of a text.

    Attributes:
        text: As decoded, line ends as they stand.
        encoding: What it was decoded by.
        odd_lines: Lines that are no UTF-8 in a text that else is; they were read as cp1252.
    """

    text: str
    encoding: str
    odd_lines: tuple[int, ...] = ()


def decoded(data: bytes, encoding: str = "") -> Decoded:
    """Decode a text by the encoding named, or by the one that the evidence is for.

    Raises:
        UnreadableError: The name is unknown or does not fit, or nothing fits.
    """
    if encoding:
        return _by_name(data, encoding)
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, codec, name)
    if data.count(0) > _NULS * len(data):
        return _of_two_bytes(data)
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        check_extent(data)
        return _mixed(data) or _of_one_byte(data, error)


def charset_of(encoding: str) -> str:
    """Give Python's name of a character set.

    Raises:
        UnreadableError: None is called so; what Python calls an encoding and is no character
            set, such as base64, punycode or UTF-7, is none.
    """
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        name = ""
    if not re.fullmatch(_CHARSETS, name):
        raise UnreadableError(
            _("no text encoding is called “{name}”; try utf-8, cp1252, latin-1 or utf-16").format(
                name=encoding
            )
        )
    return name


def _by_name(data: bytes, encoding: str) -> Decoded:
    codec = charset_of(encoding)
    name = {"utf-8": "UTF-8", "iso8859-1": "latin-1", "mac-roman": "MacRoman"}.get(codec, codec)
    return _strictly(data, "utf-8-sig" if codec == "utf-8" else codec, name)


def _strictly(data: bytes, codec: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(codec).removeprefix("\ufeff"), name)
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        raise UnreadableError(
            _(
                "it is not {name} text: byte 0x{byte:02x} in line {line}; name what it is by "
                "--encoding, or save it as UTF-8"
            ).format(name=name, byte=data[start], line=data.count(b"\n", 0, start) + 1)
        ) from error


def _of_two_bytes(data: bytes) -> Decoded:
    """Decode UTF-16 without mark; other bytes with so many NULs are no text."""
    if not data.strip(b"\0 \t\r\n\f"):
        raise UnreadableError(_("it holds no text; give the PDF of the report itself"))
    for codec, name in _OF_TWO_BYTES:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if re.search(_PLAIN, text):
            return Decoded(text, name)
    raise UnreadableError(
        _("it is no text: it is full of NUL bytes; give the PDF of the report itself")
    )


def _mixed(data: bytes) -> Decoded | None:
    """Decode a text that is UTF-8 but for a few lines; nothing where most lines are not."""
    lines = data.split(b"\n")
    odd = {}
    fitting = 0
    for number, line in enumerate(lines, 1):
        try:
            fitting += not line.decode("utf-8").isascii()
        except UnicodeDecodeError:
            odd[number] = line
    if len(odd) >= fitting:
        return None
    try:
        mended = {number: line.decode("cp1252") for number, line in odd.items()}
    except UnicodeDecodeError:
        return None
    text = "\n".join(
        mended[number] if number in mended else line.decode("utf-8")
        for number, line in enumerate(lines, 1)
    )
    return Decoded(text.removeprefix("\ufeff"), "UTF-8", tuple(mended))


def _of_one_byte(data: bytes, error: UnicodeDecodeError) -> Decoded:
    scores: dict[str, tuple[tuple[int, int], str]] = {}
    for codec, name in _OF_ONE_BYTE:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if text not in scores and len(re.findall(_CONTROLS, text)) <= _FEW * len(text):
            scores[text] = _score(text), name
    ranked = sorted(((score, name, text) for text, (score, name) in scores.items()), reverse=True)
    if not ranked or ranked[0][0] <= (0, 0):
        raise UnreadableError(
            _(
                "it is not UTF-8 text: byte 0x{byte:02x} in line {line}; name what it is by "
                "--encoding, or save it as UTF-8"
            ).format(byte=data[error.start], line=data.count(b"\n", 0, error.start) + 1)
        ) from error
    best = [name for score, name, _text in ranked if score == ranked[0][0]]
    if len(best) > 1:
        raise UnreadableError(
            _("its encoding may be {names}; name it by --encoding").format(
                names=_(" or ").join(sorted(best))
            )
        ) from error
    return Decoded(ranked[0][2], ranked[0][1])


def _score(text: str) -> tuple[int, int]:
    """Count the words of a report, then the letters it may hold less those it may not."""
    outside = Counter(re.findall(_OUTSIDE, text))
    fitting = _times(outside, _LETTERS)
    return len(re.findall(_WORDS, text)), 2 * fitting - outside.total()


def _times(found: Counter[str], letters: Iterable[str]) -> int:
    return sum(found[letter] for letter in letters)

"""Bytes to lines: UTF-8, with or without BOM, LF or CRLF, U+00A0 or U+0020 in thousands."""

from __future__ import annotations

from collections import Counter

import attrs

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import N_, _
from tiltak_audit.model.notice import Notice, Remark
from tiltak_audit.model.origin import Form, Origin

# Other blanks of fixed width that text tools print for U+00A0: figure, thin and narrow space.
_BLANKS = dict.fromkeys(map(ord, "\u2007\u2009\u202f"), "\u00a0")

# Magic numbers of what people name by mistake, with the remedy.
_KINDS = (
    (b"\x89PNG", N_("it is a picture; give the text of the PDF report")),
    (b"\xff\xd8\xff", N_("it is a picture; give the text of the PDF report")),
    (b"GIF8", N_("it is a picture; give the text of the PDF report")),
    (b"\xff\xfe", N_("it is UTF-16 text; save it as UTF-8")),
    (b"\xfe\xff", N_("it is UTF-16 text; save it as UTF-8")),
)


@attrs.frozen
class Text:
    """The text of one input.

    Attributes:
        path: As the user named it.
        lines: Without line ends; line 1 is ``lines[0]``.
        cut: Whether the last line has no line end.
        notices: What reading had to remark so far.
        origin: How the input was read, and where its lines stand in it.
    """

    path: str
    lines: tuple[str, ...] = attrs.field(repr=False)
    cut: bool = False
    notices: tuple[Notice, ...] = ()
    origin: Origin = attrs.field(factory=Origin)


def plain_text_of(path: str, data: bytes, encoding: str = "") -> Text:
    """Decode a text; without a name of the encoding it is found out.

    Raises:
        UnreadableError: It is empty, binary or not UTF-8; the message gives place and remedy.
    """
    del encoding
    for magic, remedy in _KINDS:
        if data.startswith(magic):
            raise UnreadableError(_(remedy))
    try:
        decoded = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            _("it is not UTF-8 text: byte 0x{byte:02x} in line {line}; save it as UTF-8").format(
                byte=data[error.start], line=line
            )
        ) from error
    if not decoded.strip("\0 \t\r\n\f\u00a0"):
        raise UnreadableError(_("it holds no text; give the text taken out of the PDF report"))
    found = (
        Counter(char for char in decoded if ord(char) in _BLANKS) if _has_blanks(decoded) else {}
    )
    if found:
        decoded = decoded.translate(_BLANKS)
    if "\r" in decoded:
        decoded = decoded.replace("\r\n", "\n").replace("\r", "\n")
    lines = decoded.split("\n")
    said = ", ".join(f"U+{ord(char):04X} ({times})" for char, times in sorted(found.items()))
    notices = (
        (Notice(Remark.CHARACTERS, 0, placed=False, facts={"characters": said}),) if said else ()
    )
    origin = Origin(Form.TEXT, "UTF-8")
    return Text(path, tuple(lines), bool(lines[-1].strip()), notices, origin)


def _has_blanks(text: str) -> bool:
    return any(chr(blank) in text for blank in _BLANKS)

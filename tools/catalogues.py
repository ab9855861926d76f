"""Compile the catalogues of tiltak_audit/locales for gettext, with Python's own modules alone.

``python tools/catalogues.py``: the build of a wheel, an editable one too, runs it (hatch_build.py).
"""

from __future__ import annotations

import ast
import re
import struct
from pathlib import Path

LOCALES = Path(__file__).parent.parent / "tiltak_audit" / "locales"

# A keyword of a catalogue, such as msgid or msgstr[1], with the lines of its text.
_PART = re.compile(r'^(msg\w+)(?:\[\d\])? (".*"(?:\n".*")*)$', re.MULTILINE)

# Of a compiled catalogue: its first number, and the bytes before the tables.
_MAGIC, _HEAD = 0x950412DE, 28


def translations_of(po: str) -> dict[bytes, bytes]:
    """Give what is translated by its text; singular and plural are joined by a NUL."""
    found: dict[bytes, bytes] = {}
    for entry in po.split("\n\n"):
        parts = [
            (name, "".join(map(ast.literal_eval, text.split("\n"))))
            for name, text in _PART.findall(entry)
        ]
        strings = [text for name, text in parts if name == "msgstr"]
        if strings and all(strings):
            texts = [text for name, text in parts if name != "msgstr"]
            found["\0".join(texts).encode()] = "\0".join(strings).encode()
    return found


def compiled(po: str) -> bytes:
    """Give a catalogue as gettext reads it: two tables of lengths and offsets, then the texts."""
    pairs = sorted(translations_of(po).items())
    columns = [text for text, _ in pairs], [string for _, string in pairs]
    at = _HEAD + 16 * len(pairs)
    tables, texts = b"", b""
    for one in (text for column in columns for text in column):
        tables += struct.pack("<2I", len(one), at + len(texts))
        texts += one + b"\0"
    second = _HEAD + 8 * len(pairs)
    return struct.pack("<7I", _MAGIC, 0, len(pairs), _HEAD, second, 0, at) + tables + texts


def main() -> None:
    """Write every catalogue beside the one that people fill in."""
    for path in LOCALES.rglob("*.po"):
        path.with_suffix(".mo").write_bytes(compiled(path.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()

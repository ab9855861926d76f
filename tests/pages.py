"""Rule pages taken apart: their headings, and the example dumps they hold."""

from __future__ import annotations

import re
from textwrap import dedent

from tiltak_audit.auditing import Audit, audit
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.reader import read_bytes

HEADINGS = ("Why", "Wrong", "Right", "Limits", "Source")

# Before the configuration of an example, which tests of waivers read.
CONFIG = "--- tiltak-audit.toml ---"

# Between two inputs of one example.
NEXT_FILE = "--- next file ---"

_HEADING = re.compile(r"^(\w+):$", re.MULTILINE)


def parts_of(page: str) -> dict[str, str]:
    """Give the text under each heading of a page, dedented."""
    pieces = _HEADING.split(page)[1:]
    return {
        name: dedent(text).strip("\n") + "\n"
        for name, text in zip(pieces[::2], pieces[1::2], strict=True)
    }


def audit_text(text: str, *attackers: Attacker) -> Audit:
    """Read and audit one text, or several with NEXT_FILE between them."""
    text = text.split(CONFIG, maxsplit=1)[0]
    reports = [
        read_bytes(f"{at}.txt", part.strip("\n").encode() + b"\n" * part.endswith("\n"))
        for at, part in enumerate(text.split(NEXT_FILE))
    ]
    return audit(reports, attackers)

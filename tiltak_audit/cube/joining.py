"""Lines of a label to one text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# What no blank follows, since a word goes on behind it.
GLUED = re.compile(r"(?:\w-|/)$")

# But a hyphen before this stands for the word that follows.
_AND = re.compile(r"og\b")


def join(pieces: Sequence[str]) -> str:
    """Join the lines of a label.

    >>> join(("Aurskog-", "Høland")), join(("Rana -", "Raane"))
    ('Aurskog-Høland', 'Rana - Raane')
    >>> join(("Universitets-", "og", "høgskolenivå")), join(("Nord-", "ognes"))
    ('Universitets- og høgskolenivå', 'Nord-ognes')
    """
    parts = []
    for before, piece in zip(("", *pieces), pieces, strict=False):
        whole = not before or (GLUED.search(before[-2:]) and not _AND.match(piece))
        parts += ["" if whole else " ", piece]
    return "".join(parts)

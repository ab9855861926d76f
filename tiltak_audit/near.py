"""What somebody may have meant: the nearest of the names that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable


def hint_of(given: str, known: Iterable[str]) -> str:
    """Ask whether the nearest name was meant, behind a blank; nothing where none is near."""
    from difflib import get_close_matches

    close = get_close_matches(given, known, n=1)
    return _(" (did you mean {close}?)").format(close=close[0]) if close else ""

"""The gettext door that every text for people goes through."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_LOCALES = Path(__file__).parent / "locales"


@cache
def _catalogue(language: str) -> dict[str, str]:
    import gettext  # noqa: PLC0415  loaded only where a catalogue exists: it costs start-up time

    found = gettext.translation("tiltak_audit", _LOCALES, languages=[language], fallback=True)
    return getattr(found, "_catalog", {})


def gettext_of(text: str) -> str:
    """Give ``text`` in the reader's language; English until a catalogue exists."""
    return text


_ = gettext_of

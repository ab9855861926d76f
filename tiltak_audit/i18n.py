"""The gettext door that every text for people goes through."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation("tiltak_audit", Path(__file__).parent / "locales", fallback=True)


def _(text: str) -> str:
    """Give a text in the reader's language; English where no catalogue has it."""
    return _catalogue().gettext(text)


def N_(text: str) -> str:  # noqa: N802  gettext's own name, which its extractors look for
    """Mark a text for translation where it is defined before it is said."""
    return text


def ngettext(one: str, many: str, n: int) -> str:
    """Give the singular or plural form with ``{n}`` filled in, thousands grouped."""
    return _catalogue().ngettext(one, many, n).replace("{n}", number(n))


def number(value: int) -> str:
    """Group thousands by a blank, as the reports do.

    >>> number(38544)
    '38 544'
    """
    return f"{value:,}".replace(",", " ")


def language() -> str:
    """Name the reader's language as HTML does (BCP 47)."""
    return "en"

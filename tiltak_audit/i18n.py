"""The gettext door that every text for people goes through, and the language of the run."""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

LANGUAGES = ("en", "nb")

# The name of the catalogues, and where they are; the source is English and has none.
DOMAIN = "tiltak_audit"
LOCALES = Path(__file__).parent / "locales"

# What locales call written Norwegian; who asks for Nynorsk would rather read Bokmål than English.
_NORWEGIAN = ("nb", "no", "nn")

_chosen: list[str] = []


def use(lang: str) -> None:
    """Set the language of the run; one of ``LANGUAGES``."""
    assert lang in LANGUAGES
    _chosen[:] = [lang]


def meant(lang: str) -> str:
    """Give the language of ours that is meant: ``no`` is ``nb``; what is none stays."""
    return "nb" if lang.casefold() in _NORWEGIAN else lang


def language() -> str:
    """Give the language of the run, ``en`` or ``nb``: the one that was set, else the locale's."""
    if not _chosen:
        use(_of_locale())
    return _chosen[0]


def _of_locale() -> str:
    """Take the language from the locale as gettext does: LANGUAGE first, except in C or POSIX."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next(filter(None, map(os.environ.get, names)), "")
    known = [locale]
    if _stem(locale) not in {"C", "POSIX"}:
        known = [*os.environ.get("LANGUAGE", "").split(":"), locale]
    for one in known:
        if _stem(one) in _NORWEGIAN:
            return "nb"
        if _stem(one) == "en":
            break
    return "en"


def _stem(locale: str) -> str:
    """Give the language of a locale such as ``nb_NO.UTF-8``."""
    return locale.partition(".")[0].partition("@")[0].partition("_")[0]


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    if lang == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALES, [lang], fallback=True)


def _(text: str) -> str:
    """Give a text in the language of the run."""
    return _catalogue(language()).gettext(text)


def N_(text: str) -> str:  # noqa: N802  gettext's own name, which its extractors look for
    """Mark a text for translation where it is defined before it is said."""
    return text


def ngettext(one: str, many: str, n: int) -> str:
    """Give the singular or plural form with ``{n}`` filled in, thousands grouped."""
    text = _catalogue(language()).ngettext(one, many, n)
    return text.replace("{n}", number(n)) if "{n}" in text else text


def number(value: int) -> str:
    """Group thousands by a blank, as the reports do.

    >>> number(38544)
    '38 544'
    """
    return f"{value:,}".replace(",", " ")


def signed(value: int) -> str:
    """Write a number with its sign.

    >>> signed(1200), signed(-12), signed(0)
    ('+1 200', '−12', '0')
    """
    return f"+{number(value)}" if value > 0 else number(value).replace("-", "−")


def decimal(value: float, form: str = ".1f") -> str:
    """Write a number with decimals, after a comma in Norwegian; one, if nothing else is said."""
    text = format(value, form)
    return text.replace(".", ",") if language() == "nb" else text


def percent(share: Fraction) -> str:
    """Write a share in percent with its sign, to one decimal."""
    return f"{decimal(float(100 * share), '+.1f').replace('-', '−')} %"

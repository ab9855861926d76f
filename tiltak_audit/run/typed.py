"""What was typed for an option, as the value that it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.disclosure.attacker import EVERYONE, insiders_of, star_max_of
from tiltak_audit.errors import UnreadableError, UsageError
from tiltak_audit.i18n import _
from tiltak_audit.model.interval import STAR
from tiltak_audit.near import hint_of
from tiltak_audit.reading.text.encoding import charset_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def codes_of(text: str) -> tuple[str, ...]:
    """Read a comma-separated list of codes, prefixes or names of rules.

    Raises:
        UsageError: One of them names no rule and no family of the catalogue.
    """
    from tiltak_audit.rules.rule import FAMILIES, code_of, names_of_rules

    given = {code_of(part): part.strip() for part in text.split(",") if part.strip()}
    known = names_of_rules()
    for code, said in given.items():
        if code not in FAMILIES and not any(one.startswith(code) for one in known):
            raise UsageError(
                _("unknown code {code}; tiltak-audit rules lists them{hint}").format(
                    code=said, hint=_hint(code, known)
                )
            )
    return tuple(given)


def _hint(code: str, known: Iterable[str]) -> str:
    """Name the nearest code of its family, or else the nearest name of a rule."""
    family = [one for one in known if one[:3] == code[:3]]
    return hint_of(code, family) or hint_of(code.casefold(), known)


def encoding_of(name: str) -> str | None:
    """Read the name of an encoding of text; None where there is none, so that it is found out.

    Raises:
        UsageError: No encoding of text is called so.
    """
    try:
        if name:
            charset_of(name)
    except UnreadableError as error:
        raise UsageError(_("--encoding: {reason}").format(reason=error)) from error
    return name or None


def sign_of(text: str | None) -> str | None:
    """Read what stands for a count that is hidden beside stars; None where families say it.

    Raises:
        UsageError: It cannot be told from what else is printed.
    """
    from tiltak_audit.families.sign import reason_against

    if text is None:
        return None
    if reason := reason_against(text):
        raise UsageError(
            _("--sign “{sign}”: {reason}; give such as “:” or “x”").format(sign=text, reason=reason)
        )
    return text


def starred_of(text: str) -> int | None:
    """Read a limit of stars; before reports are read, that of the law stands for none.

    Raises:
        UsageError: It is neither a count nor ``none``.
    """
    return star_max_of(text) if text else STAR.high


def known_of(texts: Sequence[str]) -> tuple[str, ...]:
    """Read cells that somebody knows, and give them as they are told.

    Raises:
        UsageError: One of them is written otherwise, or named beside all of them.
    """
    if EVERYONE in texts and len(set(texts)) > 1:
        raise UsageError(_("--insider all takes each star in turn; name none besides"))
    return (EVERYONE,) if texts and EVERYONE in texts else tuple(map(str, insiders_of(texts)))
